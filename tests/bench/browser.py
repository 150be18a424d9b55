"""A real browser on a real page."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, sync_playwright

from app.host.web import SERVE_BUILT_PAGE
from tests.bench.rig import Stage
from tests.bench.web import Client, serving
from tests.engine.crew import Crew

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def site(stage: Stage) -> Iterator[tuple[Crew, int]]:
    """The web process with the built page."""
    web = {**SERVE_BUILT_PAGE, "GRANIAN_WORKERS": "1"}
    with stage.crew(**web) as crew, serving(crew, "tests.bench.site:app") as (port, _):
        yield crew, port


@contextmanager
def visitor(port: int, *, known: bool = True) -> Iterator[tuple[BrowserContext, Client]]:
    """A browser, and the same person's other hand."""
    hand = Client(port)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{port}", service_workers="block", bypass_csp=True
        )
        if known:
            name, _, value = hand.guest().cookie.partition("=")
            url = f"http://127.0.0.1:{port}"
            context.add_cookies([{"name": name, "value": value, "url": url}])
        try:
            yield context, hand
        finally:
            browser.close()
