"""The sheet and the database agree on what stands: the same marks, in any order, one result."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from articles.records import SET_ASIDE
from reviews.decisions import order_in_time, standing, standing_evidence
from reviews.items import (
    ANSWERS,
    ARTICLE_VERDICTS,
    CHECKED,
    CHOSEN_KINDS,
    FACTS_OFF,
    QUESTIONS,
    STANCES,
    VERDICTS,
    fact_item,
)
from reviews.progress import progress
from reviews.records import WHOLE_ARTICLE, Mark, timestamp

#: Three lines: two to review, the second of them with two facts, and a promotion.
KINDS = {1: "body", 2: "body", 3: "promo"}
FACTS = {2: ((10, 14), (20, 25))}

#: What the sheet makes of marks.
IN_THE_SHEET = """({ data, marks }) => {
  const open = new Function(`${sheetScripts}\\nreturn createDecisions;`)();
  const decisions = open(data);
  marks.forEach(decisions.add);
  const reviewed = data.sentences.filter(decisions.reviewed);
  return {
    values: data.places.map(([sentence, item]) => decisions.value(sentence, item)),
    evidence: [0, 1, 2, 3].flatMap((sentence) => decisions.evidence(sentence).map(
      ({ mark, piece }) => [sentence, piece.key, piece.url, piece.stance, mark.reviewer],
    )),
    history: [0, 1, 2, 3].flatMap((sentence) => decisions.history(sentence).map(
      (mark) => [mark.client_id, mark.seq],
    )),
    progress: [reviewed.filter(decisions.done).length, reviewed.length],
    latest: decisions.latest(),
  };
}"""

#: What the filters count as marks come, brought up to date as the sheet does it (WHOLE_ARTICLE is
#: sentence 0), beside what counting all sentences afresh comes to.
KEPT_AND_COUNTED = """({ data, marks }) => {
  const open = new Function(`${sheetScripts}\nreturn [createDecisions, createTally];`)();
  const [decisions, createTally] = [open[0](data), open[1]];
  const { filters, reviewed, done } = decisions;
  const tests = { ...filters, reviewed, finished: (one) => reviewed(one) && done(one) };
  const tally = createTally(data.sentences, tests);
  return marks.map((mark) => {
    if (decisions.add(mark)) {
      data.sentences
        .filter(({ position }) => [0, position].includes(mark.sentence))
        .forEach(tally.update);
    }
    return Object.keys(tests).map((name) => [
      name, tally.total(name), data.sentences.filter(tests[name]).length,
    ]);
  });
}"""

TIMES = [f"2026-03-01T10:00:00.00{millisecond}Z" for millisecond in range(4)]
_times = st.sampled_from(TIMES)
_clients = st.sampled_from(["0a", "A", "a", "a-b", "~"])
_names = st.tuples(_clients, st.integers(0, 12))


def _of_sentence(item: str, *values: str) -> st.SearchStrategy[tuple[int, str, str]]:
    return st.tuples(st.sampled_from([*KINDS]), st.just(item), st.sampled_from([*values, ""]))


def _evidence(key: str, url: str, stance: str) -> str:
    return json.dumps({"key": key, "url": f"https://{url}.example", "stance": stance})


_pieces = st.builds(
    _evidence, st.sampled_from("kl"), st.sampled_from("abc"), st.sampled_from(STANCES)
) | st.sampled_from("kl").map(lambda key: json.dumps({"key": key, "withdrawn": True}))
_said = st.one_of(
    *(_of_sentence(question, *ANSWERS) for question in QUESTIONS),
    _of_sentence("verdict", *VERDICTS),
    _of_sentence("note", "one", "two"),
    _of_sentence("kind", *CHOSEN_KINDS),
    *(
        st.tuples(st.just(2), st.just(fact_item(*fact)), st.sampled_from([CHECKED, ""]))
        for fact in FACTS[2]
    ),
    st.tuples(st.sampled_from([*KINDS]), st.just("evidence"), _pieces),
    st.tuples(st.just(WHOLE_ARTICLE), st.just("verdict"), st.sampled_from([*ARTICLE_VERDICTS, ""])),
    st.tuples(st.just(WHOLE_ARTICLE), st.just("facts"), st.sampled_from([FACTS_OFF, ""])),
)
_marks = st.builds(
    lambda said, at, name, reviewer: Mark(*said, at, *name, reviewer),
    _said,
    _times,
    _names,
    st.sampled_from(["Ada", "Grace"]),
)
lists_of_marks = st.lists(_marks, max_size=30, unique_by=lambda mark: (mark.client_id, mark.seq))
PLACES = [
    *((position, item) for position in KINDS for item in (*QUESTIONS, "verdict", "note", "kind")),
    *((2, fact_item(*fact)) for fact in FACTS[2]),
    (WHOLE_ARTICLE, "verdict"),
    (WHOLE_ARTICLE, "facts"),
]


def in_the_sheet(page: Page, marks: Sequence[Mark]) -> dict:
    """What the sheet makes of marks that arrive in this order."""
    return page.evaluate(IN_THE_SHEET, as_sent(marks))


def as_sent(marks: Sequence[Mark]) -> dict:
    """The article and marks on it, as the page has them."""
    spans = {position: [[*fact, "name"] for fact in facts] for position, facts in FACTS.items()}
    data = {
        "set_aside": sorted(SET_ASIDE),
        "questions": list(QUESTIONS),
        "sentences": [{"position": at, "kind": kind} for at, kind in KINDS.items()],
        "findings": {str(at): {"facts": {"answer": "yes", "spans": s}} for at, s in spans.items()},
        "places": [list(place) for place in PLACES],
    }
    fields = ("sentence", "item", "value", "at", "client_id", "seq", "reviewer")
    sent = [{name: getattr(mark, name) for name in fields} for mark in marks]
    return {"data": data, "marks": sent}


def in_python(marks: Sequence[Mark]) -> dict:
    """What the rules of the work make of them."""
    decided = standing(marks)
    facts = {at: [fact_item(*fact) for fact in found] for at, found in FACTS.items()}
    newest_first = sorted(marks, key=order_in_time, reverse=True)
    return {
        "values": [decided[place].value if place in decided else "" for place in PLACES],
        "evidence": [
            [piece.sentence, piece.key, piece.url, piece.stance, piece.reviewer]
            for piece in standing_evidence(marks)
        ],
        "history": [
            [mark.client_id, mark.seq]
            for mark in sorted(newest_first, key=lambda mark: mark.sentence)
        ],
        "progress": list(progress(KINDS.items(), decided, facts)),
        "latest": max((mark.at for mark in marks), default=""),
    }


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(marks=lists_of_marks, chance=st.randoms(use_true_random=False))
def test_the_same_marks_stand_in_the_sheet_and_in_python(blank, marks, chance):
    arriving = disordered(marks, chance)
    found, expected = in_the_sheet(blank, arriving), in_python(marks)
    # Pieces of one sentence are listed as they came; which of them stand is what has to agree.
    found["evidence"].sort()
    expected["evidence"].sort()
    assert found == expected


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(marks=lists_of_marks, chance=st.randoms(use_true_random=False))
def test_the_time_the_server_gives_a_mark_counts(blank, marks, chance):
    """A clock that ran ahead is set back by the server, and the mark comes back with its time."""
    corrected = [
        Mark(m.sentence, m.item, m.value, chance.choice(TIMES), m.client_id, m.seq, m.reviewer)
        for m in marks
    ]
    found = in_the_sheet(blank, [*disordered(marks, chance), *disordered(corrected, chance)])
    expected = in_python(corrected)
    for name in ("values", "history", "progress"):
        assert found[name] == expected[name]
    assert sorted(found["evidence"]) == sorted(expected["evidence"])


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(marks=lists_of_marks, chance=st.randoms(use_true_random=False))
def test_the_filters_count_as_marks_come_what_counting_afresh_would(blank, marks, chance):
    # The sentence with facts is answered, so that whether facts are ticked decides if it is done.
    answered = [
        Mark(2, question, "yes", TIMES[0], "first", seq, "Ada")
        for seq, question in enumerate(QUESTIONS)
    ]
    arriving = as_sent([*answered, *disordered(marks, chance)])
    for counts in blank.evaluate(KEPT_AND_COUNTED, arriving):
        for name, kept, counted in counts:
            assert kept == counted, name


def disordered(marks: Sequence[Mark], chance: random.Random) -> list[Mark]:
    """The marks in any order, some of them more than once."""
    again = [mark for mark in marks if chance.random() < 0.3]
    mixed = [*marks, *again]
    chance.shuffle(mixed)
    return mixed


def test_a_time_written_by_the_sheet_sorts_like_one_written_by_python(blank):
    """Both write UTC with three decimals, so texts sort as times do."""
    moments = [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)]
    written = blank.evaluate(
        "times => times.map((time) => new Date(time * 1000).toISOString())",
        [moment.timestamp() for moment in moments],
    )
    assert written == [timestamp(moment) for moment in moments]
