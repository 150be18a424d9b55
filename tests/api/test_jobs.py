"""Jobs over REST."""

import pytest

from tests.api.conftest import Visitor
from tests.engine.conftest import House

ASKED = {"medium": "song", "params": {"prompt": "rain"}, "provider": "sketch"}


def test_a_job_answers_at_once_and_says_where_it_lives(ann: Visitor) -> None:
    answer = ann.client.post("/api/jobs", json=ASKED | {"title": "Rain", "seed": 7})

    assert answer.status_code == 202
    job = answer.json()
    assert (job["title"], job["status"], job["total"]) == ("Rain", "pending", 1)
    assert answer.headers["location"] == f"/api/jobs/{job['id']}"
    assert ann.client.get(answer.headers["location"]).json()["id"] == job["id"]


def test_several_takes_are_one_job(ann: Visitor, house: House) -> None:
    job = ann.start(takes=3)
    house.answer()

    made = ann.client.get(f"/api/jobs/{job['id']}").json()

    assert (made["total"], made["completed"], len(made["files"])) == (3, 3, 3)
    assert made["price"] == 9


def test_a_job_shows_its_tasks_and_the_history_of_each(ann: Visitor) -> None:
    job = ann.song()

    assert job["status"] == "completed"
    [task] = job["tasks"]
    assert task["state"] == "completed"
    kinds = [event["kind"] for event in task["events"]]
    assert (kinds[0], kinds[-1]) == ("asked", "completed")
    assert job["files"][0]["url"] == f"/api/assets/{job['files'][0]['id']}/file"


def test_the_price_is_known_before(ann: Visitor, house: House) -> None:
    quote = ann.client.post("/api/jobs/quote", json=ASKED).json()

    assert quote == {
        "price": 3,
        "provider": "sketch",
        "provider_title": "Scripted",
        "model": "sketch",
        "model_title": "Scripted",
        "usual": None,
        "weather": {"sky": "fine", "until": None, "now_s": None, "usual_s": None},
    }
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]


def test_the_list_turns_its_pages(ann: Visitor) -> None:
    ids = [ann.start(prompt=f"rain {n}")["id"] for n in range(5)]
    seen, cursor = [], None

    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = ann.client.get("/api/jobs", params=query).json()
        seen += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == ids[::-1]


def test_the_list_is_filtered(ann: Visitor) -> None:
    done, waits = ann.song(prompt="rain"), ann.start(prompt="snow 100%")

    def found(**query: str) -> list[str]:
        return [job["id"] for job in ann.client.get("/api/jobs", params=query).json()["items"]]

    assert found(status="completed") == [done["id"]]
    assert found(status="pending", medium="song") == [waits["id"]]
    assert found(search="SNOW 100%") == [waits["id"]]
    assert found(search="_") == []
    assert found(medium="photo") == []


@pytest.mark.parametrize(
    "query",
    [
        {"status": "done"},
        {"medium": "poem"},
        {"limit": "0"},
        {"limit": "101"},
        {"cursor": "not one of ours"},
        {"cursor": "x" * 501},
        {"search": "x" * 201},
        {"search": "\x00"},
    ],
)
def test_a_filter_that_is_none_is_named(ann: Visitor, query: dict[str, str]) -> None:
    answer = ann.client.get("/api/jobs", params=query)

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == next(iter(query))


def test_a_job_that_waits_is_cancelled_at_once(ann: Visitor) -> None:
    job = ann.start()

    answer = ann.client.post(f"/api/jobs/{job['id']}/cancel")

    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    me = ann.client.get("/api/auth/me").json()
    assert (me["available"], me["held"]) == (100, 0)


def test_what_failed_is_tried_again(ann: Visitor, house: House) -> None:
    job = ann.failed_song()
    assert (job["status"], job["failure"]["code"]) == ("failed", "rejected")

    answer = ann.client.post(f"/api/jobs/{job['id']}/retry")
    house.answer()

    assert answer.status_code == 200
    assert ann.client.get(f"/api/jobs/{job['id']}").json()["status"] == "completed"


def test_what_did_not_fail_is_not_tried_again(ann: Visitor) -> None:
    answer = ann.client.post(f"/api/jobs/{ann.song()['id']}/retry")

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")


def test_another_take_is_a_job_of_its_own(ann: Visitor) -> None:
    job = ann.song()

    answer = ann.client.post(f"/api/jobs/{job['id']}/again")

    assert answer.status_code == 202
    assert answer.json()["id"] != job["id"]
    assert answer.json()["params"] == job["params"]


def test_a_job_is_renamed(ann: Visitor) -> None:
    path = f"/api/jobs/{ann.start()['id']}"

    assert ann.client.patch(path, json={"title": " 비  노래 "}).json()["title"] == "비 노래"
    for title in ("", "x" * 501, "a\x00b", 7, None):
        answer = ann.client.patch(path, json={"title": title})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "title"), title


def test_a_deleted_job_is_nowhere_and_its_files_open_no_more(ann: Visitor) -> None:
    job = ann.song()

    answer = ann.client.delete(f"/api/jobs/{job['id']}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert ann.client.get(f"/api/jobs/{job['id']}").status_code == 404
    assert ann.client.get(job["files"][0]["url"]).status_code == 404
    assert ann.client.get("/api/jobs").json()["items"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"medium": "poem"}, "medium"),
        ({"params": None}, "params"),
        ({"params": {"prompt": ""}}, "prompt"),
        ({"params": {"prompt": "x", "lyrics": "\x00"}}, "lyrics"),
        ({"params": {"prompt": "x", "deep": [{"\x00": 1}]}}, "deep"),
        ({"provider": "nobody"}, "provider"),
        ({"model": "nothing"}, "model"),
        ({"takes": 0}, "takes"),
        ({"takes": 9}, "takes"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"),
        ({"title": "x" * 501}, "title"),
        ({"price": 0}, "price"),
    ],
)
def test_an_order_that_cannot_be_is_named(
    ann: Visitor, house: House, change: dict[str, object], field: str
) -> None:
    answer = ann.client.post("/api/jobs", json=ASKED | change)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]


@pytest.mark.parametrize("key", ["", "x" * 201, "a b"])
def test_a_key_has_a_shape(ann: Visitor, key: str) -> None:
    answer = ann.client.post("/api/jobs", json=ASKED, headers={"Idempotency-Key": key})

    assert answer.status_code == 422
