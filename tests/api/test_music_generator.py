"""Document 003, word for word: generate, status, download, and how it says no."""

import re
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from app.domain.errors import ProviderRejected
from tests.api.conftest import Visitor
from tests.engine.conftest import House

AT = "/api/music-generator"
SONG = {
    "name": "My Awesome Song",
    "prompt": "upbeat electronic dance music with synthesizers",
    "lengthMs": 30000,
    "outputFormat": "mp3_44100_128",
    "modelId": "music_v1",
}


def _generate(visitor: Visitor, **values: Any) -> dict[str, Any]:
    answer = visitor.client.post(f"{AT}/generate", json=SONG | values)
    assert answer.status_code == 201, answer.text
    return answer.json()


def _status(visitor: Visitor, music_id: str) -> dict[str, Any]:
    return visitor.client.get(f"{AT}/status/{music_id}").json()


def _is_moment(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text))


def test_a_song_is_asked_for_in_the_documents_words(ann: Visitor) -> None:
    answer = _generate(ann)

    data = answer.pop("data")
    assert answer == {"success": True, "message": "Music generation job created successfully"}
    assert _is_moment(data.pop("createdAt"))
    assert data.pop("musicId").startswith("job_")
    assert data == {
        "name": "My Awesome Song",
        "prompt": "upbeat electronic dance music with synthesizers",
        "status": "GENERATING",
        "lengthMs": 30000,
    }


def test_name_and_prompt_are_enough(ann: Visitor) -> None:
    asked = {"name": "My Song", "prompt": "upbeat electronic music"}

    answer = ann.client.post(f"{AT}/generate", json=asked)

    assert answer.status_code == 201
    assert answer.json()["data"]["lengthMs"] == 60_000


def test_a_song_that_is_being_made_has_no_address_yet(ann: Visitor) -> None:
    music_id = _generate(ann)["data"]["musicId"]

    answer = _status(ann, music_id)

    assert set(answer) == {"success", "data"}
    data = answer["data"]
    assert _is_moment(data.pop("createdAt"))
    assert _is_moment(data.pop("updatedAt"))
    assert data == {
        "musicId": music_id,
        "name": "My Awesome Song",
        "status": "GENERATING",
        "lengthMs": 30000,
        "audioUrl": None,
    }


def test_a_finished_song_plays_without_any_header(ann: Visitor, house: House, browser: Any) -> None:
    music_id = _generate(ann)["data"]["musicId"]
    house.answer()

    data = _status(ann, music_id)["data"]

    assert data["status"] == "COMPLETED"
    assert data["updatedAt"] >= data["createdAt"]
    song = browser().client.get(data["audioUrl"])
    assert (song.status_code, song.headers["content-type"]) == (200, "audio/mpeg")


def test_a_song_that_failed_says_only_that(ann: Visitor, house: House) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    music_id = _generate(ann)["data"]["musicId"]
    house.answer()

    answer = _status(ann, music_id)

    assert _is_moment(answer["data"].pop("updatedAt"))
    assert answer == {
        "success": True,
        "data": {"musicId": music_id, "status": "FAILED", "audioUrl": None},
    }


def test_a_finished_song_has_a_download_address_that_ends(
    ann: Visitor, house: House, browser: Any
) -> None:
    music_id = _generate(ann)["data"]["musicId"]
    house.answer()

    data = ann.client.get(f"{AT}/download/{music_id}").json()["data"]

    assert data["fileName"] == "My_Awesome_Song.mp3"
    assert datetime.fromisoformat(data["expiresAt"]) > datetime.fromisoformat(
        _status(ann, music_id)["data"]["updatedAt"]
    )
    song = browser().client.get(data["downloadUrl"])
    assert song.status_code == 200
    assert "attachment" in song.headers["content-disposition"]


def test_there_is_nothing_to_download_before_it_is_made(ann: Visitor) -> None:
    answer = ann.client.get(f"{AT}/download/{_generate(ann)['data']['musicId']}")

    assert (answer.status_code, answer.json()["success"]) == (409, False)


@pytest.mark.parametrize("route", ["status", "download"])
@pytest.mark.parametrize("music_id", ["nonsense", "job_00000000000000000000000000"])
def test_an_unknown_song_is_not_found(ann: Visitor, route: str, music_id: str) -> None:
    answer = ann.client.get(f"{AT}/{route}/{music_id}")

    assert (answer.status_code, answer.json()["message"]) == (404, "Music record not found")
    assert answer.json()["success"] is False


