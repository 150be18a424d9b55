"""What operators are shown: frozen, and without what people wrote unless it was opened."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from app.domain.delivering import DeliveryState
from app.domain.finding import Fate, KnownBy, Mark
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState


@dataclass(frozen=True)
class ReasonCount:
    """One reason for failures, and how often."""

    provider: str
    code: str
    n: int


@dataclass(frozen=True)
class Pace:
    """Seconds of one provider's finished tasks: half, and 95 %, took less."""

    provider: str
    waiting_s: tuple[float, float]
    making_s: tuple[float, float]


@dataclass(frozen=True)
class Standing:
    """Tasks of one provider in one state."""

    provider: str
    state: TaskState
    n: int
    credits: int
    oldest_s: float


@dataclass(frozen=True)
class OverviewView:
    """How the studio does, as of now; what happened is of the last hour."""

    at: datetime
    ok: bool
    problems: tuple[str, ...]
    waiting: int
    running: int
    oldest_due_s: float | None
    """How long the oldest ready step has waited for a worker."""
    completed: int
    failed: int
    cancelled: int
    held: int
    """Credits set aside for what runs."""
    at_providers: int
    """Credits of what providers have now: what would have to be paid if all of it ended."""
    deliveries_due: int
    standing: tuple[Standing, ...]
    pace: tuple[Pace, ...]
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True)
class Step:
    """What ended within one step of a chart."""

    at: datetime
    completed: int
    failed: int
    cancelled: int
    credits: int
    """Spent."""
    waiting_s: float | None
    """Mean seconds in line of what was completed; None when nothing was."""
    making_s: float | None


@dataclass(frozen=True)
class ChartView:
    """Equal steps of time, the oldest first; the last one is not over yet."""

    window: Literal["hour", "day", "month"]
    step_s: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class CaseView:
    """A job as operators see it in a list: no title, no words of its owner."""

    id: str
    person_id: str
    medium: Medium
    provider: str
    model: str
    status: JobStatus
    tier: str
    price: int
    total: int
    completed: int
    failed: int
    cancelled: int
    code: str | None
    """Why its last failed task failed."""
    in_trash: bool
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class StoryTask:
    """One paid call of a job, with what only operators see."""

    id: str
    index: int
    state: TaskState
    provider: str
    model: str
    price: int
    attempt: int
    crashes: int
    outages: int
    fence: int
    lease_owner: str | None
    lease_until: datetime | None
    due_at: datetime
    remote_id: str | None
    retry_of: str | None
    code: str | None
    reason: str | None
    detail: str | None
    trace: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class StoryLine:
    """One thing that happened."""

    at: datetime
    kind: Literal["event", "money", "file", "delivery", "audit"]
    what: str
    task_id: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StoryView:
    """Everything about one job, on one line of time."""

    case: CaseView
    tasks: tuple[StoryTask, ...]
    lines: tuple[StoryLine, ...]


@dataclass(frozen=True)
class OpenedJob:
    """What somebody asked for, opened on purpose; that it was is in the audit log."""

    id: str
    title: str
    params: dict[str, Any]
    files: tuple[str, ...]
    """Their names."""


@dataclass(frozen=True)
class FailedGroup:
    """Failed tasks that nobody has tried again, of one provider and one reason."""

    provider: str
    code: str
    reason: str | None
    """The provider's words that were told most often."""
    detail: str | None
    n: int
    people: int
    credits: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class PreviewView:
    """What an act on all that match would do now."""

    matching: int
    """Failed tasks, or jobs that run, or tasks that wait."""
    people: int
    never_reached: int
    """Nothing was bought for them: doing them again costs the provider's price once."""
    bought_again: int
    """The provider may be paid a second time for them."""
    retried: int
    """Their people have tried again by themselves; they are left out unless it is asked for."""
    credits: int
    """Credits that would be held, or returned."""
    until: datetime
    """Only what was there at this moment is acted on: send it with the act."""


