"""
The words for where work is, and the rules for how one follows another.

A task's state names *where the work is*, because that is what a crash asks:

    pending ──► submitting ──► generating ──► saving ──► completed
       ▲            │              │            │
       └── busy ────┤              │            │
                    └──────────────┴────────────┴──────► failed | cancelled

Providers that hand over the finished bytes themselves skip what they do not have:
a sketch goes pending → generating → completed, a synchronous call submitting → completed, by way
of saving while the store is away.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class TaskState(StrEnum):
    """Where the work of one task is."""

    PENDING = "pending"
    """Ours: nothing was sent."""
    SUBMITTING = "submitting"
    """A call to the provider is in flight."""
    GENERATING = "generating"
    """The provider has it and we hold its id, or a sketch provider is at work here."""
    SAVING = "saving"
    """Made; the files are on their way to storage."""
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobStatus(StrEnum):
    """What a person sees of a job; computed from its tasks, never set by hand."""

    PENDING = "pending"
    GENERATING = "generating"
    CANCELLING = "cancelling"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset({TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED})
ACTIVE = frozenset({TaskState.SUBMITTING, TaskState.GENERATING, TaskState.SAVING})
"""States that hold one of the provider's slots."""

ENDED = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})

_S = TaskState
MOVES: dict[TaskState, frozenset[TaskState]] = {
    _S.PENDING: frozenset({_S.SUBMITTING, _S.GENERATING, _S.FAILED, _S.CANCELLED}),
    _S.SUBMITTING: frozenset(
        {_S.PENDING, _S.GENERATING, _S.SAVING, _S.COMPLETED, _S.FAILED, _S.CANCELLED}
    ),
    _S.GENERATING: frozenset({_S.SAVING, _S.COMPLETED, _S.FAILED, _S.CANCELLED}),
    _S.SAVING: frozenset({_S.COMPLETED, _S.FAILED}),
    _S.COMPLETED: frozenset(),
    _S.FAILED: frozenset(),
    _S.CANCELLED: frozenset(),
}


def may_move(old: TaskState, new: TaskState) -> bool:
    """Whether a task may go from one state to the other. Final states never change."""
    return new in MOVES[old]


@dataclass(frozen=True)
class Counts:
    """How many tasks of a job are where."""

    total: int
    completed: int
    failed: int
    cancelled: int

    @property
    def ended(self) -> int:
        """Tasks that will not change any more."""
        return self.completed + self.failed + self.cancelled


def count(states: Iterable[TaskState]) -> Counts:
    """Count the tasks of one job."""
    c = Counter(states)
    return Counts(c.total(), c[_S.COMPLETED], c[_S.FAILED], c[_S.CANCELLED])


def job_status(states: Iterable[TaskState], *, cancel_requested: bool = False) -> JobStatus:
    """
    The status of a job with these tasks.

    A bought task that arrives after a cancel still counts as made: a job all of whose tasks
    completed is completed, whatever was asked meanwhile.
    """
    states = list(states)
    c = count(states)
    if c.ended < c.total:
        if cancel_requested:
            return JobStatus.CANCELLING
        begun = c.ended or any(s in ACTIVE for s in states)
        return JobStatus.GENERATING if begun else JobStatus.PENDING
    if c.cancelled:
        return JobStatus.CANCELLED
    return JobStatus.COMPLETED if c.completed else JobStatus.FAILED
