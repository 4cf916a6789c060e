"""The HTML report, read back by a parser that is not ours."""

import re

import pytest
from lxml import html

from reports.html import render
from reports.untrusted import visible, web_address
from reviews.records import Report
from tests.reports.examples import (
    HOSTILE,
    HOSTILE_ADDRESSES,
    evidence,
    hostile,
    long,
    report,
    reviewed,
    sentence,
)


def page_of(made: Report) -> html.HtmlElement:
    return html.fromstring(render(made).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(params=[reviewed, hostile, lambda: long(1), lambda: long(300), report])
def any_report(request: pytest.FixtureRequest) -> Report:
    return request.param()


def test_it_runs_and_loads_nothing(any_report):
    page = page_of(any_report)
    for data in page.xpath("//script"):
        assert data.attrib == {"type": "application/ld+json"}
        data.getparent().remove(data)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {
        "script",
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
    }
    assert len(page.findall(".//style")) == 1
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "style"}}
    style = page.findtext(".//style")
    assert "@import" not in style
    assert all(target.startswith('"#') for target in re.findall(r"url\(([^)]*)", style))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def test_every_link_leads_into_the_page_or_to_the_web(any_report):
    page = page_of(any_report)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for element in page.xpath("//*[@href]"):
        address = element.get("href")
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert re.match(r"https?://[^\s\"<>]+$", address)
            assert set(element.get("rel").split()) == {"noopener", "noreferrer", "nofollow"}


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_what_is_no_address_of_the_web_is_no_link(address):
    assert web_address(address) == ""
    page = page_of(report(sentence(1, evidence=(evidence(1, url=address),), links=(address,))))
    assert not [link for link in page.xpath("//main//a/@href") if not link.startswith("#")]


def test_an_address_of_the_web_is_a_link():
    address = "https://example.org/audit?a=1&b=2#p3"
    page = page_of(report(sentence(1, evidence=(evidence(1, url=address),))))
    assert address in page.xpath("//ol//a/@href")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_strangers_is_shown_as_it_is(text):
    page = page_of(report(sentence(1, text, decisions={"note": text}), title=text, author=text))
    shown = " ".join(visible(text).split())
    (claim,) = page.xpath("//article[@id='s1']//*[@class='text']")
    assert words(claim) == shown
    assert words(page.find(".//h1")) == shown
    assert shown in words(page.find_class("note")[0])


def test_nothing_turns_text_around():
    shown = page_of(hostile()).text_content()
    assert shown == visible(shown)


def test_text_of_strangers_has_a_direction_of_its_own():
    page = page_of(reviewed())
    for element in [
        page.find(".//h1"),
        *page.find_class("claim"),
        *page.find_class("aside"),
        *page.find_class("note"),
        *page.xpath("//*[@class='summary']/p"),
        *page.xpath("//blockquote"),
    ]:
        assert element.get("dir") == "auto"
    # Our own word before the note would otherwise decide for it (HTML, 3.2.6.4).
    assert {label.get("dir") for label in page.xpath("//*[@class='note']/b")} == {"ltr"}
    for name in page.xpath("//*[@class='record']/div[1]/dd/*"):
        assert name.tag == "bdi"


def test_the_language_of_the_article_is_told_and_nothing_else():
    assert page_of(report(sentence(1), language="ur")).find(".//h1").get("lang") == "ur"
    assert page_of(hostile()).find(".//h1").get("lang") is None


@pytest.mark.parametrize("count", [1, 3, 45, 1000])
def test_the_picture_has_one_column_a_sentence(count):
    page = page_of(long(count))
    drawings = page.xpath("//svg[contains(@class, 'picture')]")
    assert len(drawings) == 2
    for drawing in drawings:
        targets = drawing.xpath(".//a/@href")
        assert targets == [f"#s{position}" for position in range(1, count + 1)]
        assert len(drawing.xpath(".//use")) == 3 * count


def test_the_picture_tells_decisions_from_proposals_and_says_so_in_words():
    page = page_of(reviewed())
    columns = page.xpath("(//svg[contains(@class, 'picture')])[1]//a")
    drawn = {column.get("href"): column.xpath("use/@href") for column in columns}
    assert drawn["#s2"] == ["#f-wrong", "#g-yes", "#g-partly", "#g-no"]
    assert drawn["#s3"] == ["#f-change", "#g-no", "#p-no", "#p-yes"]
    assert drawn["#s6"] == ["#p-no", "#p-no", "#p-yes"]
    told = {column.get("href"): column.findtext("title") for column in columns}
    assert told["#s2"] == "Sentence 2: attributed yes, sourced partly, verifiable no, wrong"
    assert "sourced no (only proposed)" in told["#s3"]


