"""The report on paper: what is on it, in which scripts, that it can be copied and read aloud."""

import re
import resource
from dataclasses import replace

import pytest

from reports.pdf import typeset
from reports.wording import verdict_words
from reviews.items import QUESTIONS
from reviews.records import Report
from tests.reports.examples import evidence, hostile, long, report, reviewed, sentence
from tests.reports.pages import bookmarks, copied, reader_of, words_on

ANSWERED = dict(zip(QUESTIONS, ("yes", "partly", "no"), strict=True))

#: By language: words of an article that only come out right when letters are joined, reordered
#: and set in their direction.
WORDS = {
    "ur": "وزیر اعظم نے پل بند کیا۔",
    "ar": "أعلن الوزير إغلاق الجسر.",
    "hi": "प्रधानमंत्री ने कहा कि क्षेत्र में निर्णय हुआ।",
    "zh": "总理说，大桥将关闭。",
    "ru": "Мост закрыли в мае.",
    "vi": "Cây cầu đã đóng cửa.",
}


def written_in(language: str) -> Report:
    words = WORDS[language]
    return report(
        sentence(1, words, kind="heading", proposals=("n/a",) * 3),
        sentence(
            2,
            words,
            decisions={**ANSWERED, "verdict": "wrong", "note": words},
            evidence=(evidence(2, document=words, quote=words),),
        ),
        title=words,
        language=language,
        summary=words,
    )


def test_it_says_what_was_found_in_order():
    text = " ".join(copied(typeset(reviewed())).split())
    wanted = [
        "The bridge",
        "Sound after changes",
        "Of 5 sentences, 2 have been reviewed and 3 are still open.",
        "The figure must be corrected.",
        "The article at a glance",
        "What needs a change",
        "It is 2.4 million.",
        "Every sentence",
        "Changed by a person; the program proposed no:",
        "1 of 2 checked",
        "Evidence",
        "Refutes sentence 2",
        "How this was done",
        reviewed().sha256,
    ]
    places = [text.rindex(words) if words in {"Evidence"} else text.find(words) for words in wanted]
    assert -1 not in places
    contents = ("The article at a glance", "What needs a change", "Every sentence", "Evidence")
    in_order = [place for place, words in zip(places, wanted, strict=True) if words not in contents]
    assert in_order[:4] == sorted(in_order[:4])
    assert in_order[-2:] == sorted(in_order[-2:])


def test_bookmarks_lead_through_it_and_headings_of_the_article_are_among_them():
    made = reviewed()
    found = bookmarks(reader_of(made))
    assert [title for depth, title, _ in found if depth == 0] == [
        "The article at a glance",
        "What needs a change",
        "Every sentence",
        "Evidence",
        "How this was done",
    ]
    assert (1, "The bridge") in [(depth, title) for depth, title, _ in found]
    pages = [page for _, _, page in found]
    assert pages == sorted(pages)


def test_contents_and_notes_lead_inside_and_addresses_to_the_web():
    reader = reader_of(reviewed())
    inside, outside = 0, set()
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            if "/URI" in action:
                outside.add(action["/URI"])
            else:
                inside += 1
    assert outside == {
        "https://example.org/bridge",
        "https://example.org/a",
        "https://n.example/",
        "https://example.org/audit?a=1&b=2",
    }
    # Five sections, three sentences to change, three notes said twice, and back from each.
    assert inside >= 5 + 3 + 6 + 3


@pytest.mark.parametrize("language", list(WORDS))
def test_words_of_every_script_can_be_copied_as_they_were_written(language):
    text = " ".join(copied(typeset(written_in(language))).split())
    # Where a full stop goes after letters from right to left is the copying program's guess.
    words = WORDS[language].rstrip(".۔")
    # In the title, the summary, the bookmark's line, the sentence, note, document and quotation.
    assert text.count(words) >= 7, text


@pytest.mark.parametrize("language", list(WORDS))
def test_a_screen_reader_can_read_it(language):
    """PDF/UA-1: tagged, in a language, with titles and texts in place of pictures."""
    assert typeset(written_in(language), ("ua-1",)).startswith(b"%PDF-")


def test_it_is_tagged_and_says_its_title_and_language():
    reader = reader_of(reviewed())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "The bridge"


def test_curly_quotes_and_dashes_stay():
    said = "“It’s ‘closed’ – for now …”"
    assert said in copied(typeset(report(sentence(1, said))))


