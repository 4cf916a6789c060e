"""What stands depends on when marks were made, and on nothing about how they arrived."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reviews.decisions import order_in_time, standing, standing_evidence
from reviews.items import STANCES
from reviews.records import Mark


def mark(seq=1, **changes) -> Mark:
    usual = {
        "sentence": 1,
        "item": "attributed",
        "value": "yes",
        "at": "2026-03-01T10:00:00.000Z",
        "client_id": "tab-1",
    }
    return Mark(seq=seq, **usual | changes)


def evidence(seq, key="k", **changes) -> Mark:
    fields = {"key": key, "url": f"https://a.example/{seq}", "stance": "supports"}
    return mark(seq, item="evidence", value=json.dumps(fields), **changes)


def withdrawn(seq, key="k", **changes) -> Mark:
    return mark(seq, item="evidence", value=json.dumps({"key": key, "withdrawn": True}), **changes)


def test_nothing_stands_where_nothing_was_marked():
    assert standing([]) == {}
    assert standing_evidence([]) == []


def test_the_newest_mark_on_an_item_stands():
    early = mark(2, value="no", at="2026-03-01T10:00:00.000Z")
    late = mark(1, value="yes", at="2026-03-01T10:00:00.001Z")
    assert standing([late, early]) == {(1, "attributed"): late}


def test_at_the_same_time_the_client_and_then_the_number_decide():
    a9, a10, b1 = mark(9, client_id="a"), mark(10, client_id="a"), mark(1, client_id="b")
    assert standing([a10, a9]) == {(1, "attributed"): a10}
    assert standing([b1, a10, a9]) == {(1, "attributed"): b1}


def test_a_cleared_item_does_not_stand_until_it_is_marked_again():
    marked, cleared = mark(1), mark(2, value="")
    again = mark(3, value="partly")
    assert standing([marked, cleared]) == {}
    assert standing([marked, cleared, again]) == {(1, "attributed"): again}


def test_items_and_sentences_do_not_disturb_one_another():
    marks = [
        mark(1),
        mark(2, item="sourced"),
        mark(3, sentence=2),
        mark(4, sentence=0, item="verdict"),
    ]
    assert set(standing(marks)) == {
        (1, "attributed"),
        (1, "sourced"),
        (2, "attributed"),
        (0, "verdict"),
    }


def test_evidence_stands_apart_from_decisions():
    assert standing([evidence(1)]) == {}
    assert standing_evidence([mark(1)]) == []


def test_of_a_piece_of_evidence_the_newest_edit_stands():
    pieces = standing_evidence([evidence(2), evidence(1)])
    assert [piece.url for piece in pieces] == ["https://a.example/2"]


def test_withdrawn_evidence_is_left_out_and_can_come_back():
    assert standing_evidence([evidence(1), withdrawn(2)]) == []
    assert len(standing_evidence([evidence(1), withdrawn(2), evidence(3)])) == 1


def test_one_key_on_two_sentences_is_two_pieces():
    both = standing_evidence([evidence(1, sentence=2), evidence(2, sentence=1), withdrawn(3, "l")])
    assert [piece.sentence for piece in both] == [1, 2]


def test_a_piece_keeps_its_place_when_it_is_edited():
    pieces = standing_evidence([evidence(1, "first"), evidence(2, "second"), evidence(3, "first")])
    assert [piece.key for piece in pieces] == ["first", "second"]


places = st.tuples(st.integers(1, 2), st.sampled_from(["attributed", "evidence"]))
times = st.sampled_from(["2026-03-01T10:00:00.000Z", "2026-03-01T10:00:00.001Z"])


def made(place, at, client_id, seq, value, key, stance) -> Mark:
    sentence, item = place
    piece = {"key": key, "url": "u", "stance": stance} if value else {"key": key, "withdrawn": True}
    return Mark(
        sentence, item, json.dumps(piece) if item == "evidence" else value, at, client_id, seq
    )


many_marks = st.lists(
    st.builds(
        made,
        places,
        times,
        st.sampled_from("ab"),
        st.integers(0, 9),
        st.sampled_from(["", "yes", "no"]),
        st.sampled_from("kl"),
        st.sampled_from(STANCES),
    ),
    unique_by=lambda one: (one.client_id, one.seq),
    max_size=15,
)


@given(marks=many_marks, data=st.data())
def test_order_and_repetition_of_arrival_never_matter(marks, data):
    repeated = marks + (data.draw(st.lists(st.sampled_from(marks))) if marks else [])
    shuffled = data.draw(st.permutations(repeated))
    assert standing(shuffled) == standing(marks)
    assert standing_evidence(shuffled) == standing_evidence(marks)


@given(marks=many_marks)
def test_what_stands_is_the_newest_of_its_place(marks):
    stands = standing(marks)
    for place in {(one.sentence, one.item) for one in marks if one.item != "evidence"}:
        newest = max((one for one in marks if (one.sentence, one.item) == place), key=order_in_time)
        assert stands.get(place) == (newest if newest.value else None)
