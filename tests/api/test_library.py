"""Finished things over REST."""

from urllib.parse import quote

import pytest

from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.engine.scripted import MP3


@pytest.fixture
def url(ann: Visitor) -> str:
    """Where the bytes of a song of Ann's are."""
    return ann.song(title="비 노래")["files"][0]["url"]


def test_the_library_shows_what_was_made(ann: Visitor) -> None:
    first, second = ann.song(prompt="rain"), ann.song(prompt="snow")

    def found(**query: str) -> list[str]:
        page = ann.client.get("/api/library", params=query).json()
        return [file["job_id"] for file in page["items"]]

    assert found() == [second["id"], first["id"]]
    assert found(sort="oldest") == [first["id"], second["id"]]
    assert found(search="rain") == [first["id"]]
    assert found(medium="photo") == []
    assert found(favourites="true") == []


def test_the_library_turns_its_pages(ann: Visitor) -> None:
    first, second = ann.song(), ann.song()

    page = ann.client.get("/api/library", params={"limit": 1}).json()
    rest = ann.client.get("/api/library", params={"cursor": page["next_cursor"]}).json()

    assert [file["job_id"] for file in page["items"] + rest["items"]] == [
        second["id"],
        first["id"],
    ]
    assert rest["next_cursor"] is None


def test_a_file_becomes_a_favourite_and_ceases_to_be(ann: Visitor) -> None:
    [file] = ann.song()["files"]
    path = f"/api/assets/{file['id']}"

    assert ann.client.patch(path, json={"favourite": True}).json()["favourite"]
    assert ann.client.get("/api/library", params={"favourites": "1"}).json()["items"]
    assert not ann.client.patch(path, json={"favourite": False}).json()["favourite"]
    assert not ann.client.get(path).json()["favourite"]
    assert ann.client.patch(path, json={"favourite": "perhaps"}).status_code == 422


def test_the_bytes_come_whole(ann: Visitor, url: str) -> None:
    answer = ann.client.get(url)

    assert (answer.status_code, answer.content) == (200, MP3)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private, max-age=")
    assert "immutable" in answer.headers["cache-control"]


def test_a_download_has_a_name_in_any_script(ann: Visitor, url: str) -> None:
    name = f"filename*=utf-8''{quote('비_노래.mp3')}"

    shown = ann.client.get(url).headers["content-disposition"]
    taken = ann.client.get(url, params={"download": "1"}).headers["content-disposition"]

    assert (shown, taken) == (f"inline; {name}", f"attachment; {name}")


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, len(MP3)), ("bytes=-4", len(MP3) - 4, len(MP3))],
)
def test_a_part_comes_alone(ann: Visitor, url: str, *, asked: str, start: int, stop: int) -> None:
    answer = ann.client.get(url, headers={"Range": asked})

    assert (answer.status_code, answer.content) == (206, MP3[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(MP3)}"


def test_a_part_that_is_not_there_is_told(ann: Visitor, url: str) -> None:
    answer = ann.client.get(url, headers={"Range": "bytes=999999-"})

    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(MP3)}"


def test_a_part_of_another_version_is_not_mixed_in(ann: Visitor, url: str) -> None:
    etag = ann.client.get(url).headers["etag"]

    same = ann.client.get(url, headers={"Range": "bytes=0-9", "If-Range": etag})
    other = ann.client.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_what_the_browser_holds_is_not_sent_again(ann: Visitor, url: str) -> None:
    etag = ann.client.get(url).headers["etag"]

    answer = ann.client.get(url, headers={"If-None-Match": f'"x", W/{etag}'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == etag


def test_the_head_comes_without_the_bytes(ann: Visitor, url: str) -> None:
    answer = ann.client.head(url)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(MP3))


def test_a_file_that_vanished_is_not_there(ann: Visitor, url: str, house: House) -> None:
    for path in house.studio.settings.files.rglob("*.mp3"):
        path.unlink()

    assert ann.client.get(url).status_code == 404


def test_takes_of_one_song_are_one_thing_and_another_may_lead(ann: Visitor) -> None:
    first = ann.song()
    again = ann.client.post(f"/api/jobs/{first['id']}/again").json()
    ann.house.answer()

    takes = ann.client.get(f"/api/jobs/{again['id']}/takes").json()["items"]
    assert [(take["take"], take["leads"], take["takes"]) for take in takes] == [
        (1, True, 2),
        (2, False, 2),
    ]
    [shown] = ann.client.get("/api/library").json()["items"]
    assert shown["id"] == takes[0]["id"]

    changed = ann.client.patch(f"/api/assets/{takes[1]['id']}", json={"leads": True}).json()

    assert changed["leads"]
    [shown] = ann.client.get("/api/library").json()["items"]
    assert (shown["id"], shown["takes"]) == (takes[1]["id"], 2)
