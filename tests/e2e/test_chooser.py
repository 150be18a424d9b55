"""Who makes it, and what they take: offered before it is ordered, and mended where it was wrong."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Visit, enter

pytestmark = pytest.mark.e2e


def card(page: Page, provider: str) -> Locator:
    """The card of one who makes songs."""
    return page.locator(f"label:has([name=provider][value={provider}])")


def choose(page: Page, provider: str) -> None:
    """Choose who makes it, and wait until the page offers what that one takes."""
    card(page, provider).click()
    price = card(page, provider).locator(".tabular").first.inner_text()
    expect(page.locator("#make-form aside")).to_contain_text(price)


@pytest.mark.parametrize(
    ("language", "sings", "plays"),
    [("en-GB", "sings, too", "instrumental"), ("ko-KR", "노래도 불러요", "연주곡만")],
)
def test_everybody_says_what_they_can_do_and_for_how_much(
    visit: Visit, language: str, sings: str, plays: str
) -> None:
    page = enter(visit(language=language, phone=language == "ko-KR"))

    expect(card(page, "mureka")).to_contain_text(sings)
    expect(card(page, "sketch_song")).to_contain_text(plays)
    for provider in ("sketch_song", "elevenlabs", "mureka"):
        expect(card(page, provider)).to_contain_text(re.compile(r"\d (credits?|크레딧)"))


def test_only_what_the_chosen_one_takes_is_offered(guest: Page) -> None:
    guest.locator("#make-form summary").click()
    expect(guest.locator("[name=length_s]")).to_have_count(4)
    expect(guest.locator("[name=voice]")).to_have_count(0)

    choose(guest, "mureka")
    expect(guest.locator("[name=length_s]")).to_have_count(0)
    expect(guest.locator("[name=voice]")).to_have_count(2)
    expect(guest.locator("[name=output_format]")).to_have_count(0)

    choose(guest, "elevenlabs")
    expect(guest.locator("[name=length_s]")).to_have_count(4)
    expect(guest.locator("[name=output_format]")).to_contain_text("WAV")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_choice_moves_nothing_above_itself(visit: Visit, *, phone: bool) -> None:
    page = enter(visit(phone=phone))
    page.locator("[name=provider][value=mureka]").focus()
    before = card(page, "mureka").bounding_box()

    page.keyboard.press("Space")

    expect(page.locator("[name=length_s]")).to_have_count(0)
    expect(page.locator("[name=voice]")).to_have_count(2)
    assert card(page, "mureka").bounding_box() == before


def test_takes_are_priced_together_before_anything_is_spent(guest: Page) -> None:
    choose(guest, "mureka")
    guest.locator("#make-form summary").click()

    guest.locator("label:has([name=takes][value='2'])").click()

    expect(guest.locator("#make-form aside")).to_contain_text("16 credits")
    expect(card(guest, "sketch_song")).to_contain_text("2 credits")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-GB", "A whole number from 40 to 220."), ("ko-KR", "40에서 220 사이의 숫자")],
)
def test_people_are_taken_to_what_was_wrong_and_it_is_gone_when_mended(
    visit: Visit, language: str, words: str
) -> None:
    page = enter(visit(language=language, phone=True))
    page.fill("#make-prompt", "a march for nobody")
    page.locator("#make-form summary").click()
    page.fill("#make-tempo", "999")
    page.locator("#make-form summary").click()
    start = page.locator("#make-form button[type=submit]")

    start.click()

    tempo = page.locator("#make-tempo")
    expect(page.locator("#wrong-tempo")).to_contain_text(words)
    expect(tempo).to_be_focused()
    expect(tempo).to_be_in_viewport()
    expect(tempo).to_have_attribute("aria-invalid", "true")
    tempo.fill("120")
    expect(page.locator("#wrong-tempo")).to_be_hidden()
    expect(tempo).to_have_attribute("aria-invalid", "false")


def test_the_same_mistake_twice_is_said_twice(guest: Page) -> None:
    guest.clock.install()
    start = guest.locator("#make-form button[type=submit]")
    start.click()
    expect(guest.locator("#make-prompt")).to_be_focused()
    guest.locator("#make-prompt").press_sequentially(" ")
    expect(guest.locator("#wrong-prompt")).to_be_hidden()
    # A second press at once would count as the same one.
    guest.clock.fast_forward(1_300)

    start.click()

    expect(guest.locator("#wrong-prompt")).to_be_visible()
    expect(guest.locator("#make-prompt")).to_be_focused()


def test_the_chooser_is_walked_with_the_keyboard_alone(guest: Page) -> None:
    guest.locator("[name=provider][value=sketch_song]").focus()

    guest.keyboard.press("ArrowDown")

    expect(guest.locator("[name=provider]").nth(1)).to_be_checked()
    expect(guest.locator("[name=provider]").nth(1)).to_be_focused()
    guest.keyboard.press("Tab")
    expect(guest.locator("[name=length_s]:checked, [name=voice]:checked").first).to_be_focused()


@pytest.mark.parametrize("dark", [False, True], ids=["paper", "night"])
def test_axe_finds_nothing_in_a_form_with_everything_open(visit: Visit, *, dark: bool) -> None:
    page = enter(visit(phone=True, dark=dark, language="ko-KR"))
    choose(page, "elevenlabs")
    page.locator("label:has([name=voice][value=sung])").click()
    page.locator("#make-form summary").click()
    expect(page.locator("[name=output_format]")).to_be_visible()

    found = faults(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
