"""What leaves the services: frozen, complete, and free of rows, sessions and secrets."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from app.domain.delivering import DeliveryState, Disabled
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.pages import page_of
from app.domain.states import JobStatus, TaskState

Item = TypeVar("Item")


@dataclass(frozen=True)
class PersonView:
    """Somebody who is signed in, as guest or with an address."""

    id: str
    name: str
    email: str | None
    is_guest: bool
    language: Literal["ko", "en"]
    tier: Literal["free", "paid"]
    role: Literal["person", "reader", "operator"]
    available: int
    """Credits that can be spent."""
    held: int
    """Credits set aside for work that runs; not spent yet."""
    created_at: datetime


@dataclass(frozen=True)
class Failure:
    """Why something did not come."""

    code: str
    """A word of ours: rejected, provider_busy, provider_failed, outcome_unknown, crashed, late …"""
    reason: str
    """The provider's own words, fit for a person; may be empty."""


@dataclass(frozen=True)
class Usual:
    """How long such work usually takes, from history: eight of ten land in this range."""

    low_s: float
    high_s: float


@dataclass(frozen=True)
class FileView:
    """A stored file that a person can open."""

    id: str
    job_id: str
    task_id: str
    """The call that it came from."""
    medium: Medium
    title: str
    name: str
    content_type: str
    size: int
    meta: dict[str, Any]
    """
    For a song: duration_s, peaks (240 values 0 to 100), facts (genre, mood, tempo, key …). For a
    model: shape (triangles, size_cm …), and thumbnail and turntable, which are true once there.
    """
    take: int
    """Which take of its song it is, from 1."""
    leads: bool
    """Whether it is the take that stands for the song."""
    takes: int
    """How many takes of its song there are, where that was counted; else 1."""
    favourite: bool
    created_at: datetime

    @property
    def page(self) -> str:
        """The path of the page that shows it."""
        return page_of(self.medium, self.job_id)


@dataclass(frozen=True)
class JobView:
    """A job as its owner sees it."""

    id: str
    medium: Medium
    title: str
    status: JobStatus
    provider: str
    provider_title: str
    params: dict[str, Any]
    price: int
    """Credits quoted for the whole job."""
    total: int
    completed: int
    failed: int
    cancelled: int
    created_at: datetime
    started_at: datetime | None
    """When the first task left the line."""
    ended_at: datetime | None
    progress: float | None
    """True or well-founded share of the work, 0 to 1; None when nobody knows."""
    progress_is_true: bool
    """Whether the provider itself reports it."""
    people_before: int | None
    """While it waits: how many other people's turns come first."""
    orders_before: int | None
    """While it stands in line at its provider: how many orders are made there first."""
    usual: Usual | None
    """Usual time from start to end of one task of this kind and size."""
    late: bool
    """Takes longer than usual."""
    sends_at: datetime | None
    """Until then nothing has been sent and cancelling undoes everything."""
    gives_up_at: datetime | None
    """When a running task is given up and its credits return."""
    retry: int
    """How many tries have been made beyond the first."""
    tries: int
    """How many there may be, the first among them."""
    retry_at: datetime | None
    failure: Failure | None
    seen: bool
    """Whether its owner has looked since it ended."""
    cancel_frees: int
    """Credits that cancelling now would return."""
    again_price: int = 0
    """Once it ended: credits for what failed, or else for all once more, at today's prices."""
    files: tuple[FileView, ...] = ()
    task_id: str | None = None
    """The task that is at work; else the next one, else the last."""

    @property
    def page(self) -> str:
        """The path of the page that shows it."""
        return page_of(self.medium, self.id, album_id=str(self.params.get("album_id") or ""))


@dataclass(frozen=True)
class Snapshot:
    """What a header shows of one person, as one moment has it."""

    running: tuple[JobView, ...]
    """The oldest first."""
    unseen: tuple[JobView, ...]
    """Ended since the person last looked, the latest first; at most twenty."""
    available: int
    held: int


@dataclass(frozen=True)
class EventView:
    """One line of a task's history."""

    at: datetime
    task_id: str
    kind: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskView:
    """One paid call of a job, with its history."""

    id: str
    index: int
    state: TaskState
    attempt: int
    progress: float | None
    failure: Failure | None
    price: int
    seed: int | None
    """What chance began from; None where the provider takes none."""
    created_at: datetime
    ended_at: datetime | None
    retry_of: str | None
    events: tuple[EventView, ...] = ()


@dataclass(frozen=True)
class Weather:
    """How a provider is right now."""

    provider: str
    provider_title: str
    sky: Literal["fine", "slow", "busy", "down", "paused"]
    until: datetime | None = None
    """When it is tried again, if that is known."""
    now_s: float | None = None
    """Typical seconds for such an order in the last hour, when slow."""
    usual_s: float | None = None


