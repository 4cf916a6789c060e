"""Where a sentence names persons, organisations, places and other things.

Runs of capitalised words, with the small words that belong inside them ("van der", "of the"),
are cut and judged by what they contain (word lists in ``words/``), by the words around them and
by how the rest of the article writes the same words. No model: a list, a position or a head noun
decides, and a run that nothing decides is a name.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.wordlists import verb_forms, words

#: What a run of capitals turns out to be. ``title`` is an office that may or may not be held by
#: somebody named beside it; ``title_phrases.py`` decides.
NAME, ORGANISATION, PLACE, TITLE = "name", "organisation", "place", "title"


class Word(NamedTuple):
    """A word or mark of a sentence. ``owns`` is true where a possessive 's was cut off."""

    text: str
    lower: str
    start: int
    end: int
    owns: bool


class Proper(NamedTuple):
    """A named thing: words ``first`` to ``last`` of the sentence, and its kind."""

    first: int
    last: int
    kind: str
    is_person: bool = False


class Evidence(NamedTuple):
    """How a whole article writes its words: what it writes small, and its people's surnames."""

    small: frozenset[str]
    capital: frozenset[str]
    surnames: frozenset[str]


_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Cpl|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|Pres|St|Jr|Sr|Ft|Mt"
    r"|Inc|Ltd|Co|Corp|Bros|vs|No)\.(?=\W|$)"
    r"|(?:[A-Z]\.){2,6}|[A-Z]\.(?=\s?[A-Z])|[^\W_]+(?:['’&/.-][^\W_]+){0,8}|\S"
)
_OWNS = re.compile(r"['’]s?$")
_PARTICLES = frozenset(
    "de del della dello di da dos das do du la le van von der den ter ten bin bint ibn al el y zu zur af av abu"
    " ben e i lo san".split()
)
_LINKS = frozenset({"of", "for", "on", "in", "and", "to"})
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mx", "mr.", "mrs.", "ms.", "messrs"})
_HYPHENED = re.compile(
    r"[-–](?:run|led|based|backed|born|controlled|owned|held|made|style|wide|bound|funded|brokered|occupied"
    r"|linked|era|speaking|educated|trained|listed|friendly|aligned|area|trading|administered|only|designed"
    r"|built|supported|imposed|sponsored|inspired|mediated|appointed|affiliated|dominated|related|registered"
    r"|focused|wing|like|ish|style|type|esque|shaped|fuelled|fueled|driven|approved|licensed|ruled|majority"
    r"|brand|sized|level|approved|operated|allied|drafted|branded|raised|leaning|themed|winning|nominated|force|sized|sponsored)$"
)
#: Capitalised words that name no item: the writer, religions, directions, technical letters.
_IGNORED = frozenset(
    "I I'm I've I'll I'd I’m I’ve I’ll I’d OK O.K. TV DNA RNA HIV AIDS Aids GDP AI IT PC CCTV DVD CD ID PR HR GPS"
    " USB PDF SUV SUVs IVF LGBT LGBTQ VAT PPE ICU A&E God Internet Web Christian Christians Christianity Muslim"
    " Muslims Islam Islamic Islamist Islamists Jew Jews Jewish Judaism Buddhist Buddhists Hinduism Hindus Sikh"
    " Sikhs Catholic Catholics Protestant Protestants Orthodox Sunni Sunnis Shia Shias Shiite Anglican Marxist"
    " Western Eastern Northern Southern Westerners Southerners West East North South BC AD AM PM Mr Mrs Ms Miss"
    " Mx Mr. Mrs. Ms. Messrs No. vs. Oh Yes No Well Hispanic Hispanics Latino Latinos Black White"
    " Plc PLC GCSE GCSEs PTSD ADHD CO2 CO FAQ RSVP SOS UFO UFOs VIP VIPs CV B2B CPR ATM MRI CT PCR BA BSc MSc MBA"
    " III II Q&A DIY LED LNG PM2.5 NGO NGOs MPs MEPs MSPs MLAs CEOs TVs PCs QR WiFi Wi-Fi Latin Gothic Victorian"
    " Edwardian Georgian-era Old-Testament R&D M&A IPO IPOs ETF EV EVs ICBM ICBMs WMD WMDs Cold".split()
)
_ALSO_SURNAMES = frozenset({"White", "Black", "West", "North", "East", "South", "Christian", "Well"})
_NUMBERED = frozenset(
    "Apollo Boeing Airbus Channel Article Formula Section Flight Area Windows Falcon Route Highway Interstate"
    " Studio Terminal Zone Sector Camp Radio iPhone Expo Proposition Prop Title Euro Vision Agenda Artemis Soyuz"
    " Voyager Chapter Amendment Directive Resolution Cop COP Catch Starship Brexit Covid COVID Boko MH".split()
)
_MILITARY = frozenset(
    "Squadron Battalion Regiment Brigade Division Army Corps Infantry Airborne Fleet Armoured Armored Circuit"
    " District Congress Amendment Street Avenue Downing Mountain Cavalry Parachute Marine Field Medical".split()
)
_MILITARY_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?|[A-Z][a-z]+(?:st|nd|rd|th)")
_FAMILY_HEADS = frozenset(
    "Hill Woods Wood Park Lake Rivers Fields Field Forest North West South East Lane Wall Point Castle Marsh Mills"
    " Mill Hall Green Way Close Moor Downs Pole Pier Port Banks Law Cross Star Heart Book Bar Post Power High"
    " Church Sun Bull Rose Grove Cave Gate Common Fire Spring Carol Order Best Watch School Court Farmer Plain"
    " Pass Drive Bank Field Wolf Wolves Heights Bay Beach Cliff Mall Estate Love Bridge House Books Staff Co"
    " Camp Base Jazz Gates Mission Temple Abbey Price Page Rule Deal Bill Lodge Guard Press".split()
)
_FELLOWSHIPS = frozenset(
    "children women men people king queen prince workers teachers citizens veterans farmers writers doctors nurses"
    " lawyers women's st shepherd lord lady bishop physicians surgeons players builders trades men's mothers"
    " pilots drivers students".split()
)
_PLACE_PREPOSITIONS = frozenset("in near outside across around inside throughout into toward towards".split())
_LOOSE_PREPOSITIONS = frozenset("at from to through via off leaving reached between of".split())
_PARTS_OF_PLACES = frozenset(
    "outskirts city town village port north south east west capital mayor province people residents streets suburb"
    " centre center island island's coast region district state parish governor northeast northwest southeast"
    " southwest edge hamlet county valley bishop archbishop south-west north-west south-east north-east kilometres"
    " miles outside harbour university".split()
)
_MOVING = frozenset(
    "moved moves travelled traveled travels flew flies went goes came comes returned returns sent drove walked fled"
    " deported arrived back home flight flights train trains bus road way born lives north south east west miles"
    " kilometres km near close outside extradited transferred trip visit route ferry journey mile hailed hails drive"
    " march walk sailed ran escaped migrated emigrated relocated evacuated driven taken flown bound stationed".split()
)
_ENDING_OF_PLACE = re.compile(
    r"[a-zé](?:shire|ville|burgh?|borough|stan|grad|abad|pur|mouth|town|polis|wick|ford|minster|stead|thorpe"
    r"|combe|heim|furt|dorf|hausen|fjord|holm|vik|ovo|ović-x|ganj|nagar|palli|puram|kand)$|-(?:on|upon|sur|le|en)-"
)
_FAMILY_ENDING = re.compile(r"(?:ev|ov|ova|ić|ić|sson|sen|dóttir|enko|escu|idis|opoulos|shvili|yan|ian|wala)$")
_ORDINARY_ENDING = re.compile(
    r"(?:s|ing|ed|ly|tion|sion|ment|ness|ity|ism|ous|ive|ful|less|able|ible|ical|ists?|ship|hood|ology|graphy|ture)$"
)
_DIRECTIONS = frozenset("North South East West Central Upper Lower Northern Southern Eastern Western".split())
_CLOSING_STOPS = frozenset(".!;,:")
_SPEECH_MARKS = frozenset("\"“„«'‘")
_AUXILIARIES = frozenset(
    "has had is was will would could can may might did does says said told says' won lost signed became wrote"
    " scored beat played faces faced plans wants began died lives works leads makes made owns sold bought raised"
    " announced launched reported posted cut fell rose expects voted ran runs left joined took got went came".split()
)
#: What a name may begin with that says what it is a name of: "Mount Etna", "Cyclone Freya".
_LEADING_HEADS = frozenset(
    "Mount Lake Cape Fort Mt Mt. Port Hurricane Cyclone Typhoon Storm Operation Project".split()
)
_NUMBERED_ROAD = re.compile(r"[AMBI]-?\d{1,3}")
_CURRENCY = re.compile(
    r"(?:Rs|[KUT]?[Ss]h|Rp|RM|R)\.?(?:\d|$)"
    r"|(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|INR|AED|SAR|ZAR|KES|NGN|JPY|CNY|PLN|BRL|MXN|AUD|CAD|NZD)$"
)
_NUMBER_WORD = re.compile(r"(?:Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety|One|Two|Three|Four|Five)-")


