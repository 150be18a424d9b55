"""Links: made, shown to strangers, withdrawn; and nothing of the person in what they show."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.domain.ids import new_id
from app.domain.sharing import SHARES_MOST
from tests.api.conftest import PASSWORD, Visitor
from tests.api.test_playlists import make, songs
from tests.engine.conftest import House

SHARES = "/api/shares"
NAME = "Kim Minseo"


@pytest.fixture
def kim(member: Callable[[str], Visitor]) -> Visitor:
    """A member with a name."""
    kim = member("kim@example.com")
    kim.client.patch("/api/auth/me", json={"name": NAME})
    return kim


@pytest.fixture
def stranger(browser: Callable[..., Visitor]) -> Any:
    """A browser of nobody."""
    return browser().client


def share(visitor: Visitor, kind: str, target: str, **values: Any) -> dict[str, Any]:
    """The link to a thing."""
    answer = visitor.client.post(SHARES, json={"kind": kind, "target_id": target} | values)
    assert answer.status_code == 200, answer.text
    return answer.json()


def opened(client: Any, link: dict[str, Any]) -> Any:
    """What a link answers."""
    return client.get(f"/api{link['path']}")


def test_a_song_is_shown_to_whoever_has_the_link(kim: Visitor, stranger: Any) -> None:
    [song] = songs(kim, 1)
    link = share(kim, "song", song)

    shown = opened(stranger, link)

    told = shown.json()
    assert (told["kind"], told["title"]) == ("song", "Song number 0")
    [piece] = told["items"]
    file = stranger.get(piece["url"])
    assert file.content == kim.client.get(f"/api/assets/{song}/file").content
    part = stranger.get(piece["url"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, len(part.content)) == (206, 4)
    assert file.headers["Cache-Control"] == "private, no-cache"
    assert {shown.headers["X-Robots-Tag"], file.headers["X-Robots-Tag"]} == {"noindex"}
    assert file.headers["Content-Disposition"].startswith("inline")


def test_a_link_tells_nothing_of_the_person_but_what_they_chose(
    kim: Visitor, stranger: Any
) -> None:
    job = kim.song(params={"prompt": "a secret wish", "lyrics": "la la la"}, title="Rain")
    song = job["files"][0]["id"]
    path = share(kim, "song", song)

    bare = opened(stranger, path)
    share(kim, "song", song, options=["name", "prompt", "lyrics", "downloads"])
    all_ = opened(stranger, path).json()

    head = str(bare.headers) + bare.text + str(stranger.get(bare.json()["items"][0]["url"]).headers)
    for secret in (NAME, "kim@example.com", kim.id, job["id"], "secret wish", "la la la", "sketch"):
        assert secret not in head
    assert all_["by"] == NAME
    assert (all_["prompt"], all_["lyrics"]) == ("a secret wish", "la la la")
    assert all_["may_download"] is True


def test_a_playlist_is_shown_in_order_and_as_it_is_now(kim: Visitor, stranger: Any) -> None:
    one, two, three = songs(kim, 3)
    made = make(kim, [one, two], description="For the rain.")
    link = share(kim, "playlist", made["id"])
    kim.client.patch(f"/api/playlists/{made['id']}/items/{two}", json={"after": None})

    told = opened(stranger, link).json()

    assert (told["title"], told["description"], told["by"]) == ("Evenings", "For the rain.", "")
    assert [piece["id"] for piece in told["items"]] == [two, one]
    assert stranger.get(told["items"][0]["url"]).status_code == 200
    assert stranger.get(f"/api{link['path']}/files/{three}").status_code == 404


def test_files_are_taken_home_only_where_the_owner_allows_it(kim: Visitor, stranger: Any) -> None:
    [song] = songs(kim, 1)
    link = share(kim, "song", song)
    url = f"/api{link['path']}/files/{song}"

    before = stranger.get(url, params={"download": 1})
    share(kim, "song", song, options=["downloads"])
    after = stranger.get(url, params={"download": 1})

    assert (before.status_code, after.status_code) == (404, 200)
    assert after.headers["Content-Disposition"].startswith("attachment")


def _closings(house: House) -> dict[str, Callable[[Visitor, dict[str, Any]], Any]]:
    return {
        "withdrawn": lambda kim, link: kim.client.delete(f"{SHARES}/{link['id']}"),
        "expired": lambda _, __: house.sql("UPDATE shares SET expires_at = now()"),
        "in the trash": lambda _, __: house.sql("UPDATE jobs SET deleted_at = now()"),
        "owner gone": lambda kim, _: kim.client.request(
            "DELETE", "/api/auth/account", json={"password": PASSWORD}
        ),
    }


@pytest.mark.parametrize("how", ["withdrawn", "expired", "in the trash", "owner gone"])
def test_a_link_closes_at_once_and_says_no_more_than_one_that_never_was(
    kim: Visitor, stranger: Any, house: House, how: str
) -> None:
    [song] = songs(kim, 1)
    link = share(kim, "song", song, days=7)
    url = opened(stranger, link).json()["items"][0]["url"]

    _closings(house)[how](kim, link)

    never = f"/api/s/{'a' * 24}"
    assert opened(stranger, link).status_code == 404
    assert opened(stranger, link).text == stranger.get(never).text
    assert stranger.get(url).status_code == 404
    assert stranger.head(url).status_code == 404
    assert stranger.get(url).text == stranger.get(f"{never}/files/{song}").text
    held = {"If-None-Match": "*"}
    assert stranger.get(url, headers=held).status_code == 404


def test_a_playlist_that_was_deleted_is_shown_no_more(kim: Visitor, stranger: Any) -> None:
    made = make(kim, songs(kim, 1))
    link = share(kim, "playlist", made["id"])

    kim.client.delete(f"/api/playlists/{made['id']}")

    assert opened(stranger, link).status_code == 404
    assert kim.client.get(SHARES).json()["items"] == []


def test_a_song_in_the_trash_leaves_a_shown_playlist(
    kim: Visitor, stranger: Any, house: House
) -> None:
    one, two = songs(kim, 2)
    link = share(kim, "playlist", make(kim, [one, two])["id"])

    house.sql(
        "UPDATE jobs j SET deleted_at = now() FROM assets a WHERE j.id = a.job_id AND a.id = %(a)s",
        a=one,
    )

    assert [piece["id"] for piece in opened(stranger, link).json()["items"]] == [two]
    assert stranger.get(f"/api{link['path']}/files/{one}").status_code == 404


def test_a_thing_has_one_link_and_a_withdrawn_one_never_opens_again(
    kim: Visitor, stranger: Any
) -> None:
    [song] = songs(kim, 1)
    first, second = share(kim, "song", song), share(kim, "song", song, options=["name"], days=1)

    kim.client.delete(f"{SHARES}/{first['id']}")
    third = share(kim, "song", song)

    assert (second["id"], second["token"]) == (first["id"], first["token"])
    assert second["options"] == ["name"]
    assert third["token"] != first["token"]
    assert opened(stranger, first).status_code == 404
    assert opened(stranger, third).status_code == 200
    assert kim.client.delete(f"{SHARES}/{first['id']}").status_code == 404


def test_an_expired_link_is_listed_and_does_not_open_again(
    kim: Visitor, stranger: Any, house: House
) -> None:
    [song] = songs(kim, 1)
    old = share(kim, "song", song, days=1)
    house.sql("UPDATE shares SET expires_at = now()")
    [listed] = kim.client.get(SHARES).json()["items"]

    new = share(kim, "song", song)

    assert listed["has_expired"] is True
    assert opened(stranger, old).status_code == 404
    assert opened(stranger, new).status_code == 200


def test_links_are_listed_with_how_often_they_were_opened(kim: Visitor, stranger: Any) -> None:
    [song] = songs(kim, 1)
    made = make(kim, [song])
    share(kim, "playlist", made["id"])
    link = share(kim, "song", song)
    for _ in range(3):
        opened(stranger, link)

    everything = kim.client.get(SHARES).json()["items"]
    one = kim.client.get(SHARES, params={"kind": "song", "target_id": song}).json()["items"]

    assert [(each["kind"], each["views"]) for each in everything] == [("song", 3), ("playlist", 0)]
    assert [each["title"] for each in everything] == ["Song number 0", "Evenings"]
    assert one == everything[:1]


def test_two_tabs_that_share_at_once_get_one_link(kim: Visitor, house: House) -> None:
    [song] = songs(kim, 1)
    shares = house.studio.shares

    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(lambda _: shares.make(kim.id, kind="song", target_id=song).token, range(16))
        )

    assert len(set(made)) == 1


def test_a_link_closes_for_those_who_are_just_opening_it(kim: Visitor, house: House) -> None:
    [song] = songs(kim, 1)
    link, shares = share(kim, "song", song), house.studio.shares

    with ThreadPoolExecutor(8) as pool:
        looks = [pool.submit(shares.look, link["token"], counts=True) for _ in range(30)]
        shares.withdraw(kim.id, link["id"])
        after = pool.submit(shares.look, link["token"], counts=True)
        ends = [look.exception() for look in looks]

    assert type(after.exception()).__name__ == "NotFound"
    assert {type(end).__name__ for end in ends} <= {"NoneType", "NotFound"}


def test_nothing_of_somebody_else_can_be_shared(kim: Visitor, bob: Visitor) -> None:
    [song] = songs(kim, 1)
    made = make(kim, [song])

    for kind, target in (
        ("song", song),
        ("playlist", made["id"]),
        ("song", made["id"]),
        ("song", new_id("asset")),
        ("playlist", "x"),
    ):
        answer = bob.client.post(SHARES, json={"kind": kind, "target_id": target})
        assert answer.status_code == 404, kind
    assert bob.client.get(SHARES).json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"kind": "journal"}, "kind"),
        ({"kind": "song\x00"}, "kind"),
        ({"options": ["email"]}, "options.0"),
        ({"kind": "playlist", "options": ["prompt"]}, "options"),
        ({"days": 0}, "days"),
        ({"days": 3651}, "days"),
        ({"target_id": "x" * 101}, "target_id"),
    ],
)
def test_what_is_wrong_with_a_link_is_said(kim: Visitor, asked: dict[str, Any], field: str) -> None:
    answer = kim.client.post(SHARES, json={"kind": "song", "target_id": "x"} | asked)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


@pytest.mark.parametrize("token", ["x", "a" * 23, "a" * 25, "%00", "a" * 23 + "%0A", "ä" * 24])
def test_an_address_that_cannot_be_a_link_is_not_here(stranger: Any, token: str) -> None:
    assert stranger.get(f"/api/s/{token}").status_code == 404
    assert stranger.get(f"/api/s/{token}/files/{new_id('asset')}").status_code == 404


def test_there_is_an_end_to_links(kim: Visitor, house: House) -> None:
    [song] = songs(kim, 1)
    house.sql(
        "INSERT INTO shares (id, person_id, kind, target_id, token, options) "
        "SELECT 'share_many' || n, %(p)s, 'song', 'x' || n, lpad(n::text, 24, 'a'), '{}' "
        "FROM generate_series(1, %(n)s) n",
        p=kim.id,
        n=SHARES_MOST,
    )

    answer = kim.client.post(SHARES, json={"kind": "song", "target_id": song})

    assert answer.status_code == 429


def test_whoever_opens_links_too_often_waits(kim: Visitor, house: House, api: Any) -> None:
    from fastapi.testclient import TestClient

    house.studio.settings.shared_per_minute = 3
    [song] = songs(kim, 1)
    link = share(kim, "song", song)
    far = TestClient(api, base_url="http://testserver", client=("203.0.113.9", 50_000))

    answers = [opened(far, link) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_guests_links_come_along_to_their_account(
    ann: Visitor, kim: Visitor, stranger: Any
) -> None:
    [song] = songs(ann, 1)
    link = share(ann, "song", song)

    ann.client.post("/api/auth/sign-in", json={"email": "kim@example.com", "password": PASSWORD})

    assert opened(stranger, link).status_code == 200
    assert [each["id"] for each in ann.client.get(SHARES).json()["items"]] == [link["id"]]


def test_a_finished_journey_shows_its_music_and_the_quotes_that_were_chosen(
    kim: Visitor, stranger: Any, house: House
) -> None:
    begun = kim.client.post("/api/journeys/create", json={"book_title": "설국"}).json()
    journey = begun["journey"]["id"]
    for quote, shown in (("국경의 긴 터널을 빠져나오자", True), ("나만 볼 문장", False)):
        log = {"thoughts": "비밀 일기", "quote": quote, "quote_shared": shown, "music_on": False}
        kim.client.post(f"/api/journeys/{journey}/logs", json=log)
    body = {"kind": "journey", "target_id": journey}
    assert kim.client.post(SHARES, json=body).status_code == 404  # not finished yet
    kim.client.post(f"/api/journeys/{journey}/complete", json={"music_on": False})
    house.answer()

    told = opened(stranger, share(kim, "journey", journey)).json()

    assert (told["kind"], told["title"]) == ("journey", "설국")
    assert told["quotes"] == [{"version": "v1", "text": "국경의 긴 터널을 빠져나오자"}]
    assert len(told["items"]) == 1
    assert "비밀 일기" not in str(told)
    assert "나만 볼 문장" not in str(told)