@dataclass(frozen=True)
class Quote:
    """What starting this would cost and how long it usually takes."""

    price: int
    provider: str
    provider_title: str
    model: str
    model_title: str
    """The name a person reads."""
    usual: Usual | None
    weather: Weather


@dataclass(frozen=True)
class RenditionView:
    """A thing in one format, and how far that is; `none` when nobody asked for it."""

    asset_id: str
    format: Format
    state: Literal["none", "pending", "making", "ready", "failed"]
    size: int | None = None
    """Bytes, once it is ready."""
    is_original: bool = False
    """Whether it came in this format."""


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items and where the next ones start."""

    items: tuple[Item, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class LineView:
    """One line of a statement of credits."""

    id: str
    at: datetime
    kind: Literal["grant", "hold", "settle", "release"]
    amount: int
    job_id: str | None
    title: str
    """The job's title while it is there, else why the credits moved."""
    page: str | None = None
    """The path of the page that shows the job while it is there."""


@dataclass(frozen=True)
class Receipt:
    """What became of the credits of one job."""

    quoted: int
    held: int
    """Still set aside for what runs."""
    used: int
    returned: int
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class SignedIn:
    """A person and the secret that proves it, which is shown to nobody else and stored hashed."""

    person: PersonView
    token: str


@dataclass(frozen=True)
class Order:
    """What a person wants made."""

    medium: Medium
    params: dict[str, Any]
    title: str | None = None
    provider: str | None = None
    model: str | None = None
    seed: int | None = None
    takes: int = 1
    """How many of it, each with a seed of its own; each is paid for."""
    take_of: str | None = None
    """The job that this is another take of: the same song, made once more."""
    can_undo: bool = False
    """The page promises a few seconds in which nothing is sent yet, where money would be spent."""
    together: int = 1
    """How many orders begin with it, all or none."""
    key: str | None = None
    """Idempotency key chosen by the caller: the same key never starts two jobs."""


@dataclass(frozen=True)
class TrashedView:
    """A job that was let go and can be restored."""

    id: str
    medium: Medium
    title: str
    status: JobStatus
    files: int
    size: int
    """Bytes of its files, other formats not counted."""
    deleted_at: datetime
    restorable_until: datetime
    page: str
    """The path of the page that shows it once it is restored."""


@dataclass(frozen=True)
class LeavingView:
    """A thing that is announced to leave."""

    job_id: str
    """The job of the take that leads it."""
    page: str
    """The path of the page that shows it."""
    title: str
    takes: int
    size: int
    """Bytes of all its takes, other formats not counted."""
    leaves_at: datetime


@dataclass(frozen=True)
class Departure:
    """Songs that leave together."""

    songs: int
    at: datetime


@dataclass(frozen=True)
class Leaving:
    """Everything of a person that is announced to leave, in the order in which it does."""

    songs: int
    departures: tuple[Departure, ...]
    items: tuple[LeavingView, ...]


@dataclass(frozen=True)
class WeightView:
    """How much room the things of one medium take."""

    medium: Medium
    things: int
    """Songs, each take counted."""
    formats: int
    """Copies in other formats."""
    bytes: int
    """All files together."""
    brought: int = 0
    """Photos that the person brought themselves."""


@dataclass(frozen=True)
class StorageView:
    """How much room somebody's files take."""

    bytes: int
    """Everything, the trash included."""
    in_trash: int
    """Bytes of it that are in the trash."""
    limit: int | None
    """Bytes that the plan allows; None: as much as there is."""
    media: tuple[WeightView, ...]


@dataclass(frozen=True)
class WebhookView:
    """An address of somebody's own program. Its secret is shown once, and is not here."""

    id: str
    url: str
    description: str
    events: tuple[str, ...]
    enabled: bool
    disabled_because: Disabled | None
    """person, gone (it answered 410) or failing (nothing got through for days)."""
    failing_since: datetime | None
    """The first failure after which nothing got through."""
    old_secret_until: datetime | None
    """Until then messages are signed with the secret before, too."""
    created_at: datetime


@dataclass(frozen=True)
class DeliveryView:
    """One message to such an address, and how that went."""

    id: str
    """Sent as `webhook-id`, the same with every try."""
    topic: str
    state: DeliveryState
    tries: int
    problem: str | None
    """Why the last try failed: refused, unreachable, timeout, forbidden, disabled, unreadable."""
    answer_status: int | None
    answer_body: str | None
    """The first bytes of the last answer."""
    answer_ms: int | None
    payload: dict[str, Any]
    created_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    """When it is tried again."""
    ended_at: datetime | None
