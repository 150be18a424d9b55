"""Playlists are made, put in order and played through; what is shared shows nothing else."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import Site, Visit, enter, go

pytestmark = pytest.mark.e2e

AUDIO = "document.getElementById('player-audio')"
NAME, EMAIL = "Minseo Quietname", "quiet.person@example.com"


_MADE = """async id => {
    for (;;) {
        const job = await (await fetch(`/api/jobs/${id}`)).json();
        if (job.status === "completed") return job.files[0].id;
        await new Promise(again => setTimeout(again, 250));
    }
}"""
"""Resolves once a job has ended well, to the id of its file."""


class Person:
    """Somebody with finished songs, who asks over REST what a test is not about."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self._origin = page, {"Origin": site.url}

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What the API answers to this browser."""
        answer = self.page.request.fetch(path, method=method, data=body, headers=self._origin)
        assert answer.ok, answer.text()
        return answer.json()

    def songs(self, *titles: str) -> list[str]:
        """Short finished songs, as ids of their files."""
        jobs = [self._start(title) for title in titles]
        return [self._file(job) for job in jobs]

    def _start(self, title: str) -> str:
        params = {"prompt": title, "length_s": 4}
        asked = {"medium": "song", "provider": "sketch_song", "title": title, "params": params}
        return self.ask("POST", "/api/jobs", asked)["id"]

    def _file(self, job: str) -> str:
        return self.page.evaluate(_MADE, job)

    def playlist(self, title: str, songs: list[str]) -> str:
        """The id of a playlist with these songs."""
        return self.ask("POST", "/api/playlists", {"title": title, "asset_ids": songs})["id"]


@pytest.fixture
def person(guest: Page, site: Site) -> Person:
    """A guest who goes on to make things."""
    return Person(guest, site)


def test_a_playlist_is_made_filled_named_and_deleted(person: Person) -> None:
    page = person.page
    person.songs("Amber", "Birch")
    go(page, "/playlists")
    page.locator("[data-act=make-list]").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Name").fill("Evenings")
    page.get_by_role("dialog").get_by_role("button", name="Make").click()
    page.wait_for_url(re.compile(r"/playlists/playlist_"))

    page.locator("[data-act=pick]").click()
    for title in ("Amber", "Birch"):
        page.get_by_role("dialog").get_by_role("checkbox", name=title).check()
    page.locator("[data-act=add-chosen]").click()

    expect(page.locator("[data-song]")).to_have_count(2)
    page.get_by_role("button", name="Name and description").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Name").fill("Late evenings")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Late evenings")
    page.locator("[data-act=delete-list]").click()
    expect(page.get_by_role("dialog")).to_contain_text("2 songs stay in your library")
    page.get_by_role("button", name="Delete it").click()
    page.wait_for_url("**/playlists")
    expect(page.get_by_role("main")).to_contain_text("No playlist yet.")


def test_a_song_is_added_from_its_page_and_from_the_library(person: Person) -> None:
    page = person.page
    [song] = person.songs("Amber")
    job = person.ask("GET", f"/api/assets/{song}")["job_id"]
    page.goto(f"/song/{job}")
    page.get_by_role("main").locator("[data-act=add]").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Mornings")
    page.get_by_role("dialog").get_by_role("button", name="Make").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Mornings")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Escape")

    go(page, "/library")
    page.locator("[data-row] [data-act=add]").click()
    mornings = page.get_by_role("dialog").get_by_role("button", name="Mornings")
    mornings.click()

    expect(mornings).to_have_attribute("aria-pressed", "false")


def test_the_order_changes_by_keys_buttons_and_mouse_and_stays(person: Person) -> None:
    page = person.page
    made = person.playlist("Evenings", person.songs("Amber", "Birch", "Cedar"))
    page.goto(f"/playlists/{made}")
    expect(page.locator("[data-song]")).to_have_count(3)

    page.locator("[data-handle]").nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(page.locator("[data-song] [data-open]")).to_have_text(["Birch", "Cedar", "Amber"])
    expect(page.locator("[data-song]").nth(2).locator("[data-handle]")).to_be_focused()
    page.locator("[data-song]").nth(1).locator("[data-step='-1']").click()
    expect(page.locator("[data-song] [data-open]")).to_have_text(["Cedar", "Birch", "Amber"])
    _drag(page, 0, 2)
    expect(page.locator("[data-song] [data-open]")).to_have_text(["Birch", "Amber", "Cedar"])
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("[data-song] [data-open]")).to_have_text(["Birch", "Amber", "Cedar"])


def _drag(page: Page, from_: int, to: int) -> None:
    boxes = [page.locator("[data-handle]").nth(n).bounding_box() for n in (from_, to)]
    start, end = [
        (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box
    ]
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(end[0], (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def _plays(page: Page, song: str) -> None:
    """Wait until this very song is heard."""
    page.wait_for_function(
        f"song => (audio => audio.currentSrc.includes(song) && audio.currentTime > 0.2"
        f" && !audio.paused)({AUDIO})",
        arg=song,
        timeout=30_000,
    )


def test_a_playlist_plays_through_over_pages_and_a_reload(person: Person) -> None:
    page = person.page
    songs = person.songs("Amber", "Birch", "Cedar")
    made = person.playlist("Evenings", songs)
    page.goto(f"/playlists/{made}")

    page.locator("[data-act=play-all]").click()

    _plays(page, songs[0])
    go(page, "/library")
    _plays(page, songs[1])
    page.reload()
    _plays(page, songs[1])
    page.locator("[data-act=player-previous]").click()
    page.locator("[data-act=player-next]").first.click()
    _plays(page, songs[2])
    page.wait_for_function(f"{AUDIO}.ended", timeout=30_000)
    expect(page.locator("#player")).to_contain_text("Cedar")


class Overheard:
    """Everything that a browser was sent, but for sound."""

    def __init__(self, page: Page) -> None:
        self.texts: list[str] = []
        page.on("response", self._note)
        page.on("websocket", lambda ws: ws.on("framereceived", lambda f: self.texts.append(str(f))))

    def _note(self, answer: Response) -> None:
        kind = answer.headers.get("content-type", "")
        self.texts.append(str(answer.headers))
        if kind.startswith(("text/html", "application/json")):
            self.texts.append(answer.text())


def test_a_shared_song_opens_for_strangers_tells_nothing_more_and_closes(
    person: Person, visit: Visit, site: Site
) -> None:
    page = person.page
    signing = {"email": EMAIL, "password": "a quiet desk at dusk", "name": NAME}
    me = person.ask("POST", "/api/auth/sign-up", signing)
    [song] = person.songs("Amber")
    job = person.ask("GET", f"/api/assets/{song}")["job_id"]
    page.goto(f"/song/{job}")
    page.locator("[data-act=share]").click()
    page.locator("[data-act=make-link]").click()
    link = page.locator("[data-link]").input_value()
    stranger = visit()
    heard = Overheard(stranger)

    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Amber")
    stranger.get_by_role("main").locator("[data-act=play]").click()
    _plays(stranger, song)
    stranger.wait_for_load_state("networkidle")

    assert stranger.context.cookies() == []
    assert link.startswith(site.url)
    everything = "\n".join(heard.texts)
    assert "Amber" in everything
    for secret in (NAME, EMAIL, me["id"], job):
        assert secret not in everything, secret
    _withdraw(page)
    stranger.reload()
    expect(stranger.locator("[data-closed]")).to_contain_text("not open any more")
    never = visit()
    never.goto("/s/" + "x" * 24)
    expect(never.locator("[data-closed]")).to_contain_text("not open any more")
    assert never.locator("main").inner_text() == stranger.locator("main").inner_text()
    page.request.delete(
        "/api/auth/account",
        data={"password": "a quiet desk at dusk"},
        headers={"Origin": site.url},
    )


def _withdraw(page: Page) -> None:
    page.locator("[data-act=withdraw]").click()
    asks = page.get_by_role("dialog").last
    expect(asks).to_contain_text("closes at once, for everybody")
    asks.get_by_role("button", name="Withdraw link").click()
    expect(page.locator("[data-act=make-link]")).to_be_visible()


def test_a_messenger_is_told_what_a_link_shows_and_nobody_is_to_index_it(person: Person) -> None:
    page = person.page
    made = person.playlist('Evenings <3 "slow"', person.songs("Amber"))
    shared = person.ask("POST", "/api/shares", {"kind": "playlist", "target_id": made})

    answer = page.request.get(shared["path"])
    closed = page.request.get("/s/" + "x" * 24)

    told = answer.text()
    assert '<meta property="og:title" content="Evenings &lt;3 &quot;slow&quot;"/>' in told
    assert "noindex" in answer.headers["x-robots-tag"]
    assert 'name="robots" content="noindex' in told
    assert (answer.status, closed.status) == (200, 404)
    assert "og:title" not in closed.text()


def test_a_shared_playlist_plays_through_for_a_stranger(person: Person, visit: Visit) -> None:
    page = person.page
    songs = person.songs("Amber", "Birch")
    made = person.playlist("Evenings", songs)
    page.goto(f"/playlists/{made}")
    page.locator("[data-act=share]").click()
    page.get_by_role("checkbox", name="A button to download").check()
    page.locator("[data-act=make-link]").click()
    link = page.locator("[data-link]").input_value()
    stranger = visit(phone=True, language="ko-KR")

    stranger.goto(link)
    stranger.locator("[data-act=play-all]").click()

    _plays(stranger, songs[0])
    _plays(stranger, songs[1])
    expect(stranger.get_by_role("main").locator("a[download]")).to_have_count(2)


def test_links_are_looked_over_on_the_account_page(person: Person) -> None:
    page = person.page
    [song] = person.songs("Amber")
    person.ask("POST", "/api/shares", {"kind": "song", "target_id": song})
    go(page, "/account")
    expect(page.locator("[data-share]")).to_contain_text("Amber")

    page.locator("[data-share] [data-act=withdraw]").click()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw link").click()

    expect(page.locator("[data-share]")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("You have shared nothing.")


def test_somebody_elses_playlist_is_not_here(person: Person, visit: Visit) -> None:
    made = person.playlist("Mine", [])
    other = enter(visit())

    other.goto(f"/playlists/{made}")

    expect(other.get_by_role("main")).to_contain_text("This playlist is not here.")
