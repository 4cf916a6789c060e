"""Where a sentence names persons, organisations, places and other things.

A run of capitals (``capital_runs.py``) is judged by what it contains (lists in ``words/``), by its
head noun, by the words around it and by how the rest of the article writes the same words. No
model: a list, a position or a head noun decides, and a run that nothing decides is a name.
"""

import re
from functools import cache

from checks.capital_runs import runs
from checks.clues import clue
from checks.name_words import (
    NAME,
    ORGANISATION,
    PLACE,
    TITLE,
    Evidence,
    Proper,
    Word,
    heads,
    is_acronym,
    known,
    phrase,
)
from checks.opening_words import is_office, without_opener
from checks.wordlists import verb_forms, words

_CLOSING_STOPS = frozenset(".!;,:")
#: A line is written as headlines are where more than this share of its longer words are capitals.
_TITLE_CASE = 0.75
_NUMBERED_ROAD = re.compile(r"[AMBI]-?\d{1,3}")
_ENDING_OF_PLACE = re.compile(
    r"[a-zé](?:shire|ville|burgh?|borough|stan|grad|abad|pur|mouth|town|polis|wick|ford|minster"
    r"|stead|thorpe|combe|heim|furt|dorf|hausen|fjord|holm|vik|ganj|nagar|palli|puram|kand)$"
    r"|-(?:on|upon|sur|le|en)-"
)
_NEAR_A_PLACE = frozenset({"at", "from", "to", "through", "via", "off", "reached", "between", "of"})
_NAMING_COUNTRIES = frozenset({"US", "U.S.", "UK", "U.K."})
#: What joins an office to its domain.
_DOMAIN_LINKS = frozenset({"of", "for"})
#: Particles that also join words of other names.
_WEAK_PARTICLES = frozenset({"e", "i", "do", "la", "le", "san"})


def proper_names(line: list[Word], text: str, seen: Evidence) -> list[Proper]:
    """Every named person, organisation, place or thing of a sentence, and capitalised titles.

    ``line`` are the words of ``text``, ``seen`` what the article says. In order, none overlapping.
    """
    if is_title_case(line):
        return _listed_only(line)
    found: list[Proper] = []
    for first, last in runs(line, text):
        first = without_opener(line, first, last, text, seen)
        if first <= last:
            found += _like_its_neighbour(line, found, _judge(line, first, last, seen))
    return found


def is_title_case(line: list[Word]) -> bool:
    """Whether a line is written as headlines are, so that a capital says nothing."""
    if line and line[-1].text in _CLOSING_STOPS:
        return False
    longer = [word for word in line if len(word.text) > 3 and word.text[0].isalpha()]
    capitals = sum(word.text[0].isupper() for word in longer)
    return len(longer) >= 4 and capitals > _TITLE_CASE * len(longer)


def _listed_only(line: list[Word]) -> list[Proper]:
    """In a headline only listed names, and first names with a surname, count."""
    found: list[Proper] = []
    index = 0
    while index < len(line):
        last = _listed_in_headline(line, index)
        if last is not None:
            found.append(Proper(index, last, known()[phrase(line, index, last)]))
        elif _is_full_name(line, index):
            last = index + 1
            found.append(Proper(index, last, NAME, True))
        index = (index if last is None else last) + 1
    return found


def _listed_in_headline(line: list[Word], index: int) -> int | None:
    """The last word of the listed name at ``index``; an ordinary word alone is none."""
    for last in range(min(index + 5, len(line) - 1), index, -1):
        if phrase(line, index, last) in known():
            return last
    word = line[index]
    ordinary = word.lower in words("common_words") or word.text in clue("unnamed")
    return index if word.text in known() and not ordinary else None


def _is_full_name(line: list[Word], index: int) -> bool:
    following = line[index + 1] if index + 1 < len(line) else None
    return (
        line[index].text in words("first_names")
        and following is not None
        and following.text[0].isupper()
        and following.lower not in words("common_words")
    )


