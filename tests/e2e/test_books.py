"""Finding a book: while a syllable is composed, by keys alone, and when nobody answers."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import CDPSession, Error, Locator, Page, Request, Route, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Visit, enter

pytestmark = pytest.mark.e2e

SEARCH = "**/api/books/search?*"


def _finder(page: Page) -> Locator:
    """The field, on a page where nothing else happens with the book."""
    page.goto("/journeys/new")
    field = page.locator("[data-book-field]")
    expect(field).to_be_visible()
    return field


def _is_taken(page: Page, title: str) -> None:
    """The page goes on with this book."""
    expect(page.locator("[data-finder], [data-hand-form]")).to_have_count(0)
    expect(page.locator("main")).to_contain_text(title)


def _asked(page: Page) -> list[str]:
    """What is searched from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/api/books/search" in request.url:
            asked.append(request.url.partition("q=")[2])

    page.on("request", note)
    return asked


def _answers(page: Page, *titles: str, of: str = "") -> None:
    """Searches find these."""
    books = [{"title": title, "authors": ["A. Writer"], "cover": None} for title in titles]

    def answer(route: Route) -> None:
        told = {"books": books, "silent": []}
        route.fulfill(status=200, content_type="application/json", body=json.dumps(told))

    page.route(f"**/api/books/search?q={of}*" if of else SEARCH, answer)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_book_is_found_announced_and_can_be_reached(visit: Visit, *, phone: bool) -> None:
    page = enter(visit(language="ko-KR", phone=phone, dark=phone))
    field = _finder(page)

    field.fill("한강")

    expect(page.locator("[data-book='소년이 온다']")).to_have_count(1)
    expect(page.locator("[data-finder] [role=status]")).to_contain_text("권을 찾았어요")
    expect(page.locator("[data-book] [data-cover=picture]").first).to_be_attached()
    assert faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_keys_alone_choose_a_book(guest: Page) -> None:
    field = _finder(guest)
    field.type("le guin")
    options = guest.locator("[role=option]")
    expect(options).to_have_count(4)

    def active() -> str:
        name = field.get_attribute("aria-activedescendant")
        return guest.locator(f"[id='{name}']").inner_text() if name else ""

    field.press("ArrowDown")
    field.press("ArrowDown")
    second = active()
    field.press("Home")
    first = active()
    field.press("ArrowUp")
    last = active()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("End")
    field.press("Home")
    title = guest.locator("[role=option]").first.get_attribute("data-book") or ""
    field.press("Enter")

    assert first != second
    assert "by hand" in last
    _is_taken(guest, title)


def _compose(page: Page) -> Callable[..., None]:
    """An input method, as the browser hears it."""
    session: CDPSession = page.context.new_cdp_session(page)

    def compose(text: str) -> None:
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        session.send("Input.imeSetComposition", {"text": text, **place})

    return compose


def test_nothing_is_searched_or_chosen_while_a_syllable_is_composed(visit: Visit) -> None:
    page = enter(visit(language="ko-KR"))
    field = _finder(page)
    field.fill("소년이")
    expect(page.locator("[data-book]")).to_have_count(1)
    field.press("ArrowDown")
    asked = _asked(page)
    field.focus()
    compose = _compose(page)

    compose("ㅇ")
    compose("오")
    compose("온")
    # The key that an input method keeps for itself.
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    field.dispatch_event("keydown", {"key": "ArrowDown", "keyCode": 229, "isComposing": True})
    page.evaluate("new Promise(done => setTimeout(done, 700))")

    assert asked == []
    expect(page.locator("[data-chosen]")).to_have_count(0)
    page.keyboard.insert_text("온")  # the syllable is done
    expect(field).to_have_value("소년이온")
    page.wait_for_function("() => document.querySelector('[data-books=there]')")
    assert len(asked) == 1


def test_a_last_syllable_that_stays_open_is_searched_after_a_while(visit: Visit) -> None:
    page = enter(visit(language="ko-KR"))
    field = _finder(page)
    asked = _asked(page)
    field.focus()
    compose = _compose(page)

    compose("소")
    compose("소녀")
    compose("소년")

    expect(page.locator("[data-book='소년이 온다']")).to_be_visible()
    assert asked == ["%EC%86%8C%EB%85%84"]
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    expect(page.locator("[data-finder]")).to_be_visible()  # nothing was chosen


def test_an_answer_that_comes_late_is_nobodys(guest: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    guest.route("**/api/books/search?q=slow", hold)
    _answers(guest, "The right one", of="slower")
    field = _finder(guest)

    with guest.expect_request(lambda request: request.url.endswith("q=slow")):
        field.fill("slow")
    field.fill("slower")
    expect(guest.locator("[data-book='The right one']")).to_be_visible()
    for route in held:
        with suppress(Error):  # it was given up, as it should be
            route.fulfill(status=200, json={"books": [{"title": "Too late"}], "silent": []})

    expect(guest.locator("[data-book='The right one']")).to_be_visible()
    expect(guest.locator("[data-book='Too late']")).to_have_count(0)


def test_one_pause_is_one_search(guest: Page) -> None:
    _answers(guest, "Found")
    field = _finder(guest)
    asked = _asked(guest)

    field.type("paper owl", delay=20)
    expect(guest.locator("[data-book='Found']")).to_be_visible()

    assert asked == ["paper%20owl"]


def _chosen_by_hand(page: Page, title: str) -> None:
    page.locator("[data-hand=title]").fill(title)
    page.locator("[data-hand=author]").fill("A. Writer")
    page.locator("[data-hand=pages]").fill("210")
    page.locator("[data-hand=pages]").press("Enter")
    _is_taken(page, title)
    expect(page.locator("main [data-plain-cover]").first).to_be_visible()


def test_when_no_catalogue_answers_the_book_is_typed_by_hand(guest: Page) -> None:
    field = _finder(guest)
    field.fill("Paper zz503")

    expect(guest.locator("[data-trouble=unavailable]")).to_contain_text("by hand")
    field.press("ArrowUp")  # the last of the list is always there
    field.press("Enter")

    expect(guest.locator("[data-hand=title]")).to_have_value("Paper zz503")
    _chosen_by_hand(guest, "Paper Owl")


def test_one_silent_catalogue_is_a_quiet_line(guest: Page) -> None:
    _finder(guest).fill("hobbit zz503atkakao")

    expect(guest.locator("[data-book='The Hobbit']")).to_be_visible()
    expect(guest.locator("[data-silent]")).to_be_visible()


def test_a_book_that_nobody_knows_is_typed_by_hand(guest: Page) -> None:
    _finder(guest).fill("a book that is not there")

    expect(guest.locator("[data-none]")).to_be_visible()
    guest.locator("[data-act=by-hand]").click()
    guest.locator("[data-hand=title]").fill(" ")
    guest.locator("[data-act=take-book]").click()
    expect(guest.locator("[data-hand-form] [role=alert]")).to_be_visible()
    _chosen_by_hand(guest, "A book that is not there")


def test_without_a_connection_it_is_said_and_the_search_goes_on_after(guest: Page) -> None:
    field = _finder(guest)
    guest.context.set_offline(True)

    field.fill("hobbit")
    expect(guest.locator("[data-trouble=offline]")).to_be_visible()
    guest.context.set_offline(False)

    expect(guest.locator("[data-book='The Hobbit']")).to_be_visible()


def test_an_isbn_with_a_wrong_digit_is_told(guest: Page) -> None:
    _finder(guest).fill("978-89-364-3412-1")

    expect(guest.locator("[data-trouble=invalid]")).to_be_visible()
