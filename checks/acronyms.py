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
    for match in _ACRONYM.finditer(text):
        letters = match[0].replace(".", "")
        if letters not in first and _is_acronym(text, match, letters):
            first[letters] = match.span()
    if len(first) > _MOST:
        return ()
    return tuple(span for letters, span in first.items() if not _is_spelled_out(text, letters))


def _is_acronym(text: str, match: re.Match[str], letters: str) -> bool:
    """Tells an acronym from a numeral, a call sign, a shout, a dateline, a ticker, a firm."""
    if letters in words("household_acronyms") or _ROMAN.fullmatch(letters):
        return False
    if _CALL_SIGN.fullmatch(letters):
        return False
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :][:30]
    if _RULED_OUT_BEFORE.search(before) or _RULED_OUT_AFTER.match(after):
        return False
    if before[-1:] in {"", "\n"} and _DATELINE.match(after):
        return False
    if len(letters) > 3 and _MAY_BE_A_WORD.search(letters) and not _ARTICLE.search(before):
        return False
    return not quoted_parts(text, match.start(), match.end())


#: Shouted words, what a ticker or a caption stands behind, an initial.
_RULED_OUT_BEFORE = re.compile(r"(?:[A-Z]{2,}\W{0,3}|:\s?|\b[A-Z]\.\s)$")
#: Where a reader is told enough: "…, or ABC", "known as ABC", "the drugmaker ABC".
_EXPLAINS = (
    r"(?:,\sor\s(?:the\s)?|\b(?:known\sas|called|named)\s(?:the\s)?|"
    r"\b(?:firm|company|group|organi[sz]ation|giant|network|station|broadcaster|channel|maker|"
    r"newspaper|magazine|brand|bank|charity|website|band|union|agency|chain|party|startup|"
    r"insurer|retailer|publisher|programme|drug|hallucinogen|chemical|label)\s)"
)
#: A speaker in a transcript, a model number, a dateline, a longer name it begins, a court case.
_RULED_OUT_AFTER = re.compile(r"\s?:|\s\d|\W{0,2}\s[A-Z]|\sv\.?\s|\s\(")
_DATELINE = re.compile(r",?[^a-z\n]{0,20}[A-Za-z.,]{0,8}\s?[—–-]|\s\(")
_MAY_BE_A_WORD = re.compile(r"[^AEIOU][AEIOUY]")
_ARTICLE = re.compile(r"\b(?:the|The|an?|A|its)\s$")


def _is_spelled_out(text: str, letters: str) -> bool:
    """Whether the text anywhere has the words, or says what the acronym is."""
    if re.search(rf"{_EXPLAINS}{letters}|\b{letters}s?, (?:an?|the|which|who)\b", text):
        return True
    if re.search(rf"\w[\w.’'”\"]* \((?:or |the |known as )?[“\"]?{letters}s?\b", text):
        return True
    if re.search(rf"\b{letters}s? \([^)\n]{{0,80}}\b\w+ \w+[^)\n]{{0,80}}\)", text):
        return True
    if re.search(rf"\b(?:{letters.lower()}|{letters.capitalize()})\b", text):
        return True  # the same word in small letters: it was written in capitals to shout
    words_ = (rf"{letter}[\w'’.]{{0,30}}" for letter in letters)
    return re.search(r"\b" + (r"[\s‑-]+" + _LINK).join(words_), text, re.IGNORECASE) is not None


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
