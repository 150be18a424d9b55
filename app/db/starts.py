"""How things stand for a person who starts something: a lock, and one look."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from app.domain.errors import Blocked

_LOCK = text("SELECT kind, tier, blocked_at FROM people WHERE id = :person FOR NO KEY UPDATE")

# A statement of its own: what it counts must be as it is once the lock was given.
_STANDING = text("""
    SELECT now() AS now,
           (SELECT count(*) FROM tasks WHERE person_id = :person AND state = 'pending') AS waiting,
           coalesce((SELECT available FROM accounts WHERE id = :person), 0) AS available""")


@dataclass(frozen=True)
class Standing:
    """How things stand for a person who starts something, by one moment of the database."""

    now: datetime
    waiting: int
    """Tasks of theirs that are in line."""
    available: int
    """Credits they can spend."""


def lock_person(session: Session, person_id: str) -> str | None:
    """
    Lock a person and return their tier; None when nobody of this id is there any more.

    Two starts of one person are counted one after the other. Raises `Blocked`.
    """
    found = session.execute(_LOCK, {"person": person_id}).one_or_none()
    if found is not None and found.blocked_at is not None:
        raise Blocked
    return None if found is None or found.kind == "gone" else found.tier


def standing(session: Session, person_id: str) -> Standing:
    """How things stand for a person who was locked before."""
    row = session.execute(_STANDING, {"person": person_id}).one()
    return Standing(row.now, row.waiting, row.available)
