"""What people asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.medium import Medium
from app.domain.states import JobStatus


class JobRow(SQLModel, table=True):
    """A job. Its status and counts are computed from its tasks, under a lock on this row."""

    __tablename__ = "jobs"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("medium", Medium, name="jobs_medium"),
        one_of("status", JobStatus, name="jobs_status"),
        Index("jobs_of_person", "person_id", text("created_at DESC"), text("id DESC")),
        Index("jobs_running", "person_id", postgresql_where=text("ended_at IS NULL")),
        Index(
            "jobs_unseen",
            "person_id",
            text("ended_at DESC"),
            postgresql_where=text("ended_at IS NOT NULL AND seen_at IS NULL"),
        ),
        Index("jobs_failed", "id", postgresql_where=text("status = 'failed'")),
        Index("jobs_let_go", "id", postgresql_where=text("deleted_at IS NOT NULL")),
        Index(
            "jobs_in_trash",
            "person_id",
            text("deleted_at DESC"),
            text("id DESC"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        Index(
            "jobs_leaving",
            "person_id",
            "leaves_at",
            postgresql_where=text("leaves_at IS NOT NULL AND deleted_at IS NULL"),
        ),
        Index(
            "jobs_staying",
            "ended_at",
            postgresql_where=text("leaves_at IS NULL AND deleted_at IS NULL AND kept_at IS NULL"),
        ),
        Index(
            "jobs_key",
            "person_id",
            "key",
            unique=True,
            postgresql_where=text("key IS NOT NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    take_of: str | None = None
    """The job that this one is another take of; it may be gone by now."""
    medium: Medium = Field(sa_type=String)
    title: str
    provider: str
    model: str
    params: dict[str, Any] = Field(sa_type=JSONB)
    search: str = ""
    """Lower-case words the job can be found by."""
    status: JobStatus = Field(default=JobStatus.PENDING, sa_type=String)
    price: int
    task_count: int
    completed_count: int = 0
    failed_count: int = 0
    cancelled_count: int = 0
    key: str | None = None
    """Idempotency key of the caller."""
    key_hash: str | None = None
    """What was asked under that key, so another request under it is told apart."""
    cancel_requested_at: datetime | None = Field(default=None, sa_type=MOMENT)
    seen_at: datetime | None = Field(default=None, sa_type=MOMENT)
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    started_at: datetime | None = Field(default=None, sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)
    deleted_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """It is in the trash since then, and nowhere else."""
    restorable_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """Until then it can be restored from the trash; then it goes, once all its tasks have ended."""
    announced_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """Since then its owner is told that it leaves, and when."""
    leaves_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """It goes to the trash then, unless something speaks for it."""
    kept_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """Its owner wants it kept, however old it gets."""
