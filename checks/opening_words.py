"""Whether the capital at the start of a sentence is only that.

The word lists, the words behind it, and the rest of the article, which may write the same word
small or, in mid-sentence, with a capital.
"""

import re

from checks.capital_runs import begins_run
from checks.clues import clue
from checks.name_words import Evidence, Word, heads, is_acronym, is_ordinary, known, phrase
from checks.wordlists import verb_forms, words

_BEGINS_AFTER = frozenset(":•*…!?.\"“„«'‘")
_ORDINARY_ENDING = re.compile(
    r"(?:s|ing|ed|ly|tion|sion|ment|ness|ity|ism|ous|ive|ful|less|able|ible|ical|ists?|ship|hood"
    r"|ology|graphy|ture)$"
)
#: Plurals of what people do; a surname seldom ends so.
_DOERS = ("ers", "ists", "ians", "ors")
#: What tells "Hughes has" from "Hikers have".
_SINGULAR = frozenset({"has", "was", "is", "says", "said", "told"})


def without_opener(line: list[Word], first: int, last: int, text: str, seen: Evidence) -> int:
    """Where a run of capitals begins once an ordinary opening word is cut off; past ``last`` if
    nothing is left of it. ``line`` are the words of ``text``.
    """
    if not _begins(line, first) or _belongs(line, first, last, seen):
        return first
    first += 1
    while first <= last and not begins_run(line, first, text):
        first += 1
    return first


def _begins(line: list[Word], index: int) -> bool:
    """Whether a word begins a sentence, a quotation or a clause after a colon."""
    return index == 0 or line[index - 1].text in _BEGINS_AFTER


def _belongs(line: list[Word], first: int, last: int, seen: Evidence) -> bool:
    """Whether the first word of a run at the start of a sentence is part of the name."""
    word = line[first]
    listed = phrase(line, first, last) in known()
    if listed and (last > first or word.lower not in words("common_words")):
        return True
    if word.lower in clue("openers") and word.lower not in words("title_modifiers"):
        return False
    if not is_ordinary(word, seen):
        return last > first or _is_name_alone(line, first, seen)
    if last == first:
        candidate = listed or word.text in words("first_names")
        return candidate and word.lower not in clue("openers") and _acts(line, last)
    if word.text in words("first_names") or word.text in clue("counted_bodies"):
        return word.lower not in clue("openers")
    if any(is_office(word) for word in line[first : last + 1]):
        return True
    return word.lower not in clue("openers") and _has_head(line, first, last)


def is_office(word: Word) -> bool:
    """Whether a capitalised word is the last noun of a title, in the singular or plural."""
    office = word.lower.rstrip(".")
    singulars = (office, office.removesuffix("s"), office.removesuffix("ies") + "y")
    return any(singular in words("titles") for singular in singulars)


def _has_head(line: list[Word], first: int, last: int) -> bool:
    """Whether a run holds a word that says what it is a name of: "Clean Water Act"."""
    return (
        line[first].text in clue("leading_heads")
        or line[last].text in heads()
        or any(
            line[index].text in heads() and line[index + 1].lower in clue("links")
            for index in range(first, last)
        )
    )


def _is_name_alone(line: list[Word], index: int, seen: Evidence) -> bool:
    """Whether an unlisted single word is a name: by the article, its ending, its verb."""
    word = line[index]
    if word.text in seen.capital or word.text in seen.surnames or word.owns:
        return True
    if word.text in words("first_names") or is_acronym(word.text):
        return True
    if word.lower in words("titles") or not word.text.isalpha():
        return "-" in word.text or any(letter.isdigit() for letter in word.text)
    if not _ORDINARY_ENDING.search(word.lower):
        return True
    if word.lower.endswith(_DOERS):
        return False
    if word.lower.endswith("s"):
        return index + 1 < len(line) and line[index + 1].lower in _SINGULAR
    return _acts(line, index)


def _acts(line: list[Word], index: int) -> bool:
    """Whether what follows a word makes it somebody who acts, or an owner."""
    if line[index].owns:
        return True
    if index + 1 >= len(line):
        return False
    after = line[index + 1].lower
    return after in verb_forms("speech_verbs") or after in clue("acting")
