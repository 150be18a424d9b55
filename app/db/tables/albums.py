"""Albums: who is in them, and which jobs make their pictures."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT

_NOW: dict[str, Any] = {"server_default": text("now()")}


class AlbumRow(SQLModel, table=True):
    """An album. Whoever changes what is in it locks this row first, after its person."""

    __tablename__ = "albums"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        Index(
            "albums_of_person",
            "person_id",
            text("changed_at DESC"),
            text("id DESC"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("albums_let_go", "id", postgresql_where=text("deleted_at IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    kind: str
    """A word of `media.roles.Kind`."""
    title: str
    created_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    changed_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    deleted_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """It is let go since then; its jobs went to the trash in the same moment."""


class AlbumPhotoRow(SQLModel, table=True):
    """A photo of somebody in an album; each upload is there once."""

    __tablename__ = "album_photos"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        Index("album_photos_in_order", "album_id", "role", "position", "id"),
        Index("album_photos_upload", "upload_id", unique=True),
    )

    id: str = Field(primary_key=True)
    album_id: str = Field(
        sa_column=Column(String, ForeignKey("albums.id", ondelete="CASCADE"), nullable=False)
    )
    upload_id: str = Field(
        sa_column=Column(String, ForeignKey("uploads.id", ondelete="CASCADE"), nullable=False)
    )
    role: str
    position: int
    """Rises within the role; the first photo of a role is kept to most."""
    created_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)


class AlbumJobRow(SQLModel, table=True):
    """A job that makes pictures of an album."""

    __tablename__ = "album_jobs"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (Index("album_jobs_of_album", "album_id"),)

    job_id: str = Field(
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    )
    album_id: str = Field(
        sa_column=Column(String, ForeignKey("albums.id", ondelete="CASCADE"), nullable=False)
    )


class ReportedRow(SQLModel, table=True):
    """A picture whose end was told to a client that asks for one after the other."""

    __tablename__ = "reported_pictures"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive

    task_id: str = Field(
        sa_column=Column(String, ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    )
