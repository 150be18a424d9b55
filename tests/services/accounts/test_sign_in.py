"""Coming back: the right password, the wrong one, and what a guest made meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.db.transaction import Database
from app.domain.errors import NotFound, NotSignedIn, TooMany
from app.services import invariants
from app.services.accounts import Accounts
from app.services.attempts import PER_ACCOUNT, PER_ADDRESS
from app.services.passwords import Passwords

Sql = Callable[..., list[Any]]
ANN, PASSWORD = "ann@example.com", "a long enough one"


@pytest.fixture
def ann(accounts: Accounts) -> str:
    """Ann's id; she has an account."""
    return accounts.sign_up(email=ANN, password=PASSWORD).person.id


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("email", [ANN, "ANN@example.com", "  ann@Example.com "])
def test_the_right_password_opens(accounts: Accounts, email: str) -> None:
    signed_in = accounts.sign_in(email=email, password=PASSWORD)

    assert accounts.person_for(signed_in.token) == signed_in.person


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ANN, "another long one"),
        (ANN, ""),
        (ANN, "x" * 100_000),
        (ANN, "\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800"),
        ("bob@example.com", PASSWORD),
        ("", ""),
        ("\x00", PASSWORD),
        ("\ud800@example.com", PASSWORD),
        ("x" * 100_000, PASSWORD),
        ("%", PASSWORD),
    ],
)
def test_a_wrong_password_and_an_unknown_address_look_the_same(
    accounts: Accounts, email: str, password: str
) -> None:
    with pytest.raises(NotSignedIn) as refused:
        accounts.sign_in(email=email, password=password)

    assert str(refused.value) == "This e-mail and password do not belong together."


@pytest.mark.usefixtures("ann")
def test_an_unknown_address_costs_one_check_like_a_known_one(
    accounts: Accounts, passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, *both: checked.append(both[0]) or verify(self, *both)
    )

    for email in (ANN, "nobody@example.com"):
        with pytest.raises(NotSignedIn):
            accounts.sign_in(email=email, password="another long one")

    assert len(checked) == 2
    assert not any(passwords.is_outdated(each) for each in checked)


def test_the_same_korean_letters_open_whatever_keyboard_wrote_them(accounts: Accounts) -> None:
    composed, decomposed = "한글비밀번호입니다", "한글비밀번호입니다"
    accounts.sign_up(email=ANN, password=decomposed)

    assert accounts.sign_in(email=ANN, password=composed).person.email == ANN


@pytest.mark.usefixtures("ann")
def test_a_password_kept_weakly_is_kept_better_at_the_next_sign_in(
    accounts: Accounts, db: Database, sql: Sql
) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = Accounts(db, welcome_credits=0, session_days=60, jobs=None, passwords=stronger)  # pyright: ignore[reportArgumentType] -- nobody leaves here

    later.sign_in(email=ANN, password=PASSWORD)

    assert "m=16,t=2" in sql("SELECT password_hash FROM people")[0][0]
    assert accounts.sign_in(email=ANN, password=PASSWORD)


def test_what_a_guest_made_moves_to_the_account(
    accounts: Accounts, ann: str, song: Callable[..., str], sql: Sql
) -> None:
    guest = accounts.guest()
    job = song(guest.person.id)

    signed_in = accounts.sign_in(email=ANN, password=PASSWORD, guest_id=guest.person.id)

    assert signed_in.person.id == ann
    for table in ("jobs", "tasks", "assets"):
        column = "id" if table == "jobs" else "job_id"
        assert sql(f"SELECT person_id FROM {table} WHERE {column} = :id", id=job) == [(ann,)]  # noqa: S608 -- words of this test
    assert accounts.person_for(guest.token) is None
    with pytest.raises(NotFound):
        accounts.person(guest.person.id)


def test_work_that_runs_moves_too_and_its_hold_stays_true(
    accounts: Accounts, ann: str, db: Database, song: Callable[..., str], sql: Sql
) -> None:
    guest = accounts.guest()
    job = song(guest.person.id, running=True)

    accounts.sign_in(email=ANN, password=PASSWORD, guest_id=guest.person.id)

    assert sql("SELECT person_id FROM jobs WHERE id = :id", id=job) == [(ann,)]
    with db.transaction() as tx:
        assert invariants.broken(tx.session) == {}


