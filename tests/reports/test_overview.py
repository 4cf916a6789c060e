"""Several articles in one report."""

import json
from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt

from reports.overview import FORMATS, MOST_ROWS, NO_AUTHOR, NO_HEADING, overview
from reviews.items import QUESTIONS
from reviews.records import Report
from tests.reports.examples import HOSTILE, hostile, report, reviewed, sentence

NOW = "2026-02-28T12:00:00+00:00"


def articles() -> list[Report]:
    other = report(
        sentence(1, "It was closed."),
        sentence(2, "Costs", kind="heading", proposals=("n/a",) * 3),
        sentence(
            3, "It cost 2 million.", decisions={"attributed": "partly", "verdict": "accurate"}
        ),
        title="The road",
        author="",
    )
    third = report(sentence(1, "Costs", kind="heading"), sentence(2, "It cost more."))
    return [reviewed(), replace(other, article=2), replace(third, article=3)]


def test_all_authors_sections_and_articles_are_counted():
    made = overview(articles(), "February", NOW)
    assert (made.whole.articles, made.whole.sentences) == (3, 8)
    assert made.whole.answers["attributed"] == {"yes": 3, "partly": 1, "no": 1, "n/a": 0, "open": 3}
    assert made.whole.proposed["verifiable"] == {"yes": 8, "partly": 0, "no": 0, "n/a": 0}
    assert made.whole.verdicts["accurate"] == 2
    assert [(row.name, row.number, row.sentences) for row in made.articles] == [
        ("The bridge", 1, 5),
        ("The road", 2, 2),
        ("The bridge", 3, 1),
    ]
    assert [(row.name, row.articles, row.sentences) for row in made.authors] == [
        ("B. Writer", 2, 6),
        (NO_AUTHOR, 1, 2),
    ]
    assert [(row.name, row.articles, row.sentences) for row in made.sections] == [
        (NO_HEADING, 2, 6),
        ("Costs", 2, 2),
    ]


@pytest.mark.parametrize("table", ["articles", "authors", "sections"])
def test_every_table_adds_up_to_the_whole(table):
    made = overview(articles(), "February", NOW)
    rows = getattr(made, table)
    assert sum(row.sentences for row in rows) == made.whole.sentences
    for question in QUESTIONS:
        for answer, total in made.whole.answers[question].items():
            assert sum(row.answers[question][answer] for row in rows) == total


def test_many_authors_share_the_last_row():
    many = [
        replace(report(sentence(1), author=f"Author {number}"), article=number)
        for number in range(1, 51)
    ]
    made = overview(many, "All", NOW)
    assert len(made.authors) == MOST_ROWS
    assert (made.authors[-1].name, made.authors[-1].articles) == ("21 others", 21)
    assert sum(row.sentences for row in made.authors) == 50


def test_every_format_says_the_same():
    made = overview(articles(), "February", NOW)
    read = json.loads(FORMATS["json"](made))
    assert read["whole"]["answers"] == made.whole.answers
    page = html.fromstring(FORMATS["html"](made).decode())
    (first, *_) = page.xpath("//table/tbody/tr[1]")
    figures = [" ".join(cell.text_content().split()) for cell in first.xpath("td[@class='figure']")]
    tokens = MarkdownIt("commonmark").enable("table").parse(FORMATS["markdown"](made).decode())
    cells = [token.content for token in tokens if token.type == "inline"]
    begin = cells.index("All articles")
    assert cells[begin : begin + 9] == ["All articles", "3", "8", "4 of 5", "3 of 3", "0 of 3",
                                        "0", "0", "8"]  # fmt: skip
    assert figures == ["4 of 5 0 proposed", "3 of 3 0 proposed", "0 of 3 8 proposed"]


@pytest.mark.parametrize("form", list(FORMATS))
def test_no_article_is_a_report_too(form):
    assert b"0" in FORMATS[form](overview([], "None", NOW))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_strangers_is_shown_as_it_is(text):
    made = overview([replace(hostile(), author=text, title=text)], text, NOW)
    page = html.document_fromstring(FORMATS["html"](made).decode())
    assert not page.xpath("//script | //img | //a | //*[@onerror or @onload or @onmouseover]")
    json.loads(FORMATS["json"](made))
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .parse(FORMATS["markdown"](made).decode())
    )
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h2"]


#: Words that stand on two lines; a range over one has a box for each line.
BROKEN = """() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) {
        broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("width", [380, 700, 1200])
def test_no_word_is_broken_and_nothing_sticks_out_on_a_screen_of_any_width(browser, width):
    made = overview([*articles()] * 12, "Articles", "2026-02-01T10:00:00+00:00")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(FORMATS["html"](made).decode())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BROKEN) == []
    page.close()