def _like_its_neighbour(
    line: list[Word], found: list[Proper], judged: list[Proper]
) -> list[Proper]:
    """A single name that "and" joins to a place is a place: "Orkney and Caithness"."""
    if not found or len(judged) != 1 or judged[0].kind != NAME or judged[0].first != judged[0].last:
        return judged
    before, name = found[-1], judged[0]
    joined = name.first - before.last == 2 and line[before.last + 1].lower in {"and", "or"}
    if not joined or before.kind != PLACE or line[before.last].owns:
        return judged
    if phrase(line, before.first, before.last) in words("nationalities"):
        return judged
    return [Proper(name.first, name.last, PLACE)]


# --- what a run holds --------------------------------------------------------------------------


def _judge(line: list[Word], first: int, last: int, seen: Evidence) -> list[Proper]:
    """The items of a run; behind "Mr" it is a person's name."""
    courtesy = first > 0 and line[first - 1].lower in clue("courtesies")
    if courtesy and line[first].text in {"Justice", "President", "Speaker", "Chairman"}:
        rest = _person(first + 1, last)
        return [Proper(first - 1, first, TITLE), *rest]
    if courtesy:
        return _with_degree(line, first, last, seen) or _person(first, last)
    return _split(line, first, last, seen)


def _person(first: int, last: int) -> list[Proper]:
    return [Proper(first, last, NAME, True)] if first <= last else []


def _split(line: list[Word], first: int, last: int, seen: Evidence) -> list[Proper]:
    """The items of a run without courtesies and ordinary openers."""
    if first > last:
        return []
    if phrase(line, first, last) in known():
        return [Proper(first, last, _listed_kind(line, first, last))]
    spelled = phrase(line, first, last)
    if spelled.isupper() and len(spelled) > 3 and spelled.title() in known():
        return [Proper(first, last, known()[spelled.title()])]
    if line[first].text in _NAMING_COUNTRIES and phrase(line, first + 1, last) in known():
        return [Proper(first, first, PLACE), *_split(line, first + 1, last, seen)]
    if degree := _with_degree(line, first, last, seen):
        return degree
    if kind := _headed(line, first, last):
        return [Proper(first, last, kind)]
    if title := _title_of(line, first, last):
        begin, end = title
        before = _split(line, first, begin - 1, seen)
        return [*before, Proper(begin, end, TITLE), *_holder(line, end + 1, last, seen)]
    if _is_person(line, first, last):
        return _person(first, last)
    if last > first:
        return _split_listed(line, first, last, seen)
    return _single(line, first, seen)


def _holder(line: list[Word], first: int, last: int, seen: Evidence) -> list[Proper]:
    return _with_degree(line, first, last, seen) or _person(first, last)


def _with_degree(line: list[Word], first: int, last: int, seen: Evidence) -> list[Proper]:
    """ "Fiona MacAllister KC" as name and title, or nothing."""
    if first >= last or line[last].lower not in clue("degrees"):
        return []
    return [*_holder(line, first, last - 1, seen), Proper(last, last, TITLE)]


def _listed_kind(line: list[Word], first: int, last: int) -> str:
    """The listed kind; the Amazon is a river, Amazon a company, and a city that wins is a club."""
    name = phrase(line, first, last)
    around = {_word_at(line, first - 1), _word_at(line, last + 1)}
    if name in _two_kinds():
        owned = first > 0 and line[first - 1].owns
        is_place = owned or around & ({"the", "in", "rainforest"} | clue("kinds_of_place"))
        return PLACE if is_place else ORGANISATION
    if name in words("cities") and around & clue("wins"):
        return ORGANISATION
    return known()[name]


@cache
def _two_kinds() -> frozenset[str]:
    """Names that are both an organisation and a region or city."""
    return words("organisations") & (words("regions") | words("cities"))


def _headed(line: list[Word], first: int, last: int) -> str | None:
    """The kind that the head noun of a run gives it: "Leeds Crown Court", "Clean Water Act"."""
    if first == last:
        return None
    bodies = words("organisation_heads")
    if last - first > 1 and line[last].text in words("cities") and line[last - 1].text in bodies:
        return ORGANISATION  # "Trinity College Dublin"
    head = _head(line, first, last)
    text = line[head].text
    if head == last and line[first].text in words("first_names") and text in clue("family_heads"):
        return NAME if last - first == 1 else None
    if head == last and last - first > 1 and _is_only_office(line[first]):
        return None
    for kind, name in ((ORGANISATION, "organisation_heads"), (PLACE, "place_heads")):
        if text in words(name):
            return kind
    return NAME if text in words("work_heads") else None