# --- words -----------------------------------------------------------------------------------


def sentence_words(text: str, hidden: list[tuple[int, int]]) -> list[Word]:
    """The words and marks of ``text``; a stretch in ``hidden`` becomes one word of no letters."""
    found: list[Word] = []
    at = 0
    for start, end in [*hidden, (len(text), len(text))]:
        for match in _WORD.finditer(text, at, start):
            found += _cut(match[0], match.start())
        if start < end:
            found.append(Word("\x00", "\x00", start, end, False))
        at = max(at, end)
    return found


def _cut(word: str, start: int) -> list[Word]:
    """A token as one or two words: possessive cut off, "US-Pakistan" and "Hamas-run" parted."""
    owns = False
    if len(word) > 2 and word not in _known() and (match := _OWNS.search(word)):
        word, owns = word[: match.start()], True
    if word.lower() in _COURTESIES or "-" not in word and "–" not in word and "/" not in word:
        return [Word(word, word.lower(), start, start + len(word), owns)]
    if match := _HYPHENED.search(word):
        word = word[: match.start()]
        return [
            Word(word, word.lower(), start, start + len(word), owns),
            Word("-", "-", start + len(word), start + len(word) + 1, False),
        ]
    parts = re.split(r"[-–/]", word)
    known = _known()
    if len(parts) == 2 and word not in known and all(known.get(part) for part in parts):
        middle = start + len(parts[0])
        return [
            Word(parts[0], parts[0].lower(), start, middle, False),
            Word("-", "-", middle, middle + 1, False),
            Word(parts[1], parts[1].lower(), middle + 1, start + len(word), owns),
        ]
    return [Word(word, word.lower(), start, start + len(word), owns)]


