"""Playlists over REST: made, filled, put in order, by one tab and by two."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.domain.playlists import PLAYLISTS_MOST, SONGS_MOST
from tests.api.conftest import Visitor
from tests.engine.conftest import House

LISTS = "/api/playlists"


def songs(visitor: Visitor, count: int) -> list[str]:
    """Ids of so many finished songs."""
    jobs = [visitor.start(prompt=f"song number {n}") for n in range(count)]
    visitor.house.answer()
    found = [visitor.client.get(f"/api/jobs/{job['id']}").json() for job in jobs]
    return [job["files"][0]["id"] for job in found]


def make(visitor: Visitor, asset_ids: list[str], **values: Any) -> dict[str, Any]:
    """A playlist with these songs on it."""
    asked = {"title": "Evenings", "asset_ids": asset_ids} | values
    answer = visitor.client.post(LISTS, json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def order(visitor: Visitor, playlist: dict[str, Any]) -> list[str]:
    """What is on it now."""
    found = visitor.client.get(f"{LISTS}/{playlist['id']}").json()
    return [item["asset_id"] for item in found["items"]]


def test_a_playlist_is_made_named_described_and_listed(ann: Visitor) -> None:
    one, two = songs(ann, 2)

    made = make(ann, [two, one], title="  Slow   evenings ", description="For the rain.\n")
    path = f"{LISTS}/{made['id']}"
    changed = ann.client.patch(path, json={"title": "Slow mornings"}).json()

    assert (made["title"], made["description"]) == ("Slow evenings", "For the rain.")
    assert [item["asset_id"] for item in made["items"]] == [two, one]
    assert (made["songs"], changed["title"]) == (2, "Slow mornings")
    assert made["duration_s"] == sum(item["duration_s"] for item in made["items"])
    [listed] = ann.client.get(LISTS, params={"holds": one}).json()["items"]
    assert listed == {k: v for k, v in changed.items() if k != "items"} | {"holds": True}
    assert ann.client.get(LISTS).json()["items"][0]["holds"] is False


def test_a_song_is_on_a_playlist_once_and_stays_where_it_is(ann: Visitor) -> None:
    one, two, three = songs(ann, 3)
    made = make(ann, [one, two])

    added = ann.client.post(f"{LISTS}/{made['id']}/items", json={"asset_ids": [three, one, three]})

    assert [item["asset_id"] for item in added.json()["items"]] == [one, two, three]


def test_a_song_is_put_after_another_or_first(ann: Visitor) -> None:
    one, two, three = songs(ann, 3)
    made = make(ann, [one, two, three])
    items = f"{LISTS}/{made['id']}/items"

    ann.client.patch(f"{items}/{three}", json={"after": None})
    assert order(ann, made) == [three, one, two]
    ann.client.patch(f"{items}/{three}", json={"after": one})
    assert order(ann, made) == [one, three, two]
    ann.client.patch(f"{items}/{one}", json={"after": one})
    assert order(ann, made) == [one, three, two]


def test_a_move_beside_a_song_that_has_left_is_told(ann: Visitor) -> None:
    one, two = songs(ann, 2)
    made = make(ann, [one, two])
    items = f"{LISTS}/{made['id']}/items"
    ann.client.delete(f"{items}/{two}")

    answer = ann.client.patch(f"{items}/{one}", json={"after": two})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")
    assert ann.client.patch(f"{items}/{two}", json={"after": None}).status_code == 404
    assert ann.client.delete(f"{items}/{two}").status_code == 404


def test_deleting_a_playlist_leaves_its_songs(ann: Visitor) -> None:
    [one] = songs(ann, 1)
    made = make(ann, [one])

    assert ann.client.delete(f"{LISTS}/{made['id']}").status_code == 204

    assert ann.client.get(f"{LISTS}/{made['id']}").status_code == 404
    assert ann.client.get(f"/api/assets/{one}").status_code == 200


def test_a_song_of_somebody_else_is_put_nowhere_and_nothing_with_it(
    ann: Visitor, bob: Visitor
) -> None:
    [hers], [his] = songs(ann, 1), songs(bob, 1)
    made = make(bob, [])

    for asked in ([his, hers], [hers], ["asset_unknown"], ["x"]):
        answer = bob.client.post(f"{LISTS}/{made['id']}/items", json={"asset_ids": asked})
        assert answer.status_code == 404
        started = bob.client.post(LISTS, json={"title": "x", "asset_ids": asked})
        assert started.status_code == 404

    assert order(bob, made) == []
    assert len(bob.client.get(LISTS).json()["items"]) == 1


def test_what_is_in_the_trash_keeps_its_place_unseen(ann: Visitor, house: House) -> None:
    one, two, three = songs(ann, 3)
    made = make(ann, [one, two, three])
    house.sql(
        "UPDATE jobs j SET deleted_at = now() FROM assets a WHERE j.id = a.job_id AND a.id = %(a)s",
        a=two,
    )

    [listed] = ann.client.get(LISTS).json()["items"]
    hidden = order(ann, made)
    ann.client.patch(f"{LISTS}/{made['id']}/items/{three}", json={"after": None})
    house.sql("UPDATE jobs SET deleted_at = NULL")

    assert (hidden, listed["songs"]) == ([one, three], 2)
    assert order(ann, made) == [three, one, two]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "\x00"}, "title"),
        ({"title": "x", "description": "x" * 1001}, "description"),
        ({"title": "x", "asset_ids": ["a"] * 101}, "asset_ids"),
        ({}, "title"),
        ({"title": "x", "colour": "blue"}, "colour"),
    ],
)
def test_what_is_wrong_with_a_playlist_is_said(
    ann: Visitor, asked: dict[str, Any], field: str
) -> None:
    answer = ann.client.post(LISTS, json=asked)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_there_is_an_end_to_playlists_and_to_what_fits_on_one(ann: Visitor, house: House) -> None:
    [one] = songs(ann, 1)
    made = make(ann, [])
    house.sql(
        "INSERT INTO assets (id, root_id, leads, job_id, task_id, person_id, medium, name, key, "
        "content_type, size, sha256, meta, is_main, favourite, take, created_at) "
        "SELECT 'asset_many' || n, root_id, false, job_id, task_id, person_id, medium, "
        "'n' || n, key, content_type, size, sha256, '{}', true, false, n + 1, now() "
        "FROM assets, generate_series(1, %(n)s) n",
        n=SONGS_MOST,
    )
    house.sql(
        "INSERT INTO playlist_items (playlist_id, asset_id, position) "
        "SELECT %(p)s, 'asset_many' || n, n FROM generate_series(1, %(n)s) n",
        p=made["id"],
        n=SONGS_MOST,
    )
    house.sql(
        "INSERT INTO playlists (id, person_id, title) "
        "SELECT 'playlist_many' || n, %(p)s, 'x' FROM generate_series(2, %(n)s) n",
        p=ann.id,
        n=PLAYLISTS_MOST,
    )

    full = ann.client.post(f"{LISTS}/{made['id']}/items", json={"asset_ids": [one]})
    many = ann.client.post(LISTS, json={"title": "x"})

    assert (full.status_code, many.status_code) == (429, 429)
    assert "500 songs" in full.json()["error"]["message"]
    assert len(ann.client.get(f"{LISTS}/{made['id']}").json()["items"]) == SONGS_MOST


def test_two_tabs_that_move_at_once_lose_and_double_nothing(ann: Visitor, house: House) -> None:
    ids = songs(ann, 6)
    made = make(ann, ids)
    lists = house.studio.playlists

    def shuffle(turn: int) -> None:
        moved, after = ids[turn % 6], ids[(turn * 5 + 1) % 6]
        lists.move(ann.id, made["id"], moved, after=None if turn % 4 == 0 else after)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shuffle, range(48)))

    assert sorted(order(ann, made)) == sorted(ids)
    places = house.sql("SELECT position FROM playlist_items ORDER BY 1")
    assert [place for (place,) in places] == list(range(6))


def test_adding_moving_and_removing_at_once_end_in_one_order(ann: Visitor, house: House) -> None:
    ids = songs(ann, 6)
    stay, leave, come = ids[:2], ids[2:4], ids[4:]
    made = make(ann, [*stay, *leave])
    lists = house.studio.playlists
    acts = [
        lambda: lists.add(ann.id, made["id"], [come[0]]),
        lambda: lists.remove(ann.id, made["id"], leave[0]),
        lambda: lists.move(ann.id, made["id"], stay[1], after=None),
        lambda: lists.add(ann.id, made["id"], come),
        lambda: lists.remove(ann.id, made["id"], leave[1]),
        lambda: lists.move(ann.id, made["id"], stay[0], after=stay[1]),
    ]

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(act) for act in acts]:
            done.result()

    now = order(ann, made)
    assert sorted(now) == sorted([*stay, *come])
    assert now.index(stay[1]) + 1 == now.index(stay[0])


def test_a_guests_playlists_come_along_to_their_account(ann: Visitor, member: Any) -> None:
    member("kim@example.com")
    [one] = songs(ann, 1)
    made = make(ann, [one])
    signing = {"email": "kim@example.com", "password": "a long enough one"}

    ann.client.post("/api/auth/sign-in", json=signing)

    assert order(ann, made) == [one]
