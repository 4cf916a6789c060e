"""Numbers: what is counted, of what, since when, and do the figures agree with each other?

Quiet unless a figure invites a question: a change in per cent with neither its start nor its
comparison (``base``), shares of one whole that do not make 100 (``sum``), per cent where
percentage points are meant or the reverse (``points``), a total unequal to its parts
(``total``), an age that does not fit the year of birth (``age``), "doubled" against the two
figures given (``change``), a fraction against its percentage (``share``), million for billion
(``unit``), "about 3,417" (``precision``), one thing counted twice and differing (``repeat``).
"""

import re

from articles.records import Article, Sentence
from checks.ages import ages
from checks.changes import changes, lead_in_percent
from checks.figures import MONTH, Figure, counted, figures, written
from checks.records import Answer, Finding, Span
from checks.totals import (
    fraction_and_percentage,
    percentages_of_a_list,
    percentages_of_one_whole,
    total_and_parts,
)
from checks.twice import changed_count, unit_slip

ASKS = "do the figures say of what and since when, and do they agree with each other?"

#: Texts for the tests and for readers: (text, answer for its last sentence).
EXAMPLES: list[tuple[str, Answer | None]] = [
    ("Crime rose 40 %.", "yes"),
    ("Some 60 % voted for, 30 % against and 20 % abstained.", "yes"),
    ("Unemployment rose from 4 % to 6 %, a rise of 2 per cent.", "yes"),
    ("The ferry carried 12 people, seven men and four women.", "yes"),
    ("Sales doubled from 40,000 to 62,000 bicycles.", "yes"),
    ("About 3,417 fans watched the match.", "yes"),
    ("The lab won a $3.2 million grant. Its $3.2 billion grant runs for five years.", "yes"),
    ("The novelist was born in 1950. Okri Bello, born in 1950, died in 2019 aged 71.", "yes"),
    ("The new timetable is popular. Some 80 % said they were satisfied.", "yes"),
    ("The union asked its 900 members. Some 80 % said they were satisfied.", None),
    ("Crime rose 40 % between 2019 and 2023.", None),
    ("Some 60 % voted for, 30 % against and 10 % abstained.", None),
    ("Unemployment rose from 4 % to 6 %, a rise of 2 percentage points.", None),
    ("The ferry carried 12 people, including seven men and four women.", None),
    ("Sales nearly doubled from 40,000 to 78,000 bicycles.", None),
    ("About 3,400 fans watched the match.", None),
    ("Two in three readers like tea and 50 % like coffee.", None),
]

_RISE_OR_FALL = (
    r"(?:rose|risen|rises?|rising|grew|grown|grows?|increas(?:ed?|es|ing)|jump(?:ed|s)?|up|down|"
    r"climb(?:ed|s)?|soar(?:ed|s)?|surg(?:ed?|es)|fell|fallen|falls?|falling|drop(?:ped|s)?|"
    r"declin(?:ed?|es)|decreas(?:ed?|es)|slump(?:ed|s)?|plung(?:ed?|es)|plummet(?:ed|s)?|"
    r"shrank|shrunk|tumbl(?:ed|es))"
)
_CHANGED = re.compile(
    rf"(?<!made )(?<!make )(?<!makes )(?<!making )\b{_RISE_OR_FALL}\s+"
    r"(?:(?:by|some|about|around|nearly|almost|over|roughly|more\s+than|an?\s+\w{1,15}|as\s+much\s+as)\s+){0,2}$",
    re.IGNORECASE,
)
_CHANGE_NOUN = re.compile(
    r"\s(?:\w+\s)?(?:rise|fall|increase|decrease|drop|jump|decline|surge|growth|reduction)\b",
    re.IGNORECASE,
)
#: Words that say since when, compared with what, or of what a change is counted.
_COMPARED = re.compile(
    r"\b(?:since|from|compared|than|between|over|during|within|after|before|until|annual(?:ly)?|yearly|"
    r"monthly|daily|weekly|quarterly|per(?!\s?cent)|a\s+(?:year|month|day|week)|year|years|month|months|week|weeks|"
    r"quarter|decade|decades|century|overnight|today|yesterday|morning|afternoon|session|"
    r"trading|when|versus|against|period|ago|season|summer|winter|spring|autumn|night|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|days|hours?|minutes?|"
    r"shares?|stocks?|index|futures|approv\w{1,6}|propos\w{1,5}|demand\w{0,5}|offer\w{0,4}|want\w{0,2}|"
    r"seek\w{0,4}|recommend\w{0,6}|agreed|plan\w{0,4}|under\s+the|if|would|could|will|may|might|must|should|to\s+\$?\d[\d,.]*)\b"
    rf"|\b(?:18|19|20)\d\d\b|\b{MONTH}",
    re.IGNORECASE,
)
#: What people do in a poll, right behind their share.
_HOLD_A_VIEW = re.compile(
    r"\s+(?:(?:also|now|still|strongly|would|were|are|did\s+not|do\s+not|don['’]t|felt\s+they)\s+){0,2}"
    r"(?:said|say|agreed?|disagreed?|think|thought|believed?|support(?:ed)?|oppos(?:e|ed)|"
    r"approved?|disapproved?|prefer(?:red)?|want(?:ed)?|felt|feel|trust(?:ed)?|favou?r(?:ed)?|"
    r"satisfied|dissatisfied|worried|unhappy|happy|unsure|undecided|rated|reported|admitted)\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\b(?:polls?|polled|polling|pollsters?|surveys?|surveyed|asked|respondents?|interview(?:s|ed)|"
    r"questionnaires?|questioned|sample|census|study|studies|referendum|ballots?|voters?|turnout|"
    r"adults|among|participants|(?:%|per\s?cent|half|third|quarter|majority|percentage|number)\s+of)"
    r"\b",
    re.IGNORECASE,
)
_SENTENCES_BACK = 5
_APPROXIMATELY = re.compile(
    r"(?P<word>\b(?:about|around|roughly|nearly|almost|approximately|circa|an\s+estimated|"
    r"some))\s+$",
    re.IGNORECASE,
)
#: "A book about 1,273 soldiers": here "about" gives a subject.
_ON_THE_SUBJECT = re.compile(
    r"\b(?:books?|stor(?:y|ies)|films?|reports?|information|details|questions?|concerns?|data|worried|"
    r"talk(?:ed|ing)?|lied|complain(?:ed|ts)?|asked|wrote|written|think|know|learn(?:ed)?|song|"
    r"come|came|moved?|wrapped|all)\s+$",
    re.IGNORECASE,
)
_TOO_EXACT = 4
_LOOK_BACK = 60
_WHOLE_THINGS = frozenset({"people", "persons", "men", "women", "children", "deaths", "cases"})


