"""How a provider is, how late a song is, what is being stopped: said where people look."""

import re
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit, enter, go, start
from tests.e2e.rows import history, sky, write

pytestmark = pytest.mark.e2e

MAKER = "simulated_sync"
SLOWLY = [(90.0, "1 min")] * 3 + [(30.0, "2 hours")] * 3
SKIES = {
    "down": (
        "failures = 9, open_until = now() + interval '10 min'",
        r"does not answer right now. We ask again at \d",
        r"지금 답이 없어요. .*\d에 다시 물어보고",
    ),
    "busy": (
        "blocked_until = now() + interval '10 min'",
        r"is crowded and takes orders again at \d",
        r"지금 붐벼서 .*\d분?부터 다시 받아요",
    ),
    "paused": ("paused = true", "is resting", "지금 쉬고 있어요"),
    "slow": (
        "paused = false",
        r"is slow today: about 2 min instead of 30 s\.",
        "속도가 느려요. 30초 대신 2분쯤",
    ),
}


def like_this(site: Site, state: str) -> AbstractContextManager[None]:
    """The provider is like this while the block runs."""
    if state == "slow":
        return history(site, MAKER, *SLOWLY)
    return sky(site, MAKER, SKIES[state][0])


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("state", list(SKIES))
def test_a_provider_that_is_not_well_is_told_beside_start(
    visit: Visit, site: Site, state: str, language: str
) -> None:
    page = enter(visit(language=language, phone=language == "ko"))
    with like_this(site, state):
        page.reload()
        page.locator(f"label:has([name=provider][value={MAKER}])").click()

        told = page.locator(f"#make-form aside [data-sky={state}]")
        expect(told).to_have_text(re.compile(SKIES[state][1 if language == "en" else 2]))
        expect(told).to_be_in_viewport()
        # The others are well: they are named.
        expect(told).to_contain_text("Or choose" if language == "en" else "다른 곳도 있어요")


def buy(page: Page, words: str) -> str:
    """Start something at a provider that takes orders; gives the job's id once it is at work."""
    page.locator("label:has([name=provider][value=simulated])").click()
    expect(page.locator("#make-form aside")).to_contain_text("3 credits")
    job = start(page, words, seconds=60)
    expect(page.locator("[data-started]")).to_contain_text("Being made", timeout=30_000)
    return job


def test_what_takes_longer_than_usual_says_so_and_when_we_stop(guest: Page, site: Site) -> None:
    with history(site, "simulated", *[(20.0, "3 hours")] * 12):
        job = buy(guest, "a song that is late [sim:seconds=600]")
        write(site, "UPDATE tasks SET started_at = now() - interval '5 min' WHERE job_id = %s", job)

        guest.goto(f"/song/{job}")

        promise = "Taking longer than usual. If nothing by "
        expect(guest.locator("main")).to_contain_text(promise)
        expect(guest.locator("#indicator")).to_contain_text("longer than usual")


def test_what_is_being_stopped_says_so_until_it_has_stopped(guest: Page) -> None:
    buy(guest, "a song that comes all the same [sim:seconds=20][sim:late-after-cancel]")
    card = guest.locator("[data-started]")

    card.locator("[data-act=cancel]").click()
    guest.get_by_role("dialog").get_by_role("button", name="Cancel it").click()

    expect(card).to_contain_text("Stopping… what was already ordered will arrive.")
    expect(card.locator("[data-act=cancel]")).to_have_count(0)
    go(guest, "/")
    expect(guest.locator("main")).to_contain_text("Stopping…")
    expect(guest.locator("main .hidden li[data-row]")).to_contain_text("Ready", timeout=60_000)
