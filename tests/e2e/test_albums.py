"""Photo albums in a browser: the seven points of the document's list, left and come back to."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.conftest import Visit, enter, rest

pytestmark = pytest.mark.e2e

READY = "[data-cell][data-status=COMPLETED]"


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody, drawn: light skin before a blue wall, large enough for a camera's picture."""
    picture = Image.new("RGB", (900, 1200), (70, 90, 140))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((250, 200, 650, 760), fill=(224, 188, 160))
    pen.rectangle((200, 800, 700, 1200), fill=(60, 50, 70))
    for x in (370, 530):
        pen.ellipse((x - 24, 420, x + 24, 452), fill=(40, 30, 30))
    pen.arc((370, 520, 530, 640), 20, 160, fill=(150, 60, 60), width=10)
    path = tmp_path_factory.mktemp("faces") / "me.jpg"
    picture.save(path, quality=90)
    return path


def begin(page: Page, kind: str, title: str) -> str:
    """Make an album from the shelf; returns its address."""
    page.goto("/albums")
    page.locator("[data-act=new-album]").click()
    page.locator(f"dialog label:has(input[value={kind}])").click()
    page.locator("dialog input[name=title]").fill(title)
    page.locator("[data-act=begin-album]").click()
    page.wait_for_url("**/albums/album_*")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def bring(page: Page, role: str, face: Path) -> None:
    """Add a photo of somebody, and wait until it may be used."""
    page.locator(f"[data-file={role}]").set_input_files(face)
    expect(page.locator(f"section[data-role={role}] [data-photo]")).to_have_count(1, timeout=60_000)
    expect(page.locator(f"#shoot-form input[data-role={role}]")).to_be_enabled()


def choose(page: Page, *styles: str) -> None:
    for style in styles:
        page.locator(f"[data-style={style}]").click()


def test_exactly_five_are_taken_and_the_running_set_is_there_again(
    visit: Visit, face: Path
) -> None:
    page = enter(visit())
    album = begin(page, "WEDDING", "Our wedding")
    bring(page, "GROOM", face)
    bring(page, "BRIDE", face)
    styles = page.locator("[data-style]")
    words = [styles.nth(n).get_attribute("data-style") or "" for n in range(4)]
    choose(page, *words)
    expect(page.locator("[data-sum]")).to_have_text(
        re.compile(r"4 styles × 2 roles \(Groom, Bride\) = 8 pictures · 8 credits")
    )

    page.locator("#shoot-form label:has(input[value=BATCH])").click()
    expect(page.locator("[data-sum='5']")).to_contain_text("5 pictures · 5 credits")
    page.locator("[data-act=shoot]").click()

    expect(page.locator("[data-cell]")).to_have_count(5)
    page.goto("/library")  # left, and come back to
    page.goto(album)
    expect(page.locator("[data-cell]")).to_have_count(5)
    device = visit(like=page)
    device.goto(album)
    expect(device.locator("[data-cell]")).to_have_count(5)
    expect(page.locator(READY)).to_have_count(5, timeout=120_000)
    expect(device.locator(READY)).to_have_count(5, timeout=30_000)
    names = [cell.inner_text() for cell in page.locator("[data-cell] p").all()]
    assert len(set(names)) == 5
    assert all(name.endswith(" · 1 credit") for name in names)


