"""The whole product, started as a person starts it, and browsers that visit it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_S = 240
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running Meanwhile."""

    url: str
    program: psutil.Process

    def kill(self, *words: str) -> None:
        """`kill -9` to every process of ours whose command line has all these words."""
        victims = [
            process
            for process in self.program.children(recursive=True)
            if all(word in " ".join(process.cmdline()) for word in words)
        ]
        assert victims, f"nobody runs {words}"
        for victim in victims:
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        psutil.wait_procs(victims, timeout=10)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One Meanwhile of our own for the whole run: servers, page, workers and clock."""
    with meanwhile() as site:
        yield site


@contextmanager
def meanwhile(**more: str) -> Iterator[Site]:
    """A Meanwhile with these settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="mw-e2e-", ignore_cleanup_errors=True) as home:
        kept = {
            k: v for k, v in os.environ.items() if not k.endswith(("REDIS_URL", "DATABASE_URL"))
        }
        program = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "up", "--simulated"],
            cwd=ROOT,
            env={
                **kept,
                "STUDIO_DATA_DIR": home,
                "STUDIO_PORT": str(port),
                # A killed worker's task is taken over sooner than in life.
                "STUDIO_LEASE_S": "5",
                # Tests hear webhooks on this machine.
                "STUDIO_WEBHOOKS_ALLOW_PRIVATE": "true",
                **more,
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, program)
        yield Site(url, psutil.Process(program.pid))
        program.terminate()
        program.wait(30)


def _wait_for(url: str, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        assert program.poll() is None, "Meanwhile ended before it was ready."
        try:
            if httpx.get(f"{url}/api/health", timeout=2).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    pytest.fail("Meanwhile was not ready in time.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    The browser of this machine.

    One for each module: while it is open this thread has a running event loop, and nothing else
    could start one.
    """
    with sync_playwright() as playwright:
        found = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        path = found if Path(found).exists() else None
        launched = playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS, "--autoplay-policy=no-user-gesture-required"]
        )
        expect.set_options(timeout=15_000)
        yield launched
        launched.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Somebody new at the door; `visit(like=page)` is the same person on another device."""
    contexts: list[BrowserContext] = []

    def arrive(
        *,
        like: Page | None = None,
        language: str = "en-GB",
        phone: bool = False,
        dark: bool = False,
        strict: bool = False,
        agent: str | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            locale=language,
            user_agent=agent,
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 860},
            color_scheme="dark" if dark else "light",
            storage_state=like.context.storage_state() if like else None,
            # What a test waits for by script is evaluated in the page, which our policy refuses.
            bypass_csp=not strict,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        # What still runs would keep the machine busy for the tests that follow.
        context.request.delete("/api/auth/account", data={}, headers={"Origin": site.url})
        context.close()


@pytest.fixture
def guest(visit: Visit) -> Page:
    """Somebody who pressed "Try it now" and stands before the form."""
    return enter(visit())


def enter(page: Page) -> Page:
    """Through the front door as a guest."""
    page.goto("/")
    return come_in(page)


def come_in(page: Page) -> Page:
    """Press "Try it now" on the front page and stand before the form."""
    page.locator("main .button-primary").first.click()
    page.wait_for_url("**/make*")
    return awake(page)


def awake(page: Page) -> Page:
    """Wait until the price of what a form would start is there: it comes from the server."""
    expect(page.locator("form aside [data-price]")).to_be_visible()
    return page


def start(page: Page, words: str, *, seconds: int = 30) -> str:
    """Start a song from the form and return its job id."""
    page.fill("#make-prompt", words)
    # Longer than the form offers, so that it still runs while a test looks at it.
    page.evaluate(
        "n => { const r = document.querySelector('[name=length_s]:checked'); r.value = String(n) }",
        seconds,
    )
    page.locator("#make-form button[type=submit]").click()
    follow = page.locator("main a[href^='/song/']")
    expect(follow).to_be_visible()
    return (follow.get_attribute("href") or "").rsplit("/", 1)[-1]


STILL = """() => document.getAnimations().every(it => !(it instanceof CSSAnimation)
    || it.playState !== "running" || it.effect.getComputedTiming().endTime === Infinity)"""


def rest(page: Page) -> None:
    """Wait until the page has what it shows, and nothing moves but what always does."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator("main .sheen:visible")).to_have_count(0)
    page.wait_for_function(STILL)


def go(page: Page, path: str) -> None:
    """Follow a link of the navigation, as people do: the shell stays."""
    page.locator(f"nav a[href='{path}']:visible").first.click()
    page.wait_for_url(f"**{path}")
