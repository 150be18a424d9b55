"""3D models in a browser: begun, left, found again, walked around, taken home."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, awake, enter, go, rest

# Browsers without a graphics card draw slowly, and slower still while models are made.
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

MODEL = "[data-model]"
READY = f"{MODEL}[data-status=completed]"
MADE_WITHIN_MS = 120_000
AR = "[data-act=ar]"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
# What such a phone says of itself; `bytes` of what Quick Look would open stand at the page's root.
CAN_WEBXR = "XRSystem.prototype.isSessionSupported = async (mode) => mode === 'immersive-ar'"
CAN_QUICK_LOOK = """
    const before = DOMTokenList.prototype.supports;
    DOMTokenList.prototype.supports = function (word) {
        return word === "ar" || before.call(this, word);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (this.rel !== "ar") return click.call(this);
        fetch(this.href).then((it) => it.text()).then((text) => {
            document.documentElement.dataset.opened = text.slice(0, 2);
        });
    };
"""
SHOWN = """() => document.querySelector('model-viewer')?.loaded === true
    && document.querySelector('[data-viewer=there]') !== null"""


def begin(page: Page, words: str) -> str:
    """Start a model from the form, as far as the list that it leads to."""
    page.goto("/make/model")
    awake(page)
    page.fill("#model-prompt", words)
    paid = page.locator("label:has([name=provider][value^=meshy])")
    if "[sim:" in words:
        # The makers come with the prices; a click waits for them.
        paid.click()
    page.locator("#model-form button[type=submit]").click()
    page.wait_for_url("**/models")
    card = page.locator(MODEL).first
    expect(card).to_be_visible()
    return card.get_attribute("data-model") or ""


def outside(page: Page, site: Site) -> set[str]:
    """Addresses off this site that the page asks for, from now on."""
    found: set[str] = set()
    ours = (site.url, site.url.replace("http", "ws", 1), "data:", "blob:")
    page.on("request", lambda asked: asked.url.startswith(ours) or found.add(asked.url))
    return found


def test_a_model_is_begun_left_and_found_again(guest: Page, site: Site) -> None:
    asked_elsewhere = outside(guest, site)
    job = begin(guest, "a small red lighthouse on a rock")
    expect(guest.get_by_text("Your model has begun.").last).to_be_visible()

    go(guest, "/library")
    # A sketch is quick: by now it may be there.
    expect(guest.locator("#indicator")).to_contain_text(re.compile("1 (being made|new)"))
    go(guest, "/models")
    expect(guest.locator(f"{READY} img").first).to_be_visible(timeout=MADE_WITHIN_MS)
    assert guest.locator("model-viewer").count() == 0
    guest.locator(READY).hover()
    expect(guest.locator("[data-turning]")).to_be_attached(timeout=MADE_WITHIN_MS)
    guest.locator(f"{READY} a").click()
    guest.wait_for_url(f"**/model/{job}")

    guest.wait_for_function(SHOWN, timeout=MADE_WITHIN_MS)
    expect(guest.locator("dl")).to_contain_text(["Triangles"])
    with guest.expect_download(timeout=MADE_WITHIN_MS) as waiting:
        guest.click("[data-act=download]")
        guest.click("[data-format=obj]")
    assert waiting.value.suggested_filename.endswith(".zip")
    assert waiting.value.path().stat().st_size > 1_000
    assert asked_elsewhere == set()


def test_a_phone_in_korean_has_the_same(visit: Visit) -> None:
    page = enter(visit(language="ko-KR", phone=True, dark=True))
    begin(page, "바위 위의 작은 빨간 등대")
    expect(page.get_by_text("백그라운드에서 생성 중입니다.").last).to_be_visible()
    rest(page)
    assert faults(page) == []

    expect(page.locator(f"{READY} img").first).to_be_visible(timeout=MADE_WITHIN_MS)
    page.locator(f"{READY} a").click()
    page.wait_for_function(SHOWN, timeout=MADE_WITHIN_MS)
    # What takes the keyboard lies within the viewer.
    page.locator("model-viewer .userInput").focus(timeout=MADE_WITHIN_MS)
    before = page.evaluate("document.querySelector('model-viewer').getCameraOrbit().theta")
    for _ in range(3):
        page.keyboard.press("ArrowRight")

    page.wait_for_function(
        "before => document.querySelector('model-viewer').getCameraOrbit().theta !== before",
        arg=before,
        timeout=MADE_WITHIN_MS,
    )
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_that_failed_says_why_and_is_tried_again(guest: Page) -> None:
    job = begin(guest, "a chair [sim:fail] [sim:seconds=8]")
    failed = guest.locator(f"{MODEL}[data-status=failed]")

    expect(failed).to_contain_text("Nothing was charged.", timeout=MADE_WITHIN_MS)
    again = failed.locator("[data-act=retry]")
    expect(again).to_have_attribute("aria-label", re.compile(r"^Try again · \d+ credits?$"))
    again.click()
    expect(failed).to_have_count(0)

    guest.goto(f"/model/{job}")
    guest.get_by_text("History").click()
    expect(guest.get_by_text("Try 2 · after try 1")).to_be_visible()


def test_a_model_is_put_into_a_room_only_by_phones_that_can(visit: Visit, site: Site) -> None:
    guest = enter(visit())
    asked = {
        "name": "Lighthouse",
        "generationType": "text",
        "payload": {"prompt": "a small red lighthouse"},
        "provider": "sketch_model",
    }
    origin = {"Origin": site.url}
    model = guest.context.request.post("/api/models", data=asked, headers=origin).json()["id"]
    guest.goto(f"/model/{model}")
    there = "[data-viewer=there]"
    expect(guest.locator(there)).to_be_visible(timeout=MADE_WITHIN_MS)
    expect(guest.locator(AR)).to_be_hidden()

    # With our policy, as on every phone.
    for agent, can, is_offered in (
        (ANDROID, "", False),
        (ANDROID, CAN_WEBXR, True),
        (IPHONE, CAN_QUICK_LOOK, True),
    ):
        phone = visit(like=guest, phone=True, agent=agent, strict=True)
        phone.add_init_script(can)
        phone.goto(f"/model/{model}")
        expect(phone.locator(there)).to_be_visible(timeout=MADE_WITHIN_MS)
        expect(phone.locator(AR)).to_be_visible(visible=is_offered)

    # iPhones open a file that was made of the model on the spot: a ZIP archive, as USDZ is.
    phone.locator(AR).click()
    expect(phone.locator("html[data-opened=PK]")).to_be_attached(timeout=MADE_WITHIN_MS)
