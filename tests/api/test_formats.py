"""Other formats over REST: asked for, waited for, downloaded."""

import io
from urllib.parse import quote

import pytest
import soundfile

from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.engine.scripted import MP3
from tests.engine.test_formats import real_song


@pytest.fixture
def file(ann: Visitor, house: House) -> str:
    """Where a song of Ann's is."""
    house.sketch.body = real_song()
    return f"/api/assets/{ann.song(title='비 노래')['files'][0]['id']}"


def test_the_file_is_asked_for_until_it_is_there(ann: Visitor, file: str, house: House) -> None:
    asked = {"format": "wav", "download": "1"}

    first = ann.client.get(f"{file}/file", params=asked)
    house.answer()
    then = ann.client.get(f"{file}/file", params=asked)

    assert (first.status_code, first.headers["retry-after"]) == (202, "2")
    assert first.json() == {
        "asset_id": file.rsplit("/", 1)[-1],
        "format": "wav",
        "state": "pending",
        "size": None,
        "is_original": False,
        "url": f"{file}/file?format=wav",
    }
    sound, _ = soundfile.read(io.BytesIO(then.content))
    assert (then.status_code, then.headers["content-type"]) == (200, "audio/wav")
    assert f"filename*=utf-8''{quote('비_노래.wav')}" in then.headers["content-disposition"]
    assert len(sound) > 100_000


def test_every_format_says_how_far_it_is(ann: Visitor, file: str, house: House) -> None:
    asked = ann.client.post(f"{file}/formats", json={"format": "flac"})
    before = _states(ann, file)
    house.answer()

    again = ann.client.post(f"{file}/formats", json={"format": "flac"})
    assert (asked.status_code, again.status_code) == (202, 200)
    assert before == {"mp3": "ready", "wav": "none", "flac": "pending", "ogg": "none"}
    assert _states(ann, file)["flac"] == "ready"


def _states(visitor: Visitor, file: str) -> dict[str, str]:
    items = visitor.client.get(f"{file}/formats").json()["items"]
    return {item["format"]: item["state"] for item in items}


def test_the_format_it_has_is_the_file_itself(ann: Visitor, file: str) -> None:
    answer = ann.client.get(f"{file}/file", params={"format": "mp3"})

    assert (answer.status_code, answer.content) == (200, real_song())


def test_one_that_failed_is_a_sentence(ann: Visitor, file: str, house: House) -> None:
    house.sketch.body = MP3
    broken = f"/api/assets/{ann.song()['files'][0]['id']}"
    ann.client.post(f"{broken}/formats", json={"format": "ogg"})
    house.answer()

    answer = ann.client.get(f"{broken}/file", params={"format": "ogg"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")
    assert "could not be written as ogg" in answer.json()["error"]["message"]
    assert _states(ann, broken)["ogg"] == "failed"
    assert ann.client.post(f"{broken}/formats", json={"format": "ogg"}).status_code == 202


def test_a_format_that_is_none_is_refused(ann: Visitor, file: str) -> None:
    answer = ann.client.get(f"{file}/file", params={"format": "midi"})

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "format")