@dataclass(frozen=True)
class ActedView:
    """What one round did; ask again with `cursor` until it is None."""

    done: int
    skipped: dict[str, int]
    """Why some were left out, and how many: retried, credits, blocked, gone, changed."""
    cursor: str | None


@dataclass(frozen=True)
class ProviderView:
    """One provider, from all sides."""

    id: str
    title: str
    medium: Medium | None
    """None when it is not configured here any more."""
    models: tuple[str, ...]
    configured_slots: int | None
    slots: int
    in_use: int
    waiting: int
    paused: bool
    paused_reason: str | None
    blocked_until: datetime | None
    failures: int
    open_until: datetime | None
    opens: int
    sky: str
    """fine, slow, busy, down, paused."""
    now_s: float | None
    usual_s: float | None
    prices: dict[str, int]
    """Credits of one order of the usual size, by model."""


@dataclass(frozen=True)
class ProcessView:
    """A worker, a clock or a web process."""

    id: str
    kind: str
    host: str
    pid: int
    version: str
    queues: str
    threads: int
    memory: int
    """Bytes."""
    leads: bool
    drains: bool
    holds: int
    """Tasks that it has in hand."""
    age_s: float
    """Seconds since it last signed."""
    is_silent: bool
    started_at: datetime


@dataclass(frozen=True)
class SentView:
    """A message to the outside, without its content."""

    id: str
    channel: str
    topic: str
    person_id: str
    target: str
    job_id: str | None
    state: DeliveryState
    tries: int
    problem: str | None
    answer_status: int | None
    answer_ms: int | None
    created_at: datetime
    tried_at: datetime | None
    due_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class CustomerView:
    """Somebody, without name and address unless opened."""

    id: str
    kind: str
    tier: str
    role: str
    language: str
    available: int
    held: int
    running: int
    """Jobs that have not ended."""
    blocked_at: datetime | None
    created_at: datetime
    seen_at: datetime
    masked: str
    """The address with most of it left out; empty when there is none."""


@dataclass(frozen=True)
class OpenedPerson:
    """Name and address, opened on purpose; that it was is in the audit log."""

    id: str
    name: str
    email: str | None


@dataclass(frozen=True)
class AuditView:
    """One act of an operator."""

    id: int
    at: datetime
    who: str
    act: str
    target: str
    data: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class FoundView:
    """Where a pasted id leads."""

    kind: Literal["job", "person"]
    id: str


@dataclass(frozen=True)
class LostView:
    """An order at a provider that nobody has, without what was asked for."""

    id: str
    provider: str
    order_id: str
    """What the provider calls it."""
    model: str
    state: Fate
    made_at: datetime
    found_at: datetime
    known_by: KnownBy | None
    """How it is known whose it is; None: it is not."""
    job_id: str | None
    """The job that it was ordered for."""
    task_id: str | None
    person_id: str | None
    code: str | None
    """Why that task failed."""
    tried_again: bool
    """Its place has been taken by another try."""
    mark: Mark | None
    marked_by: str | None
    marked_at: datetime | None
    adopted_job_id: str | None
    adopted_state: TaskState | None
    """How far its files are on their way home."""


@dataclass(frozen=True)
class ComparisonView:
    """The last look at what one provider says that it made."""

    provider: str
    title: str
    at: datetime | None
    """None when nobody has looked."""
    since: datetime | None
    listed: int
    """Orders that were looked at."""
    lists: bool
    """Whether it has a list; else it was asked about orders whose ids are known here."""
    cut: bool
    """There was more than is looked at."""
    problem: str | None
    """Why it went no further."""


@dataclass(frozen=True)
class OpenedOrder:
    """What was asked for, opened on purpose; that it was is in the audit log."""

    id: str
    words: str


@dataclass(frozen=True)
class AdoptedView:
    """Where an order was taken in; its files are on their way."""

    job_id: str
    task_id: str
    person_id: str
