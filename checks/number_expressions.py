"""Where a sentence gives a number, with its unit or what it counts.

"$3.2 billion", "12 per cent", "three senior officials", "41 votes to 9", "a third",
"nine of the 12 directors", "62-year-old". Rounding words ("about", "more than") stay outside.
"""

import re

from checks.clues import clue
from checks.wordlists import words

_SMALL = (
    r"(?:two|three|four|five|six(?!t)|seven(?!t)|eight(?!y|ee)|nine(?!t)|ten|eleven|twelve"
    r"|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)"
_LETTER_SCALE = r"(?:bn|mn|tn|trn|m|k|b|M|K|B)"
_CURRENCY = (
    r"(?:(?:US|AU|A|CA|C|NZ|HK|S|R|Z)?\$|[€£¥₹₦₩₽₺₴฿₫₱₪₵]|(?:Rs|KSh|Ksh|USh|TSh|Sh|Rp|RM|EUR|USD"
    r"|GBP|CHF|NOK"
    r"|SEK|DKK|INR|AED|SAR|ZAR|KES|NGN|GH₵|R)\.?)"
)
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{2,3}){1,5}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,6})?[½¼¾⅓⅔]?|\.\d{1,4}|[½¼¾⅓⅔])"
)
_FIGURE_ALONE = (
    rf"{_DIGITS}(?:\s?{_SCALE}s?\b|{_LETTER_SCALE}\b)?(?:\s{_SCALE}\b)?"
    r"(?:\s?%|°|(?:st|nd|rd|th)\b|-?[A-Za-zµ°]{1,4}[²³]?\b(?!\.\w))?"
)
_FIGURE = rf"(?:{_CURRENCY}\s?)?{_FIGURE_ALONE}"
_WORD = (
    rf"(?:(?:[Hh]alf\s)?\b[Aa]n?\s(?:few\s)?{_SCALE}s?\b"
    rf"(?:\sand\s(?:{_TENS}(?:-\w{{3,5}})?|{_SMALL})\b)?|\b(?i:{_TENS}(?:[-\s]{_SMALL}|[-\s]one)?"
    rf"|{_SMALL}|one)"
    rf"(?:[\s-]{_SCALE}){{1,2}}\b(?:\sand\s(?:{_TENS}(?:-\w{{3,5}})?|{_SMALL}))?"
    rf"|\b(?i:{_TENS}(?:[-\s](?:{_SMALL}|one)\b)?|{_SMALL})\b"
    rf"|\b(?:(?i:tens|hundreds|thousands|dozens|scores|millions|billions|trillions))\b"
    r"(?:\sof\s(?:hundreds|thousands|millions|billions|trillions)\b)?|\b(?:[Ss]everal"
    rf"|[Aa]\sfew)\s{_SCALE}s?\b)"
)
_VALUE = rf"(?:{_FIGURE}|{_WORD})"
_PLAIN = rf"(?:{_FIGURE_ALONE}|{_WORD})"
_ONE = r"(?:\b[Oo]ne\b)"
_PART = (
    r"(?:half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth"
    r"|hundredth|thousandth)s?"
)
_ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth"
    r"|fiftieth|hundredth)"
)
_UNIT_AFTER_ONE = (
    r"(?:second|minute|hour|day|night|week|month|year|decade|century|mile|kilomet(?:re|er)"
    r"|met(?:re|er)|foot|inch"
    r"|tonne|ton|kilo|pound|dollar|euro|litre|gallon|acre|hectare|point|percentage\spoint"
    r"|per\scent|percent)\b"
)
_KINDS = [
    # two hundredths of a second, a quarter of a point, three-fifths, a third
    rf"\b(?i:an?|one|{_SMALL})[\s-]{_PART}\b(?!-)(?:\sof\sa\s(?:second|point|percentage\spoint"
    r"|per\scent|mile"
    r"|million|billion|century|degree|pound|cent|metre|inch)s?\b)?",
    r"\b(?i:half)\b(?=\s(?:of|the|its|their|his|her|all|those|our)\b)(?!\s(?:past|time))",
    r"(?:(?<=bout\s)|(?<=round\s)|(?<=early\s)|(?<=lmost\s)|(?<=over\s)|(?<=than\s)|(?<=by\s)"
    r"|(?<=cut\sin\s))half\b"
    r"(?!\s(?:past|a|an|of)\b)",
    r"\b[Hh]alf\sa\s(?:mile|day|year|century|decade|million|billion|dozen|point|per\scent|percent"
    r"|degree|tonne"
    r"|kilometre|litre|pint|metre|hour|minute|second)\b",
    r"\b(?i:three)[\s-]quarters\b",
    # minus 22C
    r"(?:[Mm]inus\s|(?<![\w\d])[-−])\d{1,3}(?:\.\d{1,2})?(?:\s?°?[CF]\b|\s?%|°)?",
    # 41 votes to 9, 7-2, 6-4 6-3
    rf"\b(?:{_VALUE})\svotes?\sto\s(?:{_VALUE}|none|nil)\b",
    r"(?<![\w.,:-])\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?![\w-]|[.,:]\d|[–])(?!\s?(?:%|per\b))",
    # 2:01:09, 16:9
    r"\d{1,4}:\d{1,4}(?::\d\d)?(?:\.\d{1,3})?(?![\d:])",
    # one in four, nine out of ten, nine of the 12, 23 of 31
    rf"(?:{_ONE}|{_WORD}|\d{{1,3}})\s(?:in|out\sof)\s(?:every\s)?(?:{_WORD}"
    rf"|\d{{1,4}}(?![\d.,:]))(?!\s?%)",
    rf"(?:{_ONE}|{_WORD}|\d{{1,6}})\s(?:out\s)?of\s(?:the\s)?(?:{_WORD}"
    rf"|\d{{1,3}}(?:,\d{{3}})*)(?!\s?%)",
    # 10 to 12, 16-24, 10% to 12%, $4 to $5, $4bn-5bn
    rf"{_PLAIN}(?:\sto\s|[-–]|\sor\s){_PLAIN}",
    rf"{_DIGITS}\s?%(?:\sto\s|[-–]|\sor\s){_DIGITS}\s?%",
    rf"{_CURRENCY}\s?{_PLAIN}(?:\sto\s|[-–]|\sor\s)(?:{_CURRENCY}\s?)?{_PLAIN}",
    rf"(?<=etween\s){_VALUE}\sand\s{_VALUE}",
    # 16 minutes and 42 seconds, six feet two inches
    rf"{_VALUE}\s(?:hours?|minutes?|years?|months?|weeks?|days?|feet|foot|pounds?"
    r"|degrees?)(?:,?\sand\s|,?\s)"
    rf"{_VALUE}\s(?:minutes?|seconds?|months?|weeks?|days?|hours?|inches|ounces|pence)\b",
    # 62-year-old, four-time
    rf"(?:{_FIGURE}|{_WORD}|{_ONE})-[a-z]{{2,12}}(?:-[a-z]{{2,8}})?s?\b",
    # one year
    rf"{_ONE}(?=\s{_UNIT_AFTER_ONE})",
    _VALUE,
    r"\b(?:[Tt]wice|[Tt]hrice)\b",
    rf"(?<![Aa]\s)(?<!per\s)(?<!each\s)\b(?:(?:{_TENS})-(?:first|{_ORDINAL})"
    rf"|{_ORDINAL})\b(?![-\w]|\s(?:half|thoughts?"
    r"|chance|hand|party|only|nature)\b)",
]
#: What any number begins with; asked first, so that other words cost one look.
_BEGINS = (
    r"(?=[\d.$€£¥₹₦₩₽₺₴฿₫₱₪₵½¼¾⅓⅔−-]|(?:US|AU|CA|NZ|HK|A|C|S|R|Z)\$|(?:Rs|KSh|Ksh|USh|TSh|Sh|Rp"
    r"|RM|R|[A-Z]{3}"
    r"|GH₵)\.?\s?\d|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|half"
    r"|minus|tens|hundreds|thousands|dozens|scores|millions|billions|trillions|several|twice"
    r"|thrice|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w{4,8}th|hundredth)\b)"
)
_NUMBER = re.compile(rf"(?<![\w.,/])(?<![A-Za-z]-){_BEGINS}(?:{'|'.join(_KINDS)})(?!\w)")
_HAS_UNIT = re.compile(
    r"[%$€£¥₹₦₩₽₺₴]|^(?:Rs|K?Sh|Rp|RM|R)|\d[A-Za-z°]{1,4}[²³]?$|\d(?:bn|mn|m|k)$|-[a-z]{2}"
)
_ORDINALS = re.compile(
    rf"(?:{_ORDINAL}|\d{{1,3}}(?:,\d{{3}})?(?:st|nd|rd|th)|.*\b{_ORDINAL})", re.IGNORECASE
)
_FOLLOWING = re.compile(r"[\s-]([^\W\d_][\w²³°/'’-]{0,24})|\s([°%][CF]?|%)")
_FEW = 3
_NOT_PLURAL = ("ss", "us", "is", "ous")


