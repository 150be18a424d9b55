"""Being told with a real service worker: asked, subscribed, shown, clicked; and the inbox."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, Worker, expect

from tests.e2e.conftest import Site, Visit, awake, enter, start
from tests.engine.browser_double import BrowserDouble, signer
from tests.engine.crew import wait_until
from tests.engine.receiver import Receiver, receiving

pytestmark = pytest.mark.e2e

# The browser's maker is not asked from here: its push service is a double, and all else is real.
_SUBSCRIBES = """told => {
  let mine = null;
  PushManager.prototype.subscribe = async function (options) {
    const { applicationServerKey } = options;
    mine = {
      endpoint: told.endpoint,
      options: { applicationServerKey: applicationServerKey.buffer ?? applicationServerKey },
      toJSON: () => told,
      unsubscribe: async () => { mine = null; return true; },
    };
    return mine;
  };
  PushManager.prototype.getSubscription = async () => mine;
}"""
# A browser that is asked what it shows before it has shown something takes that for closed.
_NOTE_SHOWN = """() => {
  const show = registration.showNotification.bind(registration);
  registration.showNotification = async (...told) => { await show(...told); self.hasShown = true; };
}"""
_SHOWN = """async () => (await registration.getNotifications()).map(it => ({
  title: it.title, body: it.body, tag: it.tag, actions: it.actions.map(a => a.action),
}))"""
_CLICK = """async chosen => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification, action: chosen }));
}"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def allow(page: Page, browser: BrowserDouble) -> None:
    """Let this page be told things, by the double of a push service."""
    page.context.grant_permissions(["notifications"])
    page.add_init_script(f"({_SUBSCRIBES})({json.dumps(browser.subscription)})")


def turn_on(page: Page) -> None:
    """Press the button, and wait until this browser is told."""
    page.goto("/account/notices")
    page.locator("[data-this-device=off] button").click()
    expect(page.locator("[data-this-device=on]")).to_be_visible()
    expect(page.locator("[data-device=push]")).to_have_count(1)


def worker_of(page: Page) -> Worker:
    """The service worker of this browser."""
    wait_until(lambda: page.context.service_workers, what="the service worker")
    return page.context.service_workers[0]


