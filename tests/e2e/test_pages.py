"""What people do on the pages, and what nobody may."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, come_in, enter, go, rest, start
from tests.engine.crew import wait_until

pytestmark = pytest.mark.e2e

PUBLIC = ("/", "/sign-in", "/sign-up", "/nowhere")
PRIVATE = (
    "/",
    "/make",
    "/library",
    "/activity",
    "/account",
    "/journeys",
    "/journeys/new",
    "/trash",
)


@pytest.mark.parametrize("dark", [False, True], ids=["paper", "night"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(visit: Visit, *, phone: bool, dark: bool) -> None:
    page = visit(phone=phone, dark=dark, language="ko-KR" if phone else "en-GB")
    found: dict[str, list[str]] = {}
    for path in PUBLIC:
        page.goto(path)
        rest(page)
        found[path] = faults(page)
    enter(page)
    job = start(page, "a song to look at")
    for path in (*PRIVATE, f"/song/{job}"):
        page.goto(path)
        rest(page)
        found[f"in {path}"] = faults(page)

    assert {path: here for path, here in found.items() if here} == {}


def test_no_request_leaves_the_site_and_no_script_is_refused(visit: Visit, site: Site) -> None:
    page = visit(language="ko-KR", strict=True)
    hosts: set[str] = set()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

    enter(page)
    for path in PRIVATE:
        page.goto(path)
        page.wait_for_load_state("networkidle")

    assert hosts - {""} == {urlsplit(site.url).netloc}
    assert said == []


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up"])
@pytest.mark.parametrize("late", [None, "entry.client-", "said.ko"])
def test_the_front_speaks_korean_without_a_fault(visit: Visit, path: str, late: str | None) -> None:
    page = visit(language="ko-KR")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    if late:
        page.route(f"**/{late}*.js", hold)

    page.goto(path, wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("[가-힣]"))
    expect(page.locator("html")).not_to_have_attribute("data-unsaid", "")
    for route in held:
        route.continue_()
    page.wait_for_function("window.laidOut")
    rest(page)

    assert wrong == []
    assert bool(held) == bool(late)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("[가-힣]"))


@pytest.mark.parametrize("path", ["/nowhere", "/make", "/make/model", "/library", "/journeys"])
def test_whatever_page_a_first_visit_opens_it_is_laid_out_without_a_fault(
    visit: Visit, path: str
) -> None:
    page = visit(language="ko-KR")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("[가-힣]"))
    # React has taken the page over, and is seen to have done so.
    expect(page.locator("html")).not_to_have_attribute("data-unsaid", "")

    assert wrong == []


def test_nothing_is_wider_than_a_small_phone(visit: Visit) -> None:
    page = visit(phone=True, language="ko-KR")
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page)
    job = start(page, "아주아주아주아주아주아주아주긴제목이라도화면을넘지않는노래")

    for path in (*PRIVATE, f"/song/{job}"):
        page.goto(path)
        rest(page)

        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_a_stranger_finds_the_door_and_then_the_page(visit: Visit) -> None:
    page = visit()

    page.goto("/library")

    page.wait_for_url(re.compile(r"/sign-in\?next=(/|%2F)library$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back.")


def test_the_way_back_keeps_what_was_asked_for(visit: Visit) -> None:
    page = visit()

    page.goto("/compare?a=one&b=two")

    page.wait_for_url(re.compile("/sign-in"))
    assert parse_qs(urlsplit(page.url).query) == {"next": ["/compare?a=one&b=two"]}


def test_somebody_elses_song_is_not_here(guest: Page, visit: Visit) -> None:
    job = start(guest, "my own song")
    other = enter(visit())

    other.goto(f"/song/{job}")

    expect(other.get_by_role("main")).to_contain_text("This is not here.")


def test_a_guest_keeps_everything_with_an_address(guest: Page, visit: Visit) -> None:
    start(guest, "a song worth keeping")
    go(guest, "/account")
    guest.fill("#sign-up-email", "keeper@example.com")
    guest.fill("#sign-up-password", "a quiet desk at dusk")
    guest.get_by_role("button", name="Create account").click()
    expect(guest.get_by_role("button", name="Change password")).to_be_visible()
    page = visit()

    page.goto("/sign-in")
    page.fill("#sign-in-email", "keeper@example.com")
    page.fill("#sign-in-password", "wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text(
        "This e-mail and password do not belong together."
    )
    page.fill("#sign-in-password", "a quiet desk at dusk")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("main")).to_contain_text("A song worth keeping", timeout=60_000)


def test_whoever_came_in_is_never_shown_the_door_again(visit: Visit) -> None:
    page = visit()
    page.add_init_script("""
        window.lost = [];
        new MutationObserver(() => {
            if (!document.documentElement.hasAttribute("data-known")) lost.push(location.pathname);
        }).observe(document, { subtree: true, attributeFilter: ["data-known"] });
    """)
    told: list[str] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda it: told.append(str(it))))

    def awake() -> int:
        page.wait_for_timeout(20)
        return sum('"is_hydrated_rx_state_":true' in it for it in told)

    # What the server knew of the stranger, it keeps for this tab.
    page.goto("/")
    wait_until(lambda: awake() == 1)

    come_in(page)

    wait_until(lambda: awake() == 2)
    expect(page.locator("html")).to_have_attribute("data-known", "")
    assert page.evaluate("window.lost") == []


def test_the_language_changes_at_once_and_stays(guest: Page) -> None:
    go(guest, "/account")

    guest.get_by_role("button", name="한국어").click()

    expect(guest.get_by_role("heading", level=1)).to_have_text("나")
    expect(guest.locator("html")).to_have_attribute("lang", "ko")
    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("나")


def test_empty_words_are_answered_beside_the_field(guest: Page) -> None:
    guest.locator("#make-form button[type=submit]").click()

    expect(guest.locator("#wrong-prompt")).to_have_text(
        "Say in a few words what it should sound like."
    )


def test_a_song_is_found_kept_renamed_and_deleted(guest: Page) -> None:
    job = start(guest, "the lighthouse keeper")
    expect(guest.locator("#player")).to_be_visible(timeout=60_000)
    guest.goto(f"/song/{job}")
    guest.get_by_role("button", name="Rename").click()
    guest.get_by_role("dialog").get_by_role("textbox").fill("Lighthouse")
    guest.get_by_role("button", name="Save").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Lighthouse")
    guest.get_by_role("main").get_by_role("button", name="Favourite").click()
    expect(guest.locator("[data-act=favourite]")).to_have_attribute("aria-pressed", "true")

    go(guest, "/library")
    guest.get_by_role("button", name="Favourites").click()
    expect(guest.locator("[data-row]")).to_have_count(1)
    guest.get_by_role("searchbox").fill("nothing like it")
    expect(guest.get_by_role("main")).to_contain_text("Nothing has these words.")
    guest.get_by_role("searchbox").fill("lighthouse")
    expect(guest.locator("[data-row]")).to_have_count(1)

    guest.goto(f"/song/{job}")
    guest.get_by_role("button", name="Delete").click()
    guest.get_by_role("button", name="Delete it").click()
    guest.wait_for_url("**/library")


def test_keys_work_except_while_typing(guest: Page) -> None:
    guest.locator("#make-prompt").press_sequentially("c g l ?")
    assert guest.url.endswith("/make")
    guest.get_by_role("heading", level=1).focus()

    guest.keyboard.press("g")
    guest.keyboard.press("l")

    guest.wait_for_url("**/library")
    expect(guest.get_by_role("heading", name="Library")).to_be_focused()
    guest.keyboard.press("/")
    expect(guest.get_by_role("searchbox")).to_be_focused()
    guest.keyboard.press("Escape")
    guest.keyboard.press("?")
    expect(guest.get_by_role("dialog")).to_contain_text("Keys")
    guest.keyboard.press("Escape")
    guest.keyboard.press("g")
    guest.keyboard.press("h")
    expect(guest.locator("#home-prompt")).to_be_visible()
    expect(guest.get_by_role("heading", level=1)).to_be_focused()
    guest.keyboard.press("/")
    expect(guest.get_by_role("searchbox")).to_be_focused()
