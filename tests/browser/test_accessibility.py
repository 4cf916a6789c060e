"""For those who use no mouse, see little or hear the page: axe-core, keys alone, names aloud."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious_problems
from tests.browser.person import (
    answer,
    chip,
    expect_saved,
    introduce,
    name_field,
    open_sheet,
    open_tab,
    press,
    row,
)

# ── axe-core ─────────────────────────────────────────────────────────────────────────────────────


def test_axe_looks_into_the_sheet(sheet):
    """A rule that is broken on purpose, deep in the component, is found: the others do look."""
    sheet.locator(".panel").evaluate(
        "node => node.append(Object.assign(document.createElement('img'), {src: 'data:,'}))"
    )
    assert any(problem.startswith("image-alt") for problem in serious_problems(sheet))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_before_the_sheet(new_context, shared_server, article, scheme):
    page = new_context(color_scheme=scheme).new_page()
    page.goto(shared_server.url)
    expect(name_field(page)).to_be_visible()
    assert serious_problems(page) == []
    introduce(page)
    expect(page.locator("a.article").first).to_be_visible()
    assert serious_problems(page) == []
    page.get_by_role("button", name="Add an article").click()
    expect(page.get_by_label("Text of the article")).to_be_visible()
    assert serious_problems(page) == []
    open_tab(page, "From the web")
    expect(page.get_by_label("Address of the page")).to_be_visible()
    assert serious_problems(page) == []
    open_tab(page, "Paste the text")
    page.get_by_label("Text of the article").fill("A headline\n\nThe mayor said so on Monday.")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("textbox", name="Title")).to_be_visible()
    assert serious_problems(page) == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 380, "height": 800}},
        {"viewport": {"width": 380, "height": 800}, "color_scheme": "dark"},
    ],
    ids=["light", "dark", "phone", "dark phone"],
)
def test_the_sheet_in_all_its_states(new_context, shared_server, article, options):
    page = new_context(**options).new_page()
    open_sheet(page, shared_server, article)
    problems = {"as it opens": serious_problems(page)}

    press(page, "Enter", "1", "1", "2", "v", "v")  # decided and proposed answers of each kind
    answer(page, "verifiable", "n/a").click()
    press(page, "n")
    page.keyboard.type("A note.")
    press(page, "Escape")
    problems["with marks"] = serious_problems(page)

    press(page, "e")
    expect(page.get_by_role("form", name="Evidence")).to_be_visible()
    press(page, "Enter")  # the complaint about an empty form is text too
    problems["with the evidence form"] = serious_problems(page)
    page.keyboard.type("https://example.org/minutes")
    press(page, "Enter")
    expect(page.locator("[data-evidence]")).to_be_visible()
    page.locator(".history summary").click()
    problems["with evidence and history"] = serious_problems(page)

    row(page, 9).locator(".sentence").click()
    problems["on a line set aside"] = serious_problems(page)
    press(page, "g", "v")
    problems["on the whole article"] = serious_problems(page)
    press(page, "g", "/")
    page.keyboard.type("bridge")
    problems["with words found"] = serious_problems(page)
    press(page, "Escape")
    page.get_by_text("Report", exact=True).click()
    problems["with the menu of reports"] = serious_problems(page)
    press(page, "Escape", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    problems["with the keys"] = serious_problems(page)
    assert {state: found for state, found in problems.items() if found} == {}


def test_the_sheet_while_marks_wait(page, shared_server, article):
    page.route("**/api/articles/*/marks*", lambda route: route.fulfill(status=401, json={}))
    open_sheet(page, shared_server, article)
    press(page, "1", "2")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("stays in this browser")
    expect(page.locator(".save")).to_have_text("2 marks wait to be sent")
    assert serious_problems(page) == []


# ── keys alone ───────────────────────────────────────────────────────────────────────────────────

FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) {
    node = node.shadowRoot.activeElement;
  }
  window.focusedNow = node;
  const style = getComputedStyle(node);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return {
    name: node.getAttribute("aria-label") || node.textContent.trim().slice(0, 40) || node.tagName,
    part: node.closest(".bar, .overview, .text, .panel")?.classList[0] ?? "",
    seen: ring || style.boxShadow !== "none",
  };
}"""


def tabbed_through(page: Page, presses: int) -> list[dict]:
    """What has the focus after each press of Tab."""
    stops = []
    for _ in range(presses):
        press(page, "Tab")
        stops.append(page.evaluate(FOCUSED))
    return stops


def test_tab_reaches_every_tool_and_the_focus_is_seen(sheet):
    stops = tabbed_through(sheet, 50)
    names = [stop["name"] for stop in stops]
    for wanted in (
        "‹ Articles",
        "Report",
        "Map of the article",
        "All 12",
        "≠ Differs from the program 0",
        "Find in the text",
        "Sentence 2",
        "Whole article",
        "Set aside",
        "yes",
        "n/a",
        "Accurate",
        "Not a claim",
        "+ add",
        "Note",
        "Accept all 3",
        "Accept, go on",
    ):
        assert any(name.startswith(wanted) for name in names), f"Tab does not reach {wanted}"
    inside = [stop for stop in stops if stop["part"]]
    assert [stop["name"] for stop in inside if not stop["seen"]] == []
    # The article is one stop, however many sentences it has: j and k go on from there.
    assert len([stop for stop in inside[:30] if stop["part"] == "text"]) <= 2
    order = [stop["part"] for stop in inside]
    first = {part: order.index(part) for part in ("bar", "overview", "text", "panel")}
    assert list(first) == sorted(first, key=first.get)


