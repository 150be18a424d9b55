"""With files in a bucket: songs play, are drawn and are taken home in a real browser."""

import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import soundfile
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Site, enter, meanwhile
from tests.engine.crew import wait_until
from tests.simulators.bucket import Bucket

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def bucket(s3_server: str) -> Bucket:
    """A bucket for the site."""
    return Bucket.make(s3_server, "e2e-songs")


@pytest.fixture(scope="module")
def bucket_site(bucket: Bucket) -> Iterator[Site]:
    """A Meanwhile whose files are in it."""
    with meanwhile(
        S3_BUCKET=bucket.name,
        S3_ENDPOINT_URL=bucket.url,
        S3_ACCESS_KEY_ID="test",
        S3_SECRET_ACCESS_KEY="a secret key",
    ) as site:
        yield site


def open_page(
    browser: Browser, site: Site, *, language: str = "en-GB", phone: bool = False
) -> Page:
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 860}
    page = browser.new_context(
        base_url=site.url,
        locale=language,
        viewport=size,  # pyright: ignore[reportArgumentType]
        bypass_csp=True,  # waiting by script evaluates it in the page
    ).new_page()
    # The first sound of a browser starts a process of its own.
    page.set_default_timeout(45_000)
    return page


def ready_song(page: Page, site: Site, *, words: str = "rain on a tin roof") -> Page:
    """The page of a song that is made; it waits for a press."""
    enter(page)
    params = {"prompt": words, "length_s": 10}
    asked = {"medium": "song", "provider": "sketch_song", "params": params}
    answer = page.request.post("/api/jobs", data=asked, headers={"Origin": site.url})
    job = str(answer.json()["id"])
    wait_until(lambda: page.request.get(f"/api/jobs/{job}").json()["status"] == "completed")
    # To a tab that saw it being made it is news, which plays by itself: a press would pause it.
    tab = page.context.new_page()
    tab.set_default_timeout(45_000)
    page.close()
    tab.goto(f"/song/{job}")
    expect(tab.locator("[data-act=download]")).to_be_visible()
    return tab


@pytest.fixture(scope="module")
def page(browser: Browser, bucket_site: Site) -> Iterator[Page]:
    """Somebody with a song."""
    page = ready_song(open_page(browser, bucket_site), bucket_site)
    yield page
    page.context.close()


AUDIO = "document.querySelector('#player-audio')"


def be_still(page: Page) -> None:
    """Whether or not the song has ended by itself meanwhile."""
    page.evaluate(f"{AUDIO}.pause()")
    expect(page.locator("#player [aria-label=Play]").first).to_be_visible()


def test_a_song_plays_and_seeks_from_the_bucket(page: Page, bucket: Bucket) -> None:
    answers: list[tuple[str, int]] = []
    page.on("response", lambda it: answers.append((urlsplit(it.url).netloc, it.status)))

    page.locator("main [data-act=play]").first.click()
    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    page.evaluate(f"{AUDIO}.currentTime = 6")
    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.currentTime > 6.2")
    be_still(page)

    assert (urlsplit(bucket.url).netloc, 206) in answers
    assert not [status for _, status in answers if status >= 400]
    assert page.locator("main svg").count() > 1


def test_an_address_that_lapsed_is_asked_for_again(page: Page) -> None:
    # The player may ask for another address before anybody looks: the event is waited for.
    page.evaluate(f"""() => new Promise(failed => {{
        {AUDIO}.addEventListener('error', failed, {{ once: true }})
        {AUDIO}.src = '/api/health'
    }}).then(() => true)""")

    page.locator("main [data-act=play]").first.click()

    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0.3")
    be_still(page)


@pytest.mark.parametrize(("name", "rate"), [("wav", 44_100), ("ogg", 44_100), ("mp3", 44_100)])
def test_a_song_is_taken_home_in_the_format_one_likes(page: Page, *, name: str, rate: int) -> None:
    page.locator("[data-act=download]").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(f"[data-format={name}]").click()

    download = waiting.value
    body = download.path().read_bytes()
    sound, found = soundfile.read(io.BytesIO(body))
    assert download.suggested_filename.endswith(f".{name}")
    assert found == rate
    assert len(sound) / rate == pytest.approx(10, abs=1.5)
    expect(page.locator("[data-told=ready]")).to_have_text(re.compile(name.upper()))


def test_the_menu_is_walked_with_the_keyboard(page: Page) -> None:
    button = page.locator("[data-act=download]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-format=mp3]")).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-format=wav]")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("[data-format=ogg]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-format=mp3]")).to_be_focused()
    found = faults(page, minor=True)
    page.keyboard.press("Escape")

    expect(page.locator("[role=menu]")).to_have_count(0)
    expect(button).to_be_focused()
    assert found == []


def test_a_format_that_cannot_be_made_is_said_and_asked_for_again(
    page: Page, bucket: Bucket
) -> None:
    """The song is away from the bucket for a moment."""
    [key] = [key for key in bucket.objects() if key.startswith("music/")]
    kept = bucket.client.get_object(Bucket=bucket.name, Key=key)["Body"].read()
    bucket.client.delete_object(Bucket=bucket.name, Key=key)
    page.locator("[data-act=download]").click()
    page.locator("[data-format=flac]").click()
    expect(page.locator("[data-told=failed]")).to_have_text(re.compile("FLAC could not be made"))

    bucket.client.put_object(Bucket=bucket.name, Key=key, Body=kept)
    page.locator("[data-act=download]").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.locator("[data-format=flac]").click()

    assert waiting.value.path().read_bytes()[:4] == b"fLaC"


def test_the_menu_speaks_korean_on_a_phone(browser: Browser, bucket_site: Site) -> None:
    page = open_page(browser, bucket_site, language="ko-KR", phone=True)
    page = ready_song(page, bucket_site, words="비 오는 밤")

    page.locator("[data-act=download]").click()

    expect(page.locator("[role=menu]")).to_have_attribute("aria-label", "내려받을 파일")
    expect(page.locator("[data-format=mp3]")).to_contain_text("만든 그대로")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
