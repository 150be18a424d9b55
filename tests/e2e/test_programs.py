"""Tokens and webhooks where something is wrong: said in two languages, beside what it is about."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, enter

pytestmark = pytest.mark.e2e

LIMIT = json.dumps({"error": {"code": "too_many", "message": "Too many requests."}})


def member(page: Page, site: Site, email: str) -> Page:
    """Somebody with an address, on the account page."""
    enter(page)
    page.context.request.post(
        "/api/auth/sign-up",
        data={"email": email, "password": "a long enough one"},
        headers={"Origin": site.url},
    )
    page.goto("/account")
    expect(page.locator("[data-act=token]")).to_be_visible()
    return page


def held_back(route: Route) -> None:
    """As somebody who asked too often is answered."""
    route.fulfill(status=429, headers={"Retry-After": "30"}, body=LIMIT)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en-GB",
            ("Give the token a name", "Choose at least one thing", "Try again in a minute"),
        ),
        ("ko-KR", ("이름을 지어 주세요", "하나 이상 고르세요", "1분 뒤에 다시")),
    ],
)
def test_what_a_token_still_needs_is_said(
    visit: Visit, site: Site, language: str, told: tuple[str, str, str]
) -> None:
    name, scopes, busy = told
    page = member(visit(language=language, phone=True), site, f"needs-{language}@example.com")
    page.click("[data-act=token]")
    sheet, press = page.get_by_role("dialog"), page.locator("dialog button[type=submit]")

    press.click()
    expect(sheet.get_by_role("alert")).to_contain_text(name)
    expect(page.locator("#token-name")).to_be_focused()
    page.fill("#token-name", "A program")
    for scope in ("read", "make"):
        page.locator(f"label:has([name=scopes][value={scope}])").click()
    press.click()
    expect(sheet.get_by_role("alert")).to_contain_text(scopes)
    page.locator("label:has([name=scopes][value=read])").click()
    page.route("**/api/auth/tokens", held_back)
    press.click()

    # Asking too often is not the same as having too many.
    expect(sheet.get_by_role("alert")).to_contain_text(busy)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("language", "word"), [("en-GB", "Expired"), ("ko-KR", "기간이 지났어요")])
def test_a_token_whose_time_is_over_says_so(
    visit: Visit, site: Site, language: str, word: str
) -> None:
    page = member(visit(language=language), site, f"expired-{language}@example.com")
    page.context.request.post(
        "/api/auth/tokens",
        data={"name": "An old program", "scopes": ["read"], "days": 30},
        headers={"Origin": site.url},
    )

    def expired(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        told["items"][0]["has_expired"] = True
        route.fulfill(response=answer, json=told)

    page.route("**/api/auth/tokens", expired)
    page.reload()

    expect(page.locator("[data-token]")).to_contain_text(word)


@pytest.mark.parametrize(
    ("language", "url", "events", "busy"),
    [
        ("en-GB", "This address cannot be used", "Choose at least one.", "again in a minute"),
        ("ko-KR", "쓸 수 없는 주소예요", "하나 이상 골라 주세요", "1분 뒤에 다시"),
    ],
)
def test_what_a_webhook_still_needs_is_said(
    visit: Visit, language: str, url: str, events: str, busy: str
) -> None:
    page = enter(visit(language=language, phone=True, dark=True))
    page.goto("/account/webhooks")
    form = page.locator("[data-hook-form]")
    press = form.locator("button[type=submit]")

    press.click()
    expect(page.locator("#hook-url-about")).to_contain_text(url)
    expect(page.locator("#hook-url")).to_be_focused()
    page.fill("#hook-url", "https://example.com/told")
    for topic in ("completed", "failed", "cancelled"):
        page.locator(f"label:has([value='job.{topic}'])").click()
    press.click()
    expect(form.locator("fieldset").get_by_role("alert")).to_contain_text(events)
    page.route("**/api/webhooks", held_back)
    press.click()

    expect(form.get_by_role("alert")).to_contain_text(busy)
    found = faults(page)
    assert found == []


def test_somebody_who_signed_up_is_no_guest(visit: Visit, site: Site) -> None:
    page = member(visit(), site, "no-guest@example.com")

    expect(page.locator(".rail")).not_to_contain_text("Guest")
