import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import Block
from articles.language import detect_language
from articles.segment import segment
from tests.calls import calls

PIECES = [
    *["A sentence. ", "Dr. ", "U.S. ", "a.m. ", "No. 5 ", "3.14 ", "“Why?” ", "he asked. ", "(!)"],
    *["... ", " . . . ", "…", "1) ", "2) ", "• ", "> ", "# ", "[12] ", "Read : More", "Share"],
    *["\n", "\r", "\r\n", "\n\n", " \n \n", "\u2028", "\u2029", "\x0c", "\x1f", "\x00", "\u200b"],
    *["\u202e", "e\u0301", "\U0001f600", "»", " » ", "》", "《", "https://a.example/b.c?D=e "],
    *["یہ ہے۔ ", "هل؟ ", "यह है। ", "他说。", "「はい。」と", "是吗?是。", "ναι; ", "է։ ", "ነው።"],
    *[
        " . . . . ",
        ".“ ",
        "»So.« ",
        "9 p.m. ",
        " [3, 4] ",
        "P.S. ",
        "Help! (1965) ",
        "” — Rosa Lind",
    ],
]
LANGUAGES = ["", "en", "de", "el", "hy", "th", "tr", "ur", "zh", "xx"]
HERE = Path(__file__).parent
texts = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def sentences(text, **facts):
    return [sentence.text for sentence in segment(text, **facts)]


def assert_covers(text, found):
    at = 0
    for position, sentence in enumerate(found, start=1):
        assert sentence.position == position
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.start >= at
        assert not text[at : sentence.start].strip()
        assert not re.search(r"\n\s*\n", sentence.text)
        at = sentence.end
    assert not text[at:].strip()


@given(texts, st.sampled_from(LANGUAGES))
def test_sentences_cover_any_text_exactly(text, language):
    assert_covers(text, segment(text, language=language))


@given(texts, st.lists(st.integers(0, 200), max_size=8), st.booleans())
def test_sentences_cover_any_text_whatever_its_blocks(text, cuts, joined):
    ends = sorted({min(cut, len(text)) for cut in cuts})
    pairs = zip(ends[::2], ends[1::2], strict=False)
    blocks = [Block(start, end, "list", joined) for start, end in pairs]
    found = segment(text, blocks=blocks)
    assert_covers(text, found)
    for block in blocks:
        assert not any(s.start < block.start < s.end or s.start < block.end < s.end for s in found)


