"""The shell outlives the pages in it; what runs is known everywhere (document 004)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit, awake, go, rest, start

pytestmark = pytest.mark.e2e

LONG = 300


def _mark(page: Page) -> None:
    page.evaluate(
        """() => { for (const id of ["indicator", "player", "player-audio"])
               document.getElementById(id).marked = true }"""
    )


def _marked(page: Page) -> list[bool]:
    return page.evaluate(
        """() => ["indicator", "player", "player-audio"]
               .map(id => document.getElementById(id)?.marked === true)"""
    )


def test_a_started_song_is_in_the_header_at_once(guest: Page) -> None:
    start(guest, "a waltz for the first snow", seconds=LONG)

    expect(guest.locator("#indicator")).to_contain_text("1 being made", timeout=2_000)
    expect(guest).to_have_title("(1) Make a song · Meanwhile")
    expect(guest.locator("link[rel=icon]")).to_have_attribute("href", re.compile("^data:image/svg"))


def test_the_same_words_in_two_tabs_are_one_song(guest: Page) -> None:
    second = guest.context.new_page()
    second.goto("/make")
    awake(second)
    guest.fill("#make-prompt", "one wish, two tabs")
    second.fill("#make-prompt", "one wish, two tabs")

    pressed = [page.locator("#make-form button[type=submit]") for page in (guest, second)]
    for button in pressed:
        button.click(no_wait_after=True)

    follow = [page.locator("main a[href^='/song/']") for page in (guest, second)]
    expect(follow[0]).to_be_visible()
    expect(follow[1]).to_have_attribute("href", follow[0].get_attribute("href") or "")


def test_the_library_weighs_anew_when_something_came(guest: Page) -> None:
    start(guest, "a feather on a scale")
    go(guest, "/library")

    expect(guest.get_by_role("main").locator("[data-act=play]")).to_be_visible(timeout=60_000)
    expect(guest.locator("[data-storage-line]")).to_contain_text(re.compile(r"[1-9]\d* ?[kM]B"))


def test_the_same_header_and_player_stay_from_page_to_page(guest: Page) -> None:
    start(guest, "slow jazz piano", seconds=LONG)
    _mark(guest)

    for path in ("/library", "/activity", "/account", "/", "/make"):
        go(guest, path)

        assert _marked(guest) == [True, True, True]
        expect(guest.locator("#indicator")).to_contain_text("1 being made")


def test_a_reload_forgets_nothing(guest: Page) -> None:
    job = start(guest, "a long night drive", seconds=LONG)

    guest.reload()

    expect(guest.locator("#indicator")).to_contain_text("1 being made")
    assert guest.evaluate("localStorage.getItem('musicJobId')") == job


def test_another_device_shows_the_same(guest: Page, visit: Visit) -> None:
    start(guest, "rain on a tin roof", seconds=LONG)
    elsewhere = visit(like=guest)

    elsewhere.goto("/")

    expect(elsewhere.locator("#indicator")).to_contain_text("1 being made")
    expect(elsewhere.get_by_role("main")).to_contain_text("Rain on a tin roof")


def test_two_presses_start_one_song(guest: Page) -> None:
    guest.fill("#make-prompt", "one and only one")
    guest.locator("#make-form button[type=submit]").dblclick()
    expect(guest.locator("main a[href^='/song/']")).to_be_visible()

    go(guest, "/activity")

    expect(guest.locator("main [data-row]")).to_have_count(1)


def test_the_song_plays_by_itself_where_it_was_made(guest: Page) -> None:
    start(guest, "a bright funk morning")

    expect(guest.locator("#player")).to_be_visible(timeout=60_000)
    expect(guest.locator("#player")).to_contain_text("A bright funk morning")
    guest.wait_for_function("document.getElementById('player-audio').currentTime > 0.2")


def test_elsewhere_a_note_offers_to_play_it(guest: Page) -> None:
    start(guest, "lo-fi for a slow sunday")
    go(guest, "/account")

    note = guest.get_by_role("region", name="News")
    expect(note).to_contain_text("Lo-fi for a slow sunday", timeout=60_000)
    expect(guest.locator("#herald")).to_have_text("Song ready: Lo-fi for a slow sunday")
    note.get_by_role("button", name="Play").click()

    guest.wait_for_function("document.getElementById('player-audio').currentTime > 0.2")


def test_music_goes_on_from_page_to_page(guest: Page) -> None:
    start(guest, "a small dance")
    expect(guest.locator("#player")).to_be_visible(timeout=60_000)
    guest.wait_for_function("document.getElementById('player-audio').currentTime > 0.5")

    go(guest, "/library")
    before = guest.evaluate("document.getElementById('player-audio').currentTime")
    go(guest, "/")

    guest.wait_for_function(
        """before => (audio => !audio.paused && audio.currentTime > before + 0.5)(
               document.getElementById("player-audio"))""",
        arg=before,
    )


def test_nothing_is_asked_while_nothing_runs(guest: Page) -> None:
    sent: list[str] = []
    guest.on("websocket", lambda ws: ws.on("framesent", lambda frame: sent.append(str(frame))))
    guest.clock.install()
    guest.reload()
    rest(guest)
    sent.clear()

    guest.clock.fast_forward(10_000)
    go(guest, "/library")
    rest(guest)

    assert sent  # a question would have been overheard
    assert [frame for frame in sent if "poll" in frame] == []


def test_cancelling_tells_its_truth_first(guest: Page) -> None:
    job = start(guest, "something to be stopped", seconds=LONG)
    go(guest, "/activity")
    guest.locator("[data-act=cancel]").click()

    dialog = guest.get_by_role("dialog")
    expect(dialog).to_contain_text("Cancel")
    dialog.get_by_role("button", name="Cancel it").click()

    guest.goto(f"/song/{job}")
    expect(guest.get_by_role("main")).to_contain_text("Cancelled", timeout=30_000)