def registration_of(page: Page) -> tuple[CDPSession, str]:
    """What the browser's own tools call the registration of the worker."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []

    def note(told: dict[str, Any]) -> None:
        found.extend(each["registrationId"] for each in told["registrations"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(0)
    wait_until(lambda: page.evaluate("1") and found, what="the registration")
    return session, found[-1]


def order(page: Page, site: Site, *, prompt: str = "rain on the roof", **more: str) -> str:
    """A song, started by a program; no page of ours need be open."""
    asked = {"medium": "song", "params": {"prompt": prompt, "length_s": 10}} | more
    answer = page.request.post(f"{site.url}/api/jobs", data=asked, headers={"Origin": site.url})
    assert answer.ok, answer.text()
    return answer.json()["id"]


def test_with_the_page_closed_a_notification_comes_and_its_click_opens_the_song(
    visit: Visit, site: Site, receiver: Receiver
) -> None:
    browser = BrowserDouble(receiver.url("/push/1"))
    page = visit()
    allow(page, browser)
    turn_on(enter(page))
    session, registration = registration_of(page)
    worker = worker_of(page)
    worker.evaluate(_NOTE_SHOWN)
    page.goto("about:blank")
    job = order(page, site)

    wait_until(lambda: receiver.at("/push/1"), within=60, what="a message")
    [heard] = receiver.at("/push/1")
    told = browser.read(heard)
    assert told["subjects"] == [job]
    assert signer(heard, audience=receiver.url(""))[1]["sub"]
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": site.url, "registrationId": registration, "data": json.dumps(told)},
    )
    wait_until(lambda: worker.evaluate("self.hasShown"), what="the notification")
    [shown] = worker.evaluate(_SHOWN)
    assert shown["title"] == "Your song is ready"
    assert shown["tag"] == told["id"]
    assert shown["actions"] == ["play", "open"]
    picture = page.request.get(f"{site.url}{told['image']}")
    assert picture.headers["content-type"] == "image/png"

    page.goto("/library")
    expect(page.locator("main h1")).to_be_visible()
    worker.evaluate(_CLICK, "play")

    page.wait_for_url(f"**/song/{job}")
    expect(page.locator("#player, [data-player]").first).to_be_visible()
    inbox = f"{site.url}/api/notices"
    wait_until(lambda: page.request.get(inbox).json()["unseen"] == 0)


def test_a_click_is_not_lost_on_a_page_that_is_not_awake_yet(
    visit: Visit, site: Site, receiver: Receiver
) -> None:
    page = visit()
    allow(page, BrowserDouble(receiver.url("/push/1")))
    turn_on(enter(page))
    worker = worker_of(page)
    worker.evaluate(
        "() => registration.showNotification('Ready', { data: { url: '/activity?from=notice' } })"
    )
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/library")
    expect(page.locator("main")).to_be_visible()
    page.unroute_all()

    worker.evaluate(_CLICK, "")

    page.wait_for_url("**/activity?from=notice")


def test_a_message_that_comes_while_somebody_looks_is_not_shown_twice(
    visit: Visit, site: Site, receiver: Receiver
) -> None:
    browser = BrowserDouble(receiver.url("/push/1"))
    page = visit()
    allow(page, browser)
    turn_on(enter(page))
    session, registration = registration_of(page)
    told = {"id": "delivery_1", "title": "Your song is ready", "subjects": [], "url": "/library"}
    page.evaluate("""() => {
      navigator.serviceWorker.addEventListener("message", () => { window.wasTold = true; });
    }""")

    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": site.url, "registrationId": registration, "data": json.dumps(told)},
    )

    page.wait_for_function("window.wasTold")
    assert worker_of(page).evaluate(_SHOWN) == []


def test_what_an_open_page_has_shown_is_sent_nowhere(
    visit: Visit, site: Site, receiver: Receiver
) -> None:
    browser = BrowserDouble(receiver.url("/push/1"))
    page = visit()
    allow(page, browser)
    turn_on(enter(page))
    page.goto("/library")
    order(page, site, prompt="rain on the roof [sim:seconds=15]", provider="simulated")
    page.reload()
    # What ends before the page is awake is no news to it, and nothing that it has shown.
    expect(page.locator("#indicator")).to_contain_text("1 being made")

    def log() -> list[dict[str, Any]]:
        return page.request.get(f"{site.url}/api/notices/sent").json()["items"]

    wait_until(
        lambda: page.evaluate("1") and [each for each in log() if each["state"] != "pending"],
        within=60,
        what="the log",
    )

    [delivery] = log()
    assert (delivery["state"], delivery["problem"]) == ("skipped", "seen")
    assert receiver.heard == []


def test_we_ask_only_after_something_was_started_and_in_our_own_words(visit: Visit) -> None:
    page = visit()
    page.add_init_script("""
      Object.defineProperty(Notification, "permission", { get: () => "default" });
      Notification.requestPermission = async () => { window.wasAsked = true; return "denied"; };
    """)
    enter(page)
    expect(page.locator("[data-ask]")).to_have_count(0)

    start(page, "a quiet song", seconds=60)

    asks = page.locator("[data-ask=ask]")
    expect(asks).to_contain_text("Shall we tell you")
    assert not page.evaluate("Boolean(window.wasAsked)")
    asks.locator(".button-quiet").click()
    expect(page.locator("[data-ask]")).to_have_count(0)
    assert not page.evaluate("Boolean(window.wasAsked)")


def stands_above(asks: Locator, order: Locator) -> None:
    """The card is there, and where it comes to rest it covers nothing of the order."""
    expect(asks).to_be_visible()
    asks.evaluate("it => Promise.all(it.getAnimations().map(each => each.finished))")
    upper, lower = asks.bounding_box(), order.bounding_box()
    assert upper is not None
    assert lower is not None
    assert upper["y"] + upper["height"] <= lower["y"]


def test_on_a_phone_the_question_lies_over_nothing_that_was_just_started(visit: Visit) -> None:
    page = visit(phone=True, language="ko-KR")
    page.add_init_script(
        'Object.defineProperty(Notification, "permission", { get: () => "default" })'
    )
    enter(page)

    start(page, "a quiet song", seconds=60)
    asks = page.locator("[data-ask=ask]")
    stands_above(asks, page.locator("#make-form aside"))
    page.locator("#indicator [aria-expanded]").click()
    expect(asks).to_be_hidden()
    page.keyboard.press("Escape")
    expect(asks).to_be_visible()

    # Nor over the button, when one comes back to start another.
    page.goto("/make")
    awake(page)
    stands_above(asks, page.locator("#make-form aside"))


def test_news_is_new_once_on_all_devices(visit: Visit, site: Site) -> None:
    page = enter(visit())
    other = visit(like=page)
    page.goto("about:blank")
    other.goto("about:blank")
    for _ in range(2):
        order(page, site)
    inbox = f"{site.url}/api/notices"
    wait_until(lambda: page.request.get(inbox).json()["unseen"] == 2, what="both songs")
    page.goto("/")
    expect(page.locator("[data-away]")).to_contain_text("2 became ready")
    other.goto("/notices")
    expect(other.locator("[data-unseen]")).to_have_count(2)

    page.goto("/notices")
    page.locator("[data-unseen] a").first.click()
    page.wait_for_url("**/song/*")

    expect(other.locator("[data-unseen]")).to_have_count(1)
    other.locator("[data-act=seen-all]").click()
    expect(other.locator("[data-unseen]")).to_have_count(0)
    page.goto("/")
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("[data-away]")).to_have_count(0)


def test_how_one_wants_to_be_told_is_chosen_on_the_page(visit: Visit, site: Site) -> None:
    page = enter(visit(language="ko-KR", phone=True))
    page.goto("/account")
    page.locator("a[href='/account/notices']").click()
    page.locator("label:has([name=push-photo])").click()
    page.locator("label:has([name=quiet])").click()
    expect(page.locator("input[name=begins]")).to_have_value("22:00")

    def kept() -> dict[str, Any]:
        return page.request.get(f"{site.url}/api/notices/settings").json()

    wait_until(lambda: kept()["quiet"], what="both choices")
    assert kept()["quiet"] == {"begins": "22:00:00", "ends": "08:00:00"}
    assert "photo" not in kept()["push"]
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_site_can_be_installed_and_its_worker_is_asked_for_every_time(
    visit: Visit, site: Site
) -> None:
    page = visit()
    manifest = page.request.get(f"{site.url}/manifest.webmanifest").json()
    assert (manifest["display"], manifest["scope"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        assert page.request.get(f"{site.url}{icon['src']}").ok
    worker = page.request.get(f"{site.url}/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert "javascript" in worker.headers["content-type"]
    page.goto(f"{site.url}/unsubscribe?t=nonsense")

    page.locator("[data-unsubscribe] button").click()

    expect(page.locator("[data-unsubscribe=unknown]")).to_be_visible()


def test_the_link_of_a_letter_opens_for_whoever_is_not_signed_in(visit: Visit) -> None:
    page = visit(phone=True)
    page.goto("/confirm?t=nonsense")

    page.locator("[data-confirm] button").click()

    expect(page.locator("[data-confirm=unknown]")).to_be_visible()
