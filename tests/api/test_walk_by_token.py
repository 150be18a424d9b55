"""Every route, by programs: with a token, a JWT, one that is no good, and one that may not."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from app.domain.books import cover_id
from app.domain.ids import new_id
from tests.api.conftest import Visitor
from tests.api.issuing import Issuer
from tests.api.test_walk import GUARDED, OPERATIONS, OTHERS, ROUTES, Route
from tests.engine.conftest import House

Program = Callable[..., Visitor]
Member = Callable[[str], Visitor]

SIGNED = {("POST", "/api/hooks/{provider}"), ("POST", "/api/webhooks/clerk")}
"""Whoever sends these is known by a signature; a token is not looked at."""
OPEN = {
    ("GET", "/api/alive"),
    ("GET", "/api/ready"),
    ("GET", "/api/health"),
    ("GET", "/api/notices/{notice_id}/picture"),
    ("POST", "/api/confirm"),
    ("POST", "/api/unsubscribe"),
    ("GET", "/api/s/{token}"),
    ("GET", "/api/s/{token}/cover"),
    ("GET", "/api/s/{token}/files/{asset_id}"),
    ("GET", "/api/s/{token}/files/{asset_id}/thumb"),
}
BROWSERS = {
    ("POST", "/api/auth/guest"),
    ("POST", "/api/auth/sign-up"),
    ("POST", "/api/auth/sign-in"),
    ("POST", "/api/auth/sign-out"),
    ("POST", "/api/auth/change-password"),
    ("DELETE", "/api/auth/account"),
    ("GET", "/api/auth/export"),
    ("GET", "/api/auth/tokens"),
    ("POST", "/api/auth/tokens"),
    ("DELETE", "/api/auth/tokens/{token_id}"),
}
"""About the cookie, the password and tokens themselves: no token does any of it."""
MAKING = {
    ("POST", "/api/lyrics"),
    ("POST", "/api/music"),
    ("POST", "/api/music-generator/generate"),
    ("POST", "/api/music-generator/batch"),
    ("POST", "/api/models"),
    ("POST", "/api/models/{model_id}/retry"),
    ("POST", "/api/models/{model_id}/cancel"),
    ("POST", "/api/jobs"),
    ("POST", "/api/jobs/{job_id}/cancel"),
    ("POST", "/api/jobs/{job_id}/retry"),
    ("POST", "/api/jobs/{job_id}/again"),
    ("POST", "/api/journeys/create"),
    ("POST", "/api/journeys/{journey_id}/logs"),
    ("PATCH", "/api/journeys/{journey_id}/logs/{log_id}"),
    ("POST", "/api/journeys/{journey_id}/complete"),
    ("POST", "/api/music/generate/{track_id}"),
    ("POST", "/api/music/{track_id}/again"),
    ("POST", "/api/music/{track_id}/cancel"),
    ("POST", "/api/ai/jobs"),
    ("PATCH", "/api/ai/jobs/{job_id}"),
    ("POST", "/api/ai/jobs/{job_id}/process-next"),
    ("POST", "/api/ai/jobs/{job_id}/retry"),
    ("POST", "/api/ai/jobs/{job_id}/pictures/{index}/retry"),
    ("POST", "/api/ai/jobs/{job_id}/pictures/{index}/again"),
    ("POST", "/api/uploads"),
    ("PATCH", "/api/uploads/{upload_id}"),
}
LOOKING = {
    ("POST", "/api/jobs/quote"),
    ("POST", "/api/ai/jobs/quote"),
    ("POST", "/api/journeys/{journey_id}/preview"),
    ("POST", "/api/jobs/{job_id}/read-token"),
    ("POST", "/api/assets/{asset_id}/formats"),
}
"""They change nothing that anybody would miss."""
READS_ONE_JOB = {
    ("GET", "/api/jobs/{job_id}"),
    ("GET", "/api/jobs/{job_id}/events"),
    ("GET", "/api/music/{job_id}/status"),
    ("GET", "/api/assets/{asset_id}"),
    ("GET", "/api/assets/{asset_id}/file"),
    ("GET", "/api/assets/{asset_id}/formats"),
}
BY_PROGRAMS = [route for route in GUARDED if route not in BROWSERS]
COUNTED = [route for route in ROUTES if route not in SIGNED | OPEN]
SIGN_UP = {"email": "new@example.com", "password": "a long enough one"}


def scope_of(route: Route) -> str:
    if route in MAKING:
        return "make"
    if route in OPERATIONS:
        return "manage"  # also to look: it is not one's own
    return "read" if route in LOOKING or route[0] == "GET" else "manage"


def ask(visitor: Visitor, route: Route, ids: dict[str, str] | None = None, **more: Any) -> Any:
    method, path = route
    known = {name: new_id(kind) for name, kind in _IDS.items()}
    known |= {
        "index": "0",
        "window": "hour",
        "cover_id": cover_id("https://covers.openlibrary.org/b/id/1-M.jpg"),
    } | (ids or {})
    body = SIGN_UP if path.startswith("/api/auth/sign-") else ROUTES[route].body
    return visitor.client.request(method, path.format(**known), json=body, **more)


_IDS: dict[str, Any] = {
    "job_id": "job",
    "musicId": "job",
    "model_id": "job",
    "asset_id": "asset",
    "hook_id": "hook",
    "delivery_id": "delivery",
    "token_id": "token",
    "playlist_id": "playlist",
    "share_id": "share",
    "journey_id": "journey",
    "log_id": "log",
    "track_id": "track",
    "upload_id": "upload",
    "album_id": "album",
    "photo_id": "photo",
    "person_id": "person",
    "lost_id": "lost",
    "device_id": "device",
    "notice_id": "notice",
    "provider_id": "process",
    "process_id": "process",
}


def test_the_document_says_what_a_token_needs(api: FastAPI) -> None:
    paths = api.openapi()["paths"]
    told = {route: paths[route[1]][route[0].lower()] for route in ROUTES}

    for route in BY_PROGRAMS:
        schemes = [name for each in told[route]["security"] for name in each]
        assert schemes[:3] == ["session", "jwt", "token"], route
        assert (schemes[3:] == ["readToken"]) is (route in READS_ONE_JOB), route
        assert told[route]["x-scope"] == scope_of(route), route
        assert f"`{scope_of(route)}`" in told[route]["description"], route
        assert {"401", "403", "429"} <= set(told[route]["responses"]), route
    for route in BROWSERS & set(GUARDED):
        assert told[route]["security"] == [{"session": []}], route
        assert "no token" in told[route]["description"], route


@pytest.fixture(autouse=True)
def _no_limits(house: House) -> None:
    """There are more routes than anybody may ask in a minute; see test_limits for that."""
    config = house.studio.settings
    config.reads_per_minute = config.changes_per_minute = config.address_per_minute = 0


@pytest.fixture
def song(ann: Visitor) -> dict[str, str]:
    """Ids of a song of Ann and of what belongs to it."""
    job = ann.song()
    hook = ann.client.post("/api/webhooks", json={"url": "https://1.1.1.1/hooks"}).json()["id"]
    return {
        "job_id": job["id"],
        "musicId": job["id"],
        "asset_id": job["files"][0]["id"],
        "hook_id": hook,
    }


def test_a_bad_bearer_is_refused_whatever_cookie_comes_with_it(
    ann: Visitor, issuer: Issuer
) -> None:
    bad = [
        "",
        "x",
        "mw_",
        "mwr_",
        f"mw_aaaaaaaa_{'a' * 43}",
        f"mwr_{'a' * 26}.9999999999.{'a' * 43}",
        issuer.sign(exp=1),
        issuer.sign(by="stranger"),
    ]

    for route in COUNTED:
        for token in bad:
            answer = ask(ann, route, headers={"Authorization": f"Bearer {token}"})

            assert answer.status_code == 401, (route, token)
            assert answer.json()["error"]["code"] == "invalid_token", route
            assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_program_of_a_second_person_finds_nothing(
    song: dict[str, str], member: Member, program: Program, issuer: Issuer
) -> None:
    programs = program(member("bob@example.com").token()), program(issuer.sign("user_bob"))

    for route in set(OTHERS) - BROWSERS:
        for bob in programs:
            assert ask(bob, route, song).status_code == 404, route


def test_a_token_without_the_scope_is_told_which_it_lacks(member: Member, program: Program) -> None:
    ann = member("ann@example.com")
    lacking = {
        needed: program(ann.token(*({"read", "make", "manage"} - {needed})))
        for needed in ("read", "make", "manage")
    }

    for route in BY_PROGRAMS:
        needed = scope_of(route)
        answer = ask(lacking[needed], route)

        assert answer.status_code == 403, route
        assert answer.json()["error"]["code"] == "missing_scope", route
        assert needed in answer.json()["error"]["message"]
        told = answer.headers["WWW-Authenticate"]
        assert f'error="insufficient_scope", scope="{needed}"' in told


def test_a_token_with_the_scope_and_a_jwt_pass_without_an_origin(
    member: Member, program: Program, issuer: Issuer
) -> None:
    ann = member("ann@example.com")
    able = {scope: program(ann.token(scope)) for scope in ("read", "make", "manage")}
    kim = program(issuer.sign())

    for route in BY_PROGRAMS:
        if route == ("GET", "/api/events"):
            continue  # it would not end
        for caller in (able[scope_of(route)], kim):
            answer = ask(caller, route)

            assert answer.status_code not in {401, 403, 405}, (route, answer.text)
            assert answer.status_code != 500, route


def test_what_is_for_browsers_refuses_every_token(
    member: Member, program: Program, issuer: Issuer
) -> None:
    ann = member("ann@example.com")
    job = ann.start()
    reads = ann.client.post(f"/api/jobs/{job['id']}/read-token").json()["token"]

    for route in BROWSERS:
        for token in (ann.token(), issuer.sign(), reads):
            answer = ask(program(token), route)

            assert answer.status_code == 403, route
            assert answer.json()["error"]["code"] == "cookie_only", route


def test_a_read_token_opens_its_job_and_nothing_else(
    ann: Visitor, song: dict[str, str], program: Program, browser: Callable[..., Visitor]
) -> None:
    job = ann.song()
    other = {"job_id": job["id"], "musicId": job["id"], "asset_id": job["files"][0]["id"]}
    token = ann.client.post(f"/api/jobs/{song['job_id']}/read-token").json()["token"]

    for route in BY_PROGRAMS:
        answers = [ask(program(token), route, ids) for ids in (song, other)]
        if route[0] == "GET":
            answers += [
                ask(browser(), route, ids, params={"token": token}) for ids in (song, other)
            ]
        expected = [200, 404] if route in READS_ONE_JOB else [403, 403]
        told = [answer.status_code for answer in answers]
        assert told == expected * (len(answers) // 2), route