def numbers(text: str) -> list[tuple[int, int]]:
    """Where ``text`` gives numbers: ``[(start, end), …]`` in order, none overlapping."""
    return [
        (match.start(), _with_what_it_counts(text, *match.span()))
        for match in _NUMBER.finditer(text)
    ]


def _with_what_it_counts(text: str, start: int, end: int) -> int:
    """Where the number ends once its unit or the noun it counts is taken in."""
    value = text[start:end]
    ahead = _words_after(text, end)
    if _ORDINALS.fullmatch(value):
        return ahead[0][1] if ahead and ahead[0][0] in clue("ranked") else end
    unit = _unit(value, ahead)
    if unit:
        return unit
    if _HAS_UNIT.search(value):
        return end
    for index, (word, at) in enumerate(ahead[:_FEW]):
        if word in clue("number_stops") or not word.islower():
            break
        if _is_plural(word):
            return at
        if index == _FEW - 1 or text[at : at + 1] != " ":
            break
    return end


def _words_after(text: str, end: int) -> list[tuple[str, int]]:
    """The next words, each with where it ends, as far as only spaces lie between."""
    found = []
    while len(found) < _FEW and (match := _FOLLOWING.match(text, end)):
        end = match.end()
        word = match[1] or match[2]
        if word.endswith(("'s", "’s", "'", "’")):
            word = word.rstrip("s").rstrip("'’")
            end -= match.end() - match.start(match.lastindex) - len(word)
            found.append((word, end))
            break
        found.append((word, end))
    return found


def _unit(value: str, ahead: list[tuple[str, int]]) -> int:
    """Where the longest unit right after the number ends, or 0."""
    units = words("units")
    money = value[:1] in "$€£¥₹₦" or value.startswith(("US$", "Rs"))
    for length in (3, 2, 1):
        if len(ahead) >= length:
            unit = " ".join(word for word, _ in ahead[:length])
            if unit in units and not (money and len(unit) < 3):
                return ahead[length - 1][1]
    return 0


def _is_plural(word: str) -> bool:
    return word in words("units") or (
        len(word) > 3 and word.endswith("s") and not word.endswith(_NOT_PLURAL)
    )
