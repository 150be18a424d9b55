"""Document 001 over REST: its words, its shapes, its list of proofs; workers do the work."""

import io
import threading
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from app.api import photo_jobs
from app.domain.errors import ProviderRejected
from tests.api.conftest import Visitor
from tests.engine.photos import wedding

STYLES = ["STUDIO_LIGHT", "STUDIO_LOW_KEY", "COLOR_PAPER", "CLEAN_PROFILE"]
PRICE = 3


@pytest.fixture
def album(ann: Visitor) -> str:
    """An album of Ann's with a photo of each of two."""
    return wedding(ann.house, person=ann.id)


def start(visitor: Visitor, album_id: str, **more: Any) -> Any:
    asked = {"albumId": album_id, "mode": "BATCH", "styles": STYLES[:3], "totalImages": 5}
    asked |= {"roles": ["GROOM", "BRIDE"], "provider": "camera"}
    headers = more.pop("headers", {})
    return visitor.client.post("/api/ai/jobs", json=asked | more, headers=headers)


def job_of(visitor: Visitor, job_id: str) -> dict[str, Any]:
    answer = visitor.client.get(f"/api/ai/jobs/{job_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_batch_of_five_makes_exactly_five_as_the_document_deals_them(
    ann: Visitor, album: str
) -> None:
    answer = start(ann, album)

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert answer.headers["location"] == f"/api/ai/jobs/{told['job']['id']}"
    assert told["job"]["totalImages"] == 5
    assert told["job"]["status"] == "PENDING"
    assert [(t["index"], t["style"], t["role"], t["status"]) for t in told["tasks"]] == [
        (0, STYLES[0], "GROOM", "PENDING"),
        (1, STYLES[0], "BRIDE", "PENDING"),
        (2, STYLES[1], "GROOM", "PENDING"),
        (3, STYLES[1], "BRIDE", "PENDING"),
        (4, STYLES[2], "GROOM", "PENDING"),
    ]
    assert all(t["referencePhotoId"].startswith("upload_") for t in told["tasks"])


def test_single_says_its_sum_before(ann: Visitor, album: str) -> None:
    asked = {"albumId": album, "mode": "SINGLE", "styles": STYLES, "roles": ["GROOM", "BRIDE"]}

    told = ann.client.post("/api/ai/jobs/quote", json=asked | {"provider": "camera"}).json()

    assert {k: told[k] for k in ("styles", "roles", "pictures", "credits", "missingRoles")} == {
        "styles": 4,
        "roles": 2,
        "pictures": 8,
        "credits": 8 * PRICE,
        "missingRoles": [],
    }


def test_a_set_is_read_whole_while_it_runs_and_after(ann: Visitor, album: str) -> None:
    job_id = start(ann, album).json()["job"]["id"]
    album_now = ann.client.get(f"/api/ai/albums/{album}").json()
    active = album_now["activeJob"]
    assert (active["id"], active["status"], active["totalImages"]) == (job_id, "PENDING", 5)
    assert len(active["tasks"]) == 5
    running = ann.client.get(f"/api/ai/jobs?albumId={album}&status=PENDING,PROCESSING").json()
    assert [each["job"]["id"] for each in running["jobs"]] == [job_id]

    ann.house.answer()

    told = job_of(ann, job_id)
    assert (told["job"]["status"], told["job"]["completedImages"]) == ("COMPLETED", 5)
    assert {t["status"] for t in told["tasks"]} == {"COMPLETED"}
    by_id = {g["id"]: g for g in told["generations"]}
    assert {t["generationId"] for t in told["tasks"]} == set(by_id)
    for made in told["generations"]:
        assert ann.client.get(made["generatedUrls"][0]).headers["content-type"] == "image/jpeg"
        small = ann.client.get(made["thumbnailUrl"])
        assert small.headers["content-type"] == "image/webp"
        assert "immutable" in small.headers["cache-control"]
    assert ann.client.get(f"/api/ai/albums/{album}").json()["activeJob"] is None
    assert ann.client.get(f"/api/ai/jobs?albumId={album}&status=PROCESSING").json()["jobs"] == []