def check(sentence: Sentence, article: Article) -> Finding | None:
    """The first question the figures of the sentence raise; quiet where there is none."""
    if not figures(article.text, sentence.start, sentence.end):
        return None
    for ask in _QUESTIONS:
        finding = ask(sentence, article)
        if finding:
            return finding
    return None


def missing_base(sentence: Sentence, article: Article) -> Finding | None:
    """A rise or fall in per cent; neither this sentence nor the one before says since when."""
    text = article.text
    for figure in figures(text, sentence.start, sentence.end):
        if figure.unit == "%" and _is_change(text, figure, sentence):
            around = _with_the_sentence_before(sentence, article)
            if _COMPARED.search(around):
                return None
            said = written(text, figure)
            reason = (
                f"'{said}' says neither since when nor compared with what the change is counted."
            )
            spans = (Span(figure.start, figure.end, "figure"),)
            return Finding("numbers", "yes", "base", 0.7, reason, spans)
    return None


def share_of_whom(sentence: Sentence, article: Article) -> Finding | None:
    """ "Some 80 % said they were worried": of whom, asked by whom?"""
    text = article.text
    for figure in figures(text, sentence.start, sentence.end):
        if figure.unit != "%" or not _HOLD_A_VIEW.match(text, figure.end, sentence.end):
            continue
        index = sentence.position - 1
        nearby = article.sentences[max(0, index - _SENTENCES_BACK) : index]
        if _OF_WHOM.search(" ".join([*(near.text for near in nearby), sentence.text])):
            return None
        said = written(text, figure)
        reason = f"'{said}' does not say of whom, nor who asked them."
        spans = (Span(figure.start, figure.end, "figure"),)
        return Finding("numbers", "yes", "base", 0.65, reason, spans)
    return None


def _is_change(text: str, figure: Figure, sentence: Sentence) -> bool:
    before = text[max(sentence.start, figure.start - _LOOK_BACK) : figure.start]
    return bool(_CHANGED.search(before) or _CHANGE_NOUN.match(text, figure.end, sentence.end))


def _with_the_sentence_before(sentence: Sentence, article: Article) -> str:
    """The sentence with the one before, where that stands in the same paragraph."""
    if sentence.position < 2:
        return sentence.text
    before = article.sentences[sentence.position - 2]
    same_paragraph = "\n" not in article.text[before.end : sentence.start]
    return f"{before.text} {sentence.text}" if same_paragraph else sentence.text


def implausible_precision(sentence: Sentence, article: Article) -> Finding | None:
    """A figure called approximate and written to the last digit."""
    text = article.text
    for figure in figures(text, sentence.start, sentence.end):
        before = text[max(sentence.start, figure.start - _LOOK_BACK) : figure.start]
        nearly = _APPROXIMATELY.search(before)
        said = written(text, figure)
        if nearly and figure.exactness >= _TOO_EXACT and figure.value == figure.high:
            if nearly["word"].lower() == "about" and _ON_THE_SUBJECT.search(
                before[: nearly.start()]
            ):
                continue
            reason = f"'{said}' is given to the last digit, which '{nearly['word']}' denies."
        elif _is_part_of_a_person(text, figure):
            reason = f"'{said}' counts a fraction of one of the '{counted(text, figure)[0]}'."
        else:
            continue
        start = figure.start - (len(before) - nearly.start("word")) if nearly else figure.start
        spans = (Span(start, figure.end, "figure"),)
        return Finding("numbers", "yes", "precision", 0.75, reason, spans)
    return None


def _is_part_of_a_person(text: str, figure: Figure) -> bool:
    """ "1,273.46 people"; "2.4 children" is an average and has few digits."""
    return (
        figure.scale == 1
        and "." in figure.digits
        and figure.exactness >= _TOO_EXACT
        and not figure.unit
        and set(counted(text, figure)[:1]) <= _WHOLE_THINGS
        and bool(counted(text, figure))
    )


#: The questions in the order of their weight: contradictions before doubts.
_QUESTIONS = [
    changes,
    lead_in_percent,
    percentages_of_one_whole,
    percentages_of_a_list,
    total_and_parts,
    fraction_and_percentage,
    ages,
    unit_slip,
    changed_count,
    implausible_precision,
    missing_base,
    share_of_whom,
]
