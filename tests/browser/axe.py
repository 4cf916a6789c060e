"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.person import page_is_drawn


def serious_problems(page: Page) -> list[str]:
    """What axe-core finds serious or worse, shadow roots included: rule, element, message.

    Streamlit pales what it is about to draw anew, which is no fault of the page.
    """
    if page.get_by_test_id("stApp").count():
        page_is_drawn(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{violation['id']} {node['target']} {node['html'][:160]} {node.get('failureSummary', '')}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
