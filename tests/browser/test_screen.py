"""The screen: getting about in an article, any size, any light, any address it is served under."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from checks.records import Finding, Span
from reviews.items import fact_item
from tests.browser.person import (
    BRIDGE,
    TO_REVIEW,
    answer,
    chip,
    expect_saved,
    expect_selected,
    introduce,
    kept,
    kept_values,
    new_article,
    open_sheet,
    press,
    report_button,
    row,
    sheet_is_open,
    stands,
)
from tests.server import Server


def shown(page: Page) -> list[int]:
    """The positions of the sentences that are on the screen or a scroll away."""
    visible = page.locator(".row:visible")
    return visible.evaluate_all("rows => rows.map((row) => Number(row.dataset.sentence))")


# ── filters and finding ──────────────────────────────────────────────────────────────────────────


def test_filters_show_what_they_say_and_count_it(sheet):
    press(sheet, "Enter")  # 2 is done
    row(sheet, 4).locator(".sentence").click()
    sheet.get_by_role("button", name="Wrong").click()
    answer(sheet, "verifiable", "yes").click()  # the program says no
    expected = {
        "all": list(range(1, 13)),
        "open": [3, 4, 6, 7, 8, 10, 11],
        "change": [4],
        "unattributed": [2, 8, 11],
        "differ": [4],
    }
    for name, positions in expected.items():
        button = sheet.locator(f'[data-filter="{name}"]')
        expect(button).to_have_text(re.compile(rf" {len(positions)}$"))
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert shown(sheet) == positions
    expect_selected(sheet, 4)


def test_a_filter_is_walked_by_keys_and_left_by_escape(sheet):
    sheet.locator('[data-filter="unattributed"]').click()
    for position in (8, 11):
        press(sheet, "j")
        expect_selected(sheet, position)
    press(sheet, "j")
    expect(sheet.locator(".said")).to_have_text("This is the last one.")
    press(sheet, "Escape")
    expect(sheet.locator('[data-filter="all"]')).to_have_attribute("aria-pressed", "true")
    assert shown(sheet) == list(range(1, 13))


def test_a_filter_that_finds_nothing_says_so(sheet):
    sheet.locator('[data-filter="change"]').click()
    assert shown(sheet) == []
    told = sheet.locator("article.text").evaluate(
        "node => getComputedStyle(node, '::before').content"
    )
    assert told == '"No sentence is like this."'


def test_in_an_empty_filter_the_keys_say_that_there_is_nothing(sheet):
    sheet.locator('[data-filter="change"]').click()
    press(sheet, "j")
    expect(sheet.locator(".said")).to_contain_text("No sentence is like this.")
    press(sheet, "o")
    expect(sheet.locator(".said")).to_contain_text("Of these none is open.")
    press(sheet, "Escape")
    assert shown(sheet) == list(range(1, 13))


def test_in_a_filter_the_way_on_stays_among_what_is_shown(sheet):
    sheet.locator('[data-filter="unattributed"]').click()  # 2, 8 and 11
    row(sheet, 2).locator(".sentence").click()
    for position in (8, 11):
        press(sheet, "Enter")
        expect_selected(sheet, position)
    press(sheet, "Enter")
    expect(sheet.locator(".said")).to_contain_text("Of these none is open.")
    expect(row(sheet, 11)).to_be_focused()
    assert shown(sheet) == [2, 8, 11]


@pytest.mark.parametrize("way", ["the map", "undo", "find"])
def test_a_sentence_that_the_filter_hides_is_shown_when_one_goes_there(sheet, way):
    row(sheet, 7).locator(".sentence").click()
    press(sheet, "1", "v", "v")
    sheet.locator('[data-filter="unattributed"]').click()
    expect_selected(sheet, 2)
    if way == "the map":
        cell(sheet, 7).click()
    elif way == "undo":
        press(sheet, "u")
    else:
        press(sheet, "/")
        sheet.keyboard.type("northern road")
        press(sheet, "Enter")
    expect_selected(sheet, 7)
    expect(row(sheet, 7)).to_be_in_viewport()
    expect(sheet.locator('[data-filter="all"]')).to_have_attribute("aria-pressed", "true")


def test_find_counts_and_colours_the_hits_and_goes_from_one_to_the_next(sheet):
    press(sheet, "/")
    sheet.keyboard.type("BRIDGE")
    count = sheet.locator(".find output")
    expect(count).to_have_text("2 of 4")  # 2 is selected, and the second of them
    assert sheet.locator(".row.found").evaluate_all(
        "rows => rows.map((row) => Number(row.dataset.sentence))"
    ) == [1, 2, 9, 11]
    coloured = "[...CSS.highlights.get('linecheck-found')].map((range) => range.toString())"
    assert sheet.evaluate(coloured) == ["bridge"] * 4
    for position, place in ((9, "3 of 4"), (11, "4 of 4"), (1, "1 of 4")):
        press(sheet, "Enter")
        expect_selected(sheet, position)
        expect(count).to_have_text(place)
        expect(sheet.get_by_label("Find in the text")).to_be_focused()
    press(sheet, "Shift+Enter")
    expect_selected(sheet, 11)
    sheet.keyboard.type("s of gold")
    expect(count).to_have_text("not found")
    press(sheet, "Escape")
    expect(count).to_be_empty()
    assert sheet.evaluate(coloured) == []
    press(sheet, "1")  # the keys mark again
    expect(chip(sheet, 11, "attributed")).to_have_attribute("aria-label", "attributed yes")


# ── the map ──────────────────────────────────────────────────────────────────────────────────────


def cell(page: Page, position: int) -> Locator:
    return page.locator(f'.map [data-cell="{position}"]')


def test_the_map_shows_the_state_of_each_sentence_and_a_click_goes_there(sheet):
    cell(sheet, 7).click()
    expect_selected(sheet, 7)
    expect(row(sheet, 7)).to_be_in_viewport()
    press(sheet, "1")
    expect(cell(sheet, 7)).to_have_attribute("title", "7: begun")
    press(sheet, "a")
    expect(cell(sheet, 7)).to_have_attribute("title", "7: done")
    press(sheet, "v", "v")
    expect(cell(sheet, 7)).to_have_attribute("title", "7: needs a change")
    expect(cell(sheet, 9)).to_have_attribute("title", "9: set aside")
    expect(cell(sheet, 8)).to_have_attribute("title", "8: open")


def test_the_map_is_walked_by_keys(sheet):
    overview = sheet.get_by_role("slider", name="Map of the article")
    overview.focus()
    for key, position in (
        ("ArrowRight", 3),
        ("PageDown", 1),
        ("End", 12),
        ("ArrowLeft", 11),
        ("Home", 1),
        ("PageUp", 11),
    ):
        press(sheet, key)
        expect_selected(sheet, position)
        expect(overview).to_have_attribute("aria-valuenow", str(position))
        expect(overview).to_be_focused()
    expect(overview).to_have_attribute("aria-valuetext", "sentence 11 of 12, open")


# ── one sentence ─────────────────────────────────────────────────────────────────────────────────


def test_a_line_set_aside_is_skipped_and_can_be_brought_back(sheet, shared_server, article):
    row(sheet, 8).locator(".sentence").click()
    press(sheet, "j")
    expect_selected(sheet, 10)
    row(sheet, 9).locator(".sentence").click()
    press(sheet, "1")
    expect(sheet.locator(".said")).to_contain_text("This line is set aside.")
    expect(sheet.locator(".count")).to_have_text("0 of 8 done")

    sheet.get_by_role("button", name="Review it").click()
    expect(sheet.locator(".count")).to_have_text("0 of 9 done")
    press(sheet, "1")
    sheet.get_by_role("button", name="Undo this choice").click()
    expect(sheet.locator(".count")).to_have_text("0 of 8 done")

    row(sheet, 8).locator(".sentence").click()
    sheet.get_by_role("button", name="Set aside").click()
    expect(sheet.locator(".count")).to_have_text("0 of 7 done")
    expect_saved(sheet)
    assert kept_values(shared_server.database, article) == [
        (9, "kind", "body"),
        (9, "attributed", "yes"),
        (9, "kind", ""),
        (8, "kind", "boilerplate"),
    ]


def test_the_history_tells_who_marked_what_and_when(new_context, shared_server, article):
    ada, grace = new_context().new_page(), new_context().new_page()
    open_sheet(ada, shared_server, article, "Ada Byron")
    press(ada, "1", "1", "n")
    ada.keyboard.type("Ask the council.")
    press(ada, "Escape")
    expect_saved(ada)
    open_sheet(grace, shared_server, article, "Grace Hopper")
    expect(grace.locator('[data-question="attributed"] .who')).to_contain_text("Ada Byron")
    press(grace, "2")

    history = grace.locator(".history")
    expect(history.locator("summary")).to_have_text("History (4)")
    history.locator("summary").click()
    lines = history.locator("li")
    expect(lines).to_have_count(4)
    found = kept(shared_server.database, article)
    for line, (who, what) in zip(
        lines.all(),
        [
            ("Grace Hopper", "sourced: yes"),
            ("Ada Byron", "note: Ask the council."),
            ("Ada Byron", "attributed: partly"),
            ("Ada Byron", "attributed: yes"),
        ],
        strict=True,
    ):
        expect(line).to_contain_text(who)
        expect(line).to_contain_text(what)
    times = [line.locator("time").get_attribute("datetime") for line in lines.all()]
    assert times[1:] == [mark.at for mark in reversed(found) if mark.reviewer == "Ada Byron"]


def test_what_a_mark_says_is_said_in_the_words_of_the_screen(sheet):
    said = sheet.locator(".said")
    for name, words in (
        ("Set aside", "set aside"),
        ("Undo this choice", "back to what the program took it for"),
    ):
        sheet.get_by_role("button", name=name).click()
        expect(said).to_have_text(words)
    press(sheet, "v", "v")
    expect(said).to_have_text("verdict: Needs a change")
    sheet.locator(".history summary").click()
    lines = sheet.locator(".history li")
    for line, words in (
        (0, "verdict: Needs a change"),
        (1, "verdict: Accurate"),
        (2, "back to what the program took it for"),
        (3, "set aside"),
    ):
        expect(lines.nth(line).locator("span")).to_have_text(words)
    press(sheet, "g")
    sheet.get_by_role("checkbox", name="Tick every fact").uncheck()
    expect(said).to_have_text("facts: not to be ticked")


def test_nothing_moves_when_somebody_else_answers(new_context, shared_server, article):
    ada, grace = new_context().new_page(), new_context().new_page()
    open_sheet(ada, shared_server, article, "Ada Byron")
    open_sheet(grace, shared_server, article, "Grace Hopper")
    places = "node => [...node.children].map((part) => part.getBoundingClientRect().top)"
    before = ada.locator(".panel").evaluate(places)
    press(grace, "1", "2", "v")
    for part in ('[data-question="attributed"]', '[data-question="sourced"]', ".verdict"):
        expect(ada.locator(f"{part} .who")).to_contain_text("Grace Hopper")
    assert ada.locator(".panel").evaluate(places) == before


def test_facts_are_ticked_and_other_checks_ask(page, shared_server):
    text = BRIDGE.replace("{edition}", "0" * 32)

    def span(words: str, role: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), role)

    name, amount = span("Ann Smith", "name"), span("2.4 million euros", "amount")
    article = new_article(
        shared_server,
        BRIDGE,
        (
            3,
            Finding(
                "facts", "yes", "", 1.0, "Two facts can be held against a record.", (name, amount)
            ),
        ),
        (8, Finding("vague", "yes", "", 1.0, "'Nobody' gives no group a reader could ask.")),
    )
    open_sheet(page, shared_server, article)
    row(page, 8).locator(".sentence").click()
    expect(page.locator(".asks")).to_contain_text("'Nobody' gives no group a reader could ask.")

    row(page, 3).locator(".number").click()
    press(page, "a")
    expect(page.locator(".count")).to_have_text("0 of 8 done")  # its facts are still open
    press(page, "f")
    page.get_by_role("button", name="2.4 million euros").click()
    expect(page.locator(".count")).to_have_text("1 of 8 done")
    press(page, "f")
    expect(page.locator(".said")).to_have_text("No fact is left to tick here.")
    expect_saved(page)
    decided = stands(shared_server.database, article)
    assert {item: value for (at, item), value in decided.items() if item.startswith("fact")} == {
        fact_item(name.start, name.end): "checked",
        fact_item(amount.start, amount.end): "checked",
    }


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────


def test_a_thousand_sentences_open_and_are_marked(page, shared_server):
    sentences = [
        f"Clause {number} was read on Monday, the clerk said." for number in range(1, 1001)
    ]
    paragraphs = [" ".join(sentences[at : at + 8]) for at in range(0, 1000, 8)]
    article = new_article(shared_server, "\n\n".join(["Edition {edition}", *paragraphs]))
    open_sheet(page, shared_server, article)
    expect(page.locator(".row")).to_have_count(1001)
    expect(page.locator(".count")).to_have_text("0 of 1000 done")
    press(page, "Enter", "1")
    expect_selected(page, 3)
    page.get_by_role("slider", name="Map of the article").focus()
    press(page, "End")
    expect_selected(page, 1001)
    expect(row(page, 1001)).to_be_in_viewport()
    press(page, "2")
    chip(page, 1001, "verifiable").click()
    row(page, 500).scroll_into_view_if_needed()
    chip(page, 500, "attributed").click()
    expect_selected(page, 500)
    expect_saved(page)
    decided = stands(shared_server.database, article)
    assert decided[1001, "sourced"] == decided[1001, "verifiable"] == "yes"
    assert decided[500, "attributed"] == decided[3, "attributed"] == "yes"
    assert len(decided) == 7


def expect_no_sideways_scroll(page: Page) -> None:
    """Wait until nothing is wider than the window, the article included."""
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
    for part in (".sheet", "article.text", ".panel"):
        room = page.locator(part).evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert room[0] <= room[1], f"{part} is {room[0]} wide and has room for {room[1]}"


IS_ON_TOP = """node => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const top = node.getRootNode().elementFromPoint(x + width / 2, y + height - 2);
  return top?.closest("button") === node;
}"""


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(380, 800, 2), (700, 450, 2)], ids=["phone", "200 % zoom"]
)
def test_in_little_room_everything_can_be_seen_and_done(
    new_context, shared_server, article, width, height, scale
):
    context = new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, has_touch=True
    )
    page = context.new_page()
    open_sheet(page, shared_server, article)
    expect_no_sideways_scroll(page)
    panel = page.locator(".panel").bounding_box()
    text = page.locator("article.text").bounding_box()
    if width < 640:
        assert panel["y"] >= text["y"] + text["height"] - 4  # a border may lie over the edge
        assert panel["width"] >= 0.9 * width
    else:  # a low window has no room for one above the other
        assert panel["x"] >= text["x"] + text["width"] - 4
        assert panel["height"] >= 0.6 * height
    assert panel["y"] + panel["height"] <= height + 1
    assert text["height"] >= 0.2 * height  # the article is still there to be read
    for value in ("yes", "partly", "no", "n/a"):  # the first question, with nothing laid over it
        assert answer(page, "attributed", value).evaluate(IS_ON_TOP)

    row(page, 3).locator(".sentence").tap()
    expect_selected(page, 3)
    expect(row(page, 3)).to_be_in_viewport()
    answer(page, "attributed", "partly").tap()
    chip(page, 3, "sourced").tap()
    page.get_by_role("button", name="Accept, go on").tap()
    expect_selected(page, 4)
    page.get_by_role("textbox", name="Note").fill("Written on a phone.")
    page.get_by_text("Report", exact=True).tap()
    expect(report_button(page, "HTML")).to_be_in_viewport()
    page.keyboard.press("Escape")
    press(page, "e", "Enter")
    expect(page.locator(".evidence form .complaint")).to_be_in_viewport(ratio=1)
    press(page, "Escape", "?")
    expect(page.get_by_role("dialog", name="Keys").locator("dt").first).to_be_in_viewport(ratio=1)
    close = page.get_by_role("dialog", name="Keys").get_by_role("button", name="Close")
    close.tap()
    expect(close).to_be_hidden()
    expect_no_sideways_scroll(page)
    expect_saved(page)
    assert stands(shared_server.database, article) == {
        (3, "attributed"): "partly",
        (3, "sourced"): "yes",
        (3, "verifiable"): "yes",
        (4, "note"): "Written on a phone.",
    }


def brightness(part: Locator, name: str) -> float:
    """How bright a colour of a part is as drawn, 0 black to 1 white."""
    return part.evaluate(
        """(node, name) => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d");
          canvas.fillStyle = getComputedStyle(node)[name];
          canvas.fillRect(0, 0, 1, 1);
          const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
          return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
        }""",
        name,
    )


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_sheet_follows_the_browser_into_light_and_dark(
    new_context, shared_server, article, scheme, dark
):
    page = new_context(color_scheme=scheme).new_page()
    open_sheet(page, shared_server, article)
    paper = brightness(page.locator(".sheet"), "backgroundColor")
    words = brightness(row(page, 3).locator(".sentence"), "color")
    assert (paper < 0.2, words > 0.7) == (dark, dark)
    assert abs(paper - words) > 0.6


# ── addresses ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def desk_server(tmp_path: Path) -> Iterator[Server]:
    """The app served under a path, as behind a proxy that has other sites too."""
    running = Server(tmp_path / "linecheck.db", base_path="/desk/facts")
    try:
        running.start()
        yield running
    finally:
        running.kill()


def test_all_works_under_a_path(page, desk_server):
    page.goto(desk_server.url)
    introduce(page)
    page.locator("a.article").click()
    sheet_is_open(page)
    assert urlsplit(page.url).path == "/desk/facts/review"
    press(page, "1")
    expect_saved(page)
    assert kept_values(desk_server.database, 1) == [(2, "attributed", "yes")]
    page.get_by_text("Report", exact=True).click()
    with page.expect_download() as waiting:
        report_button(page, "CSV").click()
    assert Path(waiting.value.path()).stat().st_size > 0

    page.reload()
    sheet_is_open(page)
    expect(chip(page, 2, "attributed")).to_have_attribute("aria-label", "attributed yes")
    page.get_by_role("link", name="Articles").click()
    expect(page.locator("a.article")).to_be_visible()
    with page.context.expect_page() as opening:
        page.locator("a.article").click(modifiers=["Control"])
    sheet_is_open(opening.value)


def test_an_article_that_is_not_there_is_told(page, shared_server):
    for asked in ("999999", "x", "", "-1", "99999999999999999999999"):
        page.goto(f"{shared_server.url}/review?article={asked}")
        if asked == "999999":
            introduce(page)
        expect(page.get_by_role("alert")).to_contain_text("There is no such article.")
        expect(page.get_by_role("link", name="All articles")).to_be_visible()


@pytest.fixture
def watched(new_context: Callable[..., BrowserContext]) -> tuple[Page, list[str], list[str]]:
    """A tab, the addresses that were asked for in it, and the errors in its console."""
    asked: list[str] = []
    errors: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Streamlit first looks for its server beside the page it was opened on, then above it.
        looking = message.location["url"].partition("?")[0].endswith(LOOKS_FOR_SERVER)
        if message.type == "error" and not looking:
            errors.append(f"{message.text} {message.location['url']}")

    page = new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", listen)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, asked, errors


LOOKS_FOR_SERVER = ("/review/_stcore/health", "/review/_stcore/host-config")


def test_nothing_leaves_the_machine_and_nothing_is_wrong_in_the_console(
    watched, shared_server, article
):
    page, asked, errors = watched
    page.goto(shared_server.url)
    introduce(page)
    page.get_by_role("button", name="Add an article").click()
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    page.goto(f"{shared_server.url}/review?article={article}")
    sheet_is_open(page)
    for _ in TO_REVIEW:
        press(page, "Enter", "v", "1")
    press(page, "n")
    page.keyboard.type("A note.")
    press(page, "Escape", "e")
    page.keyboard.type("https://elsewhere.example/a")
    press(page, "Enter", "?", "Escape", "g", "v", "g", "u", "/")
    page.keyboard.type("bridge")
    press(page, "Escape", "Escape")
    page.get_by_text("Report", exact=True).click()
    with page.expect_download() as waiting:
        report_button(page, "HTML").click()
    waiting.value.path()
    expect_saved(page)
    page.get_by_role("link", name="Articles").click()
    expect(page.locator("a.article").first).to_be_visible()

    away = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert {urlsplit(url).netloc for url in away} == {f"127.0.0.1:{shared_server.port}"}
    assert errors == []
