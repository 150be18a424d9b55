"""Help with lyrics: asked for, changed, taken back, refused; one's own words are never lost."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Visit, enter

pytestmark = pytest.mark.e2e

FIELD = "#make-lyrics"
HELP = "[data-act=write-lyrics]"
UNDO = "[data-act=undo-lyrics]"


def sung(page: Page) -> Page:
    """Somebody who wants to hear a voice."""
    page.locator("label:has([name=provider][value=mureka])").click()
    page.locator("label:has([name=voice][value=sung])").click()
    expect(page.locator(FIELD)).to_be_visible()
    return page


def test_lyrics_are_written_and_can_be_taken_back(guest: Page) -> None:
    sung(guest)
    guest.fill("#make-prompt", "rain on the window")

    guest.click(HELP)

    expect(guest.locator(FIELD)).to_have_value(re.compile("Rain upon the window"))
    expect(guest.locator(HELP)).to_contain_text("Write on")
    expect(guest.locator("#make-title")).not_to_have_value("")
    guest.click(UNDO)
    expect(guest.locator(FIELD)).to_have_value("")
    expect(guest.locator(FIELD)).to_be_focused()
    expect(guest.locator(UNDO)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "nothing", "much", "away"),
    [
        ("en-GB", "Say first what the song is about.", "again in 7 minutes", "No lyrics came"),
        ("ko-KR", "먼저 어떤 노래인지", "7분 뒤에 다시", "가사가 오지 않았어요"),
    ],
)
def test_why_nothing_came_is_said_beside_the_field(
    visit: Visit, language: str, nothing: str, much: str, away: str
) -> None:
    page = sung(enter(visit(language=language, phone=True)))
    told = page.locator("[data-problem=lyrics]")

    page.click(HELP)
    expect(told).to_contain_text(nothing)
    expect(page.locator("#make-prompt")).to_be_focused()

    page.fill("#make-prompt", "비")
    limit = {"error": {"code": "too_many", "message": "no"}}
    page.route(
        "**/api/lyrics",
        lambda it: it.fulfill(status=429, headers={"Retry-After": "400"}, body=json.dumps(limit)),
    )
    page.click(HELP)
    expect(told).to_contain_text(much)
    page.unroute("**/api/lyrics")
    page.route("**/api/lyrics", lambda it: it.fulfill(status=503, body="{}"))
    page.click(HELP)
    expect(told).to_contain_text(away)


def test_lyrics_belong_to_a_voice_and_axe_finds_nothing(visit: Visit) -> None:
    page = sung(enter(visit(dark=True)))
    found = faults(page)

    page.locator("label:has([name=voice][value=instrumental])").click()

    expect(page.locator(FIELD)).to_be_hidden()
    assert found == []
