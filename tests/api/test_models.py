"""Document 002: models in its words, from the first request to the file."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from app.domain.medium import Medium
from app.domain.pages import page_of
from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.engine.test_previews import Draughtsman

AT = "/api/models"
CHAIR = {"name": "Chair", "generationType": "text", "payload": {"prompt": "a wooden chair"}}


def ask(visitor: Visitor, *, key: str | None = None, **values: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return visitor.client.post(AT, json=CHAIR | values, headers=headers)


def get(visitor: Visitor, model: dict[str, Any]) -> dict[str, Any]:
    return visitor.client.get(f"{AT}/{model['id']}").json()


@pytest.fixture
def drawn(house: House) -> House:
    """A house in which models are drawn."""
    converting = house.studio.converting
    converters = {**converting.converters, Medium.MODEL3D: Draughtsman()}
    house.studio.converting = replace(converting, converters=converters)
    return house


def test_the_row_is_there_at_once(ann: Visitor) -> None:
    answer = ask(ann)

    model = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (202, f"{AT}/{model['id']}")
    assert model.pop("created_at")
    assert model.pop("id").startswith("job_")
    assert model["metadata"].pop("task_id").startswith("task_")
    assert model == {
        "name": "Chair",
        "status": "pending",
        "progress": 0,
        "metadata": {
            "provider": "sculptor",
            "generation_type": "text",
            "cancelled": False,
            "progress_is_true": False,
            "shape": None,
        },
        "error_message": None,
        "thumbnail_url": None,
        "turntable_url": None,
        "model_url": None,
        "people_before": 0,
        "orders_before": None,
        "usual": None,
        "started_at": None,
        "completed_at": None,
    }


def test_a_finished_model_has_its_file_and_its_pictures(ann: Visitor, drawn: House) -> None:
    model = ann.model()
    drawn.answer()

    done = get(ann, model)

    assert (done["status"], done["progress"]) == ("completed", 100)
    assert done["completed_at"] > done["created_at"]
    assert done["metadata"]["shape"] == {"triangles": 1}
    file = ann.client.get(done["model_url"])
    assert (file.headers["content-type"], file.content[:4]) == ("model/gltf-binary", b"glTF")
    for name in ("thumbnail_url", "turntable_url"):
        picture = ann.client.get(done[name])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")


def test_progress_is_a_whole_number_while_it_is_made(ann: Visitor, house: House) -> None:
    model = ann.model()
    seen: list[dict[str, Any]] = []
    house.sculptor.on_call.append(lambda: seen.append(get(ann, model)))
    house.sculptor.after_buying.append(
        lambda: house.sql("UPDATE tasks SET progress = 0.426 WHERE state = 'generating'")
    )
    house.sculptor.after_buying.append(lambda: None)
    make = house.sculptor.make

    def slowly(*args: Any) -> None:
        make(*args)
        seen.append(get(ann, model))

    house.sculptor.make = slowly
    house.answer()

    assert [each["status"] for each in seen] == ["processing", "processing"]
    assert [type(each["progress"]) for each in seen] == [int, int]
    assert 0 <= seen[0]["progress"] <= seen[1]["progress"] < 100
    assert seen[1]["metadata"]["progress_is_true"] is True


def test_one_that_failed_says_why_and_is_tried_again(ann: Visitor, house: House) -> None:
    failed = ann.failed_model()

    again = ann.client.post(f"{AT}/{failed['id']}/retry").json()
    house.answer()

    assert (failed["status"], failed["error_message"]) == ("failed", "nothing that sharp")
    assert failed["completed_at"] is None
    assert (again["status"], again["error_message"]) == ("pending", None)
    assert again["metadata"]["task_id"] != failed["metadata"]["task_id"]
    assert get(ann, failed)["status"] == "completed"


def test_one_that_was_cancelled_is_failed_and_says_so(ann: Visitor) -> None:
    model = ann.model()

    stopped = ann.client.post(f"{AT}/{model['id']}/cancel").json()

    assert (stopped["status"], stopped["error_message"]) == ("failed", "It was cancelled.")
    assert stopped["metadata"]["cancelled"] is True


def test_what_did_not_fail_is_not_tried_again(ann: Visitor, house: House) -> None:
    model = ann.model()
    house.answer()

    answer = ann.client.post(f"{AT}/{model['id']}/retry")

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")


def test_the_same_wish_while_one_is_on_its_way_is_that_one(ann: Visitor, house: House) -> None:
    first = ask(ann).json()["id"]
    same = ask(ann).json()["id"]
    others = {
        ask(ann, name="Another").json()["id"],
        ask(ann, payload={"prompt": "a red chair"}).json()["id"],
    }
    house.answer()

    later = ask(ann).json()["id"]

    assert same == first
    assert len({first, later, *others}) == 4
    assert len(house.sculptor.bought) == 3


def test_many_of_the_same_wish_at_one_moment_are_one(ann: Visitor, house: House) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = {answer.json()["id"] for answer in pool.map(lambda _: ask(ann), range(8))}

    house.answer()
    assert len(ids) == 1
    assert len(house.sculptor.bought) == 1


def test_a_key_decides_alone(ann: Visitor) -> None:
    first, same = (ask(ann, key="1").json()["id"] for _ in range(2))
    other = ask(ann, key="2").json()["id"]
    conflict = ask(ann, key="1", name="Another")

    assert first == same
    assert other != first
    assert conflict.status_code == 409


def test_the_same_wish_of_two_people_is_two(ann: Visitor, bob: Visitor) -> None:
    assert ask(ann).json()["id"] != ask(bob).json()["id"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"generationType": "video"}, "generationType"),
        ({"payload": {}}, "payload"),
        ({"payload": {"prompt": "x" * 601}}, "payload.prompt"),
        ({"payload": {"prompt": "a chair", "reference": "me.jpg"}}, "payload.reference"),
        ({"generationType": "image"}, "payload"),
        ({"payload": {"prompt": "a chair", "polygons": 3}}, "payload.polygons"),
        ({"provider": "nobody"}, "provider"),
        ({"model": "none"}, "model"),
        ({"status": "completed"}, "status"),
    ],
)
def test_a_refusal_names_the_field(ann: Visitor, values: dict[str, Any], field: str) -> None:
    answer = ask(ann, **values)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_models_are_listed_the_latest_first_and_by_status(ann: Visitor, house: House) -> None:
    done = ann.model()["id"]
    house.answer()
    failed = ann.failed_model()["id"]
    stopped = ann.model(name="Stopped")["id"]
    ann.client.post(f"{AT}/{stopped}/cancel")
    ann.song()

    def listed(**asked: Any) -> list[str]:
        return [model["id"] for model in ann.client.get(AT, params=asked).json()["items"]]

    assert listed() == [stopped, failed, done]
    assert listed(status="completed") == [done]
    assert listed(status="failed") == [stopped, failed]
    assert listed(status="processing") == []
    assert listed(search="stopped") == [stopped]


def test_its_history_is_told_in_order(ann: Visitor, house: House) -> None:
    model = ann.model()
    house.answer()

    kinds = [line["kind"] for line in get(ann, model)["history"]]

    assert (kinds[0], kinds[-1]) == ("asked", "completed")


def test_a_song_is_no_model(ann: Visitor) -> None:
    song = ann.song()["id"]

    answers = [
        ann.client.get(f"{AT}/{song}"),
        ann.client.post(f"{AT}/{song}/retry"),
        ann.client.post(f"{AT}/{song}/cancel"),
        ann.client.delete(f"{AT}/{song}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert ann.client.get(f"/api/jobs/{song}").status_code == 200


def test_one_that_is_let_go_lies_in_the_trash(ann: Visitor) -> None:
    model = ann.model()

    gone = ann.client.delete(f"{AT}/{model['id']}")

    assert gone.status_code == 204
    assert ann.client.get(f"{AT}/{model['id']}").status_code == 404
    assert ann.client.get("/api/trash").json()["items"][0]["medium"] == "model3d"


def test_a_program_may_start_and_look(ann: Visitor, member: Callable[[str], Visitor]) -> None:
    del ann
    owner = member("ann@example.com")
    token = owner.token("read", "make")
    headers = {"Authorization": f"Bearer {token}"}

    made = owner.client.post(AT, json=CHAIR, headers=headers)
    refused = owner.client.delete(f"{AT}/{made.json()['id']}", headers=headers)

    assert (made.status_code, refused.status_code) == (202, 403)


def test_a_model_is_shown_by_a_link_with_its_picture(
    ann: Visitor, drawn: House, browser: Callable[..., Visitor]
) -> None:
    model = ann.model()
    drawn.answer()
    file = get(ann, model)["model_url"].split("/")[3]
    made = ann.client.post("/api/shares", json={"kind": "model", "target_id": file})
    stranger = browser().client

    shown = stranger.get(f"/api{made.json()['path']}").json()

    [piece] = shown["items"]
    assert (shown["kind"], shown["title"], shown["prompt"]) == ("model", "Chair", "")
    assert stranger.get(piece["url"]).content[:4] == b"glTF"
    assert stranger.get(piece["thumb_url"]).headers["content-type"] == "image/webp"
    assert stranger.get(f"{piece['url']}?download=1").status_code == 404


def test_a_model_that_was_not_drawn_is_shown_without_a_picture(
    ann: Visitor, house: House, browser: Callable[..., Visitor]
) -> None:
    model = ann.model()
    house.answer()
    house.sql("UPDATE assets SET meta = '{}'")
    house.sql("DELETE FROM renditions")
    file = get(ann, model)["model_url"].split("/")[3]
    made = ann.client.post("/api/shares", json={"kind": "model", "target_id": file}).json()
    stranger = browser().client

    [piece] = stranger.get(f"/api{made['path']}").json()["items"]

    assert piece["thumb_url"] is None
    assert stranger.get(f"{piece['url']}/thumb").status_code == 404


def test_whatever_names_a_model_says_where_it_is_seen(ann: Visitor, house: House) -> None:
    model = ann.model()
    house.answer()
    page = f"/model/{model['id']}"

    lines = ann.client.get("/api/credits").json()["items"]
    ann.client.delete(f"{AT}/{model['id']}")

    assert page_of(Medium.MODEL3D, model["id"]) == page
    assert ann.client.get("/api/trash").json()["items"][0]["page"] == page
    assert model["id"] in {line["job_id"] for line in lines}


def test_each_medium_has_a_page_of_its_own() -> None:
    pages = {page_of(medium, "job_1", album_id="album_1") for medium in Medium}

    assert pages == {"/song/job_1", "/albums/album_1", "/model/job_1"}
