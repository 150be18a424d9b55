"""The pages of those who run the studio, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.rows import write

pytestmark = pytest.mark.e2e

WORDS = "a secret garden in the rain"


def _make_operator(page: Page, site: Site) -> str:
    """Let who is here run the studio; a job of theirs that failed without reaching anybody."""
    me = page.request.get("/api/auth/me").json()["id"]
    write(site, "UPDATE people SET role = 'operator' WHERE id = %s", me)
    asked = {"medium": "song", "params": {"prompt": WORDS, "length_s": 30}}
    asked |= {"provider": "sketch_song"}
    origin = {"Origin": site.url}
    job = page.request.post("/api/jobs", data=asked, headers=origin).json()["id"]
    page.goto("/operations/jobs")
    expect(page.locator(f"[data-row={job}]")).to_be_visible()
    return job


def test_an_operator_finds_a_job_and_reads_its_story(guest: Page, site: Site) -> None:
    job = _make_operator(guest, site)

    guest.locator("[data-paste] input").fill(job)
    guest.locator("[data-paste] button").click()

    expect(guest).to_have_url(f"{site.url}/operations/jobs/{job}")
    expect(guest.locator("[data-line='money hold']")).to_be_visible()
    assert WORDS not in guest.content()
    guest.locator("[data-act=open]").click()
    expect(guest.locator("[data-opened] pre")).to_contain_text(WORDS)
    guest.goto("/operations/audit?act=job.open")
    expect(guest.locator("tbody tr")).to_contain_text("job.open")


def test_slots_are_edited_and_filters_live_in_the_address(guest: Page, site: Site) -> None:
    _make_operator(guest, site)

    guest.goto("/operations/providers")
    row = guest.locator("[data-row=simulated]")
    row.locator("[data-act=slots]").click()
    guest.locator("dialog input[name=slots]").fill("3")
    guest.locator("[data-yes=slots]").click()

    expect(row.locator("[data-slots='3']")).to_be_visible()
    guest.goto("/operations/jobs")
    guest.locator("select").first.select_option("failed")
    expect(guest).to_have_url(f"{site.url}/operations/jobs?state=failed")
    guest.goto("/operations")
    expect(guest.locator("[data-charts] svg").first).to_be_visible()
    expect(guest.locator("[data-now=running]")).to_be_visible()


def test_to_everybody_else_there_is_nothing(guest: Page) -> None:
    guest.goto("/operations")

    expect(guest.locator("[data-ops] [role=alert]")).to_be_visible()
    expect(guest.locator("[data-ops] nav")).to_have_count(0)
    expect(guest.locator(".rail a[href='/operations']")).to_have_count(0)