def test_a_proposal_never_looks_like_a_decision():
    page = page_of(reviewed())
    for position, decided in [(2, 3), (3, 1), (6, 0)]:
        chips = page.get_element_by_id(f"s{position}").find_class("chip")
        proposed = [chip for chip in chips if "proposed" in chip.classes]
        assert len(chips) - len(proposed) == decided
        reasons = [
            words(one) for one in page.get_element_by_id(f"s{position}").find_class("reason")
        ]
        assert sum(reason.startswith("Only proposed:") for reason in reasons) == len(proposed)


def test_where_people_and_program_differ_both_are_told():
    first, second, _ = page_of(reviewed()).get_element_by_id("s2").find_class("reason")
    assert words(first).startswith("Changed by a person; the program proposed no:")
    assert words(second).startswith("Changed by a person; the program proposed no:")
    (kept, *_) = page_of(reviewed()).get_element_by_id("s3").find_class("reason")
    assert words(kept).startswith("As proposed:")


def test_nobody_has_decided_anything_is_said_first():
    page = page_of(report(sentence(1), sentence(2)))
    assert words(page.find_class("opening")[0]).startswith(
        "Nobody has decided on any sentence yet;"
    )
    assert words(page.find_class("verdict")[0]) == "No verdict yet"
    assert "Nothing has been decided yet." in words(page)
    assert all("proposed" in chip.classes for chip in page.find_class("chip"))


def test_what_needs_a_change_comes_gravest_first():
    page = page_of(reviewed())
    (section,) = page.xpath("//section[h2[@id='needs-a-change']]")
    assert [words(title) for title in section.findall("h3")] == [
        "Wrong 1",
        "Needs a change 1",
        "Cannot be verified 1",
    ]
    assert section.xpath(".//a[@class='number']/@href") == ["#s2", "#s3", "#s4"]


def test_evidence_is_numbered_in_reading_order_and_linked_both_ways():
    page = page_of(reviewed())
    assert page.get_element_by_id("s2").xpath(".//sup/a/@href") == ["#e1", "#e2"]
    assert page.get_element_by_id("s4").xpath(".//sup/a/@href") == ["#e3"]
    pieces = page.xpath("//ol[@class='evidence']/li")
    assert [piece.get("id") for piece in pieces] == ["e1", "e2", "e3"]
    assert words(pieces[0]).startswith("Refutes sentence 2. The city's audit, p. 3.")
    assert words(pieces[1]).startswith("Explains sentence 2. A call, p. 3.")


def test_every_line_is_there_in_reading_order_with_who_decided_when():
    page = page_of(reviewed())
    (section,) = page.xpath("//section[h2[@id='every-sentence']]")
    assert section.xpath("*[not(self::h2)]/@id") == [f"s{position}" for position in range(1, 8)]
    assert "Ben, 31 January 2026." in words(page.get_element_by_id("s4"))


def test_a_line_set_aside_keeps_what_people_left_on_it():
    made = report(
        sentence(1, kind="heading", decisions={"note": "Too strong.", "verdict": "change"})
    )
    line = words(page_of(made).get_element_by_id("s1"))
    assert "Too strong." in line
    assert "Needs a change" in line


def test_the_record_names_text_dates_and_people():
    made = reviewed()
    record = words(page_of(made).find_class("record")[0])
    for fact in (made.sha256, "Ada", "Ben", "31 January 2026"):
        assert fact in record


def test_facts_are_told_with_their_words_and_whether_they_were_checked():
    page = page_of(reviewed())
    (facts,) = page.get_element_by_id("s5").find_class("facts")
    assert "1 of 2 checked" in words(facts)
    ticked, open_one = facts.find_class("fact")
    assert "checked" in ticked.get("class")
    assert "not checked" in words(open_one)


def test_what_the_draft_carries_stands_with_its_sentence():
    made = render(reviewed()).decode()
    assert "The draft’s footnote by <bdi>B. Writer</bdi>" in made
    assert 'href="https://n.example/"' in made
