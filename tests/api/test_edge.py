"""What every request passes: origin, size, headers, and a net for our own faults."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from app.api.app import create_api
from tests.api.conftest import SITE, Visitor
from tests.engine.conftest import House

Browser = Callable[..., Visitor]
OURS, THEIRS = SITE, "http://evil.example"
PUBLIC = "https://studio.example"


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({"Origin": OURS}, True),
        ({"Origin": OURS.upper()}, True),
        ({"Origin": PUBLIC}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({}, False),
        ({"Origin": THEIRS}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": OURS + ".evil.example"}, False),
        ({"Origin": OURS + ":81"}, False),
        ({"Origin": THEIRS, "Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
    ],
)
def test_with_the_cookie_only_our_own_pages_change_anything(
    ann: Visitor, house: House, *, headers: dict[str, str], is_let_in: bool
) -> None:
    house.studio.settings.public_url = PUBLIC
    job = ann.start()
    del ann.client.headers["Origin"]

    answer = ann.client.post(f"/api/jobs/{job['id']}/cancel", headers=headers)

    assert answer.status_code == (200 if is_let_in else 403)
    if not is_let_in:
        assert answer.json()["error"]["code"] == "wrong_origin"
        assert ann.client.get(f"/api/jobs/{job['id']}").json()["status"] == "pending"


def test_another_site_cannot_sign_a_browser_in(browser: Browser) -> None:
    visitor = browser(Origin=THEIRS)

    answer = visitor.client.post("/api/auth/guest")

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_program_without_cookie_may_begin(browser: Browser) -> None:
    visitor = browser()
    del visitor.client.headers["Origin"]

    assert visitor.client.post("/api/auth/guest").status_code == 201


def test_reading_needs_no_proof(ann: Visitor) -> None:
    ann.client.headers["Origin"] = THEIRS

    assert ann.client.get("/api/jobs").status_code == 200


def test_no_answer_invites_other_origins(ann: Visitor) -> None:
    ann.client.headers["Origin"] = THEIRS

    answers = [
        ann.client.get("/api/jobs"),
        ann.client.options("/api/jobs", headers={"Access-Control-Request-Method": "POST"}),
    ]

    assert not [name for a in answers for name in a.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_read(ann: Visitor, kind: str) -> None:
    answer = ann.client.post(
        "/api/music", content=b'{"prompt": "rain"}', headers={"Content-Type": kind}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "not_json")


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"prompt": "rain"', b"prompt=rain"])
def test_a_body_that_is_no_json_is_told(ann: Visitor, body: bytes) -> None:
    answer = ann.client.post(
        "/api/music", content=body, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


def _chunks() -> Iterator[bytes]:
    yield b'{"prompt": "'
    for _ in range(20):
        yield b"x" * 100_000


@pytest.mark.parametrize("body", [b'{"prompt": "' + b"x" * 1_000_000, _chunks()])
def test_a_body_is_at_most_a_megabyte_told_or_not(ann: Visitor, body: Any) -> None:
    answer = ann.client.post(
        "/api/music", content=body, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b'{"prompt": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"prompt": NaN}',
        b'{"prompt": 1e999}',
        b'{"prompt": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'"rain"',
        b"null",
    ],
)
def test_strange_json_is_refused_in_the_one_shape(ann: Visitor, body: bytes) -> None:
    answer = ann.client.post(
        "/api/music", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in {400, 422}
    assert set(answer.json()["error"]) <= {"code", "message", "field"}


def test_an_unknown_address_and_a_wrong_method_are_told_in_the_one_shape(ann: Visitor) -> None:
    for path in ("/api/nothing", "/api/", "/api/jobs/", "/api/jobs/a/b/c"):
        answer = ann.client.get(path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found"), path

    for method, path, allowed in [
        ("PUT", "/api/jobs", "GET, POST"),
        ("GET", "/api/music", "POST"),
        ("DELETE", "/api/health", "GET"),
    ]:
        answer = ann.client.request(method, path)
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"
        assert answer.headers["allow"] == allowed


def test_every_answer_carries_what_keeps_it_in_place(ann: Visitor) -> None:
    for path in ("/api/jobs", "/api/nothing", "/api/health"):
        headers = ann.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert headers["x-request-id"]


def test_what_is_not_under_api_is_left_to_whoever_is_mounted_below(house: House) -> None:
    api = create_api(lambda: house.studio)  # its own: what is mounted stays mounted
    pages = Starlette(
        routes=[Route("/{page:path}", lambda _: PlainTextResponse("page"), methods=["GET", "POST"])]
    )
    api.mount("", pages)
    client = TestClient(api, headers={"Origin": THEIRS, "Cookie": "mw_session=x"})

    assert client.post("/elsewhere").text == client.get("/").text == "page"
    assert "x-request-id" not in client.get("/elsewhere").headers
    assert client.get("/api/nothing").json()["error"]["code"] == "not_found"
    assert client.put("/api/jobs", headers={"Origin": SITE}).status_code == 405


class _Broken:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def person_for(self, _: str) -> None:
        raise self.error


@contextmanager
def _broken(house: House, error: Exception) -> Iterator[None]:
    whole = house.studio.accounts
    house.studio.accounts = _Broken(error)  # pyright: ignore[reportAttributeAccessIssue] -- on purpose
    yield
    house.studio.accounts = whole


def test_a_fault_of_ours_tells_an_id_and_nothing_of_the_inside(ann: Visitor, house: House) -> None:
    with _broken(house, RuntimeError("secret inside")), capture_logs() as lines:
        answer = ann.client.get("/api/jobs")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (500, "fault")
    assert error["request_id"] == answer.headers["x-request-id"]
    assert "secret" not in answer.text
    [line] = [line for line in lines if line["event"] == "api.fault"]
    assert line["request_id"] == error["request_id"]


def test_a_silent_database_is_told_as_such(ann: Visitor, house: House) -> None:
    silent = OperationalError("SELECT", {}, Exception("postgresql://u:p@h"))
    with _broken(house, silent), capture_logs():
        answer = ann.client.get("/api/jobs")

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert "postgresql" not in answer.text


def test_health_says_what_is_wrong_and_tells_no_secret(browser: Browser, house: House) -> None:
    without_clock = browser().client.get("/api/health")
    house.studio.clock.tick()
    with_clock = browser().client.get("/api/health")
    house.studio.clock.leave()

    assert (without_clock.status_code, without_clock.json()["ok"]) == (503, False)
    assert without_clock.json()["problems"] == [
        "No clock runs: nothing that was lost is rung again."
    ]
    assert (with_clock.status_code, with_clock.json()["ok"]) == (200, True)
    for secret in ("postgresql", "redis://", "password"):
        assert secret not in with_clock.text + without_clock.text


def test_the_document_and_its_page_are_served(browser: Browser) -> None:
    client = browser().client

    assert client.get("/api/openapi.json").json()["info"]["title"] == "Meanwhile"
    assert "swagger" in client.get("/api/docs").text.lower()