# --- what is known ---------------------------------------------------------------------------


@cache
def _known() -> dict[str, str]:
    """Every listed name of an organisation or place, as written, and which it is."""
    known = dict.fromkeys(words("organisations"), ORGANISATION)
    for name in ("regions", "cities", "countries", "nationalities"):
        known.update(dict.fromkeys(words(name), PLACE))
    return known


@cache
def _longest_known() -> dict[str, int]:
    """First word of every listed name of several words: how many words the longest has."""
    longest: dict[str, int] = {}
    for name in _known():
        parts = name.split()
        longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    return longest


@lru_cache(maxsize=8)
def evidence(text: str) -> Evidence:
    """What the whole article says about its words, read once an article."""
    small, capital, surnames = set(), set(), set()
    before = ""
    names = words("first_names")
    for match in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,4}|[.!?:;\n\"“”]", text):
        word = _OWNS.sub("", match[0])
        if word.islower():
            small.add(word)
        elif word[:1].isupper() and before.islower():
            capital.add(word)
        elif word[:1].isupper() and before in names:
            surnames.add(word)
        before = word
    return Evidence(frozenset(small), frozenset(capital), frozenset(surnames))


def is_title_case(line: list[Word]) -> bool:
    """Whether a line is written as headlines are, so that a capital says nothing."""
    if line and line[-1].text in _CLOSING_STOPS:
        return False
    longer = [word for word in line if len(word.text) > 3 and word.text[0].isalpha()]
    return len(longer) >= 4 and sum(word.text[0].isupper() for word in longer) > 0.75 * len(longer)


# --- runs of capitals ------------------------------------------------------------------------


def proper_names(line: list[Word], text: str, known_words: Evidence) -> list[Proper]:
    """Every named person, organisation, place or thing of a sentence, and capitalised titles.

    ``line`` are the words of ``text``. In order, none overlapping.
    """
    if is_title_case(line):
        return _listed_only(line)
    found: list[Proper] = []
    index = 0
    while index < len(line):
        if not _is_capital(line[index]) and not _opens_name(line, index, text):
            index += 1
            continue
        last = _run_end(line, index, text)
        first = index
        if index and _MILITARY_NUMBER.fullmatch(line[index - 1].text) and _touch(line, index - 1, text):
            if line[last].text in _MILITARY or line[index].text in _MILITARY:
                first = index - 1
        found += _judge_run(line, first, last, known_words)
        index = last + 1
    return found


