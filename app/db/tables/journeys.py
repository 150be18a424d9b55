"""Reading journeys: a book, what was set for its music, and how far the reading is."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.journeys.course import JourneyStatus


class JourneyRow(SQLModel, table=True):
    """A journey. Whoever changes its logs locks this row first, after its person."""

    __tablename__ = "journeys"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("status", JourneyStatus, name="journeys_status"),
        one_of("voice", ("instrumental", "sung"), name="journeys_voice"),
        Index(
            "journeys_of_person",
            "person_id",
            text("updated_at DESC"),
            text("id DESC"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "journeys_key",
            "person_id",
            "key",
            unique=True,
            postgresql_where=text("key IS NOT NULL"),
        ),
        Index("journeys_let_go", "id", postgresql_where=text("deleted_at IS NOT NULL")),
        Index(
            "journeys_ahead",
            "id",
            postgresql_where=text("ahead_budget IS NOT NULL AND deleted_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    title: str
    authors: list[str] = Field(default_factory=list, sa_type=JSONB)
    isbn: str | None = None
    publisher: str | None = None
    year: int | None = None
    pages: int | None = None
    language: str | None = None
    subjects: list[str] = Field(default_factory=list, sa_type=JSONB)
    cover_url: str | None = None
    source: str | None = None
    search: str = Field(default="", sa_type=Text)
    """Lower-case words the journey can be found by."""
    status: JourneyStatus = Field(default=JourneyStatus.READING, sa_type=String)
    music_on: bool = True
    voice: str = "instrumental"
    lyrics: str = Field(default="", sa_type=Text)
    length_s: int
    provider: str | None = None
    ahead_budget: int | None = None
    """Credits a month for pieces that are prepared ahead; none where it is off."""
    next_n: int = 1
    """The number of the next log; never given twice."""
    key: str | None = None
    """Idempotency key of the caller."""
    key_hash: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    finished_at: datetime | None = Field(default=None, sa_type=MOMENT)
    deleted_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """It is gone for its reader since then; its songs went to the trash with it."""


class ReadingLogRow(SQLModel, table=True):
    """One log: pages, thoughts, a quote, moods and a rating."""

    __tablename__ = "reading_logs"  # pyright: ignore[reportAssignmentType] -- as above
    __table_args__ = (
        one_of("kind", ("start", "log", "final"), name="reading_logs_kind"),
        Index("reading_logs_in_order", "journey_id", "n", unique=True),
        Index(
            "reading_logs_one_end",
            "journey_id",
            unique=True,
            postgresql_where=text("kind = 'final' AND deleted_at IS NULL"),
        ),
        Index(
            "reading_logs_let_go",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        Index(
            "reading_logs_key",
            "journey_id",
            "key",
            unique=True,
            postgresql_where=text("key IS NOT NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    journey_id: str = Field(
        sa_column=Column(String, ForeignKey("journeys.id", ondelete="CASCADE"), nullable=False)
    )
    n: int
    version: str
    kind: str
    page_from: int | None = None
    page_to: int | None = None
    thoughts: str = Field(default="", sa_type=Text)
    quote: str = Field(default="", sa_type=Text)
    quote_shared: bool = False
    moods: list[str] = Field(default_factory=list, sa_type=JSONB)
    rating: int | None = None
    music_on: bool = True
    key: str | None = None
    key_hash: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    deleted_at: datetime | None = Field(default=None, sa_type=MOMENT)


class MusicTrackRow(SQLModel, table=True):
    """The music of one log: its plan, and the jobs that make it."""

    __tablename__ = "music_tracks"  # pyright: ignore[reportAssignmentType] -- as above
    __table_args__ = (
        Index("music_tracks_of_log", "log_id", unique=True),
        Index("music_tracks_root", "root_id"),
    )

    id: str = Field(primary_key=True)
    log_id: str = Field(
        sa_column=Column(String, ForeignKey("reading_logs.id", ondelete="CASCADE"), nullable=False)
    )
    job_id: str | None = None
    """The newest job; it may be gone by now."""
    root_id: str | None = None
    """The job of the first take, which all takes share."""
    prompt: str = Field(sa_type=Text)
    genre: str
    mood: str
    tempo: int
    instruments: list[str] = Field(default_factory=list, sa_type=JSONB)
    sung: bool = False
    lyrics: str | None = Field(default=None, sa_type=Text)
    language: str
    why: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    edited: bool = False
    refused_code: str | None = None
    """Why no job could start; none once one did."""
    refused_reason: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
