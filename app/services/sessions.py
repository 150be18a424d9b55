"""Who is signed in where. A session is a secret in a cookie and its hash in a row."""

import re
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Interval, String, bindparam, delete, func, select, update
from sqlmodel import col

from app.db.tables.people import ADDRESS_MAX, AGENT_MAX, PersonRow, SessionRow
from app.db.transaction import Transaction
from app.domain.ids import new_id

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_TOUCH_EVERY = timedelta(minutes=1)
# Asked by every request: built once.
_WHOSE = (
    select(PersonRow, col(SessionRow.seen_at) < func.now() - _TOUCH_EVERY)
    .join(SessionRow, col(SessionRow.person_id) == col(PersonRow.id))
    .where(
        col(SessionRow.token_hash) == bindparam("hash", type_=String),
        col(SessionRow.seen_at) > func.now() - bindparam("unused", type_=Interval),
        col(PersonRow.kind) != "gone",
        col(PersonRow.blocked_at).is_(None),
    )
)


class Sessions:
    """Opens, finds and ends sessions; every method works inside the caller's transaction."""

    def __init__(self, *, days: int) -> None:
        self._unused = timedelta(days=days)

    def open(self, tx: Transaction, person_id: str, *, address: str, agent: str) -> str:
        """Begin a session and return its secret, which is stored nowhere."""
        token = token_urlsafe(32)
        row = SessionRow(
            id=new_id("session"),
            token_hash=_hashed(token),
            person_id=person_id,
            address=_printable(address)[:ADDRESS_MAX],
            agent=_printable(agent)[:AGENT_MAX],
        )
        tx.session.add(row)
        tx.session.flush()
        return token

    def person(self, tx: Transaction, token: str) -> PersonRow | None:
        """Whose session it is; None when it never was, has ended, or was unused for too long."""
        if not _TOKEN.fullmatch(token):
            return None
        values = {"hash": _hashed(token), "unused": self._unused}
        found = tx.session.execute(_WHOSE, values).one_or_none()
        if found is None:
            return None
        person, long_ago = found
        if long_ago:
            _touch(tx, token, person.id)
        return person

    def end(self, tx: Transaction, token: str) -> None:
        """End one session; nothing happens when there is none."""
        tx.session.execute(delete(SessionRow).where(col(SessionRow.token_hash) == _hashed(token)))

    def end_all(self, tx: Transaction, person_id: str, *, but: str | None = None) -> None:
        """End every session of a person, but the one with this secret."""
        ended = delete(SessionRow).where(col(SessionRow.person_id) == person_id)
        if but is not None:
            ended = ended.where(col(SessionRow.token_hash) != _hashed(but))
        tx.session.execute(ended)

    def forget_unused(self, tx: Transaction) -> None:
        """Remove what has expired."""
        tx.session.execute(
            delete(SessionRow).where(col(SessionRow.seen_at) < func.now() - self._unused)
        )


def _touch(tx: Transaction, token: str, person_id: str) -> None:
    """Note that they are here; ten tabs that do so at once do not wait for each other."""
    people = select(col(PersonRow.id)).where(col(PersonRow.id) == person_id)
    ours = people.with_for_update(skip_locked=True, key_share=True)
    tx.session.execute(
        update(PersonRow)
        .where(col(PersonRow.id).in_(ours))
        .values(seen_at=func.now())
        .execution_options(synchronize_session=False)
    )
    sessions = select(col(SessionRow.id)).where(col(SessionRow.token_hash) == _hashed(token))
    tx.session.execute(
        update(SessionRow)
        .where(col(SessionRow.id).in_(sessions.with_for_update(skip_locked=True)))
        .values(seen_at=func.now())
        .execution_options(synchronize_session=False)
    )


def _hashed(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
