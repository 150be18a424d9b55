"""Personal tokens, and tokens that read one job."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.ids import new_id
from tests.api.conftest import PASSWORD, Visitor
from tests.engine.conftest import House

Program = Callable[..., Visitor]
TOKENS = "/api/auth/tokens"
ME = "/api/auth/me"


@pytest.fixture
def kim(member: Callable[[str], Visitor]) -> Visitor:
    """A member."""
    return member("kim@example.com")


def test_a_token_is_shown_once_and_kept_as_a_hash(kim: Visitor, house: House) -> None:
    asked = {"name": "  My  script ", "scopes": ["make", "read"], "days": 30}
    made = kim.client.post(TOKENS, json=asked).json()

    listed = kim.client.get(TOKENS)

    assert made["token"].startswith(f"{made['start']}_")
    assert made["start"].startswith("mw_")
    assert (made["name"], made["scopes"]) == ("My script", ["read", "make"])
    assert listed.json()["items"] == [{k: v for k, v in made.items() if k != "token"}]
    secret = made["token"].rsplit("_", 1)[-1]
    rows = house.sql("SELECT to_jsonb(tokens)::text FROM tokens")
    assert secret not in str(rows)
    assert secret not in listed.text


def test_a_token_acts_as_its_owner(kim: Visitor, program: Program) -> None:
    robot = program(kim.token())

    job = robot.song()

    assert robot.client.get(ME).json()["id"] == kim.id
    assert kim.client.get(f"/api/jobs/{job['id']}").json()["status"] == "completed"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"name": "", "scopes": ["read"]}, "name"),
        ({"name": "   ", "scopes": ["read"]}, "name"),
        ({"name": "x" * 81, "scopes": ["read"]}, "name"),
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["everything"]}, "scopes.0"),
        ({"name": "x", "scopes": ["read"], "days": 0}, "days"),
        ({"name": "x", "scopes": ["read"], "days": 3651}, "days"),
        ({"scopes": ["read"]}, "name"),
    ],
)
def test_what_is_wrong_with_a_wish_is_said(kim: Visitor, asked: dict[str, Any], field: str) -> None:
    answer = kim.client.post(TOKENS, json=asked)

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_a_revoked_token_opens_nothing(kim: Visitor, program: Program) -> None:
    robot = program(kim.token())
    id_ = kim.client.get(TOKENS).json()["items"][0]["id"]

    assert kim.client.delete(f"{TOKENS}/{id_}").status_code == 204

    assert robot.client.get(ME).status_code == 401
    assert kim.client.get(TOKENS).json()["items"] == []
    assert kim.client.delete(f"{TOKENS}/{id_}").status_code == 404


def test_a_token_of_somebody_else_cannot_be_revoked_or_seen(
    kim: Visitor, member: Callable[[str], Visitor], program: Program
) -> None:
    lee, robot = member("lee@example.com"), program(kim.token())
    id_ = kim.client.get(TOKENS).json()["items"][0]["id"]

    answers = [lee.client.delete(f"{TOKENS}/{each}") for each in (id_, new_id("token"), "x")]

    assert {answer.status_code for answer in answers} == {404}
    assert lee.client.get(TOKENS).json()["items"] == []
    assert robot.client.get(ME).status_code == 200


def test_an_expired_token_opens_nothing_and_is_listed_as_expired(
    kim: Visitor, program: Program, house: House
) -> None:
    robot = program(kim.token("read", days=1))
    assert robot.client.get(ME).status_code == 200

    house.sql("UPDATE tokens SET expires_at = now() - interval '1 s'")

    assert robot.client.get(ME).status_code == 401
    assert kim.client.get(TOKENS).json()["items"][0]["has_expired"] is True


def test_the_last_use_is_written_at_most_once_a_minute(
    kim: Visitor, program: Program, house: House
) -> None:
    robot = program(kim.token("read"))
    assert kim.client.get(TOKENS).json()["items"][0]["used_at"] is None

    robot.client.get(ME)
    first = house.sql("SELECT used_at, xmin::text FROM tokens")
    robot.client.get(ME)
    second = house.sql("SELECT used_at, xmin::text FROM tokens")
    house.sql("UPDATE tokens SET used_at = now() - interval '61 s'")
    robot.client.get(ME)

    assert first[0][0] is not None
    assert second == first
    recent = house.sql("SELECT used_at > now() - interval '30 s' FROM tokens")
    assert recent == [(True,)]


def test_a_guest_is_asked_to_add_an_address_first(ann: Visitor) -> None:
    answer = ann.client.post(TOKENS, json={"name": "x", "scopes": ["read"]})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")


def test_tokens_of_who_leaves_end(kim: Visitor, program: Program, house: House) -> None:
    robot = program(kim.token())

    kim.client.request("DELETE", "/api/auth/account", json={"password": PASSWORD})

    assert robot.client.get(ME).status_code == 401
    assert house.sql("SELECT count(*) FROM tokens") == [(0,)]


def test_there_is_an_end_to_how_many_one_may_have(kim: Visitor, house: House) -> None:
    house.sql(
        "INSERT INTO tokens (id, person_id, name, start, token_hash, scopes) "
        "SELECT 'token_' || n, %(kim)s, 'x', 'mw_x', lpad(n::text, 64, '0'), '{read}' "
        "FROM generate_series(1, 50) n",
        kim=kim.id,
    )

    answer = kim.client.post(TOKENS, json={"name": "x", "scopes": ["read"]})

    assert answer.status_code == 429
    assert "Revoke" in answer.json()["error"]["message"]


def test_a_cookie_from_another_site_makes_no_token(kim: Visitor) -> None:
    answer = kim.client.post(
        TOKENS,
        json={"name": "x", "scopes": ["read"]},
        headers={"Origin": "https://evil.example"},
    )

    assert answer.json()["error"]["code"] == "wrong_origin"


def test_a_program_on_another_site_needs_no_origin_of_ours(kim: Visitor, program: Program) -> None:
    robot = program(kim.token())

    answer = robot.client.post(
        "/api/music", json={"prompt": "rain"}, headers={"Origin": "https://app.example"}
    )

    assert answer.status_code == 202


def test_another_scheme_is_a_proxys_business(kim: Visitor) -> None:
    answer = kim.client.get(ME, headers={"Authorization": "Basic a2ltOng="})

    assert answer.json()["id"] == kim.id


def test_a_read_token_shows_a_job_its_files_and_its_events(
    kim: Visitor, browser: Callable[..., Visitor], program: Program
) -> None:
    job = kim.song()
    made = kim.client.post(f"/api/jobs/{job['id']}/read-token", json={"seconds": 60}).json()
    token, file = made["token"], job["files"][0]

    by_link, by_bearer = browser().client, program(token).client
    for client, params in ((by_link, {"token": token}), (by_bearer, {})):
        shown = client.get(f"/api/jobs/{job['id']}", params=params).json()
        assert shown["files"] == job["files"]
        status = client.get(f"/api/music/{job['id']}/status", params=params).json()
        assert status["state"] == "done"
        part = client.get(file["url"], params=params, headers={"Range": "bytes=0-3"})
        assert (part.status_code, len(part.content)) == (206, 4)
        assert "event: end" in _stream(client, f"/api/jobs/{job['id']}/events", params)
    assert made["job_id"] == job["id"]


def _stream(client: TestClient, path: str, params: dict[str, str]) -> str:
    with client.stream("GET", path, params=params) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("seconds", [0, 3601, -1, "x"])
def test_a_read_token_lasts_an_hour_at_most(kim: Visitor, seconds: Any) -> None:
    job = kim.start()

    answer = kim.client.post(f"/api/jobs/{job['id']}/read-token", json={"seconds": seconds})

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "seconds")


def test_a_read_token_ends_with_its_time_its_signature_and_its_job(
    kim: Visitor, browser: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    job = kim.song()
    path = f"/api/jobs/{job['id']}"
    token = kim.client.post(f"{path}/read-token").json()["token"]
    stranger = browser().client
    start, until, signature = token.rsplit(".", 2)
    longer = f"{start}.{int(until) + 1}.{signature}"
    turned = signature[:5] + ("A" if signature[5] != "A" else "B") + signature[6:]
    changed = f"{start}.{until}.{turned}"

    for bad in (longer, changed, "", "x", token.upper()):
        assert stranger.get(path, params={"token": bad}).status_code == 401, bad
    assert stranger.get(path, params={"token": token}).status_code == 200
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: int(until) + 0.5)
        assert stranger.get(path, params={"token": token}).status_code == 401
    kim.client.delete(path)
    assert stranger.get(path, params={"token": token}).status_code == 401


def test_a_bad_token_in_the_address_is_refused_whatever_cookie_comes(kim: Visitor) -> None:
    job = kim.start()

    answer = kim.client.get(f"/api/jobs/{job['id']}", params={"token": "x"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_token")


def test_a_read_token_of_a_guest_outlives_their_signing_in(
    ann: Visitor, browser: Callable[..., Visitor], kim: Visitor
) -> None:
    job = ann.song()
    token = ann.client.post(f"/api/jobs/{job['id']}/read-token").json()["token"]

    ann.client.post("/api/auth/sign-in", json={"email": "kim@example.com", "password": PASSWORD})

    answer = browser().client.get(f"/api/jobs/{job['id']}", params={"token": token})
    assert answer.status_code == 200
