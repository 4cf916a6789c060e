"""Where a sentence names a point or stretch of the calendar or the clock.

"14 March 2019", "Tuesday evening", "the 1990s", "last summer", "two years ago", "3.15am",
"Easter". Words without a place on the calendar ("recently", "now", "soon") are not dates.
"""

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\b\.?|Feb\b\.?|Mar\.|Apr\b\.?|Jun\.|Jul\.|Aug\b\.?|Sept?\b\.?|Oct\b\.?|Nov\b\.?|Dec\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d|20|21)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night|lunchtime)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_RELATIVE = r"(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious|[Ff]ollowing|[Cc]oming|[Ss]ame)"
_EARLY = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-])"
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty-first|\d{1,2}(?:st|nd|rd|th))"
)
_STRETCH = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|years?|decades?"
    r"|century|centuries|generations?)"
)
_HOLIDAY = (
    r"(?:Christmas(?:\s(?:Eve|Day))?|New\sYear(?:['’]s)?(?:\s(?:Eve|Day))?|Boxing\sDay|Good\sFriday"
    r"|Easter(?:\s(?:Sunday|Monday))?|Ramadan|Eid(?:\sal-(?:Fitr|Adha))?|Diwali|Holi|Passover"
    r"|Hanukkah|Yom\sKippur|Rosh\sHashanah|Thanksgiving(?:\sDay)?|Halloween|Nowruz|Pentecost"
    r"|(?:Lunar|Chinese)\sNew\sYear|Lent|Advent|May\sDay|(?:Independence|Republic|Labou?r|Memorial"
    r"|Armistice|Remembrance|Veterans|Valentine['’]s|St\sPatrick['’]s|Mother['’]s|Father['’]s"
    r"|Columbus|Bastille|Canada|Australia|Anzac|Heritage|Freedom|Workers['’])\sDay)"
)
#: A season alone is a date after these ("in the spring"), else it may be a mattress or a bird.
_IN_THE = (
    r"(?:(?<=\bin\s)|(?<=\bin\sthe\s)|(?<=\bby\s)|(?<=\bby\sthe\s)|(?<=\bsince\sthe\s)"
    r"|(?<=\bduring\sthe\s))"
)

