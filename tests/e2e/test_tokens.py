"""Tokens on the account page: made, shown once, used by a program, revoked."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, Visit, enter

pytestmark = pytest.mark.e2e


def _member(page: Page, site: Site, email: str) -> Page:
    """Somebody who has signed up, on their account page."""
    enter(page)
    page.context.request.post(
        "/api/auth/sign-up",
        data={"email": email, "password": "a long enough one"},
        headers={"Origin": site.url},
    )
    page.goto("/account")
    return page


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_token_is_made_used_and_revoked(visit: Visit, site: Site, *, phone: bool) -> None:
    page = visit(phone=phone, dark=phone)
    _member(page, site, f"token-{phone}@example.com")

    page.click("[data-act=token]")
    page.fill("#token-name", "A program")
    page.keyboard.press("Enter")
    secret = page.input_value("#token-fresh")
    found = faults(page)
    page.locator("[data-fresh] .button-plain").click()
    line = page.locator("[data-token]")
    expect(line).to_contain_text("A program")
    program = httpx.Client(base_url=site.url, headers={"Authorization": f"Bearer {secret}"})

    assert found == []
    assert secret.startswith("mw_")
    assert secret not in page.content()
    assert program.get("/api/auth/me").status_code == 200
    assert program.patch("/api/auth/me", json={"name": "x"}).status_code == 403
    line.locator("[data-act=revoke]").click()
    page.locator("dialog .button-danger").click()
    expect(line).to_have_count(0)
    assert program.get("/api/auth/me").status_code == 401
    program.close()


def test_a_guest_is_told_to_add_an_address_first(visit: Visit) -> None:
    page = enter(visit())
    page.goto("/account")

    expect(page.get_by_text("Add an e-mail address first")).to_be_visible()
    expect(page.locator("[data-act=token]")).to_have_count(0)