def test_pictures_are_looked_at_compared_kept_and_taken_home(visit: Visit, face: Path) -> None:
    page = enter(visit(phone=True, language="ko-KR", dark=True))
    begin(page, "PROFILE", "프로필")
    [role] = [
        each.get_attribute("data-role") or "" for each in page.locator("section[data-role]").all()
    ]
    bring(page, role, face)
    words = [
        page.locator("[data-style]").nth(n).get_attribute("data-style") or "" for n in range(2)
    ]
    choose(page, *words)
    expect(page.locator("[data-sum='2']")).to_have_text(
        re.compile(r"2 스타일 × 1 역할\(.+\) = 2장 · 2 크레딧")
    )
    page.locator("[data-act=shoot]").click()
    expect(page.locator(READY)).to_have_count(2, timeout=120_000)

    page.locator("[data-act=open-cell]").first.click()
    box = page.locator("[data-lightbox]")
    first = box.get_attribute("data-lightbox")
    page.keyboard.press("ArrowRight")
    expect(box).not_to_have_attribute("data-lightbox", first or "")
    page.keyboard.press("f")
    expect(page.locator("[data-act=star]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    page.locator("[data-slider]").fill("20")
    expect(page.locator("[data-compare] img").first).to_be_visible()
    found = faults(page, minor=True)
    with page.expect_download() as waiting:
        page.locator("[data-act=download-picture]").click()
    page.keyboard.press("Escape")

    assert found == []
    assert waiting.value.path().read_bytes()[:2] == b"\xff\xd8"
    expect(box).to_have_count(0)
    page.locator("[data-act=choose-many]").click()
    for cell in page.locator("[data-act=open-cell]").all():
        cell.click()
    with page.expect_download() as archive:
        page.locator("[data-act=zip-chosen]").click()
    packed = zipfile.ZipFile(io.BytesIO(archive.value.path().read_bytes()))
    assert len(packed.namelist()) == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator("[data-act=open-cell]").first.click()  # no longer chosen
    page.locator("[data-choosing] [data-act=part]").click()
    asked = page.locator("dialog[open]")
    expect(asked).to_contain_text("30일 동안 되살릴 수 있어요")
    asked.locator(".button-danger").click()
    expect(page.locator("[data-cell]")).to_have_count(1)
    expect(page.locator("[data-set]")).to_contain_text("2장 중 2장 준비됨")
    expect(page.locator("[data-set]")).to_contain_text("1장 지움")
    page.locator("[data-act=open-cell]").click()
    page.locator("[data-lightbox] [data-act=part]").click()
    page.locator("dialog[open] .button-danger").click()
    expect(page.locator("[data-cell]")).to_have_count(0)
    expect(page.locator("[data-lightbox]")).to_have_count(0)
    page.goto("/trash")
    page.locator("[data-act=restore]").first.click()
    page.locator("[data-restored] a").click()
    expect(page.locator(READY)).to_have_count(1)


def test_a_set_is_stopped_and_what_was_not_made_is_given_back(visit: Visit, face: Path) -> None:
    page = enter(visit())
    begin(page, "PROFILE", "Many")
    [role] = [
        each.get_attribute("data-role") or "" for each in page.locator("section[data-role]").all()
    ]
    bring(page, role, face)
    choose(page, page.locator("[data-style]").first.get_attribute("data-style") or "")
    page.locator("#shoot-form label:has(input[value=BATCH])").click()
    page.locator("[data-count]").fill("30")
    page.locator("[data-act=shoot]").click()
    expect(page.locator("[data-cell]")).to_have_count(30)

    page.locator("[data-set] [data-act=cancel]").click()
    page.locator("dialog .button-danger").click()

    done = page.locator("[data-set][data-status=CANCELLED], [data-set][data-status=COMPLETED]")
    expect(done).to_have_count(1, timeout=60_000)
    made, stopped = page.locator(READY), page.locator("[data-cell][data-status=CANCELLED]")
    expect(made.or_(stopped)).to_have_count(30)
    credits_ = page.request.get("/api/auth/me").json()
    assert (credits_["held"], credits_["available"]) == (0, 100 - made.count())


def test_albums_have_no_fault_that_axe_finds(visit: Visit, face: Path) -> None:
    page = enter(visit(phone=True, language="ko-KR"))
    page.goto("/albums")
    rest(page)
    empty = faults(page, minor=True)
    begin(page, "FAMILY", "우리 가족")
    rest(page)

    assert empty == []
    assert faults(page, minor=True) == []
