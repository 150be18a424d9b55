"""Guests, accounts and the cookie."""

from collections.abc import Callable

import pytest

from tests.api.conftest import PASSWORD, Visitor
from tests.engine.conftest import House

Browser = Callable[..., Visitor]
ANN = {"email": "ann@example.com", "password": PASSWORD}


def test_one_click_makes_a_guest(browser: Browser) -> None:
    visitor = browser()

    answer = visitor.client.post("/api/auth/guest", json={"language": "ko"})

    assert answer.status_code == 201
    person = answer.json()
    assert (person["is_guest"], person["language"], person["available"]) == (True, "ko", 100)
    assert visitor.client.get("/api/auth/me").json() == person


def test_a_second_click_keeps_the_guest(ann: Visitor) -> None:
    answer = ann.client.post("/api/auth/guest")

    assert answer.status_code == 200
    assert answer.json()["id"] == ann.id


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser().client.post("/api/auth/guest").headers["set-cookie"]

    assert cookie.startswith("mw_session=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert "secure" not in parts


@pytest.mark.parametrize(
    ("url", "chosen", "is_secure"),
    [
        ("https://studio.example", None, True),
        ("http://studio.example", None, False),
        ("http://studio.example", True, True),
        ("https://studio.example", False, False),
    ],
)
def test_the_cookie_is_secure_when_the_site_is(
    browser: Browser, house: House, *, url: str, chosen: bool | None, is_secure: bool
) -> None:
    house.studio.settings.public_url = url
    house.studio.settings.secure_cookies = chosen

    cookie = browser().client.post("/api/auth/guest").headers["set-cookie"]

    assert ("secure" in cookie.lower().split("; ")) is is_secure


def test_a_guest_who_signs_up_keeps_the_songs_and_loses_the_old_cookie(ann: Visitor) -> None:
    song = ann.song()
    old = ann.client.cookies["mw_session"]

    answer = ann.client.post("/api/auth/sign-up", json=ANN | {"name": "앤"})

    assert answer.status_code == 201
    assert answer.json() | {"held": 0} == ann.client.get("/api/auth/me").json()
    assert (answer.json()["id"], answer.json()["name"]) == (ann.id, "앤")
    assert ann.client.cookies["mw_session"] != old
    assert ann.client.get("/api/library").json()["items"][0]["job_id"] == song["id"]
    ann.hold(old)
    assert ann.client.get("/api/auth/me").status_code == 401


def test_a_guest_who_signs_in_brings_the_songs_along(browser: Browser, ann: Visitor) -> None:
    ann.client.post("/api/auth/sign-up", json=ANN)
    other = browser()
    other.client.post("/api/auth/guest")
    song = other.song()

    answer = other.client.post("/api/auth/sign-in", json=ANN)

    assert answer.status_code == 200
    assert answer.json()["id"] == ann.id
    assert ann.client.get(f"/api/jobs/{song['id']}").json()["files"] == song["files"]
    assert ann.client.get(song["files"][0]["url"]).status_code == 200


def test_a_song_that_runs_during_sign_in_arrives_in_the_account(
    browser: Browser, ann: Visitor, house: House
) -> None:
    ann.client.post("/api/auth/sign-up", json=ANN)
    other = browser()
    other.client.post("/api/auth/guest")
    job = other.start()
    house.sketch.after_buying.append(
        lambda: other.client.post("/api/auth/sign-in", json=ANN).raise_for_status()
    )

    house.answer()

    [file] = ann.client.get("/api/library").json()["items"]
    assert file["job_id"] == job["id"]
    assert ann.client.get(file["url"]).status_code == 200


def test_signing_in_as_somebody_else_ends_the_session_before(browser: Browser) -> None:
    visitor = browser()
    visitor.client.post("/api/auth/sign-up", json=ANN)
    first = visitor.client.cookies["mw_session"]
    visitor.client.post("/api/auth/sign-up", json=ANN | {"email": "bob@example.com"})

    assert visitor.client.get("/api/auth/me").json()["email"] == "bob@example.com"
    visitor.hold(first)
    assert visitor.client.get("/api/auth/me").status_code == 401


def test_a_wrong_password_is_told_in_the_one_shape(browser: Browser) -> None:
    answer = browser().client.post("/api/auth/sign-in", json=ANN)

    assert answer.status_code == 401
    assert answer.json() == {
        "error": {
            "code": "not_signed_in",
            "message": "This e-mail and password do not belong together.",
            "field": "password",
        }
    }


def test_too_many_guesses_are_told_when_to_come_back(browser: Browser) -> None:
    visitor = browser()
    for _ in range(10):
        visitor.client.post("/api/auth/sign-in", json=ANN)

    answer = visitor.client.post("/api/auth/sign-in", json=ANN)

    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "too_many"
    assert 0 < int(answer.headers["retry-after"]) <= 900


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"password": PASSWORD}, "email"),
        ({"email": "ann"} | {"password": PASSWORD}, "email"),
        (ANN | {"password": "short"}, "password"),
        (ANN | {"password": 7}, "password"),
        (ANN | {"language": "fr"}, "language"),
        (ANN | {"name": "\x00"}, "name"),
        (ANN | {"role": "operator"}, "role"),
        ([], "body"),
    ],
)
def test_what_is_wrong_with_a_form_is_named(browser: Browser, form: object, field: str) -> None:
    answer = browser().client.post("/api/auth/sign-up", json=form)

    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == ("invalid", field)
    assert error["message"].endswith(".")


