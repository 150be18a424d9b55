"""Counts failed proofs, so that guessing passwords takes for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, func, select
from sqlmodel import col

from app.db.tables.people import ADDRESS_MAX, SignInAttemptRow
from app.db.transaction import Database, Transaction
from app.domain.addresses import household, is_this_machine
from app.domain.errors import NotSignedIn, TooMany

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 50
NEWCOMERS_PER_ADDRESS = 60
_NEWCOMERS = "newcomers"


class Attempts:
    """The log of proofs that failed, by account and by household."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @contextmanager
    def guard(self, account: str, *, address: str) -> Iterator[None]:
        """
        Check a password in this block; raise `NotSignedIn` in it when it is wrong.

        The failure is written down first and taken back when the block succeeds: guesses that
        arrive together are counted together.
        """
        account, address = _hashed(account), household(address)
        with self._db.transaction() as tx:
            _forget_the_old(tx)
            _limit(tx, _by(account=account), key=account, most=PER_ACCOUNT)
            if address:
                _limit(tx, _signing_in(address), key=address, most=PER_ADDRESS)
            attempt = _note(tx, account=account, address=address)
        try:
            yield
        except NotSignedIn:
            raise
        except BaseException:
            self._take_back(col(SignInAttemptRow.id) == attempt)
            raise
        self._take_back(_by(account=account))

    def note_newcomer(self, address: str) -> None:
        """Count somebody new at an address. This machine itself may make as many as it likes."""
        if not address or is_this_machine(address):
            return
        address = household(address)
        with self._db.transaction() as tx:
            _forget_the_old(tx)
            mine = _by(account=_NEWCOMERS) & _by(address=address)
            _limit(tx, mine, key=f"{_NEWCOMERS} {address}", most=NEWCOMERS_PER_ADDRESS)
            _note(tx, account=_NEWCOMERS, address=address)

    def _take_back(self, which: ColumnElement[bool]) -> None:
        with self._db.transaction() as tx:
            tx.session.execute(delete(SignInAttemptRow).where(which))


def _hashed(account: str) -> str:
    """Addresses of strangers are nobody's business; only whether they are the same matters."""
    return sha256(account.strip().casefold().encode(errors="replace")).hexdigest()


def _by(*, account: str | None = None, address: str | None = None) -> ColumnElement[bool]:
    if account is not None:
        return col(SignInAttemptRow.account_hash) == account
    return col(SignInAttemptRow.address) == (address or "")[:ADDRESS_MAX]


def _signing_in(address: str) -> ColumnElement[bool]:
    return _by(address=address) & (col(SignInAttemptRow.account_hash) != _NEWCOMERS)


def _limit(tx: Transaction, which: ColumnElement[bool], *, key: str, most: int) -> None:
    """Whoever asks at the same moment waits here, until the first is counted."""
    tx.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    recent = col(SignInAttemptRow.at) > func.now() - WINDOW
    moments = (
        tx.session.execute(
            select(col(SignInAttemptRow.at))
            .where(which, recent)
            .order_by(col(SignInAttemptRow.at).desc())
            .limit(most)
        )
        .scalars()
        .all()
    )
    if len(moments) < most:
        return
    wait = max(moments[-1] + WINDOW - datetime.now(UTC), timedelta(seconds=1))
    minutes = -(-int(wait.total_seconds()) // 60) or 1
    raise TooMany(
        f"Too many tries. Please come back in {minutes} minute{'s' if minutes > 1 else ''}.",
        retry_after=wait,
    )


def _note(tx: Transaction, *, account: str, address: str) -> int | None:
    row = SignInAttemptRow(account_hash=account, address=address[:ADDRESS_MAX])
    tx.session.add(row)
    tx.session.flush()
    return row.id


def _forget_the_old(tx: Transaction) -> None:
    """Whoever finds rows that another one is removing leaves them to it."""
    old = select(col(SignInAttemptRow.id)).where(col(SignInAttemptRow.at) < func.now() - WINDOW)
    ids = old.with_for_update(skip_locked=True)
    tx.session.execute(
        delete(SignInAttemptRow)
        .where(col(SignInAttemptRow.id).in_(ids))
        .execution_options(synchronize_session=False)
    )
