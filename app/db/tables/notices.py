"""What people are told, and how they want to be told."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of
from app.domain.telling.manners import Kind


class NoticeRow(SQLModel, table=True):
    """
    One notice: what became of one thing, as facts. Written in the transaction that makes it true.

    A job that is tried again and ends once more has the same notice, new again. While it runs, or
    lies in the trash, its notice is not shown.
    """

    __tablename__ = "notices"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("kind", Kind, name="notices_kind"),
        Index("notices_once", "subject", unique=True),
        Index("notices_of_person", "person_id", text("at DESC"), text("id DESC")),
        Index("notices_unseen", "person_id", postgresql_where=text("seen_at IS NULL")),
        Index("notices_of_job", "job_id"),
        Index("notices_by_age", "at"),
    )

    id: str = Field(primary_key=True)
    person_id: str
    """
    No foreign key: it would lock the person while their job is locked, and whoever starts a job
    locks them the other way round. Leaving removes these rows by itself.
    """
    kind: Kind = Field(sa_type=String)
    topic: str
    subject: str
    """The id of what it is about: of a job, of a webhook …"""
    job_id: str | None = Field(
        default=None,
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=True),
    )
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    seen_at: datetime | None = Field(default=None, sa_type=MOMENT)
    shown_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """An open page has shown it since then, so nothing is sent about it."""


class MannersRow(SQLModel, table=True):
    """How somebody wants to be told. Whoever never chose has none."""

    __tablename__ = "manners"  # pyright: ignore[reportAssignmentType] -- as above
    __table_args__ = (
        CheckConstraint(
            "(quiet_from IS NULL) = (quiet_to IS NULL)", name="manners_quiet_has_both_ends"
        ),
    )

    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    )
    push: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    """Kinds of notices that go to their browsers and phones."""
    email: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    quiet_from: time | None = None
    quiet_to: time | None = None
    timezone: str = Field(default="UTC", sa_column_kwargs={"server_default": "UTC"})