_KINDS = [
    # 2019-05-04, 4/5/2019, 9/11
    r"\d{4}-\d\d-\d\d",
    r"\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}\b",
    r"9/11",
    # Tuesday 14 March 2019; 3 and 9 May; the 3rd of May
    rf"(?:{_WEEKDAY},?\s(?:the\s)?)?{_DAY}(?:\s(?:and|to|or)\s{_DAY}|\s?[-–]\s?{_DAY})?\s(?:of\s)?"
    rf"{_MONTH}(?:,?\s{_YEAR}\b)?(?![a-z])",
    # March 14, 2019; March 14-16
    rf"(?:{_WEEKDAY},?\s)?{_MONTH}\s{_DAY}(?:\s(?:and|to)\s{_DAY}|\s?[-–]\s?{_DAY})?(?![\w:%]"
    r"|[.,]\d)"
    rf"(?:,?\s{_YEAR}\b)?",
    # early May 2019
    rf"{_EARLY}?{_MONTH},?\s{_YEAR}\b",
    # end of 2025, turn of the century
    rf"(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle|turn)\sof\s(?:the\s)?"
    rf"(?:{_YEAR}\b|{_MONTH}(?:\s{_YEAR}\b)?(?![a-z])|year\b|month\b|week\b|decade\b|century\b)",
    # third quarter of 2023, Q3, first half of 2024
    rf"(?:{_ORDINAL}|final)[\s-]quarter(?:\s(?:of\s)?(?:{_YEAR}\b|the\syear\b|last\syear\b"
    r"|this\syear\b))?"
    r"(?!-?final)(?![a-z])",
    rf"(?:first|second|latter)\shalf\sof\s(?:{_YEAR}|(?:the|last|this)\s(?:year|decade|century))\b",
    rf"(?:Q[1-4]|FY\s?\d\d(?:\d\d)?|[Ff]iscal\s(?:year\s)?{_YEAR})\b(?:\s{_YEAR}\b)?",
    # last Tuesday evening
    r"(?:Black\sFriday|Ash\sWednesday|Good\sFriday|Palm\sSunday|Easter\s(?:Sunday|Monday))\b",
    rf"(?:{_RELATIVE}\s)?{_EARLY}?{_WEEKDAY}s?\b(?:\s{_PART}\b)?",
    # 3.15am, 21:40, six o'clock, midnight
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|[ap]m\b|AM\b|PM\b)",
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])(?:\s(?:GMT|BST|UTC|EST|EDT|IST|CET|EAT|WAT)\b)?",
    rf"(?:{_SMALL}|\d{{1,2}})\so['’]clock",
    r"(?:[01]\d|2[0-3])[0-5]\d\s(?:GMT|UTC|BST|EST|hours|hrs)\b",
    r"(?:[Mm]idnight|[Nn]oon|[Mm]idday)\b",
    # 1990s, early 1990s, the ’60s, the eighties
    rf"{_EARLY}?(?:1\d|20)\d0['’]?s\b",
    rf"{_EARLY}?['’]\d0s\b",
    rf"(?<=\bthe\s){_EARLY}?(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties"
    r"|nineties)\b",
    # 19th century, fifth century BC
    rf"{_EARLY}?{_ORDINAL}[\s-](?:and\s{_ORDINAL}[\s-])?centur(?:y|ies)\b(?:\s(?:BCE?|CE|AD)\b)?",
    # spring 2024, in the spring
    rf"{_EARLY}?(?:{_SEASON}|fall)\s(?:of\s)?{_YEAR}\b",
    rf"{_IN_THE}{_EARLY}?{_SEASON}\b",
    # two years ago, a year earlier, the year before
    rf"(?:\d{{1,3}}|{_SMALL}|[Aa]n?|[Hh]alf\sa"
    rf"|(?:{_SMALL.title()}))\s(?:and\sa\shalf\s)?{_STRETCH}\s"
    r"(?:ago|earlier|later|before|afterwards|hence)\b",
    r"(?:year|month|week|day|night)\s(?:before|earlier|after\snext|before\slast)\b(?=[\s,.;)]|$)",
    # last week, this winter, the past ten years
    rf"{_RELATIVE}\s(?:(?:{_SMALL}|\d{{1,3}})\s)?(?:{_STRETCH}|{_PART}|quarter|seasons?|semester"
    rf"|(?:school|academic|financial|fiscal|calendar|tax)\syear|{_SEASON}|fall|Christmas|Easter"
    r"|Ramadan"
    rf"|{_EARLY}?{_MONTH})\b(?!['’]s\sresort)",
    rf"(?:[Ll]ater|[Ee]arlier)\s(?:this|that|last)\s(?:week|month|year|decade|century|{_PART}"
    rf"|{_SEASON})\b",
    rf"(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?:\s{_PART}\b)?",
    rf"{_HOLIDAY}\b(?:\s{_YEAR}\b)?",
    # AD 79, 44 BC, 2015-16, 2019
    r"AD\s\d{1,4}\b",
    r"\d{1,3}(?:,\d{3})?\s(?:BCE?|CE|AD)\b",
    rf"{_EARLY}?{_YEAR}(?:[-–/](?:\d\d){{1,2}})?\b(?![-–]?\w|[.,]\d|%)(?:\s(?:BCE?|CE|AD)\b)?",
    # mid-July, May
    rf"{_EARLY}?{_MONTH}(?:[-–/]{_MONTH})?(?![\w-])",
]
_DATE = re.compile(rf"(?<![\w$€£¥₹/.,:-])(?:{'|'.join(_KINDS)})|(?<=post-)9/11|(?<=post-){_YEAR}\b")

#: These months are also words or names; alone they are dates only after one of these words.
_DOUBTFUL = frozenset({"May", "March", "April", "June", "August", "Mar.", "Dec", "Jan"})
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|on|by|since|last|next|of|until|till|from|to|early|late|mid|and|or|through|this"
    r"|every|"
    r"between|before|after|for|during|each|the|one|-)[\s-]|[,(–]\s?)$",
    re.IGNORECASE,
)
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|from|until|till|to|of|before|after|between|and|during|around|circa|c\.|early"
    r"|late|mid|through|than|for|was|at|about|the)[\s-]$|[(,–-]\s?$",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b(?:in|since|by|until|till|during|early|late)[\s-]$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?:[a-z-]{2,20}\s)?[a-z]{3,20}s\b|\s(?:people|men|women|children|feet|m|km)\b"
)
#: A bare number below this is a year only where "in", "since" and the like say so.
_FIRST_LIKELY_YEAR = 1500


def dates(text: str) -> list[tuple[int, int]]:
    """Where ``text`` names dates and times: ``[(start, end), …]`` in order, none overlapping."""
    return [match.span() for match in _DATE.finditer(text) if _is_date(text, *match.span())]


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether a month or a four-figure number standing alone is a date."""
    words = text[start:end]
    before = text[max(0, start - 12) : start]
    if words in _DOUBTFUL:
        if _NAME_FOLLOWS.match(text, end):
            return False
        return bool(_BEFORE_MONTH.search(before)) or text[end : end + 2] == "'s"
    if words in {"Today", "Tomorrow", "Tonight", "Yesterday"}:
        return not before.strip(" \"“‘'")
    if words.isdigit() and len(words) == 4:
        if _IN_YEAR.search(before):
            return True
        if int(words) < _FIRST_LIKELY_YEAR or _COUNTED.match(text, end):
            return bool(_BEFORE_YEAR.search(before)) and not _COUNTED.match(text, end)
    return True
