"""
A second person walks every route, and so does a stranger.

The routes come from the OpenAPI document: one that the walk does not know fails it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.books import cover_id
from app.domain.ids import new_id
from app.host import redis
from tests.api.conftest import Visitor, as_guest, at_the_door, newcomer
from tests.databases import Databases
from tests.engine.conftest import House, open_house
from tests.engine.photos import brought

Route = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """How a route is walked."""

    body: Any = None
    is_public: bool = False
    """Answers strangers, too."""
    is_own: bool = False
    """Names nobody's id: it shows or changes only what belongs to who asks."""
    also: tuple[str, ...] = field(default=())
    """Further methods at the same address that the document leaves out."""


PUBLIC, OWN = Step(is_public=True), Step(is_own=True)
SONG = {"medium": "song", "params": {"prompt": "rain"}, "provider": "sketch"}
HOOK = {"url": "https://1.1.1.1/hooks"}
LIST = {"title": "Evenings"}
SHARE = {"kind": "song", "target_id": "asset_of_nobody"}
SHOOT = {"albumId": "album_of_nobody", "mode": "SINGLE", "styles": ["OWN"], "roles": ["BRIDE"]}
NOBODYS = {"subjects": ["job_of_nobody"]}
BROWSER = {"endpoint": "https://1.1.1.1/push", "keys": {"p256dh": f"B{'A' * 86}", "auth": "A" * 22}}
DOCUMENTED = {"name": "Rain", "prompt": "rain"}
MODEL = {"name": "Chair", "generationType": "text", "payload": {"prompt": "a chair"}}
WHY = {"why": "an example"}
# Whoever runs the studio is walked in test_operations; to everybody else there is no such address.
OPERATIONS: dict[Route, Step] = {
    ("GET", "/api/operations/overview"): OWN,
    ("GET", "/api/operations/charts/{window}"): Step(),
    ("GET", "/api/operations/jobs"): OWN,
    ("GET", "/api/operations/find"): OWN,
    ("GET", "/api/operations/jobs/{job_id}"): Step(),
    ("POST", "/api/operations/jobs/{job_id}/open"): Step(),
    ("GET", "/api/operations/failed"): OWN,
    ("POST", "/api/operations/preview"): Step(body={"act": "retry"}, is_own=True),
    ("POST", "/api/operations/act"): Step(
        body={"act": "retry", "until": "2026-01-01T00:00:00Z"}, is_own=True
    ),
    ("GET", "/api/operations/providers"): OWN,
    ("POST", "/api/operations/providers/{provider_id}/pause"): Step(body=WHY),
    ("POST", "/api/operations/providers/{provider_id}/resume"): Step(),
    ("PUT", "/api/operations/providers/{provider_id}/slots"): Step(body={"slots": 0}),
    ("GET", "/api/operations/processes"): OWN,
    ("POST", "/api/operations/processes/{process_id}/drain"): Step(body={"drains": True}),
    ("GET", "/api/operations/lost"): OWN,
    ("POST", "/api/operations/lost/compare"): Step(is_own=True),
    ("POST", "/api/operations/lost/{lost_id}/adopt"): Step(body={}),
    ("PUT", "/api/operations/lost/{lost_id}/mark"): Step(body={"mark": "left"}),
    ("POST", "/api/operations/lost/{lost_id}/open"): Step(),
    ("GET", "/api/operations/deliveries"): OWN,
    ("GET", "/api/operations/audit"): OWN,
    ("GET", "/api/operations/people"): OWN,
    ("GET", "/api/operations/people/{person_id}"): Step(),
    ("POST", "/api/operations/people/{person_id}/open"): Step(),
    ("POST", "/api/operations/people/{person_id}/grant"): Step(body={"credits": 1} | WHY),
    ("PUT", "/api/operations/people/{person_id}/tier"): Step(body={"tier": "paid"}),
    ("PUT", "/api/operations/people/{person_id}/role"): Step(body={"role": "operator"}),
    ("POST", "/api/operations/people/{person_id}/block"): Step(body=WHY),
    ("POST", "/api/operations/people/{person_id}/unblock"): Step(),
}
ROUTES: dict[Route, Step] = {
    **OPERATIONS,
    ("POST", "/api/auth/guest"): PUBLIC,
    ("POST", "/api/auth/sign-up"): PUBLIC,
    ("POST", "/api/auth/sign-in"): PUBLIC,
    ("POST", "/api/auth/sign-out"): PUBLIC,
    ("GET", "/api/alive"): PUBLIC,
    ("GET", "/api/ready"): PUBLIC,
    ("GET", "/api/health"): PUBLIC,
    # Providers sign what they send; see test_hooks.
    ("POST", "/api/hooks/{provider}"): PUBLIC,
    # Clerk signs what it sends, too; see test_clerk.
    ("POST", "/api/webhooks/clerk"): PUBLIC,
    ("POST", "/api/auth/change-password"): Step(body={"old": "x", "new": "y"}, is_own=True),
    ("DELETE", "/api/auth/account"): OWN,
    ("GET", "/api/auth/tokens"): OWN,
    ("POST", "/api/auth/tokens"): Step(body={"name": "x", "scopes": ["read"]}, is_own=True),
    ("DELETE", "/api/auth/tokens/{token_id}"): Step(),
    ("GET", "/api/auth/me"): OWN,
    ("GET", "/api/auth/export"): OWN,
    ("PATCH", "/api/auth/me"): Step(body={"name": "Bob"}, is_own=True),
    ("POST", "/api/music"): Step(body={"prompt": "rain"}, is_own=True),
    ("POST", "/api/music-generator/generate"): Step(body=DOCUMENTED, is_own=True),
    ("POST", "/api/music-generator/batch"): Step(body={"items": [DOCUMENTED]}, is_own=True),
    ("GET", "/api/music-generator"): OWN,
    ("GET", "/api/music-generator/status/{musicId}"): Step(),
    ("GET", "/api/music-generator/download/{musicId}"): Step(),
    ("POST", "/api/models"): Step(body=MODEL, is_own=True),
    ("GET", "/api/models"): OWN,
    ("GET", "/api/models/{model_id}"): Step(),
    ("POST", "/api/models/{model_id}/retry"): Step(),
    ("POST", "/api/models/{model_id}/cancel"): Step(),
    ("DELETE", "/api/models/{model_id}"): Step(),
    ("POST", "/api/jobs"): Step(body=SONG, is_own=True),
    ("POST", "/api/jobs/quote"): Step(body=SONG, is_own=True),
    ("GET", "/api/jobs"): OWN,
    ("GET", "/api/library"): OWN,
    ("GET", "/api/trash"): OWN,
    ("GET", "/api/trash/journeys"): OWN,
    ("POST", "/api/trash/journeys/{journey_id}/restore"): Step(),
    ("DELETE", "/api/trash"): OWN,
    ("POST", "/api/trash/{job_id}/restore"): Step(),
    ("DELETE", "/api/trash/{job_id}"): Step(),
    ("GET", "/api/leaving"): OWN,
    ("GET", "/api/leaving/download"): OWN,
    ("POST", "/api/leaving/keep"): Step(body={}, is_own=True),
    ("POST", "/api/leaving/let-go"): Step(body={}, is_own=True),
    ("GET", "/api/storage"): OWN,
    ("GET", "/api/credits"): OWN,
    ("GET", "/api/events"): OWN,
    ("GET", "/api/jobs/{job_id}/events"): Step(),
    ("GET", "/api/webhooks"): OWN,
    ("POST", "/api/webhooks"): Step(body=HOOK, is_own=True),
    ("GET", "/api/webhooks/{hook_id}"): Step(),
    ("PATCH", "/api/webhooks/{hook_id}"): Step(body={"enabled": False}),
    ("DELETE", "/api/webhooks/{hook_id}"): Step(),
    ("POST", "/api/webhooks/{hook_id}/rotate"): Step(),
    ("POST", "/api/webhooks/{hook_id}/test"): Step(),
    ("GET", "/api/webhooks/{hook_id}/deliveries"): Step(),
    ("POST", "/api/webhooks/{hook_id}/deliveries/{delivery_id}/redeliver"): Step(),
    ("GET", "/api/music/{job_id}/status"): Step(),
    ("GET", "/api/jobs/{job_id}"): Step(),
    ("PATCH", "/api/jobs/{job_id}"): Step(body={"title": "mine now"}),
    ("DELETE", "/api/jobs/{job_id}"): Step(),
    ("GET", "/api/jobs/{job_id}/receipt"): Step(),
    ("GET", "/api/jobs/{job_id}/takes"): Step(),
    ("GET", "/api/books/search"): OWN,
    ("GET", "/api/books/recent"): OWN,
    ("GET", "/api/books/covers/{cover_id}"): Step(),
    ("POST", "/api/lyrics"): Step(body={"prompt": "rain"}, is_own=True),
    ("POST", "/api/jobs/{job_id}/cancel"): Step(),
    ("POST", "/api/jobs/{job_id}/retry"): Step(),
    ("POST", "/api/jobs/{job_id}/again"): Step(),
    ("POST", "/api/jobs/{job_id}/read-token"): Step(),
    ("GET", "/api/assets/{asset_id}"): Step(),
    ("PATCH", "/api/assets/{asset_id}"): Step(body={"favourite": True}),
    ("GET", "/api/assets/{asset_id}/file"): Step(also=("HEAD",)),
    ("GET", "/api/assets/{asset_id}/formats"): Step(),
    ("POST", "/api/assets/{asset_id}/formats"): Step(body={"format": "wav"}),
    ("GET", "/api/playlists"): OWN,
    ("POST", "/api/playlists"): Step(body=LIST, is_own=True),
    ("GET", "/api/playlists/{playlist_id}"): Step(),
    ("PATCH", "/api/playlists/{playlist_id}"): Step(body={"title": "mine now"}),
    ("DELETE", "/api/playlists/{playlist_id}"): Step(),
    ("POST", "/api/playlists/{playlist_id}/items"): Step(body={"asset_ids": ["asset_1"]}),
    ("PATCH", "/api/playlists/{playlist_id}/items/{asset_id}"): Step(body={"after": None}),
    ("DELETE", "/api/playlists/{playlist_id}/items/{asset_id}"): Step(),
    ("GET", "/api/notices"): OWN,
    ("POST", "/api/notices/seen"): Step(body=NOBODYS, is_own=True),
    ("POST", "/api/notices/seen-all"): OWN,
    ("POST", "/api/notices/shown"): Step(body=NOBODYS, is_own=True),
    ("GET", "/api/notices/settings"): OWN,
    ("PATCH", "/api/notices/settings"): Step(body={"email": []}, is_own=True),
    ("POST", "/api/notices/mailbox"): OWN,
    ("GET", "/api/notices/sent"): OWN,
    ("POST", "/api/notices/{notice_id}/seen"): Step(),
    # Whoever holds these links; see test_notices.
    ("GET", "/api/notices/{notice_id}/picture"): PUBLIC,
    ("POST", "/api/confirm"): PUBLIC,
    ("POST", "/api/unsubscribe"): PUBLIC,
    ("GET", "/api/devices"): OWN,
    ("POST", "/api/devices"): Step(body=BROWSER, is_own=True),
    ("DELETE", "/api/devices"): Step(body={"token": "nobody-has-it"}, is_own=True),
    ("DELETE", "/api/devices/{device_id}"): Step(),
    ("POST", "/api/devices/{device_id}/test"): Step(),
    ("GET", "/api/shares"): OWN,
    ("POST", "/api/shares"): Step(body=SHARE, is_own=True),
    ("DELETE", "/api/shares/{share_id}"): Step(),
    # Whoever holds a link; see test_shares.
    ("GET", "/api/s/{token}"): PUBLIC,
    ("GET", "/api/s/{token}/files/{asset_id}"): Step(is_public=True, also=("HEAD",)),
    ("GET", "/api/s/{token}/cover"): Step(is_public=True, also=("HEAD",)),
    ("POST", "/api/journeys/create"): Step(body={"book_title": "Demian"}, is_own=True),
    ("GET", "/api/journeys"): OWN,
    ("GET", "/api/journeys/{journey_id}"): Step(),
    ("PATCH", "/api/journeys/{journey_id}"): Step(body={"book_title": "mine now"}),
    ("DELETE", "/api/journeys/{journey_id}"): Step(),
    ("POST", "/api/journeys/{journey_id}/logs"): Step(body={"thoughts": "rain"}),
    ("GET", "/api/journeys/{journey_id}/logs"): Step(),
    ("GET", "/api/journeys/{journey_id}/listening"): Step(),
    ("GET", "/api/journeys/{journey_id}/ahead"): Step(),
    ("POST", "/api/journeys/{journey_id}/preview"): Step(body={"thoughts": "rain"}),
    ("POST", "/api/journeys/{journey_id}/complete"): Step(),
    ("GET", "/api/journeys/{journey_id}/logs/{log_id}"): Step(),
    ("PATCH", "/api/journeys/{journey_id}/logs/{log_id}"): Step(body={"thoughts": "mine"}),
    ("DELETE", "/api/journeys/{journey_id}/logs/{log_id}"): Step(),
    ("POST", "/api/music/generate/{track_id}"): Step(),
    ("GET", "/api/music/{track_id}"): Step(),
    ("PATCH", "/api/music/{track_id}"): Step(body={"tempo": 80}),
    ("POST", "/api/music/{track_id}/again"): Step(),
    ("POST", "/api/music/{track_id}/cancel"): Step(),
    ("GET", "/api/assets/{asset_id}/thumb"): Step(also=("HEAD",)),
    ("GET", "/api/assets/{asset_id}/takes"): Step(),
    ("GET", "/api/ai/catalogue"): OWN,
    ("GET", "/api/ai/albums"): OWN,
    ("POST", "/api/ai/albums"): Step(body={"kind": "WEDDING", "title": "Us"}, is_own=True),
    ("GET", "/api/ai/albums/{album_id}"): Step(),
    ("PATCH", "/api/ai/albums/{album_id}"): Step(body={"title": "mine now"}),
    ("DELETE", "/api/ai/albums/{album_id}"): Step(),
    ("GET", "/api/ai/albums/{album_id}/deletion"): Step(),
    ("GET", "/api/ai/albums/{album_id}/download"): Step(),
    ("GET", "/api/library/download"): OWN,
    ("GET", "/api/s/{token}/files/{asset_id}/thumb"): Step(is_public=True, also=("HEAD",)),
    ("POST", "/api/ai/albums/{album_id}/photos"): Step(
        body={"uploadId": "upload_of_nobody", "role": "BRIDE"}
    ),
    ("PATCH", "/api/ai/albums/{album_id}/photos/{photo_id}"): Step(body={"first": True}),
    ("DELETE", "/api/ai/albums/{album_id}/photos/{photo_id}"): Step(),
    ("GET", "/api/ai/pictures/deletion"): OWN,
    ("DELETE", "/api/ai/pictures"): OWN,
    ("DELETE", "/api/ai/pictures/{asset_id}"): Step(),
    ("GET", "/api/trash/albums"): OWN,
    ("POST", "/api/trash/albums/{album_id}/restore"): Step(),
    ("POST", "/api/ai/jobs"): Step(body=SHOOT, is_own=True),
    ("POST", "/api/ai/jobs/quote"): Step(body=SHOOT, is_own=True),
    ("GET", "/api/ai/jobs"): OWN,
    ("GET", "/api/ai/jobs/{job_id}"): Step(),
    ("PATCH", "/api/ai/jobs/{job_id}"): Step(body={"action": "cancel"}),
    ("POST", "/api/ai/jobs/{job_id}/process-next"): Step(),
    ("POST", "/api/ai/jobs/{job_id}/retry"): Step(),
    ("POST", "/api/ai/jobs/{job_id}/pictures/{index}/retry"): Step(),
    ("POST", "/api/ai/jobs/{job_id}/pictures/{index}/again"): Step(),
    ("POST", "/api/uploads"): Step(body={"name": "me.jpg", "size": 10}, is_own=True),
    ("GET", "/api/uploads/{upload_id}"): Step(also=("HEAD",)),
    ("PATCH", "/api/uploads/{upload_id}"): Step(),
    ("DELETE", "/api/uploads/{upload_id}"): Step(),
    ("GET", "/api/uploads/{upload_id}/file"): Step(also=("HEAD",)),
    ("GET", "/api/uploads/{upload_id}/thumb"): Step(also=("HEAD",)),
}
GUARDED = {route: step for route, step in ROUTES.items() if not step.is_public}
OTHERS = {route: step for route, step in GUARDED.items() if not step.is_own}