def _is_capital(word: Word) -> bool:
    letters = word.text
    if letters.islower():
        return letters in _known()
    if letters in _IGNORED:
        return False
    if letters[0].isupper():
        return len(letters) > 1 and not _CURRENCY.match(letters) and not _NUMBER_WORD.match(letters)
    # "iPhone", "al-Qaeda", but not "kWh".
    return letters[0].islower() and len(letters) > 3 and not letters.endswith(("Wh", "Hz"))


def _opens_name(line: list[Word], index: int, text: str) -> bool:
    """Whether a capital that alone names nothing begins a name: "White House", "Islamic Society"."""
    if line[index].text not in _IGNORED or line[index].text[0].islower():
        return False
    if _listed_end(line, index, text) > index:
        return True
    if not _touch(line, index, text) or not _is_capital(line[index + 1]):
        return False
    last = _run_end(line, index + 1, text)
    return line[last].text in _heads() or line[index].text in _DIRECTIONS


def _touch(line: list[Word], index: int, text: str) -> bool:
    """Whether only white space lies between a word and the next."""
    if index + 1 >= len(line) or line[index].owns:
        return False
    between = text[line[index].end : line[index + 1].start]
    return between != "" and between.isspace()


def _run_end(line: list[Word], first: int, text: str) -> int:
    """The last word of the run that begins at ``first``."""
    last = first
    while True:
        listed = _listed_end(line, last, text)
        if listed > last:
            last = listed
            continue
        if line[last].owns and _owner_goes_on(line, first, last, text):
            last += 1
            continue
        if not _touch(line, last, text):
            return last
        following = line[last + 1]
        if _is_capital(following) or (
            following.text in _IGNORED and following.text[:1].isupper() and _goes_inside(line, last + 1, text)
        ):
            last += 1
        elif following.text in _DIRECTIONS and _known().get(line[last].text) == PLACE:
            last += 1
        elif following.text in _ALSO_SURNAMES and line[first].text in words("first_names"):
            last += 1
        elif following.text.isdigit() and line[last].text in _NUMBERED:
            last += 1
        elif (linked := _linked_end(line, first, last, text)) > last:
            last = linked
        else:
            return last


def _goes_inside(line: list[Word], index: int, text: str) -> bool:
    """Whether an ignored capital ("Catholic", "West") stands inside a longer name."""
    return _touch(line, index, text) and _is_capital(line[index + 1])


def _owner_goes_on(line: list[Word], first: int, last: int, text: str) -> bool:
    """Whether "Women's Institute" goes on after its possessive; "Spain's Government" does not."""
    if last + 1 >= len(line) or not _is_capital(line[last + 1]):
        return False
    if line[last].lower not in _FELLOWSHIPS and line[first].text not in {"St", "St."}:
        return False
    following = line[last + 1].text
    return following in _heads() or (last + 2 < len(line) and line[last + 2].text in _heads())


@cache
def _heads() -> frozenset[str]:
    return words("organisation_heads") | words("place_heads") | words("work_heads")


def _listed_end(line: list[Word], index: int, text: str) -> int:
    """The last word of the longest listed name that begins at ``index``, or ``index``."""
    longest = _longest_known().get(line[index].text, 1)
    for length in range(longest, 1, -1):
        end = index + length - 1
        if end >= len(line):
            continue
        raw = text[line[index].start : line[end].end]
        if raw in _known():
            return end
    return index


def _linked_end(line: list[Word], first: int, last: int, text: str) -> int:
    """Where a run goes on past small words: "van der Velde", "of the Interior", "& Gamble"."""
    index = last + 1
    small = line[index].lower
    if small == "&":
        return index + 1 if _touch(line, index, text) and _is_capital(line[index + 1]) else last
    if small in _PARTICLES and line[index].text.islower():
        while index - last < 3 and _touch(line, index, text) and line[index + 1].text in _PARTICLES:
            index += 1
        if _touch(line, index, text) and _is_capital(line[index + 1]):
            return index + 1
        return last
    if small not in _LINKS or not _touch(line, index, text):
        return last
    if line[index + 1].lower == "the" and small != "and" and _touch(line, index + 1, text):
        index += 1
    if not _is_capital(line[index + 1]):
        return last
    run = [word.text for word in line[first : last + 1]]
    return index + 1 if _links(small, run, line, index + 1, text) else last


