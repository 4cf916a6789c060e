"""Who speaks in an article, how much, and which of its sections rest on nobody.

Pure functions over an article and the findings ``checks.propose`` gives for it: position of the
sentence -> name of the check -> finding. "Khan", "Imran Khan" and "Mr Khan" are one voice; a
pronoun is the voice named last before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from articles.records import SET_ASIDE, Article, Sentence
from checks.mentions import Mention, bare_name, mentions, plain
from checks.quotations import quoted_parts
from checks.records import Finding
from checks.speakers import head_index, is_people, may_go_on
from checks.tokens import Token, is_name, tokens
from checks.wordlists import grammar, plurals, words

Detail = Literal["named", "anonymous", "passive"]
Findings = Mapping[int, Mapping[str, Finding]]

#: A pronoun is taken for a person named at most this many sentences before.
_REACH = 8
_MALE, _FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_PRONOUNS = _MALE | _FEMALE | {"they", "them", "their", "it", "its", "who", "i", "we"}
_PLAIN_CUES = grammar("core_speech") | {"according"}
#: A source and its cue stand no more characters apart than this.
_BESIDE = 2
_SMALL_WORDS = grammar("definite") | grammar("possessives") | {"a", "an"}
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of an article, with what it is given to say.

    ``name`` is the fullest form in the article ("Imran Khan", "senior officials"), empty for what
    is said by nobody in particular; ``detail`` is named, anonymous or passive; ``sentences`` the
    positions attributed to it; ``quoted_words`` how many of its words are quoted, and
    ``share_of_quoted_words`` their part of all attributed quoted words, 0 to 1.
    """

    name: str
    detail: Detail
    sentences: tuple[int, ...]
    quoted_words: int
    share_of_quoted_words: float


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an article from one heading to the next; ``heading`` is empty before the first.

    ``positions`` are of the sentences that make claims; ``attributed`` counts those somebody,
    named or not, is given for, ``sourced`` those that say where to look.
    """

    heading: str
    positions: tuple[int, ...]
    attributed: int
    sourced: int

    @property
    def bare(self) -> bool:
        """Whether the section rests on nothing: nobody speaks in it and nothing is cited."""
        return not self.attributed and not self.sourced


class Speech(NamedTuple):
    """Who a sentence is attributed to: the source's place in the text, None where not in it."""

    position: int
    detail: Detail
    source: tuple[int, int] | None


class Speaker(NamedTuple):
    """One voice while sentences are gathered for it: two are the same where ``key`` is."""

    key: str
    name: str
    detail: Detail


_NOBODY = Speaker("", "", "passive")


def voices(article: Article, findings: Findings) -> tuple[Voice, ...]:
    """Everybody who speaks in the article, the most sentences first, then as they come."""
    spoken = speakers(article, _speeches(article, findings))
    quoted = {
        position: _quoted_words(article, article.sentences[position - 1]) for position in spoken
    }
    every = sum(quoted.values())
    positions: dict[str, list[int]] = defaultdict(list)
    for position, speaker in spoken.items():
        positions[speaker.key].append(position)
    found = []
    for places in positions.values():
        speaker = max((spoken[position] for position in places), key=lambda by: len(by.name))
        count = sum(quoted[position] for position in places)
        share = count / every if every else 0.0
        found.append(Voice(speaker.name, speaker.detail, tuple(places), count, share))
    return tuple(sorted(found, key=lambda voice: (-len(voice.sentences), voice.sentences)))


def sections(article: Article, findings: Findings) -> tuple[Section, ...]:
    """The sections of the article that make claims, in order; one where it has no headings."""
    found, heading, inside = [], "", []
    for sentence in article.sentences:
        if sentence.kind == "heading":
            found += _section(heading, inside, findings)
            heading, inside = " ".join(sentence.text.split()), []
        elif sentence.kind not in SET_ASIDE:
            inside.append(sentence)
    return (*found, *_section(heading, inside, findings))


def bare_sections(article: Article, findings: Findings) -> tuple[Section, ...]:
    """The sections that rest on nothing: no sentence is attributed to anybody or sourced."""
    return tuple(section for section in sections(article, findings) if section.bare)


def _section(heading: str, inside: list[Sentence], findings: Findings) -> list[Section]:
    positions = tuple(sentence.position for sentence in inside)
    if not positions:
        return []
    answers = [findings.get(position, {}) for position in positions]
    attributed = sum(_has_source(found.get("attributed")) for found in answers)
    sourced = sum(_is_yes(found.get("sourced")) for found in answers)
    return [Section(heading, positions, attributed, sourced)]