_OF_THE_STUDIO = {
    "window": "hour",
    "provider_id": "sketch",
    "process_id": "process_1",
    "lost_id": new_id("lost"),
    "person_id": new_id("person"),
}


def _unknown() -> dict[str, str]:
    return {
        "job_id": new_id("job"),
        "cover_id": cover_id("https://covers.openlibrary.org/b/id/1-M.jpg"),
        "musicId": new_id("job"),
        "model_id": new_id("job"),
        "asset_id": new_id("asset"),
        "hook_id": new_id("hook"),
        "delivery_id": new_id("delivery"),
        "token_id": new_id("token"),
        "journey_id": new_id("journey"),
        "log_id": new_id("log"),
        "track_id": new_id("track"),
        "playlist_id": new_id("playlist"),
        "share_id": new_id("share"),
        "upload_id": new_id("upload"),
        "album_id": new_id("album"),
        "photo_id": new_id("photo"),
        "index": "0",
        "notice_id": new_id("notice"),
        "device_id": new_id("device"),
        **_OF_THE_STUDIO,
    }


def _documented(api: FastAPI) -> set[Route]:
    return {
        (method.upper(), path)
        for path, methods in api.openapi()["paths"].items()
        for method in methods
    }


def test_the_walk_knows_every_route(api: FastAPI) -> None:
    assert _documented(api) == set(ROUTES)