def test_cancel_gives_back_what_was_not_taken(ann: Visitor, album: str) -> None:
    told = start(ann, album).json()["job"]
    assert told["cancelReturns"] == 5 * PRICE

    cancelled = ann.client.patch(f"/api/ai/jobs/{told['id']}", json={"action": "cancel"}).json()

    assert cancelled["job"]["status"] == "CANCELLED"
    assert {t["status"] for t in cancelled["tasks"]} == {"CANCELLED"}
    receipt = ann.client.get(f"/api/jobs/{told['id']}/receipt").json()
    assert (receipt["used"], receipt["returned"], receipt["held"]) == (0, 5 * PRICE, 0)


def test_complete_is_taken_and_changes_nothing(ann: Visitor, album: str) -> None:
    job_id = start(ann, album).json()["job"]["id"]

    answer = ann.client.patch(f"/api/ai/jobs/{job_id}", json={"action": "complete"})

    assert answer.status_code == 200
    assert answer.json()["job"]["status"] == "PENDING"
    wrong = ann.client.patch(f"/api/ai/jobs/{job_id}", json={"action": "explode"})
    assert wrong.status_code == 422


def test_process_next_tells_each_picture_once_and_then_that_none_is_left(
    ann: Visitor, album: str
) -> None:
    ann.house.camera.on_call.append(ProviderRejected("too dark"))
    job_id = start(ann, album, totalImages=3).json()["job"]["id"]
    ann.house.answer()
    path = f"/api/ai/jobs/{job_id}/process-next"

    told = [ann.client.post(path).json() for _ in range(4)]

    assert [each["done"] for each in told[:3]] == [False, False, False]
    assert told[3] == {"done": True}
    assert sorted(each["task"]["index"] for each in told[:3]) == [0, 1, 2]
    failed = next(each for each in told[:3] if each["task"]["status"] == "FAILED")
    assert failed["task"]["error"] == "too dark"
    assert failed["generation"] is None
    made = next(each for each in told[:3] if each["task"]["status"] == "COMPLETED")
    assert made["generation"]["id"] == made["task"]["generationId"]
    assert made["generation"]["generatedUrls"]


def test_process_next_waits_for_what_workers_do_and_wakes_when_they_did(
    ann: Visitor, album: str
) -> None:
    job_id = start(ann, album, totalImages=1).json()["job"]["id"]
    told: list[Any] = []

    def ask() -> None:
        told.append(ann.client.post(f"/api/ai/jobs/{job_id}/process-next").json())

    asking = threading.Thread(target=ask)
    begun = time.monotonic()
    asking.start()
    while not ann.house.studio.news.seats:
        assert time.monotonic() - begun < 20
        time.sleep(0.01)
    ann.house.answer()
    asking.join(timeout=20)

    assert told[0]["task"]["status"] == "COMPLETED"
    assert ann.house.studio.news.seats == 0


def test_process_next_that_waited_in_vain_tells_what_is_at_work(
    ann: Visitor, album: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_jobs, "WAITS_S", 0.0)
    job_id = start(ann, album, totalImages=2).json()["job"]["id"]

    told = ann.client.post(f"/api/ai/jobs/{job_id}/process-next").json()

    assert told["done"] is False
    assert (told["task"]["index"], told["task"]["status"]) == (0, "PENDING")
    assert told["generation"] is None


def test_the_same_key_in_two_tabs_starts_one_set(ann: Visitor, album: str) -> None:
    headers = {"Idempotency-Key": "tap"}

    ids = {start(ann, album, headers=headers).json()["job"]["id"] for _ in range(2)}

    assert len(ids) == 1
    other = start(ann, album, totalImages=4, headers=headers)
    assert other.status_code == 409