def _has_source(finding: Finding | None) -> bool:
    """Whether somebody is given, named or not; "is believed" gives nobody."""
    return _is_yes(finding) and finding is not None and finding.detail != "passive"


def _is_yes(finding: Finding | None) -> bool:
    return finding is not None and finding.answer in {"yes", "partly"}


def _speeches(article: Article, findings: Findings) -> Iterator[Speech]:
    """What the check "attributed" found, sentence by sentence."""
    for sentence in article.sentences:
        finding = findings.get(sentence.position, {}).get("attributed")
        if not _is_yes(finding) or finding.detail not in {"named", "anonymous", "passive"}:
            continue
        yield Speech(sentence.position, finding.detail, _main_source(article.text, finding))


def _main_source(text: str, finding: Finding) -> tuple[int, int] | None:
    """The source next to a cue of plain speech ("said"), which says it all; else the first."""
    sources = [span for span in finding.spans if span.role == "source"]
    said = [
        span
        for span in finding.spans
        if span.role == "cue" and tokens(text, span.start, span.end)[0].lower in _PLAIN_CUES
    ]
    beside = (
        source
        for source in sources
        for cue in said
        if 0 <= source.start - cue.end <= _BESIDE or 0 <= cue.start - source.end <= _BESIDE
    )
    source = next(beside, sources[0] if sources else None)
    return (source.start, source.end) if source else None


def _quoted_words(article: Article, sentence: Sentence) -> int:
    """How many words of the sentence are quoted."""
    text, start, end = article.text, sentence.start, sentence.end
    return sum(
        len(_WORD.findall(text, max(part.start, start), min(part.end, end)))
        for part in quoted_parts(text, start, end)
    )


def speakers(article: Article, speeches: Iterable[Speech]) -> dict[int, Speaker]:
    """Who speaks in each attributed sentence: position -> speaker, equal for one voice.

    Names first, then in the order of the text: a pronoun is the person of the article's voices
    who was named last before it; words without a source of their own, and pronouns that fit
    nobody, go to the nearest voice of the paragraph, else to the one before.
    """
    speeches = list(speeches)
    known = _named_sources(article, speeches)
    people = _people_of(article, known.values())
    genders = dict(people.genders)
    paragraphs = _paragraphs(article)
    cited = _cited(article, speeches)
    found: dict[int, Speaker] = {}
    for index, speech in enumerate(speeches):
        if speech.detail == "passive":
            found[speech.position] = _NOBODY
            continue
        speaker = known.get(speech.position) or _by_pronoun(article, speech, people, genders)
        skipped = cited if _is_spoken(article, speech) else frozenset()
        speaker = speaker or _nearest(index, speeches, found, known, paragraphs, skipped)
        if speaker is None and speech.source:
            name = article.text[slice(*speech.source)]
            speaker = Speaker(name.lower(), name, speech.detail)
        found[speech.position] = speaker or _NOBODY
    return found


def _named_sources(article: Article, speeches: list[Speech]) -> dict[int, Speaker]:
    """The speakers of the sentences whose source is a name or a noun, by position."""
    full = _full_names(article.text)
    roles: dict[str, Speaker] = {}
    found: dict[int, Speaker] = {}
    for speech in speeches:
        if speech.detail == "passive" or speech.source is None:
            continue
        named = name_before(article.text, speech.source[0])
        phrase = _main_part(tokens(article.text, *speech.source))
        if named and article.text[named.end] == "," and not any(map(is_name, phrase[:2])):
            phrase = tokens(article.text, named.start, named.end)
        opens = phrase[0].start
        phrase = _without_small_words(phrase)
        if not any(token.text[0].isalpha() for token in phrase):
            continue
        if len(phrase) == 1 and _lower(phrase[0]) in _PRONOUNS:
            continue
        head = phrase[head_index(phrase)]
        definite = phrase[0].start > opens
        speaker = _by_name(article.text, head, full, speech) or (
            roles.get(head.lower) if definite else None
        )
        if speaker is None and not _can_be_voice(head, phrase, definite, speech):
            continue
        if speaker is None:
            name = " ".join(article.text[phrase[0].start : phrase[-1].end].split())
            speaker = Speaker(name.lower(), name, speech.detail)
        found[speech.position] = speaker
        for token in phrase:
            if is_people(token.lower) or token.lower in words("documents"):
                roles[token.lower] = speaker
    return found


def _main_part(phrase: list[Token]) -> list[Token]:
    """The part of a source that says who, without what only describes it.

    "Ada Berg, a former engineer", "the minister, Carla Voss", "Per Lind, who owns the mill".
    """
    ends = [at for at, token in enumerate(phrase) if token.text in _ASIDES] or [len(phrase)]
    first = phrase[: ends[0]]
    second = phrase[ends[0] + 1 : ends[1] if len(ends) > 1 else len(phrase)]
    if first and is_name(first[-1]):
        return first
    return second if len(second) > 1 and all(map(is_name, second)) else first or phrase


