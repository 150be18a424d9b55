"""Paid provider calls, and the history of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    String,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.states import ACTIVE, TaskState

_ACTIVE_SQL = "state IN (" + ", ".join(f"'{s}'" for s in sorted(ACTIVE)) + ")"


class TaskRow(SQLModel, table=True):
    """
    A task: queue entry, claim and outcome in one row.

    `fence` rises with every claim, and every later write of that claim names it; a worker that was
    believed dead therefore writes nothing. Times are the database's.
    """

    __tablename__ = "tasks"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("state", TaskState, name="tasks_state"),
        CheckConstraint("price >= 0", name="tasks_price"),
        Index("tasks_of_job", "job_id", "index"),
        Index("tasks_waiting", "provider", "due_at", postgresql_where=text("state = 'pending'")),
        Index("tasks_waiting_of_person", "person_id", postgresql_where=text("state = 'pending'")),
        Index("tasks_active", "provider", "state", postgresql_where=text(_ACTIVE_SQL)),
        Index(
            "tasks_history",
            "provider",
            text("ended_at DESC"),
            postgresql_where=text("state = 'completed'"),
        ),
        Index(
            "tasks_remote",
            "provider",
            "remote_id",
            unique=True,
            postgresql_where=text("remote_id IS NOT NULL"),
        ),
        Index("tasks_retry", "retry_of", postgresql_where=text("retry_of IS NOT NULL")),
        Index("tasks_ended", "ended_at", postgresql_where=text("ended_at IS NOT NULL")),
        Index("tasks_failed", "ended_at", postgresql_where=text("state = 'failed'")),
    )

    id: str = Field(primary_key=True)
    job_id: str = Field(
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False)
    )
    person_id: str
    tier: str = "free"
    index: int = 0
    provider: str
    model: str
    title: str
    params: dict[str, Any] = Field(sa_type=JSONB)
    seed: int = Field(sa_type=BigInteger)
    size: float = 1.0
    """How much is asked for, in the medium's own measure (seconds of song)."""
    takes: int = 1
    """How many takes the one call buys."""
    price: int
    """Of all its takes together."""
    retry_of: str | None = None
    trace: str | None = None
    """The trace that it was asked for in, as W3C writes it; see `services.tracing`."""

    state: TaskState = Field(default=TaskState.PENDING, sa_type=String)
    fence: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=MOMENT)
    crashes: int = 0
    """Workers that died over it in this state."""
    outages: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Leases that lapsed while nobody else was there either: the database or everybody was away."""
    attempt: int = 1
    admitted_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """While this lies ahead, a pending task holds a slot and may begin."""
    due_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    """Not to be begun or polled before."""
    rung_at: datetime | None = Field(default=None, sa_type=MOMENT)
    deadline_at: datetime | None = Field(default=None, sa_type=MOMENT)
    remote_id: str | None = None
    result: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB)
    """Files the provider says are ready to be fetched."""
    poll_errors: int = 0
    progress: float | None = None
    orders_before: int | None = None
    """Orders that its provider makes first, as it said last; None once this one is at work."""
    failure_code: str | None = None
    failure_reason: str | None = None
    """The provider's words, fit for a person."""
    failure_detail: str | None = None
    """What an operator needs; never shown to others."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    started_at: datetime | None = Field(default=None, sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)


class EventRow(SQLModel, table=True):
    """One line of a task's history; never changed."""

    __tablename__ = "events"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        Index("events_of_job", "job_id", "id"),
        Index("events_in_order", "tx", "id"),
        Index(
            "events_of_the_queue",
            "task_id",
            postgresql_where=text("kind IN ('hinted', 'fenced', 'poll_failed')"),
        ),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    job_id: str = Field(
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False)
    )
    task_id: str
    at: datetime = Field(
        default=None,
        sa_column=Column(MOMENT, server_default=func.clock_timestamp(), nullable=False),
    )
    kind: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    tx: int = Field(
        default=None,
        sa_column=Column(
            BigInteger, server_default=text("(pg_current_xact_id()::text)::bigint"), nullable=False
        ),
    )
    """The transaction that wrote it. Ids are given before a commit, so a later one may be seen
    first; whoever reads on from a place reads in the order of (tx, id) instead: see `db.news`."""