def test_every_route_that_names_an_id_is_walked_by_others() -> None:
    named = {route for route in GUARDED if "{" in route[1]}

    assert named == set(OTHERS)


@dataclass
class Street:
    """One house for all routes: Ann has one of everything in it, Bob has nothing."""

    house: House
    stranger: Visitor
    bob: Visitor
    ids: dict[str, str]


@pytest.fixture(scope="module")
def street_for_all(
    databases: Databases, redis_server: redis.Running, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Street]:
    """Made once: no walk may change what is in it, and each looks whether it did."""
    home = tmp_path_factory.mktemp("street")
    with (
        databases.lend() as url,
        open_house(url, redis_server.url, home) as house,
        at_the_door(house) as api,
    ):
        ids = _one_of_everything(as_guest(newcomer(api, house)), house)
        bob = as_guest(newcomer(api, house))
        yield Street(house, newcomer(api, house), bob, ids)


@pytest.fixture
def street(street_for_all: Street, redis_url: str) -> Street:
    """The same street, where nobody has asked too often yet."""
    return street_for_all


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_a_stranger_is_asked_to_sign_in(street: Street, route: Route) -> None:
    for answer in _walk(street.stranger, route, _unknown()):
        assert answer.status_code == 401
        if answer.request.method != "HEAD":
            assert answer.json()["error"]["code"] == "not_signed_in"


