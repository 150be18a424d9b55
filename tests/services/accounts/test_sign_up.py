"""A guest in one click; an address later keeps everything."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from app.domain.errors import Conflict, Invalid, TooMany
from app.domain.views import SignedIn
from app.services.accounts import Accounts
from app.services.attempts import NEWCOMERS_PER_ADDRESS

Sql = Callable[..., list[Any]]
PASSWORD = "a long enough one"


def test_a_guest_is_asked_nothing_and_is_welcomed(accounts: Accounts) -> None:
    guest = accounts.guest(language="ko")

    person = accounts.person_for(guest.token)

    assert person is not None
    assert person == guest.person
    assert (person.is_guest, person.email, person.language) == (True, None, "ko")
    assert (person.available, person.held) == (100, 0)


def test_a_guest_who_signs_up_stays_the_same_person(
    accounts: Accounts, song: Callable[..., str], sql: Sql
) -> None:
    guest = accounts.guest()
    job = song(guest.person.id)

    signed_up = accounts.sign_up(
        email="Ann@Example.com", password=PASSWORD, name=" Ann  Lee ", guest_id=guest.person.id
    )

    assert signed_up.person.id == guest.person.id
    assert (signed_up.person.email, signed_up.person.name) == ("Ann@example.com", "Ann Lee")
    assert not signed_up.person.is_guest
    assert signed_up.person.available == 95
    assert sql("SELECT person_id FROM jobs WHERE id = :id", id=job) == [(guest.person.id,)]


def test_the_guests_secret_ends_when_they_sign_up(accounts: Accounts) -> None:
    guest = accounts.guest()

    signed_up = accounts.sign_up(
        email="ann@example.com", password=PASSWORD, guest_id=guest.person.id
    )

    assert accounts.person_for(guest.token) is None
    assert accounts.person_for(signed_up.token) == signed_up.person


def test_somebody_new_is_welcomed_once(accounts: Accounts) -> None:
    assert accounts.sign_up(email="ann@example.com", password=PASSWORD).person.available == 100


def test_a_members_id_is_not_a_guests(accounts: Accounts) -> None:
    ann = accounts.sign_up(email="ann@example.com", password=PASSWORD)

    bob = accounts.sign_up(email="bob@example.com", password=PASSWORD, guest_id=ann.person.id)

    assert bob.person.id != ann.person.id
    assert accounts.person(ann.person.id).email == "ann@example.com"


@pytest.mark.parametrize("again", ["ann@example.com", "ANN@EXAMPLE.COM", " Ann@example.com "])
def test_an_address_has_one_account_however_it_is_written(accounts: Accounts, again: str) -> None:
    accounts.sign_up(email="ann@example.com", password=PASSWORD)

    with pytest.raises(Conflict) as refused:
        accounts.sign_up(email=again, password=PASSWORD)

    assert refused.value.field == "email"


def test_a_guest_whose_address_is_taken_stays_a_guest(accounts: Accounts) -> None:
    accounts.sign_up(email="ann@example.com", password=PASSWORD)
    guest = accounts.guest()

    with pytest.raises(Conflict):
        accounts.sign_up(email="ann@example.com", password=PASSWORD, guest_id=guest.person.id)

    person = accounts.person_for(guest.token)
    assert person is not None
    assert person.is_guest


def test_of_many_who_sign_up_at_once_with_one_address_one_gets_it(
    accounts: Accounts, sql: Sql
) -> None:
    start = Barrier(8)

    def sign_up(number: int) -> SignedIn | Conflict:
        email = "ann@example.com" if number % 2 else "ANN@example.com"
        start.wait()
        try:
            return accounts.sign_up(email=email, password=PASSWORD)
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(sign_up, range(8)))

    assert sum(isinstance(answer, SignedIn) for answer in answers) == 1
    assert sql("SELECT count(*) FROM people") == [(1,)]
    assert sql("SELECT count(*) FROM accounts") == [(1,)]


def test_a_guest_who_signs_up_twice_at_once_gets_one_address(accounts: Accounts, sql: Sql) -> None:
    guest = accounts.guest()
    start = Barrier(2)

    def sign_up(email: str) -> SignedIn:
        start.wait()
        return accounts.sign_up(email=email, password=PASSWORD, guest_id=guest.person.id)

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(sign_up, ["ann@example.com", "bob@example.com"]))

    assert len({each.person.id for each in both}) == 2
    assert sql("SELECT count(*) FROM people WHERE kind = 'member'") == [(2,)]


@pytest.mark.parametrize(
    ("email", "password", "name", "field"),
    [
        ("ann", PASSWORD, "", "email"),
        ("ann@", PASSWORD, "", "email"),
        ("", PASSWORD, "", "email"),
        ("ann@example.com\x00", PASSWORD, "", "email"),
        ("Ann <ann@example.com>", PASSWORD, "", "email"),
        ("a" * 300 + "@example.com", PASSWORD, "", "email"),
        ("ann@example.com", "seven77", "", "password"),
        ("ann@example.com", "x" * 257, "", "password"),
        ("ann@example.com", " Ann@Example.com", "", "password"),
        ("ann@example.com", "         ", "", "password"),
        ("ann@example.com", "lone \ud800 half", "", "password"),
        ("ann@example.com", PASSWORD, "x" * 81, "name"),
        ("ann@example.com", PASSWORD, "a\x00b", "name"),
    ],
)
def test_what_cannot_be_is_named(
    accounts: Accounts, sql: Sql, *, email: str, password: str, name: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.sign_up(email=email, password=password, name=name)

    assert refused.value.field == field
    assert sql("SELECT count(*) FROM people") == [(0,)]


def test_one_address_cannot_make_guests_for_ever(accounts: Accounts) -> None:
    for _ in range(NEWCOMERS_PER_ADDRESS):
        accounts.guest(address="203.0.113.5")

    with pytest.raises(TooMany) as refused:
        accounts.guest(address="203.0.113.5")

    assert refused.value.retry_after is not None
    assert accounts.guest(address="203.0.113.6").person.is_guest
    assert accounts.guest(address="127.0.0.1").person.is_guest


def test_one_address_cannot_sign_up_for_ever(accounts: Accounts) -> None:
    accounts.sign_up(email="ann@example.com", password=PASSWORD)
    for _ in range(NEWCOMERS_PER_ADDRESS):
        with pytest.raises(Conflict):
            accounts.sign_up(email="ann@example.com", password=PASSWORD, address="203.0.113.5")

    with pytest.raises(TooMany):
        accounts.sign_up(email="bob@example.com", password=PASSWORD, address="203.0.113.5")
