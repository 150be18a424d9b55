"""Document 000 word for word: journeys, logs, and music that is generated and asked about."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import ProviderRejected
from tests.api.conftest import Visitor
from tests.engine.conftest import House

AT = "/api/journeys"
BOOK = {
    "book_title": "데미안",
    "book_author": "헤르만 헤세",
    "book_pages": 220,
    "book_cover_url": "https://covers.openlibrary.org/b/id/1-M.jpg",
}


def create(ann: Visitor, **more: Any) -> dict[str, Any]:
    answer = ann.client.post(f"{AT}/create", json=BOOK | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def write(ann: Visitor, journey: str, **said: Any) -> dict[str, Any]:
    answer = ann.client.post(f"{AT}/{journey}/logs", json=said)
    assert answer.status_code == 201, answer.text
    return answer.json()


def logs(ann: Visitor, journey: str) -> list[dict[str, Any]]:
    return ann.client.get(f"{AT}/{journey}/logs").json()["logs"]


def test_v0_music_as_the_document_says(ann: Visitor, house: House) -> None:
    data = create(ann)

    assert data["success"] is True
    track, journey = data["musicTrack"], data["journey"]
    assert track["id"].startswith("track_")
    assert track["status"] == "pending"
    triggered = ann.client.post(f"/api/music/generate/{track['id']}").json()
    assert (triggered["success"], triggered["status"]) == (True, "pending")
    assert ann.client.get(f"/api/music/{track['id']}").json()["status"] == "pending"
    house.answer()
    made = ann.client.get(f"/api/music/{track['id']}").json()
    assert (made["status"], made["error_message"]) == ("completed", None)
    assert ann.client.get(made["file_url"]).headers["content-type"] == "audio/mpeg"
    assert ann.client.get(f"{AT}/{journey['id']}").json()["songs"] == 1
    assert len(house.sketch.bought) == 1


def test_vn_music_as_the_document_says(ann: Visitor, house: House) -> None:
    journey = create(ann)["journey"]["id"]

    data = write(ann, journey, page_from=1, page_to=40, thoughts="눈물이 났다", rating=4)

    assert data["log"]["version"] == "v1"
    assert data["musicTrack"]["status"] == "pending"
    assert data["musicTrack"]["mood"] == "sad"
    assert data["musicTrack"]["why"][0]["ko"].startswith("슬프게, 왜냐하면")
    assert [each["music_track"]["status"] for each in logs(ann, journey)] == ["pending"] * 2
    house.answer()
    shown = logs(ann, journey)
    assert [each["music_track"]["status"] for each in shown] == ["completed"] * 2
    assert all(
        {"id", "status", "file_url", "error_message"} <= set(e["music_track"]) for e in shown
    )


def test_generating_is_said_while_it_is_made(ann: Visitor, house: House) -> None:
    track = create(ann)["musicTrack"]["id"]
    seen: list[Any] = []
    house.sketch.on_call.append(
        lambda: seen.append(ann.client.post(f"/api/music/generate/{track}").json())
    )

    house.answer()

    assert (seen[0]["status"], seen[0]["message"]) == (
        "generating",
        "Its music is being made already.",
    )
    done = ann.client.post(f"/api/music/generate/{track}").json()
    assert (done["status"], done["message"]) == ("completed", "Its music is ready.")


def test_an_error_is_told_and_tried_again(ann: Visitor, house: House) -> None:
    track = create(ann)["musicTrack"]["id"]
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    house.answer()
    failed = ann.client.get(f"/api/music/{track}").json()

    answer = ann.client.post(f"/api/music/generate/{track}")
    house.answer()

    assert failed["status"] == "error"
    assert failed["error_message"] == "The music service refused these words: too much rain."
    assert answer.json()["message"] == "It is tried again."
    assert ann.client.get(f"/api/music/{track}").json()["status"] == "completed"


def test_the_end_is_written_once(ann: Visitor, house: House) -> None:
    journey = create(ann)["journey"]["id"]
    write(ann, journey, thoughts="고요한 시작")

    first = ann.client.post(f"{AT}/{journey}/complete", json={"thoughts": "희망", "rating": 5})
    again = ann.client.post(f"{AT}/{journey}/complete")

    assert first.status_code == 200
    assert first.json()["journey"]["status"] == "finished"
    assert first.json()["log"]["version"] == "vFinal"
    assert again.json()["log"]["id"] == first.json()["log"]["id"]
    refused = ann.client.post(f"{AT}/{journey}/logs", json={"thoughts": "more"})
    assert refused.status_code == 409
    house.answer()
    heard = ann.client.get(f"{AT}/{journey}/listening").json()["tracks"]
    assert [track["version"] for track in heard] == ["v0", "v1", "vFinal"]


def test_without_credits_the_log_is_there_and_its_track_says_why(
    ann: Visitor, house: House
) -> None:
    journey = create(ann)["journey"]["id"]
    house.sql("UPDATE accounts SET available = 0 WHERE id = %(p)s", p=ann.id)

    track = write(ann, journey, thoughts="still here")["musicTrack"]

    assert (track["status"], track["error_code"]) == ("error", "not_enough_credits")
    assert track["error_message"].endswith("missing.")
    refused = ann.client.post(f"/api/music/generate/{track['id']}")
    assert refused.status_code == 402
    assert logs(ann, journey)[1]["thoughts"] == "still here"
    house.sql("UPDATE accounts SET available = 97 WHERE id = %(p)s", p=ann.id)


def test_the_same_click_twice_is_one(ann: Visitor) -> None:
    headers = {"Idempotency-Key": "click"}

    journeys = [
        ann.client.post(f"{AT}/create", json=BOOK, headers=headers).json() for _ in range(2)
    ]
    at = f"{AT}/{journeys[0]['journey']['id']}/logs"
    written = [ann.client.post(at, json={}, headers=headers).json() for _ in range(2)]

    assert journeys[0]["journey"]["id"] == journeys[1]["journey"]["id"]
    assert written[0]["log"]["id"] == written[1]["log"]["id"]
    other = ann.client.post(at, json={"thoughts": "other"}, headers=headers)
    assert other.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"book_cover_url": "javascript:alert(1)"}, "cover_url"),
        ({"provider": "nobody"}, "provider"),
    ],
)
def test_of_a_change_that_cannot_be_nothing_is_done(
    ann: Visitor, wrong: dict[str, str], field: str
) -> None:
    at = f"{AT}/{ann.client.post(f'{AT}/create', json=BOOK).json()['journey']['id']}"

    answer = ann.client.patch(at, json={"status": "set_aside"} | wrong)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)
    assert ann.client.get(at).json()["status"] == "reading"


def test_journeys_are_changed_set_aside_and_let_go(ann: Visitor) -> None:
    journey = create(ann)["journey"]

    def change(**what: Any) -> dict[str, Any]:
        answer = ann.client.patch(f"{AT}/{journey['id']}", json=what)
        assert answer.status_code == 200, answer.text
        return answer.json()

    changed = change(book_pages=200, music_on=False, length_s=60, ahead_budget=9)
    assert (changed["book_pages"], changed["music_on"], changed["ahead_budget"]) == (200, False, 9)
    assert (changed["book_title"], changed["book_authors"]) == ("데미안", ["헤르만 헤세"])
    ahead = ann.client.get(f"{AT}/{journey['id']}/ahead").json()
    assert ahead == {"budget": 9, "spent": 0, "waits": False, "expected_at": None}
    assert change(ahead_budget=None)["ahead_budget"] is None
    assert change(status="set_aside")["status"] == "set_aside"
    assert change(status="reading")["status"] == "reading"
    assert ann.client.delete(f"{AT}/{journey['id']}").status_code == 204
    assert ann.client.get(f"{AT}/{journey['id']}").status_code == 404
    assert ann.client.get(AT).json() == {"journeys": [], "next_cursor": None}


def test_logs_are_changed_in_part_and_let_go(ann: Visitor) -> None:
    journey = create(ann)["journey"]["id"]
    log = write(ann, journey, thoughts="rain", moods=["calm"], rating=3)["log"]
    at = f"{AT}/{journey}/logs/{log['id']}"

    changed = ann.client.patch(at, json={"rating": 5}).json()
    silent = ann.client.patch(at, json={"music_on": False}).json()

    assert (changed["thoughts"], changed["moods"], changed["rating"]) == ("rain", ["calm"], 5)
    assert silent["music_track"] is None
    assert ann.client.delete(at).status_code == 204
    assert ann.client.get(at).status_code == 404
    start = logs(ann, journey)[0]["id"]
    assert ann.client.delete(f"{AT}/{journey}/logs/{start}").status_code == 409


def test_a_log_of_another_journey_is_not_here(ann: Visitor) -> None:
    one, other = (create(ann) for _ in range(2))

    answer = ann.client.get(f"{AT}/{one['journey']['id']}/logs/{other['log']['id']}")

    assert answer.status_code == 404


def test_a_plan_is_seen_changed_and_made_again(ann: Visitor, house: House) -> None:
    data = create(ann)
    track = data["musicTrack"]["id"]
    said = {"thoughts": "눈물", "plan": {"tempo": 77, "instruments": ["cello"]}}

    preview = ann.client.post(f"{AT}/{data['journey']['id']}/preview", json=said).json()
    house.answer()
    planned = ann.client.patch(f"/api/music/{track}", json={"genre": "jazz"}).json()
    again = ann.client.post(f"/api/music/{track}/again", json={"mood": "epic"})
    stopped = ann.client.post(f"/api/music/{track}/cancel").json()

    assert (preview["plan"]["tempo"], preview["plan"]["instruments"]) == (77, ["cello"])
    assert (preview["price"], preview["problem"]) == (3, None)
    assert (planned["genre"], planned["edited"]) == ("jazz", True)
    assert again.status_code == 202
    assert (again.json()["status"], again.json()["mood"]) == ("pending", "epic")
    assert (stopped["status"], stopped["takes"]) == ("completed", 1)


def test_the_status_of_a_job_still_answers_beside_tracks(ann: Visitor) -> None:
    job = create(ann)["musicTrack"]["job_id"]

    answer = ann.client.get(f"/api/music/{job}/status")

    assert answer.json() == {"state": "pending"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "book_title"),
        ({"book_title": ""}, "book_title"),
        ({"book_title": "x", "book_cover_url": "javascript:x"}, "cover_url"),
        ({"book_title": "x", "log": {"rating": 9}}, "log.rating"),
        ({"book_title": "x", "log": {"moods": ["bored"]}}, "log.moods.0"),
        ({"book_title": "x", "nothing": 1}, "nothing"),
    ],
)
def test_what_cannot_be_understood_is_named(ann: Visitor, body: dict[str, Any], field: str) -> None:
    answer = ann.client.post(f"{AT}/create", json=body)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_a_token_that_may_only_read_writes_nothing(
    member: Callable[[str], Visitor], program: Callable[..., Visitor]
) -> None:
    reader = program(member("ann@example.com").token("read"))

    assert reader.client.get(AT).status_code == 200
    assert reader.client.post(f"{AT}/create", json=BOOK).status_code == 403
