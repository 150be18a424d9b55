"""Letting go and getting back, what leaves by its age, and the meter: in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit, enter
from tests.e2e.conftest import meanwhile as running
from tests.e2e.rows import write
from tests.engine.crew import wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A studio where songs without a plan stay for ninety days, in 40 MB."""
    with running(STUDIO_KEEP_FREE_DAYS="90", STUDIO_STORAGE_FREE_MB="40") as site:
        yield site


def song(page: Page, title: str) -> str:
    """A finished song of whoever is signed in; its job."""
    asked = {
        "medium": "song",
        "params": {"prompt": "rain", "length_s": 15},
        "provider": "sketch_song",
        "title": title,
    }
    origin = {"Origin": re.sub(r"(https?://[^/]+).*", r"\1", page.url)}
    job = page.request.post("/api/jobs", data=asked, headers=origin).json()["id"]
    wait_until(lambda: page.request.get(f"/api/jobs/{job}").json()["status"] == "completed")
    return job


def grow_old(site: Site, *jobs: str) -> None:
    """These songs were made long ago, and it is announced that they leave in a fortnight."""
    write(
        site,
        """UPDATE jobs SET ended_at = now() - interval '100 days', announced_at = now(),
           leaves_at = date_trunc('day', now(), 'UTC') + interval '15 days' WHERE id = ANY(%s)""",
        list(jobs),
    )


def test_a_song_is_let_go_found_in_the_trash_and_restored(visit: Visit) -> None:
    page = enter(visit())
    job = song(page, "Rain on the roof")
    page.goto(f"/song/{job}")
    page.locator("[data-act=delete]").click()
    expect(page.locator("dialog")).to_contain_text(re.compile(r"restored until \d+ \w+"))
    page.locator("dialog .button-danger").click()
    page.wait_for_url("**/library")
    expect(page.locator("main")).not_to_contain_text("Rain on the roof")

    page.locator("main a[href='/trash']").click()
    trashed = page.locator(f"[data-trashed={job}]")
    expect(trashed).to_contain_text("Rain on the roof")
    expect(trashed).to_contain_text("Restorable until")
    trashed.locator("[data-act=restore]").click()

    expect(page.locator("[data-restored]")).to_contain_text("Rain on the roof")
    expect(page.locator("main")).to_contain_text("Nothing in the trash.")
    page.locator("[data-restored] a").click()
    expect(page.locator("h1")).to_contain_text("Rain on the roof")


def test_the_trash_is_emptied_after_it_asked(visit: Visit) -> None:
    page = enter(visit(language="ko-KR", phone=True, dark=True))
    job = song(page, "비 오는 밤")
    page.request.delete(f"/api/jobs/{job}", headers={"Origin": page.url.split("/make")[0]})
    page.goto("/trash")
    expect(page.locator(f"[data-trashed={job}]")).to_contain_text("되살릴 수 있어요")

    page.locator("[data-act=empty]").click()
    page.locator("dialog .button-danger").click()

    expect(page.locator("main")).to_contain_text("휴지통이 비어 있어요.")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_what_leaves_is_said_calmly_and_kept_or_let_go(visit: Visit, site: Site) -> None:
    page = enter(visit())
    jobs = [song(page, f"Old rain {number}") for number in range(3)]
    grow_old(site, *jobs)
    page.goto("/")
    banner = page.locator("[data-leaving]")
    expect(banner).to_contain_text(re.compile(r"3 things leave on \d+ \w+\."))

    banner.locator("[data-act=look]").click()
    page.locator(f"[data-song={jobs[0]}] [data-act=keep]").click()
    expect(page.locator("[data-song]")).to_have_count(2)
    page.locator(f"[data-song={jobs[1]}] [data-act=let-go]").click()
    expect(page.locator("[data-song]")).to_have_count(1)
    with page.expect_download() as download:
        page.locator("[data-act=download]").click()
    assert download.value.suggested_filename.endswith(".zip")

    page.goto("/library")
    expect(banner).to_contain_text(re.compile(r"1 thing leaves on \d+ \w+\."))
    expect(page.locator("main")).to_contain_text("Old rain 0")
    expect(page.locator("main")).not_to_contain_text("Old rain 1")
    banner.locator("[data-act=keep-all]").click()
    expect(banner).to_have_count(0)


def test_the_meter_says_what_is_stored_and_in_the_trash(visit: Visit) -> None:
    page = enter(visit())
    song(page, "Rain")
    page.goto("/account")

    meter = page.locator("[data-meter]")

    expect(meter).to_contain_text(re.compile(r"[\d.]+ (kB|MB) of 40 MB"))
    expect(meter).to_contain_text("1 song")
    expect(meter.locator("[role=meter]")).to_have_attribute("aria-valuemax", "40000000")
    meter.locator("a[href='/trash']").click()
    expect(page.locator("h1")).to_contain_text("Trash")


def test_a_full_plan_is_said_where_one_starts(visit: Visit, site: Site) -> None:
    page = enter(visit())
    job = song(page, "Rain")
    write(site, "UPDATE assets SET size = 41000000 WHERE job_id = %s", job)

    page.goto("/")
    page.fill("#home-prompt", "more rain")
    page.locator("#home-form button[type=submit]").click()

    expect(page.locator(".against")).to_contain_text("empty the trash")
