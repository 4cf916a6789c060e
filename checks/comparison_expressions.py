"""Where a sentence compares: "twice as many as", "the largest", "the first to", "doubled".

The words that compare, through "than" or "as"; what follows belongs to the comparison only
where it is no item of its own ("any other country", "the average", "expected").
"""

import re

_TIMES = (
    r"(?:[Tt]wice|[Hh]alf|[Dd]ouble|[Tt]riple|(?:\d{1,3}(?:\.\d)?|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive"
    r"|[Ss]ix"
    r"|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]wenty|[Ff]ifty|[Aa]\shundred|[Mm]any"
    r"|[Ss]everal)\stimes)"
)
_SIZE = (
    r"(?:averages?|size|rate|level|number|amount|area|price|cost|length|height|weight|speed"
    r"|population"
    r"|figure|total|value|width|depth|distance|share|volume|limit|norm|target|dose|usual|normal"
    r"|median)"
)
_ORDER = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"
#: Words in -est that rank nothing.
_NOT_RANKS = (
    r"interest|forest|rainforest|west|southwest|northwest|midwest|request|protest|test|rest|honest"
    r"|dishonest|modest|contest|invest|reinvest|suggest|arrest|harvest|guest|nest|chest|quest"
    r"|priest"
    r"|lest|manifest|digest|congest|detest|attest|unrest|bequest|conquest|zest|crest|pest|vest"
    r"|wrest"
    r"|tempest|behest|least|east|breast|beast|feast|yeast|northeast|southeast|latest|earnest|ingest"
    r"|molest|infest|inquest|retest|divest|jest|est|contest|everest|palest|incest"
)
_EVER = (
    r"(?=[\w\s'’-]{0,60}?\b(?:since|ever|record|history|world|years|decades|of\sthe\syear"
    r"|memory)\b)"
)
_RANK = (
    rf"(?:(?!(?:worst|best|{_NOT_RANKS})\b)[a-z]{{2,14}}est|(?:worst"
    rf"|best){_EVER})\b(?![-–][a-z]{{2,12}}ing\b)"
)
_RECORD = (
    r"(?:highs?|lows?|numbers?|profits?|loss|losses|levels?|sales|temperatures?|amounts?|sums?"
    r"|fines?|wins?"
    r"|margins?|years?|times?|heat|rainfall|turnout|crowd|revenues?|earnings|exports|imports"
    r"|output|prices?"
    r"|fee|deal|transfer|bid|harvest|crop|surplus|deficit|debt|haul|run|lead|total|turnover"
    r"|attendance"
    r"|quarter|growth|inflation|spending|demand|pace|rate|score|breaking)"
)
_KINDS = [
    # twice as many engineers as, as tall as
    rf"(?:{_TIMES}\s)?[Aa]s\s(?!well\b|long\b|soon\b|far\b|early\b|late\b|recently\b|if\b|though\b"
    r"|part\b|such\b)[a-z]{2,16}(?:\s[a-z-]{2,16}){0,3}?\sas\b(?!\s(?:if|possible|though"
    r"|a\sresult)\b)"
    r"(?=\s[^\d$£€])",
    # three times more likely than, twice the national average, half the size of
    rf"{_TIMES}\s(?:the\s|its\s|their\s"
    rf"|that\sof\s)?(?:[a-z-]{{2,16}}\s){{0,3}}?(?:{_SIZE}\b(?:\sof\b)?|than\b)",
    # more goals than, higher than any other country
    r"(?:(?:[Ff]ar|[Mm]uch|[Ss]lightly|[Ss]ignificantly|[Cc]onsiderably|[Ee]ven)\s)?"
    r"(?:[Mm]ore|[Ff]ewer|[Ll]ess|[Bb]etter|[Ww]orse|(?!(?:rather|other|either|another|whether"
    r"|after|under"
    r"|over|number|longer|sooner|earlier|later)\b)[A-Za-z]{2,14}er)\s(?:[a-z-]{2,16}\s){0,4}?than\b"
    r"(?:\s(?:any(?:\s(?:other|one))?(?:\s(?:big|major|large|rich|single|leading"
    r"|developed))?(?:\s[a-z]{2,16})?(?:\s(?:else|before)(?:\s(?:him|her|it|them))?)?"
    r"|expected|usual|average|normal|ever(?:\sbefore)?|before|forecast|predicted|thought|feared"
    r"|the\s(?:[a-z]{2,14}\s){0,2}average)\b)?",
    r"[Ll]onger\s(?:[a-z-]{2,16}\s){0,3}?than\b(?=\s[^\d])",
    r"(?:[Ee]arlier|[Ll]ater|[Ss]ooner)\sthan\s(?:expected|usual|planned|normal|any)\b",
    r"[Mm]ore\sthan\sany(?:\sother)?\s[a-z]{2,16}",
    # second most expensive, fifth-largest, largest
    rf"(?:{_ORDER}[\s-])?(?:[Mm]ost|[Ll]east)\s(?!of\b|people\b|likely\b|recent\b|recently\b"
    r"|notably\b"
    r"|importantly\b)(?:[a-z]{3,16}ly\s)?[a-z]{2,18}(?:ive|ful|ous|al|ble|ent|ant|ed|ing|ar|ic"
    r"|ary|ern|ex"
    r"|ult|ure|ple|ct|ty|que)\b",
    rf"{_ORDER}[\s-]{_RANK}",
    rf"(?:{_ORDER}[\s-])?(?:best|worst|top|highest|lowest)-(?:selling|paid|rated|grossing|ranked|earning)\b",
    r"(?:joint[\s-])(?:first|second|highest|lowest|top|third)\b",
    _RANK,
    # the first … to, first-ever, the only, the last surviving
    r"first-ever\b",
    r"(?<!\bat\s)[Ff]irst\b(?=\s(?:[\w'’-]{2,18}\s){1,6}?(?:to|since|ever)\b)",
    r"(?<=for\sthe\s)first\b(?=\stime\b)",
    r"(?:(?<=\bthe\s)|(?<=\bThe\s)|(?<='s\s)|(?<=’s\s))(?:only"
    r"|sole)\b(?=\s[\w-]{2,20})(?!\s(?:thing|way|one"
    r"|question|problem|reason|hope|time)\b)",
    r"(?:(?<=\bthe\s)|(?<=\bThe\s))last\b(?=\s(?:surviving|remaining|living|known"
    r"|[a-z]{3,14}\sto)\b)",
    # record profit, all-time high
    r"(?:(?:world|national|Olympic|course|track"
    rf"|club)\s)?[Rr]ecord\b(?=[\s-](?:[a-z-]{{2,16}}\s){{0,2}}?{_RECORD}\b)",
    r"(?:world|national|Olympic|all-time)\srecord\b",
    r"(?:(?<=\ba\s)|(?<=\bA\s)|(?<=\bthe\s))record\b(?=\s(?:[$£€¥₹]|\d))",
    r"all-time\s(?:high|low|best|record)\b",
    # doubled, outnumbered, compared with
    r"(?:[Dd]oubled|[Tt]ripled|[Tt]rebled|[Qq]uadrupled|[Hh]alved|[Oo]utnumber(?:s|ed)?"
    r"|[Dd]oubling|[Tt]ripling"
    r"|[Hh]alving|[Oo]utsold|[Oo]utperformed|[Oo]vertook|[Ss]urpass(?:ed|es))\b",
    r"[Cc]ompared\s(?:with|to)\b",
    r"(?:above|below|over)\s(?:the\s)?(?:[a-z]{3,14}\s){0,2}average\b",
    r"(?<=\bthe\s)same\s(?:[a-z]{2,16}\s){0,3}?as\b",
]
_COMPARISON = re.compile(rf"(?<![\w-])(?:{'|'.join(_KINDS)})")
#: "more than 40" bounds a number, it compares nothing.
_BOUNDS = re.compile(
    r"(?:[Nn]o\s|[Nn]ot\s)?(?:[Mm]ore|[Ll]ess|[Ff]ewer|[Oo]lder|[Yy]ounger|[Gg]reater|[Bb]etter"
    r"|[Ll]ower|"
    r"[Hh]igher|[Ll]onger|[Bb]igger|[Ll]arger|[Ss]maller)\s(?:[a-z]{2,12}\s)?than$"
)
_NUMBER_FOLLOWS = re.compile(
    r"\s(?:(?:the|about|around|nearly|some|just|a|an|half)\s)?(?:[$£€¥₹₦]|Rs|\d|one\b|two\b"
    r"|three\b|four\b|five\b"
    r"|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|twenty\b|thirty\b|forty\b|fifty\b"
    r"|sixty\b|seventy\b"
    r"|eighty\b|ninety\b|hundred\b|thousand\b|million\b|billion\b|dozen\b|half\b|third\b"
    r"|quarter\b|double\b"
    r"|twice\b|century\b|decade\b|year\b|month\b|week\b|hour\b|once\b)"
)


def comparisons(text: str) -> list[tuple[int, int]]:
    """Where ``text`` compares: ``[(start, end), …]`` in order, none overlapping."""
    return [
        match.span() for match in _COMPARISON.finditer(text) if not _bounds(text, *match.span())
    ]


def _bounds(text: str, start: int, end: int) -> bool:
    return bool(_BOUNDS.fullmatch(text, start, end) and _NUMBER_FOLLOWS.match(text, end))