def test_an_address_that_is_taken_is_told(browser: Browser) -> None:
    browser().client.post("/api/auth/sign-up", json=ANN)

    answer = browser().client.post("/api/auth/sign-up", json=ANN)

    assert answer.status_code == 409
    assert answer.json()["error"]["field"] == "email"


def test_signing_out_ends_the_session_and_the_cookie(ann: Visitor) -> None:
    old = ann.client.cookies["mw_session"]

    answer = ann.client.post("/api/auth/sign-out")

    assert answer.status_code == 204
    assert "mw_session" not in ann.client.cookies
    ann.hold(old)
    assert ann.client.get("/api/auth/me").status_code == 401


def test_another_password_ends_the_other_browsers(browser: Browser) -> None:
    here, there = browser(), browser()
    here.client.post("/api/auth/sign-up", json=ANN)
    there.client.post("/api/auth/sign-in", json=ANN)

    answer = here.client.post(
        "/api/auth/change-password", json={"old": PASSWORD, "new": "an even longer one"}
    )

    assert answer.status_code == 204
    assert here.client.get("/api/auth/me").status_code == 200
    assert there.client.get("/api/auth/me").status_code == 401


def test_the_old_password_is_asked_for(browser: Browser) -> None:
    visitor = browser()
    visitor.client.post("/api/auth/sign-up", json=ANN)

    answer = visitor.client.post(
        "/api/auth/change-password", json={"old": "not mine", "new": "an even longer one"}
    )

    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "old")


def test_name_and_language_can_be_changed(ann: Visitor) -> None:
    answer = ann.client.patch("/api/auth/me", json={"name": "Ann", "language": "ko"})

    assert (answer.json()["name"], answer.json()["language"]) == ("Ann", "ko")
    assert ann.client.patch("/api/auth/me", json={"name": "x" * 81}).status_code == 422
    assert ann.client.get("/api/auth/me").json()["name"] == "Ann"


def test_leaving_takes_the_files_along(browser: Browser, house: House) -> None:
    visitor = browser()
    visitor.client.post("/api/auth/sign-up", json=ANN)
    visitor.song()
    visitor.start()
    files = house.studio.settings.files
    assert [path for path in files.rglob("*") if path.is_file()]

    refused = visitor.client.request("DELETE", "/api/auth/account", json={"password": "no"})
    left = visitor.client.request("DELETE", "/api/auth/account", json={"password": PASSWORD})

    assert (refused.status_code, left.status_code) == (422, 204)
    assert visitor.client.get("/api/auth/me").status_code == 401
    assert not [path for path in files.rglob("*") if path.is_file()]
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]


def test_a_guest_leaves_with_one_request(ann: Visitor) -> None:
    assert ann.client.delete("/api/auth/account").status_code == 204
    assert ann.client.get("/api/auth/me").status_code == 401


def test_who_leaves_while_a_bought_song_is_made_gets_nothing_more(
    ann: Visitor, house: House
) -> None:
    ann.start(provider="caller")
    house.caller.after_buying.append(
        lambda: ann.client.delete("/api/auth/account").raise_for_status()
    )

    house.answer()
    house.studio.sweeper.sweep()

    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert not [path for path in house.studio.settings.files.rglob("*") if path.is_file()]
