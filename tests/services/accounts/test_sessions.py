"""Secrets in cookies: only their hash is kept, they end, and they expire."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import pytest

from app.domain.errors import Conflict, Invalid, NotFound, NotSignedIn
from app.domain.views import SignedIn
from app.services.accounts import Accounts

Sql = Callable[..., list[Any]]
ANN, PASSWORD, NEW = "ann@example.com", "a long enough one", "an even longer one"


@pytest.fixture
def ann(accounts: Accounts) -> SignedIn:
    """Ann, just signed up."""
    return accounts.sign_up(email=ANN, password=PASSWORD)


def test_the_secret_is_nowhere_in_the_database(ann: SignedIn, sql: Sql) -> None:
    [row] = sql("SELECT to_jsonb(sessions)::text, token_hash FROM sessions")

    assert ann.token not in row[0]
    assert row[1] == sha256(ann.token.encode()).hexdigest()
    assert len(ann.token) == 43


def test_every_sign_in_has_a_secret_of_its_own(accounts: Accounts, ann: SignedIn) -> None:
    other = accounts.sign_in(email=ANN, password=PASSWORD)

    accounts.sign_out(other.token)

    assert accounts.person_for(other.token) is None
    assert accounts.person_for(ann.token) == ann.person


@pytest.mark.parametrize("token", ["", "x", "\x00", "a" * 43, "a" * 100_000, "한" * 43, "\ud800"])
@pytest.mark.usefixtures("ann")
def test_what_is_no_secret_opens_nothing(accounts: Accounts, token: str) -> None:
    assert accounts.person_for(token) is None
    accounts.sign_out(token)


def test_signing_out_everywhere_ends_all(accounts: Accounts, ann: SignedIn) -> None:
    other = accounts.sign_in(email=ANN, password=PASSWORD)

    accounts.sign_out_everywhere(ann.person.id)

    assert accounts.person_for(ann.token) is accounts.person_for(other.token) is None


def test_a_session_that_is_not_used_ends(accounts: Accounts, ann: SignedIn, sql: Sql) -> None:
    sql("UPDATE sessions SET seen_at = now() - interval '59 days'")
    assert accounts.person_for(ann.token)
    sql("UPDATE sessions SET seen_at = now() - interval '60 days'")

    assert accounts.person_for(ann.token) is None


def test_using_it_keeps_it_and_writes_at_most_once_a_minute(
    accounts: Accounts, ann: SignedIn, sql: Sql
) -> None:
    versions = "SELECT sessions.xmin::text, people.xmin::text FROM sessions, people"
    fresh = sql(versions)
    accounts.person_for(ann.token)
    assert sql(versions) == fresh
    sql("UPDATE sessions SET seen_at = now() - interval '2 minutes'")

    accounts.person_for(ann.token)

    assert sql("SELECT seen_at > now() - interval '1 minute' FROM sessions") == [(True,)]


def test_ten_tabs_that_come_back_at_once_are_all_let_in(
    accounts: Accounts, ann: SignedIn, sql: Sql
) -> None:
    sql("UPDATE sessions SET seen_at = now() - interval '2 minutes'")

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(accounts.person_for, [ann.token] * 10))

    assert all(answers)


def test_another_password_ends_the_other_sessions(accounts: Accounts, ann: SignedIn) -> None:
    other = accounts.sign_in(email=ANN, password=PASSWORD)

    accounts.change_password(ann.person.id, old=PASSWORD, new=NEW, token=ann.token)

    assert accounts.person_for(ann.token)
    assert accounts.person_for(other.token) is None
    assert accounts.sign_in(email=ANN, password=NEW)
    with pytest.raises(NotSignedIn):
        accounts.sign_in(email=ANN, password=PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("not mine", NEW, "old"), (PASSWORD, "short", "new"), (PASSWORD, ANN, "new")],
)
def test_a_password_is_not_changed_without_the_old_one_or_to_a_bad_one(
    accounts: Accounts, ann: SignedIn, old: str, new: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.change_password(ann.person.id, old=old, new=new)

    assert refused.value.field == field
    assert accounts.sign_in(email=ANN, password=PASSWORD)


def test_a_guest_has_no_password_to_change(accounts: Accounts) -> None:
    with pytest.raises(Conflict):
        accounts.change_password(accounts.guest().person.id, old="", new=NEW)


def test_a_name_and_a_language_can_be_changed(accounts: Accounts, ann: SignedIn) -> None:
    accounts.rename(ann.person.id, "  앤  ")
    accounts.set_language(ann.person.id, "ko")

    person = accounts.person(ann.person.id)
    assert (person.name, person.language) == ("앤", "ko")


@pytest.mark.parametrize("unknown", ["person_0", "", "x" * 10_000])
def test_nobody_has_an_unknown_id(accounts: Accounts, unknown: str) -> None:
    with pytest.raises(NotFound):
        accounts.person(unknown)


def test_operators_grant_credits_and_are_appointed_by_address(
    accounts: Accounts, ann: SignedIn
) -> None:
    assert accounts.grant("ANN@example.com", 50).available == 150
    assert accounts.appoint(ANN, "operator").role == "operator"
    with pytest.raises(NotFound):
        accounts.grant("bob@example.com", 50)
    with pytest.raises(Invalid):
        accounts.grant(ANN, 0)
    assert accounts.person(ann.person.id).available == 150
