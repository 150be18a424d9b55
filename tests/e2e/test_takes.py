"""Several takes of one song: made at once, looked at, one of them chosen to stand for it."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, enter

pytestmark = pytest.mark.e2e

LEAD = "[data-act=lead]"
SHOW = "[data-act=show-take]"


def with_takes(page: Page, site: Site, *, takes: int = 3) -> str:
    """A song of so many takes, with its page open."""
    started = page.context.request.post(
        "/api/jobs",
        data={
            "medium": "song",
            "params": {"prompt": "a night train in the snow", "length_s": 10},
            "provider": "sketch_song",
            "takes": takes,
        },
        headers={"Origin": site.url},
    ).json()
    job = str(started["id"])
    page.goto(f"/song/{job}")
    expect(page.locator("[data-act=download]")).to_be_visible(timeout=60_000)
    return job


def test_takes_are_shown_and_one_is_chosen_to_stand_for_the_song(guest: Page, site: Site) -> None:
    job = with_takes(guest, site)
    expect(guest.locator(SHOW)).to_have_text(["Take 1", "Take 2", "Take 3"])
    expect(guest.locator(LEAD).nth(0)).to_have_attribute("aria-pressed", "true")

    guest.locator(SHOW).nth(1).click()
    expect(guest.locator(SHOW).nth(1)).to_have_attribute("aria-current", "true")
    expect(guest.locator(SHOW).nth(0)).to_have_attribute("aria-current", "false")
    guest.get_by_role("button", name="Take 3 stands for the song").click()

    expect(guest.locator(f"{LEAD}[aria-pressed=true]")).to_have_count(1)
    expect(guest.locator(LEAD).nth(2)).to_have_attribute("aria-pressed", "true")
    guest.reload()
    expect(guest.locator(LEAD).nth(2)).to_have_attribute("aria-pressed", "true")
    guest.goto("/library")
    expect(guest.locator("[data-row]")).to_have_count(1)
    expect(guest.locator("[data-row]")).to_contain_text("3 takes")
    # All of the row's words lead to the song, not its title alone.
    guest.locator("[data-row]").get_by_text("3 takes").click(force=True)
    guest.wait_for_url(f"**/song/{job}")


def test_a_single_take_is_taken_home_from_its_row(guest: Page, site: Site) -> None:
    job = with_takes(guest, site, takes=2)

    with guest.expect_download() as waiting:
        guest.get_by_role("link", name="Download take 2").click()

    assert waiting.value.suggested_filename.endswith("_2.mp3")
    assert waiting.value.path().stat().st_size > 10_000
    assert guest.url.endswith(f"/song/{job}")


@pytest.mark.parametrize(
    ("language", "hint"),
    [("en-GB", "The starred take stands for the song"), ("ko-KR", "별을 단 테이크가")],
)
def test_takes_say_what_the_star_means_and_fit_a_phone(
    visit: Visit, site: Site, language: str, hint: str
) -> None:
    page = enter(visit(language=language, phone=True, dark=True))
    with_takes(page, site)

    expect(page.get_by_text(hint)).to_be_visible()
    found = faults(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_trouble_with_a_download_is_told_and_covers_nothing(guest: Page, site: Site) -> None:
    with_takes(guest, site, takes=2)

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=429, body="{}")
        else:
            route.continue_()

    guest.route("**/formats", refuse)
    guest.set_viewport_size({"width": 390, "height": 844})
    guest.click("[data-act=download]")
    guest.click("[data-format=ogg]")

    told = guest.locator("[data-told=busy]")
    expect(told).to_contain_text("Choose OGG again in a moment.")
    box, below = told.bounding_box(), guest.locator("#takes").bounding_box()
    assert box
    assert below
    assert box["y"] + box["height"] <= below["y"]


def test_takes_are_walked_with_the_keyboard_alone(guest: Page, site: Site) -> None:
    with_takes(guest, site, takes=2)
    guest.locator(SHOW).nth(1).focus()

    guest.keyboard.press("Enter")
    expect(guest.locator(SHOW).nth(1)).to_have_attribute("aria-current", "true")
    guest.keyboard.press("Tab")
    expect(guest.locator(LEAD).nth(1)).to_be_focused()
    guest.keyboard.press("Space")

    expect(guest.locator(LEAD).nth(1)).to_have_attribute("aria-pressed", "true")
    expect(guest.locator(LEAD).nth(1)).to_be_focused()
