"""What the API shows of jobs and files. These shapes are promises; the inside may change."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, computed_field

from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.domain.views import FileView, JobView


class Answer(BaseModel):
    """Made from a view, documented by the docstrings of its fields."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


class PersonOut(Answer):
    """Who is signed in."""

    id: str
    name: str
    email: str | None
    is_guest: bool
    """A guest keeps everything by adding an e-mail address and a password."""
    language: Literal["ko", "en"]
    tier: Literal["free", "paid"]
    role: Literal["person", "reader", "operator"]
    available: int
    """Credits that can be spent."""
    held: int
    """Credits set aside for work that runs."""
    created_at: datetime


class FailureOut(Answer):
    """Why something did not come."""

    code: str
    """rejected, provider_busy, provider_failed, outcome_unknown, crashed, late …"""
    reason: str
    """The provider's own words; may be empty."""


class UsualOut(Answer):
    """How long such work usually takes: eight of ten land in this range."""

    low_s: float
    high_s: float


class FileOut(Answer):
    """A finished file."""

    id: str
    job_id: str
    task_id: str
    """The call that it came from: one of the tasks of its job."""
    medium: Medium
    title: str
    name: str
    content_type: str
    size: int
    """Bytes."""
    meta: dict[str, Any]
    """
    Facts about the thing: for a song duration_s, peaks and what it was made of; for a model its
    shape, and thumbnail and turntable, which are true once there is such a picture; for a photo
    width, height, blur (a `data:` address), style, role and its number in the set.
    """
    take: int
    """Which take of its song it is, from 1."""
    leads: bool
    """Whether it is the take that stands for the song in the library."""
    takes: int
    """How many takes of its song there are; counted in the library and in lists of takes."""
    favourite: bool
    created_at: datetime

    @computed_field
    @property
    def url(self) -> str:
        """Where its owner gets the bytes; `?download=1` gives it a file name."""
        return file_url(self.id)

    @computed_field
    @property
    def thumb_url(self) -> str | None:
        """Where its owner gets a small picture of it; null where there is none."""
        has_one = self.medium is Medium.PHOTO or self.meta.get(Format.THUMBNAIL)
        return f"/api/assets/{self.id}/thumb" if has_one else None


class JobOut(Answer):
    """What somebody asked for, and how far it is."""

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
    """Tasks in it."""
    completed: int
    failed: int
    cancelled: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    progress: float | None
    """Share of the work, 0 to 1; null when nobody knows."""
    progress_is_true: bool
    """Whether the provider reports it, or history suggests it."""
    people_before: int | None
    """While it waits: how many other people's turns come first."""
    orders_before: int | None
    """While it stands in line at its provider: how many orders are made there first."""
    usual: UsualOut | None
    late: bool
    """Takes longer than usual."""
    sends_at: datetime | None
    """Until then nothing has been sent and a cancel undoes everything."""
    gives_up_at: datetime | None
    """When a running task is given up and its credits return."""
    retry: int
    """Tries beyond the first."""
    tries: int
    """How many there may be, the first among them."""
    retry_at: datetime | None
    failure: FailureOut | None
    seen: bool
    cancel_frees: int
    """Credits that cancelling now would return."""
    again_price: int
    """Once it ended: credits for what failed, or else for all once more, at today's prices."""
    files: tuple[FileOut, ...]


class EventOut(Answer):
    """One line of a task's history."""

    at: datetime
    kind: str
    data: dict[str, Any]


class TaskOut(Answer):
    """One paid call of a job."""

    id: str
    index: int
    state: TaskState
    attempt: int
    progress: float | None
    failure: FailureOut | None
    price: int
    seed: int | None
    """What chance began from; null where the provider takes none."""
    created_at: datetime
    ended_at: datetime | None
    retry_of: str | None
    events: tuple[EventOut, ...]


class JobDetailOut(JobOut):
    """A job with its tasks and the history of each."""

    tasks: tuple[TaskOut, ...]


class WeatherOut(Answer):
    """How a provider is right now."""

    sky: Literal["fine", "slow", "busy", "down", "paused"]
    until: datetime | None
    """When it is tried again, if that is known."""
    now_s: float | None
    """Typical seconds per unit of size in the last hour, when slow."""
    usual_s: float | None


class QuoteOut(Answer):
    """What starting this would cost, and how long it usually takes."""

    price: int
    provider: str
    provider_title: str
    model: str
    model_title: str
    usual: UsualOut | None
    weather: WeatherOut


class CreditLineOut(Answer):
    """One movement of credits."""

    id: str
    at: datetime
    kind: Literal["grant", "hold", "settle", "release"]
    amount: int
    job_id: str | None
    title: str


class ReceiptOut(Answer):
    """What became of the credits of one job: quoted = held + used + returned, unless retried."""

    quoted: int
    held: int
    """Still set aside for what runs."""
    used: int
    returned: int
    lines: tuple[CreditLineOut, ...]


class StatementOut(Answer):
    """Some movements of credits, the latest first, and where the next ones start."""

    items: tuple[CreditLineOut, ...]
    next_cursor: str | None


class JobsOut(Answer):
    """Some jobs, and where the next ones start."""

    items: tuple[JobOut, ...]
    next_cursor: str | None


class TakesOut(Answer):
    """Every take of one song, the first one first."""

    items: tuple[FileOut, ...]


class FilesOut(Answer):
    """Some files, and where the next ones start."""

    items: tuple[FileOut, ...]
    next_cursor: str | None


class AliveOut(Answer):
    """Whether this one process can be used."""

    ok: bool = True


class HealthOut(Answer):
    """Whether the studio does its work."""

    ok: bool
    database: bool
    redis: bool
    clock_age_s: float | None
    """Seconds since a clock last signed; null when none ever did."""
    oldest_due_s: float | None
    """Seconds that the oldest ready step has waited; null when none waits."""
    problems: list[str]


def file_url(file_id: str) -> str:
    """The address of a file's bytes, on whatever server answers."""
    return f"/api/assets/{file_id}/file"


def result_url(job: JobView) -> str | None:
    """The address of the first finished file."""
    files: tuple[FileView, ...] = job.files
    return file_url(files[0].id) if files else None