@pytest.mark.parametrize(
    ("setting", "size"), [("", (595, 842)), ("A4", (595, 842)), ("letter", (612, 792))]
)
def test_paper_is_a4_or_letter(monkeypatch, setting, size):
    monkeypatch.setenv("LINECHECK_PAPER", setting)
    box = reader_of(long(3)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_pages_are_numbered():
    reader = reader_of(long(45))
    count = len(reader.pages)
    assert count > 2
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {count}" in page.extract_text()


def test_a_word_that_no_line_holds_is_broken_inside_the_page():
    made = report(sentence(1, "W" * 3000, decisions={"note": "m" * 3000}), title="T" * 300)
    for page in reader_of(made).pages:
        right = 0.0

        def see(text, _matrix, at, _font, size):
            nonlocal right
            if text.strip():
                right = max(right, at[4] + size * 0.2)

        page.extract_text(visitor_text=see)
        assert right < page.mediabox.width


def test_the_verdict_is_on_the_first_page_however_long_the_title():
    made = replace(reviewed(), title="Donaudampfschifffahrt" * 60)
    first, *_ = copied(typeset(made)).split("\f")
    assert verdict_words(made) in " ".join(first.split())


def test_text_of_strangers_is_never_read_as_markup_of_the_typesetter():
    tricks = '#panic("x") $x$ *b* _i_ `c` = h #read("/etc/passwd") \\u{41} <label> @ref // c'
    text = copied(typeset(report(sentence(1, tricks, decisions={"note": tricks}), title=tricks)))
    assert " ".join(text.split()).count('#read("/etc/passwd")') >= 2
    assert "root:" not in text


def test_nothing_in_it_runs():
    document = typeset(hostile())
    reader = reader_of(hostile())
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles|AA)\b", document)
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            uri = str(annotation.get_object().get("/A", {}).get("/URI", "https://"))
            assert re.match(r"https?://", uri)


def test_it_is_the_same_each_time_and_dated_when_it_was_written():
    made = reviewed()
    assert typeset(made) == typeset(made)
    date = reader_of(made).metadata.creation_date
    assert date.isoformat() == made.generated_at


def test_memory_does_not_grow_with_each_report():
    typeset(long(300))
    typeset(long(300))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(4):
        typeset(replace(long(300), title=f"Number {number}"))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert grown < 60  # MiB; a report of this length leaves 50 each when nothing is dropped


def test_a_title_from_right_to_left_stands_on_the_right():
    made = typeset(report(title="جسر"))
    width = 595 - 2 * 68  # A4 without its margins of 24 mm
    title = next(word for word in words_on(made, 1) if "جسر" in word.text or "رسج" in word.text)
    assert title.right > 68 + width - 2


def test_the_date_stays_behind_names_from_right_to_left():
    made = typeset(report(author="جسر", publisher="نهر", published="2026-01-30"))
    line = words_on(made, 1)
    at = next(place for place, word in enumerate(line) if word.text == "January")
    day, month, year = line[at - 1 : at + 2]
    assert (day.text, year.text) == ("30", "2026")
    assert day.right < month.left < month.right < year.left


def test_what_needs_a_change_stands_on_one_page_with_its_note():
    made = report(
        *(
            sentence(
                number,
                f"Claim {number}. " + "It is so. " * 20,
                decisions={"verdict": "wrong", "note": f"Note {number}. " + "It is not. " * 20},
            )
            for number in range(1, 31)
        )
    )
    pages = [page.extract_text() for page in reader_of(made).pages]
    for number in range(1, 31):
        of_claim = next(at for at, text in enumerate(pages) if f"Claim {number}." in text)
        of_note = next(at for at, text in enumerate(pages) if f"Note {number}." in text)
        assert of_claim == of_note


def test_the_record_stands_on_one_page_with_the_method():
    for count in range(1, 12):
        *_, last = [page.extract_text() for page in reader_of(long(count)).pages]
        assert "How this was done" in last


def test_a_long_report_is_no_heavier_than_it_must_be():
    """What Typst lays out for a sentence is held in memory until the end, and is in the file."""
    few, many = (len(typeset(long(count))) for count in (100, 400))
    # Tables to place numbers and answers in made it 3,089 bytes.
    assert (many - few) / 300 < 2_000
