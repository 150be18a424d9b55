"""Any two of a kind beside each other: chosen in the library, heard at the same moment."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, enter, rest
from tests.e2e.test_takes import with_takes
from tests.engine.crew import wait_until

pytestmark = pytest.mark.e2e

MADE_WITHIN_MS = 90_000
NEAR_S = 0.15
# The two songs are played by elements that stand nowhere in the page.
_KEEP_VOICES = """
    window.voices = [];
    const Before = window.Audio;
    window.Audio = function (src) {
        const it = new Before(src);
        window.voices.push(it);
        return it;
    };
"""
_VOICES = """() => window.voices.filter(it => it.getAttribute('src')).slice(-2)
    .map(it => ({ muted: it.muted, paused: it.paused, time: it.currentTime }))"""
_TOGETHER = f"""() => {{
    const [a, b] = ({_VOICES})();
    return !a.paused && !b.paused && a.time > 0.5 && Math.abs(a.time - b.time) < {NEAR_S};
}}"""


def two_songs(page: Page, site: Site) -> None:
    """Two finished songs of different lengths, in the library."""
    for words, seconds in (("a night train in the snow", 12), ("rain on a tin roof", 10)):
        page.context.request.post(
            "/api/jobs",
            data={
                "medium": "song",
                "params": {"prompt": words, "length_s": seconds},
                "provider": "sketch_song",
            },
            headers={"Origin": site.url},
        )
    page.goto("/library")
    expect(page.locator("[data-row] [data-act=play]")).to_have_count(2, timeout=MADE_WITHIN_MS)


def beside(page: Page) -> None:
    """Choose the two and go where both are."""
    page.click("[data-act=compare]")
    page.locator("[data-act=choose]").nth(0).click()
    expect(page.locator("[data-choosing='1']")).to_be_visible()
    page.locator("[data-act=choose]").nth(1).click()
    page.click("[data-act=beside]")
    page.wait_for_url("**/compare?a=*")
    expect(page.locator("[data-lane]")).to_have_count(2)


def test_two_songs_of_the_library_are_heard_at_the_same_moment(guest: Page, site: Site) -> None:
    guest.add_init_script(_KEEP_VOICES)
    two_songs(guest, site)
    beside(guest)

    guest.keyboard.press("Space")
    guest.wait_for_function(_TOGETHER)
    first = guest.evaluate(_VOICES)
    guest.keyboard.press("b")
    expect(guest.locator("[data-heard]")).to_have_attribute("data-lane", "B")
    second = guest.evaluate(_VOICES)
    guest.keyboard.press("Space")
    expect(guest.locator("[data-duet=still]")).to_be_visible()

    assert [voice["muted"] for voice in first] == [False, True]
    assert [voice["muted"] for voice in second] == [True, False]
    assert not any(voice["paused"] for voice in second)
    assert second[1]["time"] >= first[0]["time"] - NEAR_S
    table = guest.locator("table")
    expect(table).to_contain_text("Length")
    expect(table).to_contain_text("Seed")
    expect(guest.get_by_text("rain on a tin roof").last).to_be_visible()


def test_the_player_of_the_site_and_the_two_songs_take_turns(guest: Page, site: Site) -> None:
    two_songs(guest, site)
    guest.locator("[data-row] [data-act=play]").first.click()
    expect(guest.locator("#player [aria-label=Pause]").first).to_be_visible()
    beside(guest)

    guest.click("[data-act=both]")
    expect(guest.locator("[data-duet=playing]")).to_be_visible()
    expect(guest.locator("#player [aria-label=Play]").first).to_be_visible()
    guest.locator("#player [aria-label=Play]").first.click()

    expect(guest.locator("[data-duet=still]")).to_be_visible()
    expect(guest.locator("#player [aria-label=Pause]").first).to_be_visible()


def test_two_takes_of_a_song_on_a_phone_in_korean(visit: Visit, site: Site) -> None:
    page = enter(visit(language="ko-KR", phone=True, dark=True))
    with_takes(page, site, takes=2)

    page.locator("[data-act=compare-take]").click()
    expect(page.locator("[data-lane]")).to_have_count(2)
    expect(page.locator("[data-lane=B]")).to_contain_text("테이크 2")
    page.click("[data-act=swap]")

    expect(page.locator("[data-act=hear-b]")).to_have_attribute("aria-pressed", "true")
    rest(page)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_models_beside_each_other_can_be_told_apart_by_ear(guest: Page, site: Site) -> None:
    def made(words: str) -> str:
        asked = {"medium": "model3d", "params": {"prompt": words, "source": "text"}}
        asked |= {"provider": "sketch_model"}
        job = guest.request.post("/api/jobs", data=asked, headers={"Origin": site.url}).json()
        at = f"/api/jobs/{job['id']}"
        wait_until(lambda: guest.request.get(at).json()["files"], within=MADE_WITHIN_MS / 1000)
        return guest.request.get(at).json()["files"][0]["id"]

    one, other = made("a red cube"), made("a blue ball")

    # Two viewers without a graphics card take their time, and hold up the page's being loaded.
    guest.goto(f"/compare?a={one}&b={other}", wait_until="commit")

    for words in ("A red cube", "A blue ball"):
        named = guest.get_by_role("region", name=f"3D model: {words}")
        expect(named).to_have_count(1, timeout=MADE_WITHIN_MS)


def test_what_is_not_two_of_a_kind_is_said_in_words(guest: Page) -> None:
    guest.goto("/compare?a=nothing")

    expect(guest.get_by_text("Two of a kind are needed here")).to_be_visible()