@pytest.mark.parametrize("route", OTHERS, ids=" ".join)
def test_a_second_person_finds_nothing_and_changes_nothing(street: Street, route: Route) -> None:
    before = _everything(street.house)

    answers = _walk(street.bob, route, street.ids)

    unknown = _walk(street.bob, route, _unknown())
    malformed = [
        answer
        for bad in ("x", "job_", "%00", "x" * 10_000, "%ED%A0%80", "..%2f..%2fetc")
        for answer in _walk(street.bob, route, dict.fromkeys(street.ids, bad))
    ]
    assert {answer.status_code for answer in answers + unknown + malformed} == {404}
    same = [a for a in answers + unknown + malformed if a.request.method != "HEAD"]
    known = {a.text for a in same if "address" not in a.text}
    assert len(known) == 1
    assert _everything(street.house) == before


@pytest.mark.parametrize("path", ["/api/jobs", "/api/library", "/api/models"])
def test_lists_show_only_what_is_ones_own(ann: Visitor, bob: Visitor, path: str) -> None:
    ann.song()
    ann.model()

    assert ann.client.get(path).json()["items"]
    assert bob.client.get(path).json()["items"] == []


def test_a_page_marker_of_somebody_else_opens_nothing(ann: Visitor, bob: Visitor) -> None:
    ann.song()
    ann.song()
    cursor = ann.client.get("/api/jobs", params={"limit": 1}).json()["next_cursor"]

    assert bob.client.get("/api/jobs", params={"cursor": cursor}).json()["items"] == []