def _links(small: str, run: list[str], line: list[Word], after: int, text: str) -> bool:
    head = run[-1]
    if small == "and":
        return _joined_by_and(run, line, after, text)
    if small == "of":
        if head.lower() in words("titles"):
            return not _known().get(line[after].text) or head in {"Duke", "Duchess", "Archbishop"}
        return head in _heads() or head.lower() in words("common_words") or head in {"Kingdom", "Battle", "Bank", "Bishop", "Museum", "Ministry"}
    if small == "for":
        return head in words("organisation_heads") or head == "Campaign"
    if small == "in":
        return head in {"Prize", "Award", "Medal"}
    return small == "on" and head in {"Committee", "Commission", "Council", "Convention", "Panel", "Treaty"}


def _joined_by_and(run: list[str], line: list[Word], after: int, text: str) -> bool:
    """ "Ministry of Health and Sport", "Food and Drug Administration", not "Paris and Rome"."""
    if _known().get(" ".join(run)) or run[0] in words("first_names") or run[-1].lower() in words("titles"):
        return False
    if "of" in run or "for" in run:
        return line[after].text not in _known() and line[after].text not in words("first_names")
    end = after
    while _touch(line, end, text) and _is_capital(line[end + 1]):
        end += 1
    return (
        end > after
        and len(run) == 1
        and run[0].lower() in words("common_words")
        and line[end].text in words("organisation_heads")
    )


# --- judging a run ---------------------------------------------------------------------------


def _listed_only(line: list[Word]) -> list[Proper]:
    """In a headline only listed names and first names with a surname count."""
    found: list[Proper] = []
    index = 0
    known = _known()
    while index < len(line):
        for length in range(min(6, len(line) - index), 0, -1):
            phrase = " ".join(word.text for word in line[index : index + length])
            single = length == 1 and phrase.lower() in words("common_words")
            if phrase in known and not single and phrase not in _IGNORED:
                found.append(Proper(index, index + length - 1, known[phrase]))
                index += length
                break
        else:
            following = line[index + 1].text if index + 1 < len(line) else ""
            if (
                line[index].text in words("first_names")
                and following[:1].isupper()
                and following.lower() not in words("common_words")
            ):
                found.append(Proper(index, index + 1, NAME, True))
                index += 1
            index += 1
    return found


def _judge_run(line: list[Word], first: int, last: int, known_words: Evidence) -> list[Proper]:
    """The items of one run, once a sentence's ordinary first word is cut off."""
    if _is_doubtful(line, first) and _drops_first(line, first, last, known_words):
        first += 1
        while first <= last and not _is_capital(line[first]):
            first += 1
        if first > last:
            return []
    courtesy = _has_courtesy(line, first)
    if courtesy and line[first].text in {"Justice", "President", "Speaker", "Chairman"}:
        rest = _split(line, first + 1, last, known_words, True)
        return [Proper(first - 1, first, TITLE), *rest]
    return _split(line, first, last, known_words, courtesy)


def _is_doubtful(line: list[Word], index: int) -> bool:
    """Whether the word begins a sentence, a quotation or a clause after a colon."""
    before = index - 1
    if before < 0:
        return True
    return line[before].text in _SPEECH_MARKS or line[before].text in {":", "•", "*", "…", "!", "?", "."}


def _has_courtesy(line: list[Word], first: int) -> bool:
    return first > 0 and line[first - 1].lower in _COURTESIES


def _drops_first(line: list[Word], first: int, last: int, known_words: Evidence) -> bool:
    word = line[first]
    phrase = _phrase(line, first, last)
    if phrase in _known() and (last > first or word.lower not in words("common_words")):
        return False
    ordinary = (
        ("-" in word.text and all(part in words("common_words") for part in word.lower.split("-")))
        or word.lower in _function_words()
        or word.lower in words("common_words")
        or (word.lower in known_words.small and word.text not in known_words.capital)
    )
    if word.lower in _function_words() and word.lower not in words("title_modifiers"):
        return True
    if not ordinary:
        return last == first and _is_ordinary_alone(line, first, known_words)
    if last == first:
        strong = (word.text in _known() or word.text in words("first_names")) and (
            word.lower not in _function_words()
        )
        return not (strong and _acts(line, last))
    if word.text in words("first_names") and word.lower not in _function_words():
        return False
    if _title_of(line, first, last) is not None:
        return False
    if word.text in _MILITARY:
        return False
    is_headed = line[first].text in _LEADING_HEADS or line[last].text in _heads() or any(
        line[i].text in _heads() and line[i + 1].lower in _LINKS for i in range(first, last)
    )
    return word.lower in _function_words() or not is_headed


