import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markdown import markdown_blocks, markdown_facts, markdown_links
from articles.read import read_bytes

DRAFT = """\
---
title: "A bridge opens"
author: Jane Roe
date: 2024-05-06
---

# A *bridge* opens

The bridge over the [river][r] opened on
Monday, the [mayor](https://town.example/mayor "His page") said. It rained.

## What it cost

- two million
- a year

1. First, they dug.

> We paid for all
> of it.

![The bridge](bridge.png)

```
not. An. Article.
```

<!-- a note. Of ours. -->

| part | cost |
|------|------|
| deck | half |

***

[r]: https://river.example/
"""
KINDS = {
    "# A *bridge* opens": "headline",
    "It rained.": "body",
    "## What it cost": "heading",
    "- two million": "list",
    "1. First, they dug.": "list",
    "> We paid for all\n> of it.": "quote",
    "![The bridge](bridge.png)": "caption",
    "```\nnot.": "boilerplate",
    "<!-- a note.": "boilerplate",
    "| deck | half |": "list",
    "***": "boilerplate",
    "[r]: https://river.example/": "boilerplate",
    "---": "boilerplate",
}
pieces = st.sampled_from("a\n\r\0=|>\x0c") | st.sampled_from(
    ["# ", "\n\n", "\r\n", "> ", "- ", "---\n", "```\n", "[a](b)", "    ", "1. ", "<b>", "\u2028"]
)


def read(text):
    return read_bytes(text.encode(), "draft.md")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_stays_and_its_marks_give_kinds(newline):
    text = DRAFT.replace("\n", newline)
    article = read(text)
    assert article.text == text
    found = {s.text.replace(newline, "\n"): s.kind for s in article.sentences}
    assert {sentence: found.get(sentence) for sentence in KINDS} == KINDS


def test_facts_of_the_front_matter():
    article = read(DRAFT)
    assert (article.title, article.author, article.published) == (
        "A bridge opens", "Jane Roe", "2024-05-06",
    )  # fmt: skip
    assert markdown_facts("title: no front matter\n") == {}


def test_a_date_in_words_is_left_out():
    assert markdown_facts("---\ntitle: A\ndate: last week\n---\n") == {"title": "A"}


def test_links_that_run_something_are_dropped():
    links = markdown_links("[a](javascript:alert) [b](data:text/html,x) [c](d)")
    assert [link.href for link in links] == ["d"]


def test_the_title_is_the_first_heading_without_its_marks():
    assert read("# A *bridge* [opens](x)\n\nIt opened today.").title == "A bridge opens"
    assert read("It opened today.").title == "draft"


def test_links_cover_their_words():
    article = read(DRAFT)
    assert [(article.text[a:b], href) for a, b, href in article.links] == [
        ("river", "https://river.example/"),
        ("mayor", "https://town.example/mayor"),
    ]
    article = read("See <https://a.example/b> and [https://c.example](https://d.example).")
    assert [(article.text[a:b], href) for a, b, href in article.links] == [
        ("https://a.example/b", "https://a.example/b"),
        ("https://c.example", "https://d.example"),
    ]


@given(st.lists(pieces, max_size=40).map("".join))
def test_blocks_cover_any_markdown_in_order(text):
    at = 0
    for block in markdown_blocks(text):
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()
    for start, end, _ in markdown_links(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "![", "> ", "- ", "---\n", "`", "[a]: ", "|", "[a] "]
)
def test_hostile_markdown_is_read(piece):
    text = "a" + piece * 5_000
    assert read(text).text == text
