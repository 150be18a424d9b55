"""Workers die, servers restart, lines are cut: the page stays true, and the song comes."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit, go, start

pytestmark = pytest.mark.e2e

LONG = 240
SOON_MS = 90_000


def test_a_song_whose_worker_was_killed_is_finished_by_another(guest: Page, site: Site) -> None:
    job = start(guest, "a storm at sea", seconds=LONG)
    guest.goto(f"/song/{job}")
    expect(guest.locator("#indicator")).to_contain_text("1 being made")

    site.kill("workers.main", "render")

    expect(guest.locator("main")).to_contain_text("Download", timeout=SOON_MS)


def test_a_page_outlives_a_restart_of_the_server(guest: Page, site: Site) -> None:
    job = start(guest, "an old harbour in fog", seconds=30)

    site.kill("app.cli", "web")

    note = guest.get_by_text("Reconnecting… what is being made goes on.")
    expect(note).to_be_visible()
    expect(note).to_be_hidden(timeout=SOON_MS)
    go(guest, "/activity")
    expect(guest.locator("main")).to_contain_text("An old harbour in fog")
    guest.goto(f"/song/{job}")
    expect(guest.locator("main")).to_contain_text("Download", timeout=SOON_MS)


def test_a_cut_line_is_said_and_what_was_made_meanwhile_is_there(guest: Page) -> None:
    start(guest, "a lantern festival", seconds=30)
    note = guest.get_by_text("Reconnecting… what is being made goes on.")

    guest.context.set_offline(True)
    expect(note).to_be_visible()
    guest.context.set_offline(False)

    expect(note).to_be_hidden(timeout=SOON_MS)
    go(guest, "/library")
    expect(guest.locator("main")).to_contain_text("A lantern festival", timeout=SOON_MS)


def test_another_tab_is_told_without_being_touched(guest: Page, visit: Visit) -> None:
    other = visit(like=guest)
    other.goto("/library")
    expect(other.locator("#indicator")).to_be_attached()

    start(guest, "a window seat", seconds=LONG)

    expect(other.locator("#indicator")).to_contain_text("1 being made")


def test_a_phone_starts_a_song_and_finds_it_again(visit: Visit) -> None:
    phone = visit(phone=True, language="ko-KR", dark=True)
    phone.goto("/")
    phone.locator("main .button-primary").first.click()
    phone.wait_for_url("**/make*")
    start(phone, "비 오는 서울의 저녁, 느린 재즈 피아노", seconds=LONG)

    phone.goto("/activity")

    expect(phone.locator("#indicator")).to_contain_text("1개 만드는 중")
    expect(phone.locator("main")).to_contain_text("비 오는 서울의 저녁")
