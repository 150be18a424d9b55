"""Files that people bring, and which jobs need them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of
from app.domain.uploads import UploadState

_NOW: dict[str, Any] = {"server_default": text("now()")}
_NONE: dict[str, Any] = {"server_default": text("0")}


class UploadRow(SQLModel, table=True):
    """
    One file: what has arrived of it, queue entry of its check, and outcome in one row.

    Its keys begin with its id and end in what nobody can guess; they are known before the objects,
    so that a repeat overwrites itself.
    """

    __tablename__ = "uploads"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("state", UploadState, name="uploads_state"),
        CheckConstraint("received BETWEEN 0 AND total", name="uploads_received"),
        CheckConstraint("(state = 'ready') = (key IS NOT NULL)", name="uploads_whole"),
        Index(
            "uploads_of_person", "person_id", postgresql_include=["size", "thumb_size", "received"]
        ),
        Index("uploads_to_check", "due_at", postgresql_where=text("state = 'checking'")),
        Index("uploads_by_age", "touched_at"),
        Index("uploads_key", "key"),
        Index("uploads_thumb_key", "thumb_key"),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    name: str
    folder: str
    """Where its objects lie: its id and 128 random bits."""
    total: int = Field(sa_type=BigInteger)
    """Bytes that were announced."""
    received: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, **_NONE))
    pieces: list[str] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )
    """Names of what has arrived, in its order; none once it was checked."""
    state: UploadState = Field(
        default=UploadState.RECEIVING,
        sa_type=String,
        sa_column_kwargs={"server_default": "receiving"},
    )
    fence: int = Field(default=0, sa_column_kwargs=_NONE)
    lease_owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=MOMENT)
    crashes: int = Field(default=0, sa_column_kwargs=_NONE)
    """Workers that died over it."""
    outages: int = Field(default=0, sa_column_kwargs=_NONE)
    """Leases that lapsed while everything was away: nobody's fault."""
    tries: int = Field(default=0, sa_column_kwargs=_NONE)
    """Times that it went wrong otherwise."""
    due_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    rung_at: datetime | None = Field(default=None, sa_type=MOMENT)
    key: str | None = None
    """Where the prepared file lies."""
    content_type: str | None = None
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
    width: int | None = None
    height: int | None = None
    blur: str | None = None
    thumb_key: str | None = None
    thumb_type: str | None = None
    thumb_size: int | None = Field(default=None, sa_type=BigInteger)
    thumb_sha256: str | None = None
    refusal_code: str | None = None
    refusal_reason: str | None = None
    """A sentence for its owner."""
    refusal_detail: str | None = None
    """What an operator needs; never shown to others."""
    created_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    touched_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    """When the last piece came, or its check ended."""


class UploadUseRow(SQLModel, table=True):
    """A job that needs an upload. While it runs, the upload stays."""

    __tablename__ = "upload_uses"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (Index("upload_uses_of_job", "job_id"),)

    upload_id: str = Field(
        sa_column=Column(String, ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True)
    )
    job_id: str = Field(
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    )
