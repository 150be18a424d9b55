"""The pages of those who run the studio, in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit, awake, enter, rest
from tests.e2e.rows import sky, write

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
    guest.goto("/operations/deliveries")
    guest.get_by_label("Way").select_option("email")
    expect(guest).to_have_url(f"{site.url}/operations/deliveries?channel=email")
    guest.goto("/operations")
    expect(guest.locator("[data-charts] svg").first).to_be_visible()
    expect(guest.locator("[data-now=running]")).to_be_visible()


def test_a_reason_narrows_the_list_to_its_provider_and_code(guest: Page, site: Site) -> None:
    _make_operator(guest, site)
    failing = {"medium": "song", "params": {"prompt": "storm [sim:fail]", "length_s": 3}}
    origin = {"Origin": site.url}
    guest.request.post("/api/jobs", data=failing | {"provider": "simulated"}, headers=origin)
    guest.goto("/operations/failed?newer_s=3600")
    row = guest.locator("[data-row='simulated provider_failed']")
    expect(row).to_be_visible(timeout=60_000)

    row.get_by_role("button", name="provider_failed").click()

    narrowed = "newer_s=3600&provider=simulated&code=provider_failed"
    expect(guest).to_have_url(f"{site.url}/operations/failed?{narrowed}")


def test_who_is_blocked_is_told_so_on_the_page_that_is_open(guest: Page, site: Site) -> None:
    me = guest.request.get("/api/auth/me").json()["id"]
    guest.goto("/make")
    awake(guest)
    guest.locator("textarea").first.fill(WORDS)
    write(site, "UPDATE people SET blocked_at = now() WHERE id = %s", me)

    guest.get_by_role("button", name="Start", exact=True).click()

    news = guest.get_by_role("region", name="News")
    expect(news.get_by_text("This account is closed.")).to_be_visible()


def test_on_a_phone_axe_finds_nothing_in_the_rooms_of_operators(visit: Visit, site: Site) -> None:
    page = enter(visit(phone=True, dark=True, language="ko-KR"))
    job = _make_operator(page, site)
    found: dict[str, list[str]] = {}

    for room in ("", "/jobs", f"/jobs/{job}", "/failed", "/providers", "/people"):
        page.goto(f"/operations{room}")
        rest(page)
        faults = Axe().run(page).response["violations"]
        found[room] = [each["id"] for each in faults if each["impact"] != "minor"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), room

    assert {room: faults for room, faults in found.items() if faults} == {}


def test_who_fails_now_and_then_can_be_paused(guest: Page, site: Site) -> None:
    _make_operator(guest, site)
    with sky(site, "simulated", "failures = 2"):
        guest.goto("/operations/providers")
        row = guest.locator("[data-row=simulated]")
        row.locator("[data-act=pause]").click()
        guest.locator("dialog input[name=why]").fill("It fails now and then.")
        guest.locator("[data-yes=pause]").click()

        expect(row).to_contain_text("It fails now and then.")
        expect(row.locator("[data-act=pause]")).to_have_count(0)
        row.locator("[data-act=resume]").click()
        guest.locator("[data-yes=resume]").click()
        expect(row.locator("[data-act=pause]")).to_be_visible()


def test_to_everybody_else_there_is_nothing(guest: Page) -> None:
    guest.goto("/operations")

    expect(guest.locator("[data-ops] [role=alert]")).to_be_visible()
    expect(guest.locator("[data-ops] nav")).to_have_count(0)
    expect(guest.locator(".rail a[href='/operations']")).to_have_count(0)


def test_what_was_lost_is_adopted_for_whom_one_names_or_marked(guest: Page, site: Site) -> None:
    _make_operator(guest, site)
    origin = {"Origin": site.url}
    account = {"email": "finder@example.com", "password": "a long enough one"}
    assert guest.request.post("/api/auth/sign-up", data=account, headers=origin).ok
    _lose(guest, site)

    guest.goto("/operations/lost")
    row = guest.locator("[data-row=lost_00000000000000000000000001]")
    row.locator("[data-act=adopt]").click()
    guest.locator("dialog input[name=email]").fill("nobody@example.com")
    guest.locator("[data-yes=adopt]").click()
    expect(guest.locator("dialog [role=alert]")).to_be_visible()
    guest.locator("dialog input[name=email]").fill(account["email"])
    guest.locator("[data-yes=adopt]").click()
    expect(row).to_have_count(0)
    other = guest.locator("[data-row=lost_00000000000000000000000002]")
    # By the keyboard: what is told of the song may lie over the last row for a while.
    other.locator("[data-act=not_ours]").press("Enter")
    guest.locator("[data-yes=not_ours]").click()
    expect(other).to_have_count(0)

    guest.locator("select").first.select_option("not_ours")
    expect(guest).to_have_url(f"{site.url}/operations/lost?mark=not_ours")
    expect(other.locator("[data-act=reopen]")).to_be_visible()
    guest.goto("/operations/lost?mark=adopted")
    row.locator("a").click()
    expect(guest.locator("[data-line='audit lost.adopt']")).to_be_visible()
    expect(guest.locator("[data-line='file stored']").first).to_be_visible(timeout=60_000)


def _lose(page: Page, site: Site) -> None:
    """A song that its provider made, and whose order nobody here knows any more; and another's."""
    asked = {"medium": "song", "params": {"prompt": WORDS, "length_s": 3}, "provider": "simulated"}
    origin = {"Origin": site.url}
    job = page.request.post("/api/jobs", data=asked, headers=origin).json()["id"]
    page.goto(f"/operations/jobs/{job}")
    expect(page.locator("[data-line='file stored']").first).to_be_visible(timeout=60_000)
    lost = """INSERT INTO lost_orders (id, provider, order_id, remote_id, model, state, made_at,
            found_at, seen_at)
        SELECT %s, 'simulated', remote_id || %s, remote_id, 'tone', 'made', now(), now(), now()
        FROM tasks WHERE job_id = %s"""
    write(site, lost, "lost_00000000000000000000000001", "", job)
    write(site, lost, "lost_00000000000000000000000002", "-of-another", job)
    write(site, "UPDATE tasks SET remote_id = NULL WHERE job_id = %s", job)