def test_somebody_elses_song_is_not_found(ann: Visitor, bob: Visitor) -> None:
    music_id = _generate(ann)["data"]["musicId"]

    answers = [bob.client.get(f"{AT}/{route}/{music_id}") for route in ("status", "download")]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": None}, "name"),
        ({"prompt": "   "}, "prompt"),
        ({"prompt": "x" * 2_001}, "prompt"),
        ({"lengthMs": 2_999}, "lengthMs"),
        ({"lengthMs": 600_001}, "lengthMs"),
        ({"lengthMs": "long"}, "lengthMs"),
        ({"outputFormat": "wav"}, "outputFormat"),
        ({"modelId": "music_v99"}, "modelId"),
        ({"tempo": 120}, "tempo"),
    ],
)
def test_a_refusal_names_the_field(ann: Visitor, values: dict[str, Any], field: str) -> None:
    answer = ann.client.post(f"{AT}/generate", json=SONG | values)

    body = answer.json()
    assert (answer.status_code, body["success"], body["error"]["field"]) == (422, False, field)
    assert body["message"] == body["error"]["message"]


def test_strangers_are_told_so_in_the_envelope(browser: Any) -> None:
    answer = browser().client.post(f"{AT}/generate", json=SONG)

    assert (answer.status_code, answer.json()["success"]) == (401, False)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/generate", 405), ("POST", "", 405), ("GET", "/nowhere", 404)],
)
def test_an_address_that_answers_nothing_says_so_in_the_envelope(
    ann: Visitor, method: str, path: str, status: int
) -> None:
    answer = ann.client.request(method, f"{AT}{path}", json={} if method == "POST" else None)

    body = answer.json()
    assert (answer.status_code, body["success"]) == (status, False)
    assert body["message"] == body["error"]["message"]


def test_songs_are_listed_the_latest_first(ann: Visitor) -> None:
    ids = [_generate(ann, name=f"Song {n}")["data"]["musicId"] for n in range(3)]

    first = ann.client.get(AT, params={"limit": 2}).json()
    rest = ann.client.get(AT, params={"limit": 2, "cursor": first["nextCursor"]}).json()

    assert [song["musicId"] for song in first["data"] + rest["data"]] == ids[::-1]
    assert (first["success"], rest["nextCursor"]) == (True, None)


def test_a_long_list_asks_the_database_no_more_often_than_a_short_one(
    ann: Visitor, house: House
) -> None:
    asked: list[str] = []

    def statements() -> int:
        asked.clear()
        assert ann.client.get(AT).json()["data"][0]["audioUrl"]
        return len(asked)

    _generate(ann)
    house.answer()
    event.listen(house.studio.sql, "before_cursor_execute", lambda *told: asked.append(told[2]))
    statements()
    one = statements()
    for number in range(5):
        _generate(ann, name=f"Song {number}")
    house.answer()

    assert statements() == one


def test_a_batch_begins_whole(ann: Visitor, house: House) -> None:
    items = [SONG | {"name": f"Song {n}"} for n in range(3)]

    answer = ann.client.post(f"{AT}/batch", json={"items": items}).json()

    assert [song["name"] for song in answer["data"]] == ["Song 0", "Song 1", "Song 2"]
    house.answer()
    states = {_status(ann, song["musicId"])["data"]["status"] for song in answer["data"]}
    assert states == {"COMPLETED"}


def test_a_batch_with_one_bad_song_begins_not_at_all(ann: Visitor) -> None:
    items = [SONG, SONG | {"modelId": "music_v99"}]

    answer = ann.client.post(f"{AT}/batch", json={"items": items})

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "items.1.modelId"
    assert ann.client.get(AT).json()["data"] == []


def test_a_batch_that_is_too_dear_is_refused_whole(ann: Visitor) -> None:
    items = [SONG | {"lengthMs": 600_000}] * 50

    answer = ann.client.post(f"{AT}/batch", json={"items": items})

    assert answer.status_code == 402
    assert ann.client.get(AT).json()["data"] == []


def test_the_same_key_starts_a_batch_once(ann: Visitor) -> None:
    headers = {"Idempotency-Key": "my-batch"}
    body = {"items": [SONG, SONG | {"name": "Other"}]}

    answers = [ann.client.post(f"{AT}/batch", json=body, headers=headers) for _ in range(2)]
    other = ann.client.post(f"{AT}/batch", json={"items": [SONG]}, headers=headers)

    assert answers[0].json() == answers[1].json()
    assert len(ann.client.get(AT).json()["data"]) == 2
    assert other.status_code == 409
