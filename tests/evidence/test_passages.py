"""Documents are cut into passages, and a sentence finds the one it rests on."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import read_text
from db.articles import add_article
from db.connection import open_database
from db.documents import add_document, documents, find_passages
from db.reviewers import reviewer
from evidence.files import read_document
from evidence.passages import MOST_WORDS, number_words, passages, query
from tests.evidence import packages


@pytest.fixture
def database(tmp_path):
    db = open_database(tmp_path / "linecheck.db")
    add_article(db, read_text("The article of the package."), {})
    reviewer(db, "Ada")
    yield db
    db.close()


def ask(db, sentence, article=1):
    return find_passages(db, article, query(sentence, 0, len(sentence)))


def give(db, text, name="a.txt", article=1):
    return add_document(db, article, 1, read_document(text.encode(), name))


@pytest.mark.parametrize("folder", [packages.TUNED_ON, packages.SECOND, packages.HELD_OUT])
def test_the_right_passage_is_in_the_first_three_for_nine_of_ten_sentences(database, folder):
    written = packages.documents(folder=folder)
    for document in written:
        add_document(database, 1, 1, document)
    asked = packages.sentences(folder)
    found = sum(
        any(p.name == name and words in p.text for p in ask(database, sentence))
        for sentence, name, words in asked
    )
    assert len(written) >= 20
    assert len(asked) >= 40
    assert found / len(asked) >= 0.9


@pytest.mark.parametrize("folder", [packages.TUNED_ON, packages.SECOND, packages.HELD_OUT])
def test_every_sentence_of_a_package_has_its_passage(folder):
    texts = {document.name: document.text for document in packages.documents(0, folder)}
    for sentence, name, words in packages.sentences(folder):
        assert texts[name].count(words) == 1, sentence


@given(st.text(alphabet="ab .\n\f“", max_size=2_000))
def test_no_word_is_lost_and_no_passage_is_long(text):
    cut = passages(text)
    assert " ".join(p.text for p in cut).split() == text.split()
    assert [p.position for p in cut] == list(range(1, len(cut) + 1))
    assert all(len(p.text.split()) <= MOST_WORDS for p in cut)


def test_passages_know_their_page_and_stay_on_it():
    cut = passages("Short.\fOther page.\n\nMore of it.")
    assert [(p.page, p.text) for p in cut] == [(1, "Short."), (2, "Other page.\nMore of it.")]
    assert passages("No pages.")[0].page == 0


def test_a_number_is_found_in_another_notation(database):
    give(database, "The bill.\n\n" + "Paid 1,214,300 to the firm at last. " * 4)
    give(database, "The bill.\n\n" + "Paid 3,214,300 to the firm at last. " * 4, "b.txt")
    first, *_ = ask(database, "It paid the firm 1.2 million.")
    assert first.name == "a.txt"
    assert "12e5" not in number_words("no number here")


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("It is 1.3 tonnes too heavy.", "The load is 1,300 kg above the limit of the bridge."),
        ("A quarter never answered.", "Of those we asked 23 per cent gave no answer at all."),
        ("One in four never answered.", "Of those we asked 26 % gave no answer of any kind."),
        ("Some 118m litres were lost.", "In one year 118 million litres went into the ground."),
    ],
)
def test_a_number_is_found_in_another_unit(database, sentence, passage):
    give(database, passage)
    for number in range(3):
        give(database, f"Nothing of it was said in report {number} at all.", f"{number}.txt")
    first, *_ = ask(database, sentence)
    assert first.text == passage


def test_a_search_stays_within_its_article(database):
    add_article(database, read_text("Another article altogether."), {})
    give(database, "The kittiwakes of the cliffs are counted.", article=2)
    assert ask(database, "Kittiwakes are counted.") == []
    assert len(ask(database, "Kittiwakes are counted.", article=2)) == 1


def test_a_file_sent_again_under_its_name_takes_the_place_of_the_old(database):
    old = give(database, "Kittiwakes are counted in May.")
    assert give(database, "Kittiwakes are counted in May.") == old
    give(database, "Kittiwakes are counted in June.")
    assert [p.text for p in ask(database, "Kittiwakes are counted.")] == [
        "Kittiwakes are counted in June."
    ]
    assert len(documents(database, 1)) == 2


@given(st.text(max_size=200))
def test_no_sentence_breaks_the_search(text):
    with_index = sqlite3.connect(":memory:")
    with_index.execute("CREATE VIRTUAL TABLE t USING fts5(scope, text, numbers, about)")
    words = query(text, 0, len(text))
    if words:
        with_index.execute("SELECT * FROM t WHERE t MATCH ?", [f"(scope : a1) AND ({words})"])
