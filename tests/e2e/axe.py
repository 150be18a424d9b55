"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import STILL


def faults(page: Page, *, minor: bool = False) -> list[str]:
    """
    Every fault that is more than minor, or minor ones too: its name, and where it is.

    What came into sight while axe looked had half its contrast: a fault is there the second time.
    """
    return _look(page, minor=minor) and _look(page, minor=minor)


def _look(page: Page, *, minor: bool) -> list[str]:
    page.wait_for_function(STILL)
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}"
        for v in found
        if minor or v["impact"] != "minor"
    ]
