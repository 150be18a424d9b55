"""Clerk says who came, changed and left."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Visitor
from tests.api.issuing import SECRET, Issuer, message, user
from tests.engine.conftest import House

Program = Callable[..., Visitor]
Tell = Callable[..., Any]
ME = "/api/auth/me"


@pytest.fixture
def clerk(house: House, issuer: Issuer) -> Issuer:
    """An issuer whose people come by messages alone."""
    house.studio.settings.jwt_first_sight = False
    return issuer


@pytest.fixture
def tell(browser: Callable[..., Visitor], clerk: Issuer) -> Tell:
    """Send a message as Svix does; returns the answer."""
    visitor = browser()
    del visitor.client.headers["Origin"]
    count = iter(range(1000))

    def send(kind: str, data: dict[str, Any], **how: Any) -> Any:
        spoiled = how.pop("spoil", {})
        how.setdefault("id_", f"msg_{next(count)}")
        body, headers = message(kind, data, **how)
        return visitor.client.post("/api/webhooks/clerk", content=body, headers=headers | spoiled)

    return send


def people(house: House) -> list[Any]:
    return house.sql("SELECT name, kind FROM people WHERE kind = 'external'")


def test_who_was_created_there_is_somebody_here(
    tell: Tell, program: Program, clerk: Issuer
) -> None:
    assert tell("user.created", user()).status_code == 204

    me = program(clerk.sign()).client.get(ME).json()

    assert (me["name"], me["email"], me["available"]) == ("Min-ji Kim", "kim@example.com", 10_000)


def test_what_changed_there_changes_here_and_old_word_does_not(
    tell: Tell, program: Program, clerk: Issuer
) -> None:
    tell("user.created", user(updated_at=1_000_000_000_000))
    tell("user.updated", user(updated_at=3_000_000_000_000, first_name="New", last_name=None))
    tell("user.updated", user(updated_at=2_000_000_000_000, first_name="Old", last_name=None))

    assert program(clerk.sign()).client.get(ME).json()["name"] == "New"


@pytest.mark.parametrize(("said", "state"), [("verified", "confirmed"), ("failed", "unasked")])
def test_an_address_that_was_verified_there_is_not_asked_about_here(
    tell: Tell, program: Program, clerk: Issuer, said: str, state: str
) -> None:
    [address] = user()["email_addresses"]
    address |= {"verification": {"status": said}}
    tell("user.created", user(email_addresses=[address]))

    told = program(clerk.sign()).client.get("/api/notices/settings").json()

    assert told["ways"]["mailbox"] == state


def test_an_update_that_comes_before_the_creation_makes_the_person(
    tell: Tell, house: House
) -> None:
    tell("user.updated", user(updated_at=2_000_000_000_000, first_name="New", last_name=None))
    tell("user.created", user(updated_at=1_000_000_000_000))

    assert people(house) == [("New", "external")]


def test_who_was_deleted_there_is_erased_here_and_stays_away(
    tell: Tell, program: Program, clerk: Issuer, house: House
) -> None:
    tell("user.created", user())
    kim = program(clerk.sign())
    kim.song()
    kim.start()

    told = tell("user.deleted", {"id": "user_1", "object": "user", "deleted": True})
    late = tell("user.updated", user(updated_at=4_000_000_000_000))
    house.studio.settings.jwt_first_sight = True

    assert (told.status_code, late.status_code) == (204, 204)
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert not [path for path in house.studio.settings.files.rglob("*") if path.is_file()]
    assert people(house) == []
    assert house.sql("SELECT email, person_id FROM identities") == [(None, None)]
    assert kim.client.get(ME).json()["error"]["code"] == "user_not_found"


def test_a_deletion_that_comes_first_keeps_the_person_away(tell: Tell, house: House) -> None:
    tell("user.deleted", {"id": "user_1", "object": "user", "deleted": True})

    assert tell("user.created", user()).status_code == 204
    assert people(house) == []


def test_a_deletion_that_broke_off_is_finished_by_its_repeat(
    tell: Tell, program: Program, clerk: Issuer, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    tell("user.created", user())
    program(clerk.sign()).song()
    gone = {"id": "user_1", "object": "user", "deleted": True}
    identities = house.studio.identities
    erase = identities._erase

    def away(_: str) -> None:
        raise OperationalError("DELETE", {}, Exception("away"))

    identities._erase = away
    assert tell("user.deleted", gone, id_="msg_x").status_code == 503
    identities._erase = erase

    assert tell("user.deleted", gone, id_="msg_x").status_code == 204
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]


def test_the_same_message_twice_changes_nothing(tell: Tell, house: House) -> None:
    tell("user.created", user(), id_="msg_a")
    house.sql("UPDATE people SET name = 'Changed' WHERE kind = 'external'")

    assert tell("user.created", user(), id_="msg_a").status_code == 204
    assert people(house) == [("Changed", "external")]


@pytest.mark.parametrize(
    "how",
    [
        {"secret": SECRET[:-4] + "AAAA"},
        {"age_s": 330},
        {"age_s": -330},
        {"spoil": {"svix-id": "msg_other"}},
        {"spoil": {"svix-timestamp": "soon"}},
        {"spoil": {"svix-timestamp": "nan"}},
        {"spoil": {"svix-signature": "v1"}},
        {"spoil": {"svix-signature": "v1,%%%"}},
        {"spoil": {"svix-signature": "v2,AAAA"}},
        {"spoil": {"svix-signature": ""}},
    ],
    ids=str,
)
def test_what_is_not_signed_or_too_old_changes_nothing(
    tell: Tell, house: House, how: dict[str, Any]
) -> None:
    answer = tell("user.created", user(), **how)

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_genuine")
    assert people(house) == []


def test_the_newer_names_of_the_headers_are_read_as_well(
    browser: Callable[..., Visitor], clerk: Issuer, house: House
) -> None:
    body, headers = message("user.created", user())
    renamed = {name.replace("svix-", "webhook-"): value for name, value in headers.items()}

    browser().client.post("/api/webhooks/clerk", content=body, headers=renamed)

    assert people(house) == [("Min-ji Kim", "external")]


@pytest.mark.parametrize(
    ("kind", "data", "status"),
    [
        ("session.created", {"id": "sess_1"}, 204),
        ("user.deleted", {"object": "user", "deleted": True}, 204),
        ("user.created", {"id": 7}, 422),
        ("user.created", {}, 422),
    ],
)
def test_what_names_nobody_makes_nobody(
    tell: Tell, house: House, kind: str, data: dict[str, Any], status: int
) -> None:
    assert tell(kind, data).status_code == status
    assert people(house) == []


@pytest.mark.parametrize(
    ("data", "name", "email"),
    [
        ({"email_addresses": [], "primary_email_address_id": None}, "Min-ji Kim", None),
        ({"email_addresses": None, "first_name": None, "last_name": None}, "", None),
        ({"first_name": None, "last_name": None, "username": "kim"}, "kim", "kim@example.com"),
        ({"first_name": "\u202eabc\n", "last_name": "x" * 200}, None, "kim@example.com"),
        ({"updated_at": "yesterday"}, "Min-ji Kim", "kim@example.com"),
    ],
)
def test_a_person_with_little_told_is_a_person(  # noqa: PLR0917
    tell: Tell,
    program: Program,
    clerk: Issuer,
    data: dict[str, Any],
    name: str | None,
    email: str | None,
) -> None:
    assert tell("user.created", user(**data)).status_code == 204

    me = program(clerk.sign()).client.get(ME).json()
    assert me["email"] == email
    assert me["name"] == name or name is None
    assert len(me["name"]) <= 80


def test_without_a_secret_there_is_no_such_inbox(
    browser: Callable[..., Visitor], house: House, issuer: Issuer
) -> None:
    house.studio.settings.clerk_webhook_secret = None
    body, headers = message("user.created", user())

    answer = browser().client.post("/api/webhooks/clerk", content=body, headers=headers)

    assert answer.status_code == 404