@pytest.mark.parametrize(
    "parts",
    [
        # plain ends
        ["The vote passed.", "Nobody was surprised."],
        ["Was anybody surprised?", "Nobody said so."],
        ["What a night!", "They all went home."],
        ["Really?!", "Yes, really!!", "Good."],
        # initials and titles
        ["The book is by Anna B. Carter."],
        ["Gen. Lee Park met Sen. Ortiz and Dr. Amir K. Shah.", "They talked."],
        ["The aide to then-Sen. Ana Wu said: 'Mr. Hill, wait.'", "''Mr. Hill won't,'' she said."],
        ["Rep. Wu (D-Calif.) – she won by 3 – and Sen. Roe (I-Vt.) ― or his aide ― left."],
        ["The S.&P. 500 fell.", "It was the worst week since COVID-19.", "Roe sold."],
        ["You and I.", "Did you meet Robert I. Miller there?"],
        ["George R. R. Hill spoke first."],
        ["Mt. Hood is near St. Helens."],
        ["This is Sammy Davis Jr.'s coat."],
        # numbers
        ["See p. 12 for the table."],
        ["He lives at No. 5 and owns No. 7.", "She does not."],
        ["He said no.", "She said yes."],
        ["It fell 3.5 percent to $1,200.50.", "Then it rose."],
        ["It ended in 2019.", "The rest is history."],
        ["Files no. 22.333.444 were lost.", "Nobody looked."],
        # abbreviations that may end a sentence
        ["He works for the U.S. Department of State."],
        ["He moved to the U.S.", "He liked it."],
        ["She has been in the U.K. for years."],
        ["It opens at 9 a.m. Monday."],
        ["It opened at 9 a.m.", "The queue was long."],
        ["Smith, Hall & Co. bought it.", "It closed."],
        ["They sold it to Hall & Co.", "It closed."],
        ["Bring pens, paper, etc. to class."],
        ["She studied law in Washington, D.C.", "She then left."],
        ["He spoke on Jan. 5 and on Sept. 3."],
        ["He left at 6 p.m. Monday.", "She came at 9 p.m.", "Roe was out."],
        ["At 6 p.m. Roe went out.", "The 9 p.m. News did not mention it."],
        ["We met George P. Hill and Sec. Ana Wu.", "See vol. II and no. 7 of the report."],
        ["That was two years ago.", "14 people died."],
        ["It lost money in the U.S.", "“We will be back,” she said."],
        ["She lives in Tucson, Ariz.", "It’s hot there.", "He doesn't."],
        ["Shares of ING rose.", "She has MS.", "The disease is rare.", "MS. ROE LEFT."],
        ["P.S. Nobody came.", "Figure 1. The dam in May.", "2.1. New rules."],
        ["Try it.", "iPhone and wikiHow users did."],
        ["Use a tool, e.g. Pliers, to open it, i.e. Break it."],
        ["OAKDALE, W.Va. — The mine closed.", "It was old."],
        # addresses
        ["Write to jane.roe@mail.example.org.", "She answers."],
        ["See https://www.data.example/a.b/c_d.html?q=Page.One.", "It has all of it."],
        ["Open report.final.Pdf and README.Md now."],
        # quotations
        ["“We are done.”", "He left."],
        ['"We are done," he said.', '"Go home."'],
        ["“We are done.” he said."],
        ["“Are we done?” Jane Roe asked."],
        ["“Are we done?” Mayor Bill de Souza told Ann T. Roe."],
        ["“Are we done?” I asked.", "“Are we?”", "He shrugged."],
        ["“Are we done?”", "“No,” I said."],
        ["“Nobody listened.” — Rosa Lind, engineer"],
        ["„Das ist gut.“", "Dann ging er."],
        ["»Det er godt.«", "Så gik han."],
        ["“Are we done?”", "Jane Roe stood up."],
        ["“We waited.", "Nobody came.”", "Then it rained."],
        ["Il a dit : « C’est fini. »", "Il est parti."],
        # brackets and notes
        ["He teaches (He once worked as a pilot.) at the school."],
        ["He teaches.", "(He once worked as a pilot.)", "He is 60."],
        ["It rose.[12]", "Then it fell.[3][4]", "It rose again."],
        ["It rose. [12]", "Then it fell.¹", "It rose again. [3, 4]", "Now it is flat."],
        ["The film Help! (1965) was shot in Obertauern.", "So was Why Not? (Ray, 1979)."],
        ["“The study […] found nothing” (Hale 55)."],
        ["The study [...] found nothing (Hale 55)."],
        ["It won (!) Prizes abroad."],
        # ellipses
        ["I was … not there."],
        ["He never wanted it....", "She left."],
        ["It goes on…", "Nobody knows why."],
        ["What he . . . I mean, what she said."],
        # lists run together
        ["1) Bread and butter", "2) Milk", "3) Tea"],
        ["1. Bread.", "2. Milk."],
        ["• 9. Bread", "• 10. Milk"],
        ["a. Bread", "b. Milk", "c. Tea"],
        # a space forgotten
        ["They sold 1,000.", "That was a lot."],
        # other scripts
        ["یہ پہلا جملہ ہے۔", "یہ دوسرا جملہ ہے۔"],
        ["هل هذا صحيح؟", "نعم، هذا صحيح."],
        ["यह पहला वाक्य है।", "यह दूसरा है।"],
        ["Это первое.", "Это А. И. Петров."],
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(parts):
    assert sentences(" ".join(parts)) == parts


def sentences_with_tabs(name):
    """Read a file of sentences: each line a note that begins with "#", or fields with tabs."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    "parts",
    [pytest.param(parts, id=rule) for rule, *parts in sentences_with_tabs("golden_rules.tsv")],
)
def test_golden_rules(parts):
    assert sentences(" ".join(parts)) == parts


def test_news_ends_where_a_reader_ends_it():
    written = (HERE / "news_boundaries.txt").read_text("utf-8")
    lines = [line for line in written.splitlines() if not line.startswith("#")]
    paragraphs = [block.splitlines() for block in "\n".join(lines).split("\n\n") if block.strip()]
    text = "\n\n".join(" ".join(filter(None, lines)) for lines in paragraphs)
    expected = {line for lines in paragraphs for line in lines if line}
    found = set(sentences(text))
    agreed = 2 * len(found & expected) / (len(found) + len(expected))
    # Whole sentences, so stricter than their ends.
    assert agreed >= 0.98, sorted(found - expected)


@pytest.mark.parametrize(
    ("language", "joint", "parts"),
    [
        pytest.param(language, "" if language in ("zh", "ja") else " ", parts, id=language)
        for language, *parts in sentences_with_tabs("sentences_by_language.tsv")
    ],
)
def test_sentences_of_a_language(language, joint, parts):
    text = joint.join(parts)
    assert detect_language(text) == language
    assert sentences(text, language=language) == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("el", ["Ποιος πληρώνει;", "Κανείς, ούτε ο δήμος; ούτε το κράτος."]),
        ("hy", ["Ո՞վ է վճարելու:", "Ոչ ոք չգիտի:"]),
        ("th", ["ดร. สมชาย กล่าวว่า พ.ศ. 2567 เป็นปีที่ยาก"]),
        ("tr", ["Papa II. Jean Paul 19. yüzyılı andı.", "Bu doğru."]),
        ("de", ["Papst Johannes Paul II. Reisen waren lang.", "Er starb 2005.", "Das war im Mai."]),
        ("en", ["The Greek; it is said; left.", "Note: This stays."]),
    ],
)
def test_marks_that_one_language_only_reads_as_a_stop(language, parts):
    assert sentences(" ".join(parts), language=language) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["他来了。", "你走吗？", "好！"],
        ["我们去看《快跑！大山》吧？", "好。"],
        ["「はい。」と彼は言った。", "彼は帰った。"],
        ["真的吗?", "真的。", "太好了!", "走吧。"],
        ["πρώτα «ναι».Έπειτα όχι."],
        ["We sold it all.", "Then we left."],
        ["پہلا جملہ یہاں ختم ہوتا ہے۔", "دوسرا جملہ یہاں ختم ہوتا ہے۔"],
    ],
)
def test_sentences_end_without_a_space(parts):
    assert sentences("".join(parts)) == parts


def test_german_ordinals_do_not_end_a_sentence():
    text = "Er kam am 3. Mai. Das war früh."
    assert sentences(text, language="de") == ["Er kam am 3. Mai.", "Das war früh."]


def test_text_without_capitals_still_has_sentences():
    text = "i went home early. then i slept. nobody called"
    assert sentences(text) == ["i went home early.", "then i slept.", "nobody called"]


def test_hard_wrapped_lines_are_joined():
    text = (
        "The committee met on Tuesday to hear the report on the new bridge over the\n"
        "river. Members asked who would pay for it, and the mayor said that the state\n"
        "would. Nobody asked about Route 9. The meeting ended before noon, and the next\n"
        "one is in May.\n"
    )
    assert [" ".join(s.split()) for s in sentences(text)] == [
        "The committee met on Tuesday to hear the report on the new bridge over the river.",
        "Members asked who would pay for it, and the mayor said that the state would.",
        "Nobody asked about Route 9.",
        "The meeting ended before noon, and the next one is in May.",
    ]


def test_lines_that_are_paragraphs_are_not_joined():
    lines = [
        "A new bridge",
        "The committee met on Tuesday to hear the report on the new bridge over the old river",
        "Nobody came",
        "The mayor said that the state would pay for it, that the work would begin in the spring "
        "and that it would last for two years",
        "It rained.",
    ]
    assert sentences("\n".join(lines)) == lines


def test_a_line_that_goes_on_in_small_letters_is_joined():
    text = "The minister said that the bridge would be built\nbefore the end of the year."
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "word " * 20_000,
        "." * 100_000,
        ". " * 50_000,
        '."' * 50_000,
        "A. " * 30_000,
        "1) " * 30_000,
        ".[1]" * 25_000,
        "[" * 100_000,
        "\n" * 100_000,
        ("." + " " * 500) * 200,
        ". . . . " * 12_000,
        ". [1]" * 20_000,
        ".“" * 50_000,
        "”. — A" * 15_000,
        "9 p.m. A " * 12_000,
        "! (A, 1965) " * 8_000,
        "share " * 20_000,
        "۔ا" * 50_000,
        "https://" * 12_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_is_covered(text):
    assert_covers(text, segment(text))


def steps(text):
    """Count the calls that segmenting takes: a measure of work that no machine's speed changes."""
    return calls(lambda: segment(text))


@pytest.mark.parametrize("piece", ["He left. ", "A. ", "1) x ", "Line\n", "A b.\n\n", '."', "? «"])
def test_work_grows_with_the_length_only(piece):
    assert steps(piece * 4_000) < 2.5 * steps(piece * 2_000)
