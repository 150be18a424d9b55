"""The page of webhooks: added, tried out, rotated, switched off, removed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit, enter
from tests.engine.receiver import Receiver, Reply, receiving

pytestmark = pytest.mark.e2e


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def add(page: Page, url: str) -> str:
    """Add an address on the page; its secret."""
    page.goto("/account/webhooks")
    page.fill("#hook-url", url)
    page.locator("[data-hook-form] button[type=submit]").click()
    secret = page.locator("#hook-secret").input_value()
    page.locator("[data-secret] .button-plain").click()
    expect(page.locator("[data-secret]")).to_have_count(0)
    return secret


def test_a_webhook_is_added_and_its_test_arrives_signed(guest: Page, receiver: Receiver) -> None:
    secret = add(guest, receiver.url())

    guest.locator("[data-act=test]").click()

    expect(guest.locator("[data-delivery=delivered]")).to_be_visible()
    [heard] = receiver.heard
    assert heard.verify(secret)["type"] == "webhook.test"
    guest.reload()
    expect(guest.locator("[data-hook]")).to_be_visible()
    assert secret not in guest.content()


def test_what_went_wrong_is_in_the_log_and_can_be_sent_again(
    guest: Page, receiver: Receiver
) -> None:
    receiver.replies["/hook"] = [Reply(500, body=b"the shop is closed")]
    add(guest, receiver.url())

    guest.locator("[data-act=test]").click()
    failed = guest.locator("[data-delivery=failed]")
    expect(failed).to_contain_text("500")
    failed.locator("summary").click()
    expect(failed).to_contain_text("the shop is closed")
    failed.locator("button").click()

    expect(guest.locator("[data-delivery=delivered]")).to_be_visible()
    assert len({each.id for each in receiver.heard}) == 1


def test_a_secret_is_replaced_and_a_webhook_switched_off_and_removed(
    guest: Page, receiver: Receiver
) -> None:
    before = add(guest, receiver.url())
    hook = guest.locator("[data-hook]")

    guest.locator("[data-act=rotate]").click()
    guest.locator("dialog .button-primary").click()
    expect(guest.locator("#hook-secret")).not_to_have_value(before)
    guest.locator("[data-act=switch]").click()
    expect(hook).to_contain_text("Off")
    guest.locator("[data-act=remove]").click()
    guest.locator("dialog .button-danger").click()

    expect(hook).to_have_count(0)
    expect(guest.locator("main")).to_contain_text("No program is told yet.")


def test_an_address_that_cannot_be_used_is_said_beside_its_field(visit: Visit) -> None:
    page = enter(visit(language="ko-KR", phone=True))
    page.goto("/account")
    page.locator("a[href='/account/webhooks']").click()
    page.fill("#hook-url", "ftp://example.com/hooks")

    page.locator("[data-hook-form] button[type=submit]").click()

    expect(page.locator("#hook-url-about")).to_contain_text("https://")
    expect(page.locator("#hook-url")).to_have_attribute("aria-invalid", "true")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