def test_a_failed_picture_is_taken_again_alone_and_another_take_of_one(
    ann: Visitor, album: str
) -> None:
    ann.house.camera.on_call.extend([ProviderRejected("no")] * 2)
    job_id = start(ann, album).json()["job"]["id"]
    ann.house.answer()
    failed = [t["index"] for t in job_of(ann, job_id)["tasks"] if t["status"] == "FAILED"]
    at = f"/api/ai/jobs/{job_id}"

    one = ann.client.post(f"{at}/pictures/{failed[0]}/retry")
    assert one.status_code == 200, one.text
    ann.house.answer()
    assert job_of(ann, job_id)["job"]["failedImages"] == 1
    assert ann.client.post(f"{at}/retry").status_code == 200
    ann.house.answer()
    again = ann.client.post(f"{at}/pictures/0/again")
    assert again.status_code == 202, again.text
    assert job_of(ann, job_id)["tasks"][0]["redoing"] == again.json()["id"]
    ann.house.answer()

    told = job_of(ann, job_id)
    assert told["job"]["completedImages"] == 5
    assert told["tasks"][0]["takes"] == 2
    file_id = told["tasks"][0]["generationId"]
    takes = ann.client.get(f"/api/assets/{file_id}/takes").json()["items"]
    assert [take["take"] for take in takes] == [1, 2]
    starred = ann.client.patch(f"/api/assets/{file_id}", json={"favourite": True}).json()
    assert starred["favourite"]
    assert ann.client.post(f"{at}/pictures/999/again").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"totalImages": None}, None),
        ({"totalImages": 0}, "totalImages"),
        ({"totalImages": 101}, "totalImages"),
        ({"styles": ["NOTHING"]}, "styles"),
        ({"roles": ["UNCLE"]}, "roles"),
        ({"mode": "MANY"}, "mode"),
        ({"mode": "SINGLE"}, None),
        ({"provider": "sketch"}, "provider"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    ann: Visitor, album: str, wrong: dict[str, Any], field: str | None
) -> None:
    answer = start(ann, album, **wrong)

    assert answer.status_code == 422, answer.text
    assert answer.json()["error"].get("field") == field
    assert ann.client.get("/api/ai/jobs").json()["jobs"] == []


def test_a_photo_that_nobody_brought_is_named_as_it_was_asked_for(ann: Visitor, album: str) -> None:
    asked = {"uploadId": "upload_" + "0" * 26, "role": "BRIDE"}

    answer = ann.client.post(f"/api/ai/albums/{album}/photos", json=asked)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "uploadId")


def test_a_picture_that_is_in_no_set_is_no_set(ann: Visitor, album: str) -> None:
    [made] = pictures(ann, album, totalImages=1)
    job_id = ann.client.get("/api/ai/jobs").json()["jobs"][0]["job"]["id"]
    # As one that was found at a provider and given to somebody.
    ann.house.sql('UPDATE jobs SET params = \'{"prompt": "a bride"}\'')
    ann.house.sql("DELETE FROM album_jobs")
    at = f"/api/ai/jobs/{job_id}"

    asked = [ann.client.get(at), ann.client.post(f"{at}/process-next")]
    asked += [ann.client.post(f"{at}/pictures/0/again"), ann.client.post(f"{at}/retry")]

    assert [answer.status_code for answer in asked] == [404] * 4
    assert ann.client.get(f"/api/jobs/{job_id}").json()["files"][0]["id"] == made


def test_an_unknown_status_is_refused(ann: Visitor) -> None:
    assert ann.client.get("/api/ai/jobs?status=DONE").status_code == 422


