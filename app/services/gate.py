"""What may stand against a start. A batch is admitted whole, or refused with everything said."""

from datetime import timedelta
from math import ceil

from sqlmodel import Session, col, func, select

from app.db import history, line
from app.db.tables.people import PersonRow
from app.db.tables.tasks import TaskRow
from app.domain import eta
from app.domain.errors import NotEnoughCredits, NotFound, Problem, Refused, TooMany
from app.domain.limits import Limits
from app.domain.ports import Provider
from app.domain.states import TaskState
from app.services import ledger

_BE_PATIENT = timedelta(minutes=1)


def check(  # noqa: PLR0913 -- what a batch is made of
    session: Session,
    person: PersonRow,
    *,
    limits: Limits,
    provider: Provider,
    model: str,
    size: float,
    count: int,
    price: int,
) -> None:
    """Raise what stands against `count` more tasks: one problem as itself, several together."""
    found = (
        _too_many(session, person.id, limits, count),
        _too_long(session, person.id, limits, provider, model=model, size=size, count=count),
        _too_dear(session, person.id, price),
    )
    problems = [problem for problem in found if problem is not None]
    if len(problems) > 1:
        raise Refused(problems)
    for problem in problems:
        raise problem


def lock_person(session: Session, person_id: str) -> PersonRow:
    """The person, locked: two starts of one person are counted one after the other."""
    statement = select(PersonRow).where(col(PersonRow.id) == person_id)
    person = session.exec(statement.with_for_update(key_share=True)).one_or_none()
    if person is None or person.kind == "gone":
        raise NotFound("There is no such person.")
    return person


def _too_many(session: Session, person_id: str, limits: Limits, count: int) -> Problem | None:
    waiting = session.exec(
        select(func.count())
        .select_from(TaskRow)
        .where(col(TaskRow.person_id) == person_id, col(TaskRow.state) == TaskState.PENDING)
    ).one()
    if waiting + count <= limits.waiting:
        return None
    room = max(0, limits.waiting - waiting)
    return TooMany(
        f"You have {waiting} in line already and {limits.waiting} is the most:"
        f" {room} more can start now.",
        retry_after=_BE_PATIENT,
        room=room,
    )


def _too_long(  # noqa: PLR0913 -- what a batch is made of
    session: Session,
    person_id: str,
    limits: Limits,
    provider: Provider,
    *,
    model: str,
    size: float,
    count: int,
) -> Problem | None:
    expected = eta.usual(history.durations(session, provider=provider.id, model=model, size=size))
    if expected is None:
        return None
    ahead = line.turns_before(session, provider.id, person_id, more=count)
    wait = eta.wait(ahead, slots=provider.slots, expected=expected)
    if wait <= limits.longest_wait:
        return None
    minutes = ceil(wait / timedelta(minutes=1))
    return TooMany(
        f"{provider.title} has too much to do: this would begin in about {minutes} minutes.",
        retry_after=min(wait - limits.longest_wait, timedelta(hours=1)),
        begins_in=wait,
    )


def _too_dear(session: Session, person_id: str, price: int) -> Problem | None:
    available, _ = ledger.balance(session, person_id)
    if available >= price:
        return None
    return NotEnoughCredits(
        f"This costs {price} credits and you have {available}: {price - available} are missing.",
        missing=price - available,
    )