def test_the_same_key_of_two_people_is_two_jobs(ann: Visitor, bob: Visitor) -> None:
    headers = {"Idempotency-Key": "1"}

    ids = {
        each.client.post("/api/music", json={"prompt": "rain"}, headers=headers).json()["jobId"]
        for each in (ann, bob)
    }

    assert len(ids) == 2


def test_the_document_is_complete(api: FastAPI) -> None:
    for path, methods in api.openapi()["paths"].items():
        for method, operation in methods.items():
            name = f"{method} {path}"
            assert operation["tags"], name
            assert operation["description"].strip().endswith((".", "?")), name
            assert operation["summary"].count(" ") > 0, name
            assert operation["description"].startswith(operation["summary"]), name
            assert operation["operationId"].isidentifier(), name
            step = ROUTES[method.upper(), path]
            assert ("security" in operation) >= (not step.is_public), name
            expected = {"500"} | (set() if step.is_public else {"401"})
            expected |= {"404"} if "{" in path else set()
            # Mailboxes of every provider post to the link of a letter.
            expected |= {"403"} if method != "get" and path != "/api/unsubscribe" else set()
            assert expected <= set(operation["responses"]), name
            _answers_have_a_shape(operation, name)


def _answers_have_a_shape(operation: dict[str, Any], name: str) -> None:
    for code, answer in operation["responses"].items():
        if code not in {"204", "206", "304", "307", "416"}:
            schemas = [content["schema"] for content in answer["content"].values()]
            assert all(schemas), f"{name} {code}"