@cache
def _function_words() -> frozenset[str]:
    return frozenset(
        "a an the and but or so yet nor if as at by in of on to up for from with this that these those he she it"
        " they we you i his her its their our your my who what when where why how while since until after before"
        " during under over all some any both each many most more no not now then there here once one two three"
        " four five six seven eight nine ten even still just only also about between among against despite"
        " although though because unless whether will can may might should would could do does did is are was"
        " were has have had let both another such other former later last next early late first second third"
        " perhaps meanwhile however according inside outside across near around through within without behind"
        " beyond like unlike per via off down out into onto upon every few several much less instead today"
        " yesterday tomorrow yes whatever whoever".split()
    )


def _is_ordinary_alone(line: list[Word], index: int, known_words: Evidence) -> bool:
    """Whether an unlisted single word at a sentence's start is no name after all."""
    word = line[index]
    if word.text in known_words.capital or word.text in known_words.surnames:
        return False
    if word.text in words("first_names") or _is_acronym(word.text) or word.owns:
        return False
    if word.lower in words("titles") or not word.text.isalpha():
        return not any(letter.isdigit() for letter in word.text[1:]) and "-" not in word.text
    return bool(_ORDINARY_ENDING.search(word.lower)) and not _acts(line, index)


def _acts(line: list[Word], index: int) -> bool:
    """Whether what follows a word makes it somebody who acts, or an owner."""
    if line[index].owns:
        return True
    if index + 1 >= len(line):
        return False
    after = line[index + 1].lower
    return after in verb_forms("speech_verbs") or after in _AUXILIARIES


def _phrase(line: list[Word], first: int, last: int) -> str:
    return " ".join(word.text for word in line[first : last + 1])


def _is_acronym(text: str) -> bool:
    letters = text.rstrip("s").replace(".", "").replace("-", "").replace("&", "")
    return len(letters) in range(2, 8) and letters[:1].isalpha() and letters.isupper()


def _split(
    line: list[Word], first: int, last: int, known_words: Evidence, person: bool
) -> list[Proper]:
    """The items of ``line[first:last + 1]``, a run of capitals without ordinary words."""
    if first > last:
        return []
    phrase = _phrase(line, first, last)
    if not person and phrase in _known():
        return [Proper(first, last, _kind_of_listed(line, first, last))]
    if not person and phrase.isupper() and phrase.title() in _known() and len(phrase) > 3:
        return [Proper(first, last, _known()[phrase.title()])]
    if line[first].text in {"US", "U.S.", "UK", "U.K."} and _phrase(line, first + 1, last) in _known():
        return [Proper(first, first, PLACE), *_split(line, first + 1, last, known_words, False)]
    if last > first and line[last].lower in _DEGREES:
        return [*_split(line, first, last - 1, known_words, True), Proper(last, last, TITLE)]
    kind = None if person else _headed(line, first, last)
    if kind:
        return [Proper(first, last, kind)]
    title = _title_of(line, first, last)
    if title is not None and not person:
        return _around_title(line, first, last, title, known_words)
    if person or _is_person(line, first, last):
        return [Proper(first, last, NAME, True)]
    if last > first:
        return _split_listed(line, first, last, known_words)
    return _single(line, first, known_words)


_DEGREES = frozenset(
    "kc qc mp mps mep msp ms td mna phd ph.d md m.d mba obe mbe cbe kbe dbe frs esq sc llb mla".split()
)


def _kind_of_listed(line: list[Word], first: int, last: int) -> str:
    """The listed kind; the Amazon is a river, Amazon a company, and a city that wins is a club."""
    phrase = _phrase(line, first, last)
    kind = _known()[phrase]
    before = line[first - 1].lower if first else ""
    after = line[last + 1].lower if last + 1 < len(line) else ""
    if phrase in _two_kinds():
        is_place = before in {"the", "in"} or after in {"rainforest", "river", "basin", "forest", "city"} or (
            first > 0 and line[first - 1].owns
        )
        return PLACE if is_place else ORGANISATION
    if kind == PLACE and phrase in words("cities") and (after in _WINS or before in _WINS):
        return ORGANISATION
    return kind