def test_the_menu_the_form_and_the_dialog_are_worked_by_keys(sheet, shared_server, article):
    sheet.get_by_text("Report", exact=True).focus()
    # What to leave out comes first: two boxes, the reviewers, the preview; then the formats.
    press(sheet, "Enter", *["Tab"] * 5)
    with sheet.expect_download() as waiting:
        press(sheet, "Enter")
    assert waiting.value.suggested_filename.endswith(".html")

    press(sheet, "?")
    keys = sheet.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    press(sheet, "Enter")
    expect(keys).to_be_hidden()

    press(sheet, "e")
    expect(sheet.get_by_label("Address")).to_be_focused()
    press(sheet, "Escape")
    expect(sheet.get_by_role("form", name="Evidence")).to_be_hidden()
    expect(row(sheet, 2)).to_be_focused()
    press(sheet, "n")
    expect(sheet.get_by_role("textbox", name="Note")).to_be_focused()
    press(sheet, "Escape")
    expect(row(sheet, 2)).to_be_focused()


def test_space_and_enter_press_the_button_that_has_the_focus(sheet):
    answer(sheet, "sourced", "partly").focus()
    press(sheet, "Space")
    expect(chip(sheet, 2, "sourced")).to_have_attribute("aria-label", "sourced partly")
    sheet.get_by_role("button", name="Wrong").focus()
    press(sheet, "Enter")
    expect(sheet.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "true")
    # Enter went to the button: nothing was accepted besides.
    expect(chip(sheet, 2, "attributed")).to_have_attribute("aria-label", "attributed no, proposed")


def test_after_a_box_was_ticked_the_keys_mark_again(sheet):
    press(sheet, "g")
    box = sheet.get_by_role("checkbox", name="Tick every fact")
    box.click()
    expect(box).not_to_be_checked()
    press(sheet, "Space")
    expect(box).to_be_checked()
    press(sheet, "v")
    expect(sheet.get_by_role("button", name="Sound", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_focus_goes_to_the_sentence_when_its_button_goes(sheet):
    press(sheet, "e")
    sheet.keyboard.type("https://elsewhere.example/a")
    press(sheet, "Enter")
    for name in (re.compile("^Remove https"), "Set aside", "Undo this choice", "Accept all 3"):
        button = sheet.get_by_role("button", name=name)
        button.focus()
        press(sheet, "Enter")
        expect(row(sheet, 2)).to_be_focused()


def test_a_mark_of_somebody_else_takes_no_focus(new_context, shared_server, article):
    ada, grace = new_context().new_page(), new_context().new_page()
    open_sheet(ada, shared_server, article, "Ada Byron")
    press(ada, "e")
    ada.keyboard.type("https://elsewhere.example/a")
    press(ada, "Enter")
    expect_saved(ada)
    open_sheet(grace, shared_server, article, "Grace Hopper")
    for name in ("Set aside", "Remove https"):
        button = ada.get_by_role("button", name=name)
        button.focus()
        press(grace, "1")
        said = grace.locator('[data-chip="attributed"]').nth(1).get_attribute("aria-label")
        expect(chip(ada, 2, "attributed")).to_have_attribute("aria-label", said)
        expect(button).to_be_focused()


# ── aloud ────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_is_read_with_its_answers(sheet):
    press(sheet, "1", "v", "n")
    sheet.keyboard.type("Check.")
    press(sheet, "Escape")
    expect(row(sheet, 2)).to_have_accessible_name(
        "The council closed the river bridge on Monday. attributed yes, sourced no, proposed, "
        "verifiable yes, proposed, verdict Accurate, has a note"
    )
    expect(row(sheet, 2)).to_have_role("listitem")
    expect(row(sheet, 2)).to_have_attribute("aria-current", "true")
    expect(row(sheet, 9)).to_have_accessible_name(re.compile(r"set aside$"))
    expect(chip(sheet, 3, "attributed")).to_have_accessible_name("attributed yes, proposed")
    expect(sheet.get_by_role("heading", name="What comes next")).to_be_visible()


def test_the_tools_have_names_and_states(sheet):
    group = sheet.get_by_role("group", name="attributed", exact=True)
    expect(group.get_by_role("button", name="no, proposed")).to_have_attribute(
        "aria-pressed", "false"
    )
    group.get_by_role("button", name="no, proposed").click()
    expect(group.get_by_role("button", name="no, proposed")).to_have_attribute(
        "aria-pressed", "true"
    )
    for role, name in (
        ("slider", "Map of the article"),
        ("searchbox", "Find in the text"),
        ("group", "Show"),
        ("group", "Verdict"),
        ("textbox", "Note"),
        ("region", "Notices"),
        ("complementary", "Checklist"),
        ("article", "The article"),
    ):
        expect(sheet.get_by_role(role, name=name, exact=True)).to_have_count(1)


def test_what_happens_is_said_in_a_live_region(page, shared_server, article):
    open_sheet(page, shared_server, article)
    said = page.locator('.said[role="status"]')
    press(page, "1")
    expect(said).to_have_text("attributed: yes")
    press(page, "u")
    expect(said).to_have_text("undone")
    page.context.set_offline(True)
    press(page, "2")
    announced = page.locator('.announcer[role="status"]')
    expect(announced).to_have_text(re.compile("waits? to be sent"))
    page.context.set_offline(False)
    expect(announced).to_have_text("All marks are saved.")
    expect_saved(page)
