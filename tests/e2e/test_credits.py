"""What credits do, as people see it: held, spent, returned, refused; and what can be taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, go, start

pytestmark = pytest.mark.e2e

PAID = "Simulated"


def _buy(page: Page, words: str, *, maker: str = PAID) -> str:
    """Start something that costs money and return its job id."""
    page.locator("label", has_text=re.compile(f"^{maker}\\d")).click()
    expect(page.locator("#make-form aside")).to_contain_text("3 credits")
    return start(page, words, seconds=60)


def _sent(page: Page) -> None:
    """Wait until the order can no longer be taken back."""
    expect(page.locator("[data-act=undo]")).to_have_count(0, timeout=20_000)
    expect(page.locator("[data-started]")).to_contain_text("Being made", timeout=20_000)


def _balance(page: Page) -> str:
    return page.locator(".rail a[href='/account']").inner_text()


def test_what_costs_money_can_be_taken_back_for_five_seconds(guest: Page) -> None:
    _buy(guest, "a song to be taken back [sim:seconds=40]")
    card = guest.locator("[data-started]")
    expect(card).to_contain_text(re.compile(r"Sent in [1-5] s"))
    expect(guest.locator(".rail")).to_contain_text("97 credits · 3 held")

    card.get_by_role("button", name="Undo").click()

    expect(guest.locator("#herald")).to_have_text("Taken back. Nothing was sent or charged.")
    expect(card).to_have_count(0)
    expect(guest.locator(".rail")).to_contain_text("100 credits")
    assert "held" not in _balance(guest)


def test_the_panel_offers_to_take_back_too(guest: Page) -> None:
    _buy(guest, "another song to be taken back [sim:seconds=40]")

    guest.locator("#indicator button").first.click()
    guest.get_by_role("dialog").get_by_role("button", name="Undo").click()

    expect(guest.locator("#indicator")).to_contain_text("Nothing is being made.")


def test_what_is_made_here_has_nothing_to_take_back(guest: Page) -> None:
    start(guest, "a sketch goes at once", seconds=300)

    expect(guest.locator("[data-started]")).to_contain_text(re.compile("Being made|In line"))
    expect(guest.locator("[data-act=undo]")).to_have_count(0)


def test_what_was_started_turns_ready_where_it_was_started(guest: Page) -> None:
    start(guest, "a quick little tune")
    card = guest.locator("[data-started]")

    expect(card).to_contain_text("Ready", timeout=60_000)
    expect(card.locator("[data-act=play]")).to_be_visible()


def test_the_receipt_and_the_statement_say_what_was_paid(guest: Page) -> None:
    job = start(guest, "a song with a receipt")
    expect(guest.locator("[data-started]")).to_contain_text("Ready", timeout=60_000)

    guest.goto(f"/song/{job}")
    receipt = guest.locator("#receipt")
    expect(receipt).to_contain_text(re.compile(r"Quoted\s*1.*Used\s*1", re.DOTALL))
    expect(receipt).to_contain_text("You pay for what was made")
    receipt.get_by_text("Line by line").click()
    expect(receipt.locator("[data-entries] li")).to_have_count(2)
    receipt.get_by_role("link", name="All credits").click()

    lines = guest.locator("#statement [data-entries] li")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("−1")
    expect(lines.nth(1)).to_contain_text("1 held")
    expect(lines.nth(2)).to_contain_text("+100")
    expect(lines.nth(0).get_by_role("link")).to_have_attribute("href", f"/song/{job}")


def test_what_failed_costs_nothing_and_says_so(guest: Page) -> None:
    job = _buy(guest, "a song that fails [sim:fail;seconds=1]")

    guest.goto(f"/song/{job}")

    expect(guest.locator("#receipt")).to_contain_text("0 credits charged", timeout=60_000)
    expect(guest.get_by_role("main")).to_contain_text("Nothing was charged.")


def test_too_few_credits_are_said_beside_the_button(guest: Page, site: Site) -> None:
    for _ in range(4):
        answer = guest.request.post(
            "/api/jobs",
            data={
                "medium": "song",
                "params": {"prompt": "much [sim:never]"},
                "provider": "simulated",
                "takes": 8,
            },
            headers={"Origin": site.url},
        )
        assert answer.status == 202, answer.text()
    guest.reload()
    guest.locator("label", has_text=re.compile(f"^{PAID}\\d")).click()
    guest.locator("summary", has_text="More settings").click()
    guest.locator("label", has=guest.locator("[name=takes][value='2']")).click()
    aside = guest.locator("#make-form aside")
    expect(aside).to_contain_text("6 credits")
    guest.fill("#make-prompt", "one too many")

    aside.get_by_role("button", name="Start").click()

    expect(aside.get_by_role("alert")).to_have_text("Not enough credits: 2 more are needed.")
    expect(guest.locator("[data-started]")).to_have_count(0)


def test_cancelling_says_what_comes_back_before_it_asks(guest: Page) -> None:
    _buy(guest, "a song that can be stopped [sim:seconds=60]")
    _sent(guest)

    guest.locator("[data-started] [data-act=cancel]").click()

    expect(guest.get_by_role("dialog")).to_contain_text(
        "It can still be stopped: 3 credits come back."
    )


def test_cancelling_what_is_bought_says_that_it_arrives(guest: Page) -> None:
    _buy(guest, "a song that is bought [sim:seconds=60]", maker="Simulated, at once")
    _sent(guest)

    guest.locator("[data-started] [data-act=cancel]").click()

    expect(guest.get_by_role("dialog")).to_contain_text(
        "Already bought: it will arrive and is yours."
    )


def test_the_history_has_the_money_in_it(guest: Page) -> None:
    job = start(guest, "a song with a past")
    expect(guest.locator("[data-started]")).to_contain_text("Ready", timeout=60_000)
    go(guest, "/library")

    guest.goto(f"/song/{job}")
    guest.locator("summary", has_text="History").click()

    history = guest.locator("details", has_text="History")
    for words in ("Asked for", "1 credit set aside", "Ready", "song.mp3 · 1 credit used"):
        expect(history).to_contain_text(words)