@cache
def _two_kinds() -> frozenset[str]:
    places = words("regions") | words("cities") | words("countries")
    return (words("organisations") & places) - words("countries")


_WINS = frozenset("beat beats beating defeated defeating thrashed thrashing edged hammered outplayed".split())


def _headed(line: list[Word], first: int, last: int) -> str | None:
    """The kind that the head noun of a run gives it: "Leeds Crown Court", "Clean Water Act"."""
    head = last
    if last - first > 1 and line[last].text in words("cities") and line[last - 1].text in words("organisation_heads"):
        return ORGANISATION  # "Trinity College Dublin"
    for index in range(first + 1, last):
        if line[index].lower in _LINKS and line[index - 1].text in _heads():
            head = index - 1
            break
    text = line[head].text
    if text not in _heads():
        return None
    if first == last:
        return None
    if head == last and line[first].text in words("first_names") and text in _FAMILY_HEADS:
        return NAME if last - first == 1 else None
    if line[first].lower in words("titles") and head == last and line[first].text not in {"Fire", "General"}:
        if not (line[first].lower in words("title_modifiers") or last - first == 1):
            return None
    for kind, name in ((ORGANISATION, "organisation_heads"), (PLACE, "place_heads"), (NAME, "work_heads")):
        if text in words(name):
            return kind
    return None


