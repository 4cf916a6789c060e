"""Acronyms: the ones never spelled out, and the ones that do not fit what they stand for."""

import re
from functools import lru_cache

from checks.quotations import quoted_parts
from checks.wordlists import words

_ACRONYM = re.compile(
    r"(?<![\w.&@#/$>'’‑-])(?:[A-Z]{3,6}|(?:[A-Z]\.){3,6})(?=s?(?:['’]s?)?(?![\w&@/‑-]|\.\w))"
)
_ROMAN = re.compile(r"[IVXLCM]+")
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}")
#: Words that may stand between the initials an acronym is made of, and count or not.
_LINK = r"(?:(?:of|and|for|the|in|on|to|at|by|with|de|des|du|la|&)[\s‑-]+){0,3}"
_SPELLED = re.compile(
    r"(?P<phrase>(?:[A-Z][\w'’.]{0,30}(?:[ \u00a0-](?:of|and|for|the|in|on|to|&)){0,2}[ \u00a0-])"
    r"{1,8}[A-Z][\w'’.]{0,30}) \((?:the )?[“\"]?(?P<acronym>[A-Z]{3,6})[”\"]?\)"
)
_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "to", "&"})
#: A text with more acronyms than this is a list of codes.
_MOST = 40


@lru_cache(maxsize=8)
def unexplained(text: str) -> tuple[tuple[int, int], ...]:
    """Where each acronym stands first that the text never spells out, household ones aside."""
    first: dict[str, tuple[int, int]] = {}
    explained = {word.upper() for word in set(_ORDINARY.findall(text))}
    for match in _ACRONYM.finditer(text):
        letters = match[0].replace(".", "")
        if letters in explained or letters in words("household_acronyms"):
            continue
        before = text[max(0, match.start() - _AROUND) : match.start()]
        after = text[match.end() : match.end() + _AROUND]
        if _EXPLAINED_BEFORE.search(before) or _EXPLAINED_AFTER.match(after):
            explained.add(letters)
        elif (
            letters not in first
            and _is_acronym(letters, before, after)
            and not quoted_parts(text, *match.span())
        ):
            first[letters] = match.span()
    left = {letters: span for letters, span in first.items() if letters not in explained}
    if len(left) > _MOST:
        return ()
    return tuple(span for letters, span in left.items() if not _has_initials(text, letters))


def _is_acronym(letters: str, before: str, after: str) -> bool:
    """Tells an acronym from a numeral, a call sign, a shout, a dateline, a ticker, a firm."""
    if _ROMAN.fullmatch(letters) or _CALL_SIGN.fullmatch(letters):
        return False
    if _RULED_OUT_BEFORE.search(before) or _RULED_OUT_AFTER.match(after):
        return False
    if before[-1:] in {"", "\n"} and _DATELINE.match(after):
        return False
    return len(letters) == 3 or not _MAY_BE_A_WORD.search(letters) or bool(_ARTICLE.search(before))


def _has_initials(text: str, letters: str) -> bool:
    """Whether words with these initials stand somewhere in a row."""
    words_ = (rf"[{letter}{letter.lower()}][\w'’.]{{0,30}}" for letter in letters)
    return re.search(r"\b" + (r"[\s‑-]+" + _LINK).join(words_), text) is not None


#: How far around an acronym its explanation is looked for, in characters.
_AROUND = 60
#: Words that are written in capitals elsewhere only to shout.
_ORDINARY = re.compile(r"\b[A-Z]?[a-z]{2,6}\b")
#: Where a reader is told enough: "National Weather Agency (NWA)", "…, or NWA", "the firm NWA".
_EXPLAINED_BEFORE = re.compile(
    r"(?:\w[.’'”\"]*\s\((?:or\s|the\s|known\sas\s)?[“\"]?|,\sor\s(?:the\s)?|"
    r"\b(?:known\sas|called|named)\s(?:the\s)?|"
    r"\b(?:firm|company|group|organi[sz]ation|giant|network|station|broadcaster|channel|maker|"
    r"newspaper|magazine|brand|bank|charity|website|band|union|agency|chain|party|startup|"
    r"insurer|retailer|publisher|programme|drug|hallucinogen|chemical|label)\s)$"
)
#: "NWA, a weather agency", "NWA (National Weather Agency)".
_EXPLAINED_AFTER = re.compile(r"s?(?:,\s(?:an?|the|which|who)\b|\s\((?:[\w'’-]+\s){1,7}[\w'’-]+\))")
#: Shouted words, what a ticker or a caption stands behind, an initial.
_RULED_OUT_BEFORE = re.compile(r"(?:[A-Z]{2,}\W{0,3}|:\s?|\b[A-Z]\.\s)$")
#: A speaker in a transcript, a model number, a dateline, a longer name it begins, a court case.
_RULED_OUT_AFTER = re.compile(r"\s?:|\s\d|\W{0,2}\s[A-Z]|\sv\.?\s|\s\(")
_DATELINE = re.compile(r",?[^a-z\n]{0,20}[A-Za-z.,]{0,8}\s?[—–-]|\s\(")
_MAY_BE_A_WORD = re.compile(r"[^AEIOU][AEIOUY]")
_ARTICLE = re.compile(r"\b(?:the|The|an?|A|its)\s$")


@lru_cache(maxsize=8)
def misfits(text: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """Acronyms in brackets whose letters do not fit the words before: (acronym, words) spans.

    Only where most letters do fit: acronyms of foreign names (FARC, MSF) share few with their
    translation. And only where the acronym is used again, which a ticker symbol is not.
    """
    found = []
    for match in _SPELLED.finditer(text):
        acronym = match["acronym"]
        phrase = re.split(r"[ \u00a0-]", match["phrase"])
        if acronym in words("foreign_acronyms") or _fits(acronym, phrase):
            continue
        initials = [word[0] for word in phrase if word not in _SMALL]
        if _shared(acronym, initials) and len(re.findall(rf"\b{acronym}\b", text)) > 1:
            found.append((match.span("acronym"), match.span("phrase")))
    return tuple(found)


def _fits(acronym: str, phrase: list[str]) -> bool:
    """Whether the letters stand in the words in this order, the first of them opening a word."""
    for start, word in enumerate(phrase):
        if word[:1].upper() != acronym[0]:
            continue
        rest = iter("".join(phrase[start:]).upper())
        if all(letter in rest for letter in acronym):
            return True
    return False


def _shared(acronym: str, initials: list[str]) -> bool:
    """Whether all but one of the letters are initials of the words, each used once."""
    left = list(initials)
    shared = 0
    for letter in acronym:
        if letter in left:
            left.remove(letter)
            shared += 1
    return shared >= len(acronym) - 1 and shared >= 3 - (len(acronym) == 3)