def _head(line: list[Word], first: int, last: int) -> int:
    """The head noun of a run: its last word, or the one before "of" ("Ministry of Health")."""
    for index in range(first + 1, last):
        before = line[index - 1]
        if line[index].lower in clue("links") and (before.text in heads() or is_office(before)):
            return index - 1
    return last


def _is_only_office(word: Word) -> bool:
    """Whether a word before a name can only be a title ("Senator"), no part of a body's name."""
    return (
        word.lower in words("titles")
        and word.lower not in words("title_modifiers")
        and word.text not in {"Fire", "General"}
    )


def _title_of(line: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """The first and last word of the title inside a run, or nothing."""
    offices = [index for index in range(first, last + 1) if is_office(line[index])]
    if not offices:
        return None
    names, modifiers = words("first_names"), words("title_modifiers")
    begin = end = offices[0]
    for index in offices[1:]:
        between = line[end + 1 : index]
        if any(word.lower not in modifiers for word in between):
            break
        if index == last and line[last].text in names:
            break
        end = index  # "Deputy National Security Adviser"
    if line[first].text in names and (
        # "Martin Luther King"; "Dean Whitlock": a first name that is an office too.
        (begin > first and line[first].lower not in modifiers)
        or (begin == end == first and last - first == 1)
    ):
        return None
    while begin > first and (
        line[begin - 1].lower in modifiers or line[begin - 1].lower.rstrip(".") in words("titles")
    ):
        begin -= 1
    return begin, _end_of_domain(line, end, last)


def _end_of_domain(line: list[Word], end: int, last: int) -> int:
    """Where "Secretary of State" or "Minister for Health and Sport" ends, before the name."""
    if end + 2 > last or line[end + 1].lower not in _DOMAIN_LINKS:
        return end
    while end + 2 <= last and line[end + 1].lower in _DOMAIN_LINKS | {"and"}:
        end += 3 if line[end + 2].lower == "the" and end + 3 <= last else 2
        # The name takes the last two words, or begins where a first name does.
        while (
            last - end > 2
            and line[end + 1].text not in words("first_names")
            and line[end + 1].lower not in _DOMAIN_LINKS | {"and"}
        ):
            end += 1
    return end


def _is_person(line: list[Word], first: int, last: int) -> bool:
    """Whether a run begins with a first name or initial, or holds "van der", "bin" and the like."""
    if first == last:
        return False
    given = line[first].text
    if given in words("first_names") or (given.endswith(".") and len(given) <= 8):
        return line[last].text not in words("nationalities")
    if "-" in given and given.split("-")[0] in words("first_names"):
        return True
    small = {word.lower for word in line[first + 1 : last]}
    return bool(small & (clue("particles") - _WEAK_PARTICLES))


def _split_listed(line: list[Word], first: int, last: int, seen: Evidence) -> list[Proper]:
    """A run that begins with a listed name: "Kogi West", "Boston Celtics", "French Open"."""
    for end in range(last - 1, first - 1, -1):
        name = phrase(line, first, end)
        if name not in known():
            continue
        rest = line[end + 1 : last + 1]
        if all(word.text in clue("directions") for word in rest):
            return [Proper(first, last, known()[name])]
        if known()[name] == ORGANISATION and _is_person(line, end + 1, last):
            return [Proper(first, end, ORGANISATION), *_person(end + 1, last)]
        if known()[name] == ORGANISATION:
            return [Proper(first, last, NAME)]
        if len(rest) == 1 and name not in words("nationalities") and _names_a_team(rest[0]):
            return [Proper(first, last, ORGANISATION)]
        return [Proper(first, end, PLACE), *_split(line, end + 1, last, seen)]
    if line[first].text in clue("directions") or line[first].text in clue("leading_heads"):
        return [Proper(first, last, NAME if line[first].text in words("work_heads") else PLACE)]
    return [_by_context(line, first, last, seen)]


def _names_a_team(word: Word) -> bool:
    """Whether a word behind a town's name makes a club or firm of it: "Perth Lynx"."""
    return (
        word.text not in words("first_names")
        and word.text not in known()
        and not is_acronym(word.text)
        and word.lower not in words("titles")
    )


def _single(line: list[Word], index: int, seen: Evidence) -> list[Proper]:
    """A run of one unlisted word."""
    word = line[index]
    if word.text in seen.surnames:
        return _person(index, index)
    if _NUMBERED_ROAD.fullmatch(word.text):
        is_road = index > 0 and line[index - 1].lower == "the"
        return [Proper(index, index, PLACE if is_road else NAME)]
    if is_acronym(word.text):
        shouted = len(word.text) > 3 and word.lower in words("common_words")
        coded = any(letter.isdigit() for letter in word.text)
        return [] if shouted else [Proper(index, index, NAME if coded else ORGANISATION)]
    if word.text in words("organisation_heads"):
        return [Proper(index, index, ORGANISATION)]
    if word.text in heads():
        # "The Act" and "the Cup" alone are no names; "the Olympics" is.
        return [] if word.lower in words("common_words") else [Proper(index, index, NAME)]
    return [_by_context(line, index, index, seen)]


# --- what stands around a run ------------------------------------------------------------------


def _by_context(line: list[Word], first: int, last: int, seen: Evidence) -> Proper:
    """An unlisted run, judged by the words around it and the look of its own."""
    before = line[first - 1].lower if first else ""
    spoken = verb_forms("speech_verbs")
    if line[last].text in seen.surnames:
        return Proper(first, last, NAME, True)
    if _word_at(line, last + 1) in spoken or (before in spoken and before != "called"):
        is_body = before in {"the", "told"} and first == last
        return Proper(first, last, ORGANISATION if is_body else NAME, not is_body)
    if _stands_like_a_place(line, first, last):
        return Proper(first, last, PLACE)
    if first == last and not line[last].owns and _stands_like_a_body(line, last):
        return Proper(first, last, ORGANISATION)
    is_person = before != "the" and all(
        word.text.isalpha() or "-" in word.text or "." in word.text
        for word in line[first : last + 1]
    )
    return Proper(first, last, NAME, is_person)


def _word_at(line: list[Word], index: int) -> str:
    return line[index].lower if 0 <= index < len(line) else ""


def _stands_like_a_place(line: list[Word], first: int, last: int) -> bool:
    """Whether neighbours make a run a place: "in X", "the port of X", "X, Ohio", "X airport"."""
    before, earlier = _word_at(line, first - 1), _word_at(line, first - 2)
    if before in clue("place_prepositions"):
        return True
    if _ENDING_OF_PLACE.search(line[last].text) and (first == last or before in _NEAR_A_PLACE):
        return True
    if before == "of" and earlier in clue("parts_of_places"):
        return True
    if before == "at" and first == last:
        return earlier not in words("titles") and earlier not in clue("aiming")
    if before in {"from", "to"} and earlier in clue("motion"):
        return True
    if before == "the" and earlier in clue("place_prepositions"):
        return not _word_at(line, first - 3).startswith(("publish", "report", "print", "writ"))
    if _word_at(line, last + 1) in clue("kinds_of_place"):
        return True
    return _word_at(line, last + 1) == "," and _is_region(line, last + 2)


def _is_region(line: list[Word], index: int) -> bool:
    """Whether a listed region or country begins at ``index``: what follows a town's name."""
    if index >= len(line) or line[index].owns:
        return False
    names = (line[index].text, phrase(line, index, index + 1))
    return any(name in words("regions") or name in words("countries") for name in names)


def _stands_like_a_body(line: list[Word], index: int) -> bool:
    """Whether neighbours make a word an organisation.

    "The Elephants", "an engineer at Corvus", and "Corvus sold its fleet", where "its" comes soon.
    """
    if _word_at(line, index - 1) == "the":
        return line[index].lower.endswith("s")
    if _word_at(line, index - 1) == "at" and _word_at(line, index - 2) in words("titles"):
        return True
    return any(word.lower in {"its", "it"} for word in line[index + 2 : index + 5])
