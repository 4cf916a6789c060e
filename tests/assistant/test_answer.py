"""A model's words are read as a stranger's: what can be used is used, the rest gets a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import LONGEST_CLAIM, MOST_CLAIMS, MOST_QUERIES, read_answer
from assistant.records import AssistantProblem, Split
from tests.model_server import GOOD, completion

WANTED = Split(tuple(GOOD["claims"]), tuple(GOOD["queries"]))
PLAIN = json.dumps(GOOD)

USABLE = {
    "plain": PLAIN,
    "fenced": f"```json\n{PLAIN}\n```",
    "fenced without a name": f"Here you are:\n```\n{PLAIN}\n```\nAnything else?",
    "prose around it": f"Sure! The claims {{as asked}} are: {PLAIN} I hope {{this}} helps.",
    "after its thoughts": f'<think>Maybe {{"claims": ["no"]}} …</think>\n{PLAIN}',
    "in parts": [{"type": "text", "text": PLAIN[:9]}, {"type": "text", "text": PLAIN[9:]}, 7],
    "as objects": json.dumps(
        {"claims": [{"claim": GOOD["claims"][0]}], "queries": [{"text": GOOD["queries"][0]}]}
    ),
    "with more than was asked": json.dumps(GOOD | {"verdict": "false", "notes": {"a": [1]}}),
    "doubled and empty": json.dumps({k: [*v, v[0].upper(), " ", 7, None] for k, v in GOOD.items()}),
    "inside another object": json.dumps({"result": "see below"}) + PLAIN,
}


@pytest.mark.parametrize("content", USABLE.values(), ids=USABLE.keys())
def test_what_can_be_used_is_used(content):
    assert read_answer(completion(content)) == WANTED


def test_a_sentence_may_have_no_claims():
    assert read_answer(completion('{"claims": [], "queries": []}')) == Split((), ())
    assert read_answer(completion('{"claims": []}')) == Split((), ())


UNUSABLE = {
    "prose": "I cannot help with that.",
    "nothing": "",
    "half an object": PLAIN[:-4],
    "another object": '{"answer": 42}',
    "a list": json.dumps(GOOD["claims"]),
    "claims that are a text": '{"claims": "The council closed the bridge."}',
    "claims that are numbers": '{"claims": [1, 2, 3]}',
    "claims that are objects of another kind": '{"claims": [{"a": "b"}]}',
    "no text at all": None,
    "a number": 7,
    "braces": "{" * 50_000,
    "deep": '{"claims":' + "[" * 50_000,
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_cannot_be_used_gets_a_sentence(content):
    with pytest.raises(AssistantProblem, match="not in the form"):
        read_answer(completion(content))


NO_COMPLETION = [b"", b"null", b"[]", b"{", b"\xff\xfe\x00", b'{"choices": []}', b'{"choices": {}}']
NO_COMPLETION += [b'{"choices": [{"message": "text"}]}', b'{"choices": [null]}', b"[" * 100_000]
NO_COMPLETION += [b'{"error": {"message": "sk-secret"}}', b"9" * 10_000]


@pytest.mark.parametrize("data", NO_COMPLETION)
def test_what_is_no_completion_gets_a_sentence(data):
    with pytest.raises(AssistantProblem, match="OpenAI-compatible") as caught:
        read_answer(data)
    assert "sk-secret" not in str(caught.value)


def test_too_many_and_too_long_are_cut_and_counted():
    claims = [f"{number} {'x' * 10_000}" for number in range(500)]
    queries = [f"query {number}" for number in range(500)]
    split = read_answer(completion(json.dumps({"claims": claims, "queries": queries})))
    assert (len(split.claims), len(split.queries)) == (MOST_CLAIMS, MOST_QUERIES)
    assert all(len(claim) == LONGEST_CLAIM and claim.endswith("…") for claim in split.claims)
    assert split.left_out == 1_000 - MOST_CLAIMS - MOST_QUERIES


def test_characters_nobody_sees_and_no_file_holds_are_taken_out():
    text = "a\x00b\ud800c\u202ed\u2066e\u200bf\ng\x1b[31m \u2028 h"
    (claim,) = read_answer(completion(json.dumps({"claims": [text]}))).claims
    assert claim == "a b c d e f g [31m h"


def refused(content: str) -> bool:
    """Whether an answer with this in it is of no use."""
    try:
        read_answer(completion(content))
    except AssistantProblem:
        return True
    return False


@pytest.mark.parametrize(
    "piece",
    ["{", '{"claims":', "```", "</think>", '{"claims": ["a", ', '{"a": {}} ', "\\"],
)
def test_hostile_answers_are_read_in_linear_time(piece, bounded):
    assert bounded(refused, piece * (900_000 // len(piece)))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


@given(anything, anything)
def test_any_json_gives_proposals_or_a_sentence(claims, queries):
    content = json.dumps({"claims": claims, "queries": queries})
    try:
        split = read_answer(completion(content))
    except AssistantProblem:
        return
    for text in (*split.claims, *split.queries):
        assert text == " ".join(text.split())
        text.encode()