def test_a_guest_who_signs_in_to_two_accounts_at_once_moves_to_one(
    accounts: Accounts, ann: str, song: Callable[..., str], sql: Sql
) -> None:
    bob = accounts.sign_up(email="bob@example.com", password=PASSWORD).person.id
    guest = accounts.guest()
    songs = [song(guest.person.id) for _ in range(5)]
    start = Barrier(2)

    def sign_in(email: str) -> None:
        start.wait()
        accounts.sign_in(email=email, password=PASSWORD, guest_id=guest.person.id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sign_in, [ANN, "bob@example.com"]))

    [(owner, jobs)] = sql("SELECT person_id, count(*) FROM jobs GROUP BY 1")
    assert owner in {ann, bob}
    assert jobs == len(songs)


def test_a_guest_is_not_welcomed_into_an_account_again_and_again(
    accounts: Accounts, ann: str
) -> None:
    for _ in range(3):
        guest = accounts.guest()
        accounts.sign_in(email=ANN, password=PASSWORD, guest_id=guest.person.id)

    assert accounts.person(ann).available == 100


def test_both_used_the_same_idempotency_key(
    accounts: Accounts, ann: str, song: Callable[..., str], sql: Sql
) -> None:
    guest = accounts.guest()
    song(ann, key="mine")
    song(guest.person.id, key="mine")
    song(guest.person.id, key="other")

    accounts.sign_in(email=ANN, password=PASSWORD, guest_id=guest.person.id)

    keys = sql("SELECT key FROM jobs WHERE person_id = :ann ORDER BY key NULLS LAST", ann=ann)
    assert keys == [("mine",), ("other",), (None,)]


def test_another_members_work_is_not_taken_along(
    accounts: Accounts, ann: str, song: Callable[..., str], sql: Sql
) -> None:
    bob = accounts.sign_up(email="bob@example.com", password=PASSWORD).person.id
    song(bob)

    accounts.sign_in(email=ANN, password=PASSWORD, guest_id=bob)

    assert sql("SELECT person_id FROM jobs") == [(bob,)]
    assert accounts.person(bob).email == "bob@example.com"
    assert ann != bob


@pytest.mark.usefixtures("ann")
def test_guesses_are_counted_per_account_and_the_limit_says_when(accounts: Accounts) -> None:
    _fail(accounts, times=PER_ACCOUNT)

    with pytest.raises(TooMany) as refused:
        accounts.sign_in(email=ANN, password=PASSWORD, address="198.51.100.7")

    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after.total_seconds() <= 15 * 60
    assert "15 minutes" in str(refused.value)


@pytest.mark.usefixtures("ann")
def test_a_hundred_guesses_at_once_are_counted_like_a_hundred_in_a_row(accounts: Accounts) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: _guess(accounts), range(100)))

    assert answers.count(NotSignedIn) == PER_ACCOUNT
    assert answers.count(TooMany) == 100 - PER_ACCOUNT


@pytest.mark.usefixtures("ann")
def test_the_limit_ends(accounts: Accounts, sql: Sql) -> None:
    _fail(accounts, times=PER_ACCOUNT)
    sql("UPDATE sign_in_attempts SET at = at - interval '15 minutes'")

    assert accounts.sign_in(email=ANN, password=PASSWORD)
    assert sql("SELECT count(*) FROM sign_in_attempts") == [(0,)]


@pytest.mark.usefixtures("ann")
def test_success_clears_the_account(accounts: Accounts) -> None:
    _fail(accounts, times=PER_ACCOUNT - 1)
    accounts.sign_in(email=ANN, password=PASSWORD)

    _fail(accounts, times=PER_ACCOUNT - 1)

    assert accounts.sign_in(email=ANN, password=PASSWORD)


def test_unknown_accounts_are_limited_like_known_ones(accounts: Accounts) -> None:
    _fail(accounts, times=PER_ACCOUNT)

    assert _guess(accounts) is TooMany


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    ("address", "next_door"),
    [("203.0.113.5", "203.0.113.6"), ("2001:db8:1:2::{number:x}", "2001:db8:1:3::1")],
)
def test_one_household_cannot_try_many_accounts(
    accounts: Accounts, address: str, next_door: str
) -> None:
    for number in range(PER_ADDRESS):
        from_here = address.format(number=number)
        _guess(accounts, email=f"{number}@example.com", address=from_here)

    assert _guess(accounts, address=address.format(number=9999)) is TooMany
    assert _guess(accounts, address=next_door) is NotSignedIn


def _guess(accounts: Accounts, *, email: str = ANN, address: str = "") -> type[Exception] | None:
    try:
        accounts.sign_in(email=email, password="a wrong password", address=address)
    except (NotSignedIn, TooMany) as refused:
        return type(refused)
    return None


def _fail(accounts: Accounts, *, times: int) -> None:
    for _ in range(times):
        assert _guess(accounts) is NotSignedIn