_ASIDES = frozenset({",", "(", "—", "–", "who", "which", "whose"})


def _can_be_voice(head: Token, phrase: list[Token], definite: bool, speech: Speech) -> bool:
    """Whether a phrase without a name is a voice of its own: "the ministry", "the baker".

    Longer ones whose head means no people are stretches misread as a source; those go to the
    voice that is near.
    """
    if speech.detail == "anonymous" or is_people(head.lower):
        return True
    if head.lower in words("documents") or head.lower in plurals("documents"):
        return True
    return is_name(head) or (definite and len(phrase) == 1)


def name_before(text: str, start: int) -> Mention | None:
    """The name right before a phrase that describes or joins it.

    "Ada Berg, a former engineer", "Ada Berg and other engineers".
    """
    joined = _JOINED.search(text, max(0, start - 5), start)
    if joined is None:
        return None
    every = mentions(text)
    at = bisect_right(every, joined.start(), key=lambda mention: mention.end) - 1
    return every[at] if at >= 0 and every[at].end == joined.start() else None


_JOINED = re.compile(r"(?:, | and )$")


def _without_small_words(phrase: list[Token]) -> list[Token]:
    """A phrase without the articles and possessives that open it, and a 's that ends it."""
    start = 0
    while start < len(phrase) - 1 and phrase[start].lower in _SMALL_WORDS:
        start += 1
    return phrase[start:]


def _lower(token: Token) -> str:
    return token.lower.split("'")[0]


def _full_names(text: str) -> dict[str, tuple[str, ...]]:
    """Last word of a name -> its usual fuller form, where a lone last word means that one.

    Where "President Obama" comes before "Michelle Obama", the lone name is not hers.
    """
    lone: set[str] = set()
    forms: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for mention in mentions(text):
        pieces = bare_name(mention)
        if not pieces:
            continue
        last = plain(pieces[-1])
        if len(pieces) > 1 and last not in lone:
            forms[last][pieces] += 1
        elif len(mention.words) > 1 and last not in forms:
            lone.add(last)
    return {last: counted.most_common(1)[0][0] for last, counted in forms.items()}


def _by_name(
    text: str, head: Token, full: Mapping[str, tuple[str, ...]], speech: Speech
) -> Speaker | None:
    """The speaker a name means, under its fuller form."""
    if not is_name(head):
        return None
    every = mentions(text)
    at = bisect_right(every, head.start, key=lambda mention: mention.start) - 1
    holds = at >= 0 and every[at].end > head.start
    pieces = bare_name(every[at]) if holds else ()
    pieces = pieces or (head.text.removesuffix("'s").removesuffix("’s"),)
    if len(pieces) == 1:
        pieces = full.get(plain(pieces[0]), pieces)
    return Speaker(plain(" ".join(pieces[-2:])), " ".join(pieces), speech.detail)


class _People(NamedTuple):
    """The persons an article names, where it names them; ``speaks`` for those who are voices."""

    starts: tuple[int, ...]
    speakers: tuple[Speaker, ...]
    speaks: tuple[bool, ...]
    genders: Mapping[str, str]


def _people_of(article: Article, known: Iterable[Speaker]) -> _People:
    """The persons named outside quotations: voices of the article, and other full names."""
    text = article.text
    titled = {
        plain(bare_name(mention)[-1])
        for mention in mentions(text)
        if bare_name(mention) and bare_name(mention)[0] != mention.words[0]
    }
    by_last = {}
    for speaker in known:
        pieces = speaker.name.split()
        last = plain(pieces[-1])
        person = len(pieces) > 1 or last in titled
        if speaker.detail == "named" and person and pieces[-1][0].isupper():
            by_last |= {} if _is_body(pieces) else {last: speaker}
    starts, named, speaks, titles = [], [], [], {}
    for mention in mentions(text):
        pieces = bare_name(mention)
        speaker = by_last.get(plain(pieces[-1])) if pieces else None
        is_place = _PLACED.search(text, max(0, mention.start - 6), mention.start)
        if speaker is None and (len(pieces) < 2 or is_place or _is_body(list(pieces))):
            continue
        if quoted_parts(text, mention.start, mention.end):
            continue
        voice = speaker or Speaker(plain(" ".join(pieces[-2:])), " ".join(pieces), "named")
        starts.append(mention.start)
        named.append(voice)
        speaks.append(speaker is not None)
        title = mention.words[0].lower().rstrip(".")
        if title in _GENDERS:
            titles[voice.key] = _GENDERS[title]
    genders = _genders(text, starts, named) | titles
    return _People(tuple(starts), tuple(named), tuple(speaks), genders)


