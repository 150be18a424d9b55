"""Whoever leaves takes everything along; the ledger keeps an id that names nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from app.db.transaction import Database
from app.domain.errors import Invalid, NotFound, NotSignedIn
from app.services import invariants
from app.services.accounts import Accounts

Sql = Callable[..., list[Any]]
ANN, PASSWORD = "ann@example.com", "a long enough one"


def test_leaving_leaves_nothing_but_an_id_in_the_ledger(
    accounts: Accounts, db: Database, song: Callable[..., str], sql: Sql
) -> None:
    ann = accounts.sign_up(email=ANN, password=PASSWORD, name="Ann", agent="Firefox of Ann")
    song(ann.person.id)
    song(ann.person.id)

    accounts.delete(ann.person.id, password=PASSWORD)

    [(kind, row)] = sql("SELECT kind, to_jsonb(people)::text FROM people")
    assert kind == "gone"
    assert not {"ann", "Ann", "argon2"} & set(row.replace('"', " ").split())
    for table in ("jobs", "tasks", "assets", "sessions", "sign_in_attempts"):
        assert sql(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 -- words of this test
    assert sql("SELECT DISTINCT person_id FROM transfers") == [(ann.person.id,)]
    with db.transaction() as tx:
        assert invariants.broken(tx.session) == {}


def test_who_left_is_not_let_in_any_more(accounts: Accounts) -> None:
    ann = accounts.sign_up(email=ANN, password=PASSWORD)
    accounts.delete(ann.person.id, password=PASSWORD)

    assert accounts.person_for(ann.token) is None
    with pytest.raises(NotSignedIn):
        accounts.sign_in(email=ANN, password=PASSWORD)
    with pytest.raises(NotFound):
        accounts.delete(ann.person.id, password=PASSWORD)


def test_an_address_is_free_again_once_its_person_left(accounts: Accounts) -> None:
    ann = accounts.sign_up(email=ANN, password=PASSWORD)
    accounts.delete(ann.person.id, password=PASSWORD)

    again = accounts.sign_up(email=ANN, password=PASSWORD)

    assert again.person.id != ann.person.id


@pytest.mark.parametrize("password", [None, "", "not mine"])
def test_nobody_leaves_without_the_password(accounts: Accounts, password: str | None) -> None:
    ann = accounts.sign_up(email=ANN, password=PASSWORD)

    with pytest.raises(Invalid) as refused:
        accounts.delete(ann.person.id, password=password)

    assert refused.value.field == "password"
    assert accounts.person_for(ann.token)


def test_a_guest_leaves_without_one(accounts: Accounts, sql: Sql) -> None:
    guest = accounts.guest()

    accounts.delete(guest.person.id)

    assert accounts.person_for(guest.token) is None
    assert sql("SELECT kind FROM people") == [("gone",)]