def _one_of_everything(ann: Visitor, house: House) -> dict[str, str]:
    job = ann.song()
    shown, read = _shown(ann, job["files"][0]["id"]), _read(ann)
    model = ann.model()["id"]
    house.answer()
    # Last of all: nobody is rung after it, so nothing is sent.
    hook = ann.client.post("/api/webhooks", json=HOOK).json()["id"]
    told = ann.client.post(f"/api/webhooks/{hook}/test").json()["id"]
    [notice, *_] = ann.client.get("/api/notices").json()["items"]
    return {
        "job_id": job["id"],
        "musicId": job["id"],
        "model_id": model,
        "asset_id": job["files"][0]["id"],
        "hook_id": hook,
        "delivery_id": told,
        "notice_id": notice["id"],
        "device_id": ann.client.post("/api/devices", json=BROWSER).json()["id"],
        "cover_id": cover_id("https://covers.openlibrary.org/b/id/2-M.jpg"),
        "token_id": new_id("token"),  # guests have none; see test_tokens
        **_OF_THE_STUDIO,
        **_album(ann),
        **shown,
        **read,
    }


def _shown(visitor: Visitor, asset_id: str) -> dict[str, str]:
    """A playlist with a song on it, and a link to the song."""
    listed = LIST | {"asset_ids": [asset_id]}
    playlist = visitor.client.post("/api/playlists", json=listed).json()
    shared = SHARE | {"target_id": asset_id}
    share = visitor.client.post("/api/shares", json=shared).json()
    return {"playlist_id": playlist["id"], "share_id": share["id"]}


def _album(visitor: Visitor) -> dict[str, str]:
    """An album with a photo of somebody."""
    albums = visitor.house.studio.albums
    album_id = albums.make(visitor.id, kind="profile", title="Me")
    upload_id = brought(visitor.house, person=visitor.id).id
    photo = albums.add_photo(visitor.id, album_id, upload_id=upload_id, role="me")
    return {"album_id": album_id, "photo_id": photo.id, "upload_id": upload_id, "index": "0"}


def _read(visitor: Visitor) -> dict[str, str]:
    """A journey with its v0 and the track of it."""
    begun = visitor.client.post("/api/journeys/create", json={"book_title": "Demian"}).json()
    return {
        "journey_id": begun["journey"]["id"],
        "log_id": begun["log"]["id"],
        "track_id": begun["musicTrack"]["id"],
    }


def _walk(visitor: Visitor, route: Route, ids: dict[str, str]) -> list[Any]:
    method, path = route
    step = ROUTES[route]
    return [
        visitor.client.request(each, path.format(**ids), json=step.body)
        for each in (method, *step.also)
    ]


def _everything(house: House) -> list[Any]:
    return [
        house.sql(f"SELECT to_jsonb({table})::text FROM {table} ORDER BY 1")  # noqa: S608 -- words of this test
        for table in (
            *("jobs", "tasks", "assets", "events", "accounts", "entries"),
            *("webhooks", "deliveries", "notices", "devices", "manners", "mailboxes"),
            *("playlists", "playlist_items", "shares"),
            *("journeys", "reading_logs", "music_tracks"),
            *("uploads", "albums", "album_photos", "album_jobs"),
        )
    ]
