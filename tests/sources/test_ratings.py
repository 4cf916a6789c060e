"""Rating lists as people send them: in order, in disorder, and hostile."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.ratings import (
    MOST_ROWS,
    Mapping,
    NoList,
    known_lists,
    places,
    proposed_mapping,
    proposed_scale,
    read_number,
    read_ratings,
    read_table,
    recognised,
)
from sources.records import Scale


def imported(text, scale=None, mapping=None):
    table = read_table(text.encode() if isinstance(text, str) else text)
    mapping = mapping or proposed_mapping(table)
    return read_ratings(table, mapping, scale or proposed_scale(table, mapping))


def values(read):
    return {rating.site: rating.value for rating in read.ratings}


def left_out(read):
    return {one.reason: one.rows for one in read.passed_over}


def test_the_domain_ratings_are_known_by_their_columns():
    table = read_table(b"domain,pc1\nexample.org,1\nexample.com,0.25\n")
    mapping = proposed_mapping(table)
    assert recognised(table).name == "Domain ratings of Lin et al."
    assert proposed_scale(table, mapping) == Scale(low=0.0, high=1.0)
    read = read_ratings(table, mapping, proposed_scale(table, mapping))
    assert values(read) == {"example.org": "1", "example.com": "0.25"}
    assert (read.rows, read.passed_over) == (2, ())


PERENNIAL = """id,name,status,status_n,urls,info
1,The Example,"[""Generally reliable""]",1,"[""www.example.org/en"", ""example.net""]","Fine
for news."
2,Example (politics),"[""Blacklisted"", ""Generally unreliable""]",2,"[""example.com""]",No.
3,Example (sport),"[""No consensus""]",1,"[""example.com""]",Perhaps.
"""


def test_wikipedias_statuses_are_words_in_their_order():
    read = imported(PERENNIAL)
    by_label = {(rating.site, rating.label): rating for rating in read.ratings}
    assert by_label["example.org/en", "The Example"].note == "Fine for news."
    assert (
        by_label["example.com", "Example (politics)"].value == "Blacklisted, Generally unreliable"
    )
    assert by_label["example.com", "Example (sport)"].value == "No consensus"
    assert len(read.ratings) == 4
    scale = known_lists()[1].scale
    assert scale.words[0] == "blacklisted"
    assert places(scale, "Blacklisted, Generally unreliable") == (0.0, 0.5)
    assert places(scale, "Generally reliable") == (1.0,)
    assert places(scale, "gr") == (1.0,)
    assert places(scale, "splendid") == ()


def test_statuses_in_a_list_of_other_columns_are_known_by_their_words():
    read = imported("source\tsite\tverdict\nA\ta.example\tgu\nB\tb.example\tDeprecated\n")
    assert values(read) == {"a.example": "gu", "b.example": "Deprecated"}


@pytest.mark.parametrize(
    "text",
    [
        "site;score\na.example;0,5\nb.example;1\n",
        "site\tscore\na.example\t0,5\nb.example\t1\n",
        "site|score\r\na.example|0,5\r\nb.example|1",
        "score;site\n0,5;a.example\n1;b.example\n",
        "a.example;0,5\nb.example;1\n",
        '"a.example"; "0,5"\n\n;;\n"b.example"; "1"\n',
    ],
)
def test_separators_order_and_a_missing_header_do_not_matter(text):
    assert values(imported(text, Scale(low=0, high=1))) == {"a.example": "0,5", "b.example": "1"}


def test_sites_are_known_however_they_are_written():
    read = imported(
        "site,score\nHTTPS://WWW.A.EXAMPLE/,1\nb.example/index.html,2\nBÜCHER.example,3\n"
        "xn--bcher-kva.example,3\nc.example/Blog/,4\n d.example ,5\n"
    )
    assert values(read) == {
        "a.example": "1",
        "b.example": "2",
        "xn--bcher-kva.example": "3",
        "c.example/blog": "4",
        "d.example": "5",
    }
    assert left_out(read) == {"the same as an earlier row": 1}


def test_what_is_left_out_is_counted_with_its_reason_and_an_example():
    read = imported(
        "site,score\na.example,0.5\na.example,0.5\na.example,0.7\nnot a site,0.5\n,0.5\n"
        "b.example,\nc.example,7\nd.example,nan\ne.example,=1+1\n=HYPERLINK(1),0.5\n12,0.5\n",
        Scale(low=0, high=1),
    )
    assert values(read) == {"a.example": "0.5"}
    assert left_out(read) == {
        "the rating is not on the scale": 3,
        "no site address": 3,
        "the same as an earlier row": 1,
        "another rating of a site that has one; the first stays": 1,
        "the site is left out": 1,
        "the rating is left out": 1,
    }
    assert read.rows == 11
    assert next(one.example for one in read.passed_over if "scale" in one.reason) == "c.example · 7"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"a.example\nb.example\n", "one column"),
        (b"name,score\nThe Example,1\nAnother,2\n", "None of the columns"),
        (b"<!doctype html><table><tr><td>a.example</td></tr></table>", "web page"),
        (b"PK\x03\x04" + bytes(100), "Word, ePub or ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 10, "not text"),
        (b'site,score\n"a.example,1\n' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(data, reason):
    with pytest.raises(NoList, match=reason) as caught:
        proposed_mapping(read_table(data))
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("mapping", "scale", "reason"),
    [
        (Mapping(0, 1), Scale(high=1), "“name” holds no site addresses"),
        (Mapping(1, 0), Scale(high=1), "“name” is on the scale"),
        (Mapping(1, 2), Scale(low=5, high=9), "change the scale"),
        (Mapping(1, 3), Scale(high=1), "“empty” is empty in all 2 rows"),
        (Mapping(1, 1), Scale(high=1), "both the site and the rating"),
        (Mapping(1, 9), Scale(high=1), "as many columns"),
        (Mapping(-1, 2), Scale(high=1), "as many columns"),
    ],
)
def test_a_wrong_choice_of_columns_is_said_in_a_sentence(mapping, scale, reason):
    table = read_table(b"name,site,score,empty\nA,a.example,0.1,\nB,b.example,0.2,\n")
    with pytest.raises(NoList, match=reason):
        read_ratings(table, mapping, scale)


def test_a_header_alone_is_said_in_a_sentence():
    table = read_table(b"domain,pc1\n")
    with pytest.raises(NoList, match="nothing below it"):
        read_ratings(table, proposed_mapping(table), Scale(high=1))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_character_set_is_read(encoding):
    text = "site,rating\nbücher.example,très bien\nb.example,médiocre\nc.example,médiocre\n" * 3
    assert "xn--bcher-kva.example" in values(imported(text.encode(encoding)))


def test_a_hundred_thousand_rows_are_read_and_a_million_may_come():
    table = read_table(b"domain,pc1\n" + b"".join(b"s%d.example,0.5\n" % n for n in range(10**5)))
    read = read_ratings(table, proposed_mapping(table), Scale(high=1))
    assert len(read.ratings) == 10**5
    assert MOST_ROWS >= 10**6


def test_more_rows_than_anybody_publishes_are_refused(monkeypatch):
    monkeypatch.setattr("sources.ratings.MOST_ROWS", 2)
    with pytest.raises(NoList, match="over 2 rows"):
        read_table(b"s,r\na.example,1\nb.example,1\nc.example,1\n")


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (["0.1", "0.9"], Scale(low=0, high=1)),
        (["3", "88"], Scale(low=0, high=100)),
        (["-20", "20"], Scale(low=-20, high=20)),
        (["1e999", "3", "4"], Scale(low=0, high=5)),
        (["good", "bad", "good"], Scale(words=("good", "bad"), best="")),
    ],
)
def test_scales_are_proposed_from_what_the_list_holds(cells, scale):
    text = "site,rating\n" + "".join(f"s{n}.example,{cell}\n" for n, cell in enumerate(cells))
    table = read_table(text.encode())
    assert proposed_scale(table, Mapping(0, 1)) == scale


def test_ratings_stand_between_the_ends_of_their_own_scale():
    assert places(Scale(low=-10, high=10), "-5") == (0.25,)
    assert places(Scale(low=0, high=100), "50 %") == (0.5,)
    assert places(Scale(low=1, high=1), "1") == (0.0,)
    assert places(Scale(words=("Left", "Centre", "Right"), best=""), "centre") == (0.5,)
    assert places(Scale(words=("only",)), "only") == (0.0,)
    assert places(Scale(low=0, high=1), "1.5") == ()


@given(st.text(max_size=30))
def test_numbers_are_finite_or_none(cell):
    number = read_number(cell)
    assert number is None or abs(number) < float("inf")


cells = st.one_of(
    st.sampled_from(
        ["a.example", "https://b.example/x", "0.5", "=1+1", "", '["a.example"]', "[[["]
    ),
    st.text(max_size=20),
)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=8))
def test_every_row_of_any_table_is_taken_or_counted(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    data = out.getvalue().encode("utf-8", "replace")
    try:
        table = read_table(data)
        read = read_ratings(table, Mapping(0, 1), Scale(low=0, high=1))
    except NoList:
        return
    assert read.rows == len(table.rows)
    assert sum(left_out(read).values()) <= read.rows
    assert read.ratings


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 100_000,
        '["' * 50_000,
        "a." * 50_000,
        "=" * 100_000,
        " ;" * 60_000,
        "9" * 100_000,
        json.dumps(["a"] * 9_000),
    ],
)
def test_hostile_cells_take_no_time(hostile):
    text = f'site,rating\n"{hostile.replace(chr(34), chr(34) * 2)}",1\na.example,1\n'
    assert "a.example" in values(imported(text, Scale(high=1), Mapping(0, 1)))