def test_albums_are_made_filled_named_let_go_and_brought_back(ann: Visitor, album: str) -> None:
    made = ann.client.post("/api/ai/albums", json={"kind": "PROFILE", "title": "Me"})
    assert made.status_code == 201, made.text
    whole = ann.client.get(f"/api/ai/albums/{album}").json()
    assert {p["role"] for p in whole["people"]} == {"GROOM", "BRIDE"}
    photo = whole["people"][0]
    moved = ann.client.patch(
        f"/api/ai/albums/{album}/photos/{photo['id']}", json={"role": "BRIDE", "first": True}
    )
    assert moved.json()["role"] == "BRIDE"
    renamed = ann.client.patch(f"/api/ai/albums/{album}", json={"title": "Our wedding"})
    assert renamed.json()["title"] == "Our wedding"
    start(ann, album, roles=["BRIDE"])

    told = ann.client.get(f"/api/ai/albums/{album}/deletion").json()
    assert (told["photos"], told["waiting"], told["returned"]) == (2, 5, 15)
    assert told == renamed.json()["deletion"] | {"waiting": 5, "returned": 15}
    assert ann.client.delete(f"/api/ai/albums/{album}").status_code == 204

    assert ann.client.get(f"/api/ai/albums/{album}").status_code == 404
    assert [a["id"] for a in ann.client.get("/api/ai/albums").json()["albums"]] == [
        made.json()["id"]
    ]
    assert ann.client.get("/api/trash/albums").json()["items"][0]["id"] == album
    back = ann.client.post(f"/api/trash/albums/{album}/restore")
    assert back.json()["title"] == "Our wedding"
    taken_out = ann.client.delete(f"/api/ai/albums/{album}/photos/{photo['id']}")
    assert taken_out.status_code == 204


def test_the_catalogue_is_data(ann: Visitor) -> None:
    told = ann.client.get("/api/ai/catalogue").json()

    kinds = {kind["word"]: [role["word"] for role in kind["roles"]] for kind in told["kinds"]}
    assert kinds["WEDDING"] == ["GROOM", "BRIDE"]
    assert len(told["styles"]) >= 16
    assert all(style["ko"] and style["en"] for style in told["styles"])


def test_a_second_person_sees_no_album_and_no_picture(
    ann: Visitor, bob: Visitor, album: str, guest: Callable[[], Visitor]
) -> None:
    job_id = start(ann, album).json()["job"]["id"]
    ann.house.answer()
    made = job_of(ann, job_id)["generations"][0]

    for path in (
        f"/api/ai/albums/{album}",
        f"/api/ai/jobs/{job_id}",
        made["generatedUrls"][0],
        made["thumbnailUrl"],
        f"/api/assets/{made['id']}/takes",
    ):
        assert bob.client.get(path).status_code == 404
        assert guest().client.get(path).status_code == 404
    assert start(bob, album).status_code == 404
    assert bob.client.get(f"/api/ai/jobs?albumId={album}").json()["jobs"] == []


def pictures(visitor: Visitor, album_id: str, **more: Any) -> list[str]:
    """Ids of finished pictures."""
    job_id = start(visitor, album_id, **more).json()["job"]["id"]
    visitor.house.answer()
    return [made["id"] for made in job_of(visitor, job_id)["generations"]]


def test_pictures_are_taken_home_in_one_archive_by_what_they_show(
    ann: Visitor, bob: Visitor, album: str
) -> None:
    made = pictures(ann, album, totalImages=3)
    ann.client.patch(f"/api/assets/{made[1]}", json={"favourite": True})

    some = ann.client.get(f"/api/library/download?ids={made[2]},{made[0]}")
    whole = ann.client.get(f"/api/ai/albums/{album}/download")
    starred = ann.client.get(f"/api/ai/albums/{album}/download?favourites=true")

    assert names(some.content) == [
        "Our_day_studio_low_key_groom_03.jpg",
        "Our_day_studio_light_groom_01.jpg",
    ]
    assert len(names(whole.content)) == 3
    assert whole.headers["content-disposition"].startswith('attachment; filename="Our_day_')
    assert names(starred.content) == ["Our_day_studio_light_bride_02.jpg"]
    assert bob.client.get(f"/api/library/download?ids={made[0]}").status_code == 404
    assert ann.client.get("/api/library/download?ids=,").status_code == 422


