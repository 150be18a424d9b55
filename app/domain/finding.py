"""What providers made and nobody has: how it is told apart, as pure rules."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.domain.operating import NOTHING_BOUGHT
from app.domain.providing import RemoteOrder, RemoteState
from app.domain.states import ACTIVE, TaskState

LOOKS_BACK = timedelta(days=7)
"""How far a comparison goes back. Providers keep files for three days at the most."""
_CLOCKS_DIFFER = timedelta(minutes=2)
_GONE = frozenset({RemoteState.FAILED, RemoteState.REJECTED, RemoteState.CANCELLED})
_SAID_SO = NOTHING_BOUGHT | {"provider_failed"}
"""Failures after which nothing can have come of an order: the provider said so itself."""


class Fate(StrEnum):
    """What has become of an order that nobody has."""

    WORKING = "working"
    """It is still being made."""
    MADE = "made"
    """It can be fetched."""
    GONE = "gone"
    """It was made, and the provider keeps it no longer."""


class KnownBy(StrEnum):
    """How it is known whose an order is."""

    ORDER = "order"
    """By its id, or by the reference that was sent with it."""
    WORDS = "words"
    """Orders of one job alone were lost at that time with these words."""


class Mark(StrEnum):
    """What was decided about one."""

    ADOPTED = "adopted"
    NOT_OURS = "not_ours"
    """Another program orders with the same key."""
    LEFT = "left"
    """Ours, and nobody needs it."""
    REMOVED = "removed"
    """Its owner had it, and has let it go."""


@dataclass(frozen=True)
class KnownTask:
    """What a comparison needs of a task."""

    id: str
    job_id: str
    state: TaskState
    code: str | None
    """Why it failed."""
    own_ids: frozenset[str]
    """What the provider calls its orders, also those of the steps before."""
    words: str
    began_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class LostOrder:
    """An order that nobody has."""

    order: RemoteOrder
    state: Fate
    task_id: str | None = None
    known_by: KnownBy | None = None


def lost_among(
    orders: Iterable[RemoteOrder], tasks: Iterable[KnownTask], *, before: datetime
) -> list[LostOrder]:
    """
    The orders that nobody has: of tasks that ended otherwise, and of no task at all.

    What no task knows counts only when it was made before that moment: its id may be on its way.
    """
    tasks = list(tasks)
    by_order = {own: task for task in tasks for own in task.own_ids}
    by_key = {task.id: task for task in tasks}
    found: list[LostOrder] = []
    unknown: list[RemoteOrder] = []
    for order in orders:
        if order.state in _GONE:
            continue
        task = by_order.get(order.id) or by_key.get(order.key or "")
        if task is None:
            unknown += [order] if order.made_at < before else []
        elif not _has(task, order):
            found.append(LostOrder(order, _state(order), task.id, KnownBy.ORDER))
    return found + _by_words(unknown, [task for task in tasks if _may_be_lost(task)])


def _has(task: KnownTask, order: RemoteOrder) -> bool:
    """Whether this order is what the task became, or will."""
    if task.state in ACTIVE or task.state is TaskState.PENDING:
        return True
    return task.state is TaskState.COMPLETED and order.id in task.own_ids


def _state(order: RemoteOrder) -> Fate:
    if order.state is not RemoteState.DONE:
        return Fate.WORKING
    return Fate.MADE if order.is_kept else Fate.GONE


def _may_be_lost(task: KnownTask) -> bool:
    """Whether something may have been bought for it under an id that never came."""
    if task.state not in (TaskState.FAILED, TaskState.CANCELLED) or task.began_at is None:
        return False
    return task.code == "outcome_unknown" or (not task.own_ids and task.code not in _SAID_SO)


def may_have_come(code: str | None) -> bool:
    """Whether something may have come of an order whose task ended like this."""
    return code not in _SAID_SO


def _by_words(orders: list[RemoteOrder], tasks: list[KnownTask]) -> list[LostOrder]:
    """Whose they are, where the same words at the same time belong to one job alone."""
    fitting = {order.id: [task for task in tasks if _fits(order, task)] for order in orders}
    of_job: dict[str, list[RemoteOrder]] = defaultdict(list)
    for order in orders:
        jobs = {task.job_id for task in fitting[order.id]}
        if len(jobs) == 1:
            of_job[jobs.pop()].append(order)
    whose: dict[str, str] = {}
    for mine in of_job.values():
        lost = {task.id: task for order in mine for task in fitting[order.id]}
        # More orders than were lost: one of them is somebody else's, and nobody knows which.
        if len(mine) <= len(lost):
            begun = sorted(lost.values(), key=_began)
            in_turn = sorted(mine, key=lambda order: order.made_at)
            whose |= {o.id: task.id for o, task in zip(in_turn, begun, strict=False)}
    return [
        LostOrder(o, _state(o), whose.get(o.id), KnownBy.WORDS if o.id in whose else None)
        for o in orders
    ]


def _began(task: KnownTask) -> datetime:
    return task.began_at or datetime.max.replace(tzinfo=UTC)


def _fits(order: RemoteOrder, task: KnownTask) -> bool:
    if not order.words or order.words != task.words or task.began_at is None:
        return False
    last = task.ended_at or order.made_at
    return task.began_at - _CLOCKS_DIFFER <= order.made_at <= last + _CLOCKS_DIFFER
