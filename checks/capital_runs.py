"""Where a run of capitals begins and ends: "Jan van der Velde", "Ministry of Health and Sport".

Small words belong inside a run where its last word calls for them; a listed name stays whole.
"""

import re

from checks.clues import clue
from checks.name_words import Word, heads, known, longest_known, phrase, touches
from checks.wordlists import words

#: Longer runs are lists or shouting; bounded so that the work on a run is.
_LONGEST = 12
_CURRENCY = re.compile(
    r"(?:Rs|[KUT]?[Ss]h|Rp|RM|R)\.?(?:\d|$)"
    r"|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|INR|AED|SAR|ZAR|KES|NGN|JPY|CNY|PLN|BRL|MXN|AUD|CAD|NZD)$"
)
_NUMBER_WORD = re.compile(
    r"(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety|One|Two|Three|Four|Five)-"
)
_COUNT = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")


def runs(line: list[Word], text: str) -> list[tuple[int, int]]:
    """First and last word of every run of capitals among the words of ``text``, in order."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(line):
        if begins_run(line, index, text):
            last = _run_end(line, index, text)
            found.append((_with_count(line, index, last, text), last))
            index = last
        index += 1
    return found


def begins_run(line: list[Word], index: int, text: str) -> bool:
    """Whether a run of capitals can begin at a word."""
    return is_capital(line[index]) or _opens_name(line, index, text)


def is_capital(word: Word) -> bool:
    """Whether a word is written as names are and is none of those that name nothing alone."""
    letters = word.text
    if letters.islower():
        return letters in known()
    if letters in clue("unnamed") or letters.replace(".", "") in clue("unnamed"):
        return False
    if letters[0].isupper():
        return len(letters) > 1 and not _CURRENCY.match(letters) and not _NUMBER_WORD.match(letters)
    # "iPhone", "al-Qaeda", but not "kWh".
    return letters[0].islower() and len(letters) > 3 and not letters.endswith(("Wh", "Hz"))


def listed_end(line: list[Word], index: int, text: str) -> int:
    """The last word of the longest listed name that begins at ``index``, or ``index``."""
    for length in range(longest_known().get(line[index].text, 1), 1, -1):
        end = index + length - 1
        if end < len(line) and text[line[index].start : line[end].end] in known():
            return end
    return index


def _with_count(line: list[Word], first: int, last: int, text: str) -> int:
    """Where a run begins once the number before it is taken in: "2nd Battalion"."""
    if not first or not _COUNT.fullmatch(line[first - 1].text):
        return first
    counted = line[first].text in clue("counted_bodies") or line[last].text in clue(
        "counted_bodies"
    )
    return first - 1 if counted and touches(line, first - 1, text) else first


def _opens_name(line: list[Word], index: int, text: str) -> bool:
    """Whether a capital that names nothing alone begins a name: "White House"."""
    if line[index].text not in clue("unnamed") or line[index].text[0].islower():
        return False
    if listed_end(line, index, text) > index:
        return True
    if not touches(line, index, text) or not is_capital(line[index + 1]):
        return False
    last = _run_end(line, index + 1, text)
    return line[last].text in heads() or line[index].text in clue("directions")


def _run_end(line: list[Word], first: int, text: str) -> int:
    """The last word of the run that begins at ``first``."""
    last = first
    while last - first < _LONGEST:
        longer = _one_further(line, first, last, text)
        if longer == last:
            break
        last = longer
    return last


def _one_further(line: list[Word], first: int, last: int, text: str) -> int:
    """Where a run ends once what follows it belongs to it, or ``last``."""
    listed = listed_end(line, last, text)
    if listed > last:
        return listed
    if line[last].owns:
        return last + 1 if _owner_goes_on(line, first, last) else last
    if not touches(line, last, text):
        return last
    following = line[last + 1]
    if is_capital(following) or _continues(line, first, last, text):
        return last + 1
    return _linked_end(line, first, last, text)


def _continues(line: list[Word], first: int, last: int, text: str) -> bool:
    """Whether a word that opens no run goes on with one: "Kogi West", "Anna White", "Apollo 11"."""
    following = line[last + 1].text
    if following.isdigit():
        return line[last].text in clue("numbered")
    if following not in clue("unnamed") or not following[0].isupper():
        return False
    return (
        (touches(line, last + 1, text) and is_capital(line[last + 2]))
        or (following in clue("directions") and line[last].text in known())
        or (following in clue("also_surnames") and line[first].text in words("first_names"))
    )


def _owner_goes_on(line: list[Word], first: int, last: int) -> bool:
    """Whether "Women's Institute" goes on after its possessive; "Spain's Government" does not."""
    if last + 1 >= len(line) or not is_capital(line[last + 1]):
        return False
    if line[last].lower not in clue("fellowships") and line[first].text not in {"St", "St."}:
        return False
    return any(word.text in heads() for word in line[last + 1 : last + 3])


def _linked_end(line: list[Word], first: int, last: int, text: str) -> int:
    """Where a run goes on past small words: "van der Velde", "of the Interior", "& Gamble"."""
    index = last + 1
    small = line[index].lower
    if small in clue("particles") and line[index].text.islower():
        while (
            index - last < 3
            and touches(line, index, text)
            and line[index + 1].text in clue("particles")
        ):
            index += 1
    elif small in clue("links"):
        if touches(line, index, text) and line[index + 1].lower == "the" and small != "and":
            index += 1
    elif small != "&":
        return last
    if not touches(line, index, text) or not is_capital(line[index + 1]):
        return last
    if small in clue("links") and not _links(small, line, first, last, index + 1, text):
        return last
    return index + 1


def _links(small: str, line: list[Word], first: int, last: int, following: int, text: str) -> bool:
    """Whether "of", "for", "in", "on" or "and" joins a run to the capital behind it."""
    head = line[last].text
    if small == "and":
        return _joined_by_and(line, first, last, following, text)
    if small == "of" and head.lower() in words("titles"):
        return line[following].text not in known() or head in {"Duke", "Duchess", "Earl"}
    if small == "of":
        return head in heads() or head.lower() in words("common_words")
    if small == "for":
        offices = words("titles")
        return head in words("organisation_heads") or any(
            word.lower in offices for word in line[first : last + 1]
        )
    if small == "in":
        return head in {"Prize", "Award", "Medal"}
    return small == "on" and head in {"Committee", "Commission", "Council", "Convention", "Panel"}


def _joined_by_and(line: list[Word], first: int, last: int, following: int, text: str) -> bool:
    """ "Ministry of Health and Sport", "Food and Drug Administration", not "Paris and Rome"."""
    if line[first].text == "The" and first < last:
        first += 1
    if phrase(line, first, last) in known() or line[first].text in words("first_names"):
        return False
    if any(word.lower in {"of", "for"} for word in line[first : last + 1]):
        after = line[following].text
        return after not in known() and after not in words("first_names")
    end = following
    while end - following < _LONGEST and touches(line, end, text) and is_capital(line[end + 1]):
        end += 1
    return (
        end > following
        and first == last
        and line[first].lower in words("common_words")
        and line[end].text in words("organisation_heads")
    )