def names(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert found.testzip() is None
        return found.namelist()


def test_the_library_knows_pictures_one_by_one_and_by_album(ann: Visitor, album: str) -> None:
    made = pictures(ann, album)
    ann.song()

    photos = ann.client.get("/api/library?medium=photo").json()["items"]

    assert {each["id"] for each in photos} == set(made)
    assert all(each["thumb_url"] for each in photos)
    of_album = ann.client.get(f"/api/library?album={album}&limit=2").json()
    assert len(of_album["items"]) == 2
    assert ann.client.get("/api/library?album=album_nobody").json()["items"] == []


def test_a_picture_and_an_album_are_shown_by_links(
    ann: Visitor, album: str, browser: Callable[..., Visitor]
) -> None:
    made, stranger = pictures(ann, album, totalImages=2), browser().client
    of_photo = {"kind": "photo", "target_id": made[0]}
    photo = ann.client.post("/api/shares", json=of_photo).json()
    of_album = {"kind": "album", "target_id": album, "options": ["downloads"]}
    whole = ann.client.post("/api/shares", json=of_album).json()

    [one] = stranger.get(f"/api{photo['path']}").json()["items"]
    shown = stranger.get(f"/api{whole['path']}").json()

    assert (one["id"], one["width"], one["height"]) == (made[0], 320, 400)
    assert stranger.get(one["thumb_url"]).headers["content-type"] == "image/webp"
    assert stranger.get(one["url"]).headers["content-type"] == "image/jpeg"
    assert stranger.get(f"{one['url']}?download=1").status_code == 404
    assert {item["id"] for item in shown["items"]} == set(made)
    assert (shown["kind"], shown["title"]) == ("album", "Our day")
    assert "upload" not in str(shown)
    assert stranger.get(f"{shown['items'][0]['url']}?download=1").status_code == 200
    assert stranger.get(f"/api{photo['path']}/files/{made[1]}/thumb").status_code == 404

    ann.client.delete(f"/api/ai/albums/{album}")

    assert stranger.get(f"/api{whole['path']}").status_code == 404
    assert stranger.get(one["thumb_url"]).status_code == 404


def test_a_picture_is_let_go_out_of_its_set_and_comes_back(
    ann: Visitor, bob: Visitor, album: str
) -> None:
    made = pictures(ann, album)
    job_id = ann.client.get("/api/ai/jobs").json()["jobs"][0]["job"]["id"]
    ids = ",".join(made[:2])
    told = ann.client.get(f"/api/ai/pictures/deletion?ids={ids}").json()
    assert (told["pictures"], told["takes"], told["days"]) == (2, 2, 30)
    for path in (f"/api/ai/pictures?ids={ids}", f"/api/ai/pictures/{made[0]}"):
        assert bob.client.delete(path).status_code == 404
    assert bob.client.get(f"/api/ai/pictures/deletion?ids={ids}").status_code == 404

    gone = ann.client.delete(f"/api/ai/pictures?ids={ids}")
    alone = ann.client.delete(f"/api/ai/pictures/{made[2]}")

    assert (gone.status_code, gone.json()) == (200, told)
    assert alone.json()["pictures"] == 1
    after = job_of(ann, job_id)
    assert after["job"]["completedImages"] == 5
    assert [task["deleted"] for task in after["tasks"]] == [True, True, True, False, False]
    assert {made["id"] for made in after["generations"]} == set(made[3:])
    assert len(names(ann.client.get(f"/api/ai/albums/{album}/download").content)) == 2
    assert ann.client.get(f"/api/assets/{made[0]}/file").status_code == 404
    assert ann.client.delete(f"/api/ai/pictures/{made[0]}").status_code == 404
    assert ann.client.delete("/api/ai/pictures?ids=,").status_code == 422
    entry = ann.client.get("/api/trash").json()["items"][0]
    back = ann.client.post(f"/api/trash/{entry['id']}/restore")
    assert back.json()["id"] == job_id
    assert len(job_of(ann, job_id)["generations"]) == 3