def _genders(text: str, starts: list[int], named: list[Speaker]) -> dict[str, str]:
    """He or she, for persons whom one of the two follows clearly more often than the other."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for at, speaker in enumerate(named):
        after = starts[at + 1] if at + 1 < len(starts) else len(text)
        pronoun = _HE_OR_SHE.search(text, starts[at], min(after, starts[at] + _NEARBY))
        if pronoun:
            votes[speaker.key]["m" if pronoun[0].lower() in _MALE else "f"] += 1
    found = {}
    for key, counted in votes.items():
        gender, most = counted.most_common(1)[0]
        if most >= 2 * (counted.total() - most):
            found[key] = gender
    return found


#: The first pronoun this near behind a name, in characters, mostly means its bearer.
_NEARBY = 200
_HE_OR_SHE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)


#: "in Staten Island", "of New York": a place, not a person.
_PLACED = re.compile(r"\b(?:in|at|on|near|from|of|to|the)\s$")
_GENDERS = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f"} | {
    "congressman": "m", "congresswoman": "f", "king": "m", "queen": "f", "prince": "m",
    "princess": "f", "pope": "m",
}  # fmt: skip


def _is_body(pieces: list[str]) -> bool:
    """Whether a name is an organisation's, so that "he" cannot mean it."""
    last = pieces[-1].lower()
    return last in words("offices") or last in words("bodies") or last.endswith("s'")


def _by_pronoun(
    article: Article, speech: Speech, people: _People, genders: dict[str, str]
) -> Speaker | None:
    """The person whom "he" or "she" means, nearest sentence first.

    Within a sentence the first name is taken, which is mostly its subject. Voices of the article
    come before people who are only named, and those only from the sentences right before.
    """
    if speech.source is None:
        return None
    pronoun = article.text[slice(*speech.source)].lower()
    gender = "m" if pronoun in _MALE else "f" if pronoun in _FEMALE else ""
    if not gender:
        return None
    here = speech.position - 1
    for voices_only, reach in ((True, _REACH), (False, 2)):
        end = speech.source[0]
        for sentence in reversed(article.sentences[max(0, here - reach) : here + 1]):
            first = bisect_left(people.starts, sentence.start)
            for at in range(first, bisect_left(people.starts, end)):
                speaker = people.speakers[at]
                if people.speaks[at] >= voices_only and (
                    genders.setdefault(speaker.key, gender) == gender
                ):
                    return speaker
            end = sentence.start
    return None


def _paragraphs(article: Article) -> list[int]:
    """The number of the paragraph each sentence stands in; index 0 is the first sentence's."""
    numbers, end = [], 0
    for sentence in article.sentences:
        new = "\n" in article.text[end : sentence.start]
        numbers.append((numbers[-1] + new) if numbers else 0)
        end = sentence.end
    return numbers


def _cited(article: Article, speeches: list[Speech]) -> frozenset[int]:
    """The positions of the sentences whose source is a document that speaks no further."""
    return frozenset(
        speech.position
        for speech in speeches
        for sentence in [article.sentences[speech.position - 1]]
        if speech.source
        and not may_go_on(article.text, speech.source, sentence.start, sentence.end)
    )


def _is_spoken(article: Article, speech: Speech) -> bool:
    """Whether a sentence without a speaker's name is a person's: quoted words, or "he said"."""
    if speech.source is None:
        return _quoted_words(article, article.sentences[speech.position - 1]) > 0
    return article.text[slice(*speech.source)].lower() in _MALE | _FEMALE


def _nearest(
    index: int,
    speeches: list[Speech],
    found: dict[int, Speaker],
    known: dict[int, Speaker],
    paragraphs: list[int],
    skipped: frozenset[int],
) -> Speaker | None:
    """The voice before in the paragraph, else the one after in it, else the last one before.

    ``skipped`` are positions whose voice it cannot be; beyond the paragraph they end the search.
    """
    here = paragraphs[speeches[index].position - 1]
    before = None
    for earlier in reversed(speeches[max(0, index - _REACH) : index]):
        together = paragraphs[earlier.position - 1] == here
        if earlier.position in skipped and not together:
            break
        if earlier.position in skipped or found[earlier.position].detail == "passive":
            continue
        before = found[earlier.position]
        if together:
            return before
        break
    for later in speeches[index + 1 : index + 1 + _REACH]:
        if paragraphs[later.position - 1] != here:
            break
        if later.position in known and later.position not in skipped:
            return known[later.position]
    return before
