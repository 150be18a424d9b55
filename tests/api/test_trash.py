"""The trash, what leaves, and the meter, over the API."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.ids import new_id
from app.domain.lifetimes import Lifetimes
from tests.api.conftest import Visitor
from tests.engine.conftest import House


@pytest.fixture
def leaving(ann: Visitor, house: House) -> list[str]:
    """Three old songs of Ann that are announced to leave."""
    lifetimes = Lifetimes(free=timedelta(days=90))
    object.__setattr__(house.studio.engine, "lifetimes", lifetimes)
    jobs = [ann.song(title=f"Rain {number}")["id"] for number in range(3)]
    house.sql("UPDATE jobs SET ended_at = now() - interval '1 year'")
    house.studio.retention.review()
    return jobs


def test_a_job_goes_to_the_trash_and_comes_back(ann: Visitor) -> None:
    job = ann.song()
    ann.client.delete(f"/api/jobs/{job['id']}")

    told = ann.client.get("/api/trash").json()
    restored = ann.client.post(f"/api/trash/{job['id']}/restore")

    [item] = told["items"]
    assert (told["days"], item["id"], item["size"]) == (30, job["id"], job["files"][0]["size"])
    assert restored.status_code == 200
    assert restored.json()["files"] == job["files"]
    assert ann.client.get(job["files"][0]["url"]).status_code == 200
    assert ann.client.get("/api/trash").json()["items"] == []
    assert ann.client.post(f"/api/trash/{job['id']}/restore").status_code == 404


def test_what_is_removed_from_the_trash_is_gone_with_its_files(ann: Visitor, house: House) -> None:
    job, other = ann.song(), ann.song()
    for each in (job, other):
        ann.client.delete(f"/api/jobs/{each['id']}")

    assert ann.client.delete(f"/api/trash/{job['id']}").status_code == 204
    assert ann.client.delete("/api/trash").json() == {"count": 1}

    house.answer()
    assert not [path for path in house.studio.settings.files.rglob("*") if path.is_file()]
    assert ann.client.get("/api/storage").json()["bytes"] == 0


def test_what_leaves_is_counted_kept_let_go_and_taken_home(
    ann: Visitor, leaving: list[str]
) -> None:
    told = ann.client.get("/api/leaving").json()
    assert (told["songs"], [each["songs"] for each in told["departures"]]) == (3, [3])
    assert {item["job_id"] for item in told["items"]} == set(leaving)
    assert ann.client.get("/api/leaving", params={"limit": 0}).json()["items"] == []

    archive = ann.client.get("/api/leaving/download")
    kept = ann.client.post("/api/leaving/keep", json={"job_ids": [leaving[0]]})
    gone = ann.client.post("/api/leaving/let-go", json={"job_ids": [leaving[1]]})

    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert sorted(opened.namelist()) == ["Rain_0.mp3", "Rain_1.mp3", "Rain_2.mp3"]
    assert archive.headers["content-disposition"].startswith("attachment")
    assert (kept.json(), gone.json()) == ({"count": 1}, {"count": 1})
    assert ann.client.get("/api/leaving").json()["songs"] == 1
    [trashed] = ann.client.get("/api/trash").json()["items"]
    assert trashed["id"] == leaving[1]


@pytest.mark.parametrize("what", ["keep", "let-go"])
def test_somebody_elses_song_is_not_found(bob: Visitor, leaving: list[str], what: str) -> None:
    answers = [
        bob.client.post(f"/api/leaving/{what}", json={"job_ids": [job]})
        for job in (leaving[0], new_id("job"), "x")
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_full_plan_refuses_a_start_and_says_what_to_do(ann: Visitor, house: House) -> None:
    job = ann.song()
    limits = replace(house.studio.engine.limits, storage_free=job["files"][0]["size"])
    object.__setattr__(house.studio.engine, "limits", limits)

    refused = ann.client.post("/api/music", json={"prompt": "rain"})
    told = ann.client.get("/api/storage").json()

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "storage_full")
    assert "empty the trash" in refused.json()["error"]["message"]
    assert told["bytes"] == told["limit"] == told["media"][0]["bytes"]
