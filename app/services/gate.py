"""What may stand against a start. A batch is admitted whole, or refused with everything said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil

from sqlmodel import Session

from app.db import history, line, starts, weights
from app.domain import eta
from app.domain.errors import NotEnoughCredits, NotFound, Problem, Refused, StorageFull, TooMany
from app.domain.limits import Limits
from app.domain.providing import Provider

_BE_PATIENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Asked:
    """Part of what wants to begin: tasks of one kind, and what they cost together."""

    provider: Provider
    model: str
    size: float
    count: int
    price: int


def check(  # noqa: PLR0913 -- what a start is held against
    session: Session,
    person_id: str,
    standing: starts.Standing,
    *,
    tier: str,
    limits: Limits,
    asked: Sequence[Asked],
) -> None:
    """Raise what stands against all of it: one problem as itself, several together."""
    found = (
        _too_many(standing.waiting, limits, sum(each.count for each in asked)),
        *(_too_long(session, person_id, limits, each) for each in _kinds(asked)),
        _too_dear(standing.available, sum(each.price for each in asked)),
        _too_full(session, person_id, limits.room(tier)),
    )
    problems = [problem for problem in found if problem is not None]
    if len(problems) > 1:
        raise Refused(problems)
    for problem in problems:
        raise problem


def _kinds(asked: Sequence[Asked]) -> list[Asked]:
    """One for each provider and model, as large as all of its tasks together."""
    kinds: dict[tuple[str, str], Asked] = {}
    for each in asked:
        known = kinds.get((each.provider.id, each.model))
        count = each.count + (known.count if known else 0)
        size = max(each.size, known.size if known else 0.0)
        kinds[each.provider.id, each.model] = replace(each, count=count, size=size)
    return list(kinds.values())


def lock_person(session: Session, person_id: str) -> str:
    """Lock the person until the transaction ends and return their tier. Raises `NotFound`."""
    tier = starts.lock_person(session, person_id)
    if tier is None:
        raise NotFound("There is no such person.")
    return tier


def _too_many(waiting: int, limits: Limits, count: int) -> Problem | None:
    if waiting + count <= limits.waiting:
        return None
    room = max(0, limits.waiting - waiting)
    return TooMany(
        f"You have {waiting} in line already and {limits.waiting} is the most:"
        f" {room} more can start now.",
        retry_after=_BE_PATIENT,
        room=room,
    )


def _too_long(session: Session, person_id: str, limits: Limits, asked: Asked) -> Problem | None:
    provider = asked.provider
    expected = eta.usual(
        history.durations(session, provider=provider.id, model=asked.model, size=asked.size)
    )
    if expected is None:
        return None
    ahead = line.turns_before(session, provider.id, person_id, more=asked.count)
    wait = eta.wait(ahead, slots=provider.slots, expected=expected)
    if wait <= limits.longest_wait:
        return None
    minutes = ceil(wait / timedelta(minutes=1))
    return TooMany(
        f"{provider.title} has too much to do: this would begin in about {minutes} minutes.",
        retry_after=min(wait - limits.longest_wait, timedelta(hours=1)),
        begins_in=wait,
    )


def check_room(session: Session, person_id: str, room: int | None, *, more: int = 0) -> None:
    """Raise `StorageFull` when nothing more fits, or not `more` bytes of it."""
    problem = _too_full(session, person_id, room if room is None else room - more)
    if problem is not None:
        raise problem


def _too_full(session: Session, person_id: str, room: int | None) -> Problem | None:
    """What is made is always kept, so it is before a start that room must be left."""
    if room is None or (used := weights.total(session, person_id)) < room:
        return None
    return StorageFull(
        f"Your files take {used / 1e6:,.0f} MB and {room / 1e6:,.0f} MB is the most:"
        " let songs go that you do not need, and empty the trash.",
        over=used - room + 1,
    )


def _too_dear(available: int, price: int) -> Problem | None:
    return None if available >= price else too_dear(available, price)


def too_dear(available: int, price: int) -> NotEnoughCredits:
    """What is missing for this price."""
    return NotEnoughCredits(
        f"This costs {price} credits and you have {available}: {price - available} are missing.",
        missing=price - available,
    )