def _title_of(line: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """The first and last word of the title inside a run, or nothing."""
    titles, modifiers = words("titles"), words("title_modifiers")

    def is_head(index: int) -> bool:
        word = line[index].lower.rstrip(".")
        return word in titles or (word.endswith("s") and word[:-1] in titles) or (
            word.endswith("ies") and word[:-3] + "y" in titles
        )

    heads = [index for index in range(first, last + 1) if is_head(index)]
    if not heads:
        return None
    at = heads[0]
    while at + 1 <= last and is_head(at + 1) and not (
        at + 1 == last and line[at + 1].text in words("first_names")
    ):
        at += 1
    if line[first].text in words("first_names") and line[first].lower not in modifiers and heads[0] > first:
        return None
    if heads[0] == first == at and line[first].text in words("first_names") and last - first == 1:
        # "Dean Whitlock", "Earl Grey": a first name that is also an office.
        return None
    begin = heads[0]
    while begin > first and (
        line[begin - 1].lower in modifiers or line[begin - 1].lower.rstrip(".") in titles
    ):
        begin -= 1
    if at + 2 <= last and line[at + 1].lower == "of":
        end = at + 2
        if line[end].lower == "the":
            end += 1
        while end + 1 < last and line[end + 1].lower == "and":
            end += 2
        # "Secretary of State Anna Lind": the name begins where a first name does.
        while end < last and line[end + 1].text not in words("first_names") and not _is_acronym(line[end].text):
            if last - end <= 2 and line[end].text not in {"Public", "Foreign", "Internal"}:
                break
            end += 1
        at = end
    return begin, min(at, last)


def _around_title(
    line: list[Word], first: int, last: int, title: tuple[int, int], known_words: Evidence
) -> list[Proper]:
    """What stands before a title (a country, a body), the title, and the person who holds it."""
    begin, end = title
    before = _split(line, first, begin - 1, known_words, False) if begin > first else []
    after = _split(line, end + 1, last, known_words, True) if end < last else []
    return [*before, Proper(begin, end, TITLE), *after]


def _is_person(line: list[Word], first: int, last: int) -> bool:
    if first == last:
        return False
    at = first
    if line[at].text in words("first_names") or line[at].text.endswith(".") and len(line[at].text) <= 8:
        # "Victoria Station" has a head and was judged before; "Sydney Harbour" likewise.
        return line[last].text not in words("nationalities")
    if line[first].text.split("-")[0] in words("first_names") and "-" in line[first].text:
        return True
    small = {word.lower for word in line[first + 1 : last]}
    return bool(small & _PARTICLES - {"e", "i", "do", "la", "le", "san"})


def _split_listed(line: list[Word], first: int, last: int, known_words: Evidence) -> list[Proper]:
    """A run that begins with a listed name: "Kogi West", "Boston Celtics", "French Open"."""
    known = _known()
    for end in range(last - 1, first - 1, -1):
        phrase = _phrase(line, first, end)
        if phrase not in known:
            continue
        rest = line[end + 1 : last + 1]
        if all(word.text in _DIRECTIONS for word in rest):
            return [Proper(first, last, known[phrase])]
        if known[phrase] == ORGANISATION and _is_person(line, end + 1, last):
            return [Proper(first, end, ORGANISATION), Proper(end + 1, last, NAME, True)]
        if known[phrase] == ORGANISATION:
            title = rest[0].lower in words("titles")
            return [Proper(first, last, NAME)] if not title else [Proper(first, end, ORGANISATION)]
        if len(rest) == 1 and phrase not in words("nationalities") and _names_a_team(rest[0].text):
            return [Proper(first, last, ORGANISATION)]
        return [Proper(first, end, PLACE), *_split(line, end + 1, last, known_words, False)]
    if line[first].text in _DIRECTIONS or line[first].text in _LEADING_HEADS:
        is_thing = line[first].text in words("work_heads")
        return [Proper(first, last, NAME if is_thing else PLACE)]
    return [_by_context(line, first, last, known_words)]


def _names_a_team(word: str) -> bool:
    """Whether a word behind a town's name makes a club or firm of it: "Perth Lynx"."""
    return (
        word not in words("first_names")
        and word not in _known()
        and not _is_acronym(word)
        and word.lower() not in words("titles")
    )


def _single(line: list[Word], index: int, known_words: Evidence) -> list[Proper]:
    """A run of one unlisted word."""
    word = line[index]
    if word.text in _IGNORED:
        return []
    if word.text in known_words.surnames:
        return [Proper(index, index, NAME, True)]
    if word.lower.rstrip(".") in words("titles") and word.text not in words("first_names"):
        return [Proper(index, index, TITLE)]
    if _NUMBERED_ROAD.fullmatch(word.text):
        is_road = index > 0 and line[index - 1].lower == "the"
        return [Proper(index, index, PLACE if is_road else NAME)]
    if _is_acronym(word.text):
        shouted = len(word.text) > 3 and word.lower in words("common_words")
        coded = any(letter.isdigit() for letter in word.text)
        return [] if shouted else [Proper(index, index, NAME if coded else ORGANISATION)]
    if word.text in words("organisation_heads"):
        return [Proper(index, index, ORGANISATION)]
    if word.text in _heads():
        return [] if word.lower in words("common_words") else [Proper(index, index, NAME)]
    return [_by_context(line, index, index, known_words)]


def _by_context(line: list[Word], first: int, last: int, known_words: Evidence) -> Proper:
    """An unlisted run, judged by the words around it and the look of its own."""
    before = line[first - 1].lower if first else ""
    after = line[last + 1].lower if last + 1 < len(line) else ""
    text = line[last].text
    if line[last].text in known_words.surnames:
        return Proper(first, last, NAME, True)
    if after in verb_forms("speech_verbs") or (before in verb_forms("speech_verbs") and before != "called"):
        is_body = before in {"the", "told"} and first == last
        return Proper(first, last, ORGANISATION if is_body else NAME, not is_body)
    if before in _PLACE_PREPOSITIONS:
        return Proper(first, last, PLACE)
    if _ENDING_OF_PLACE.search(text) and (first == last or before in _LOOSE_PREPOSITIONS):
        return Proper(first, last, PLACE)
    if before == "of" and first > 1 and line[first - 2].lower in _PARTS_OF_PLACES:
        return Proper(first, last, PLACE)
    if before in {"at", "from", "to"} and first > 1 and line[first - 2].lower in _MOVING:
        return Proper(first, last, PLACE)
    if after == "," and last + 2 < len(line) and _known().get(line[last + 2].text) == PLACE and before in {
        "at", "from", "to", "of", "near",
    }:
        return Proper(first, last, PLACE)
    if before == "the" and first == last and not line[last].owns:
        return Proper(first, last, ORGANISATION)
    if first == last and any(word.lower in {"its", "it"} for word in line[last + 2 : last + 5]):
        return Proper(first, last, ORGANISATION)
    is_person = before != "the" and last - first < 4 and all(
        word.text.isalpha() or "-" in word.text or "." in word.text for word in line[first : last + 1]
    )
    return Proper(first, last, NAME, is_person)
