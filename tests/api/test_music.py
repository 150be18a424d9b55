"""Document 004, word for word: a job id at once, its state whenever somebody asks."""

from tests.api.conftest import Visitor
from tests.engine.conftest import House


def _status(visitor: Visitor, job_id: str) -> dict[str, str]:
    return visitor.client.get(f"/api/music/{job_id}/status").json()


def test_a_song_is_asked_for_followed_and_played(ann: Visitor, house: House) -> None:
    asked = ann.client.post("/api/music", json={"prompt": "비 오는 밤의 재즈"})
    assert asked.status_code == 202
    assert list(asked.json()) == ["jobId"]
    job_id = asked.json()["jobId"]
    assert asked.headers["location"] == f"/api/music/{job_id}/status"
    assert _status(ann, job_id) == {"state": "pending"}
    seen = []
    house.sketch.after_buying.append(lambda: seen.append(_status(ann, job_id)))

    house.answer()

    assert seen == [{"state": "processing"}]
    done = _status(ann, job_id)
    assert (list(done), done["state"]) == (["state", "resultUrl"], "done")
    assert ann.client.get(done["resultUrl"]).headers["content-type"] == "audio/mpeg"


def test_the_other_settings_of_a_song_may_be_given(ann: Visitor) -> None:
    asked = {"prompt": "rain", "genre": "jazz", "tempo": 80, "length_s": 30}

    job_id = ann.client.post("/api/music", json=asked).json()["jobId"]

    params = ann.client.get(f"/api/jobs/{job_id}").json()["params"]
    assert asked.items() <= params.items()


def test_a_song_that_did_not_come_says_why(ann: Visitor) -> None:
    assert _status(ann, ann.failed_song()["id"]) == {"state": "error", "error": "too much rain"}


def test_a_cancelled_song_says_so(ann: Visitor) -> None:
    job_id = ann.client.post("/api/music", json={"prompt": "rain"}).json()["jobId"]

    ann.client.post(f"/api/jobs/{job_id}/cancel")

    assert _status(ann, job_id) == {"state": "error", "error": "It was cancelled."}


def test_a_model_is_no_song(ann: Visitor) -> None:
    asked = {"name": "Owl", "generationType": "text", "payload": {"prompt": "an owl"}}
    job_id = ann.client.post("/api/models", json=asked).json()["id"]

    answer = ann.client.get(f"/api/music/{job_id}/status")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_the_same_key_asks_once(ann: Visitor) -> None:
    headers = {"Idempotency-Key": "my-key"}

    ids = {
        ann.client.post("/api/music", json={"prompt": "rain"}, headers=headers).json()["jobId"]
        for _ in range(3)
    }
    other = ann.client.post("/api/music", json={"prompt": "snow"}, headers=headers)

    assert len(ids) == 1
    assert other.status_code == 409


def test_what_cannot_be_asked_is_told(ann: Visitor) -> None:
    for body, field in [
        ({}, "prompt"),
        ({"prompt": "  "}, "prompt"),
        ({"prompt": "rain\x00"}, "prompt"),
        ({"prompt": "x" * 2001}, "prompt"),
        ({"prompt": "rain", "tempo": 9}, "tempo"),
        ({"prompt": "rain", "genre": "noise"}, "genre"),
        ({"prompt": "rain", "volume": 11}, "volume"),
    ]:
        answer = ann.client.post("/api/music", json=body)
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field), body


def test_a_character_that_no_database_keeps_is_refused(ann: Visitor) -> None:
    answer = ann.client.post("/api/music", json={"prompt": "rain", "lyrics": "drip\x00drop"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")


def test_a_song_that_is_too_dear_is_not_begun(ann: Visitor, house: House) -> None:
    for _ in range(33):
        ann.start()

    answer = ann.client.post(
        "/api/jobs", json={"medium": "song", "params": {"prompt": "x"}, "provider": "sketch"}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (402, "not_enough_credits")
    assert house.sql("SELECT count(*) FROM jobs") == [(33,)]
