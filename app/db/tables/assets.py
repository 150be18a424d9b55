"""Stored files."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.medium import Medium


class AssetRow(SQLModel, table=True):
    """A file that is whole in storage; the row is written after the object."""

    __tablename__ = "assets"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("medium", Medium, name="assets_medium"),
        Index("assets_name", "task_id", "name", unique=True),
        Index("assets_of_job", "job_id"),
        Index(
            "assets_of_person",
            "person_id",
            text("created_at DESC"),
            text("id DESC"),
            postgresql_where=text("is_main"),
        ),
        Index(
            "assets_of_medium",
            "person_id",
            "medium",
            text("created_at DESC"),
            text("id DESC"),
            postgresql_where=text("leads"),
        ),
        Index("assets_of_root", "root_id"),
        Index("assets_lead", "root_id", unique=True, postgresql_where=text("leads")),
        Index("assets_weight", "person_id", "medium", postgresql_include=["size", "is_main", "id"]),
        Index("assets_key", "key"),
    )

    id: str = Field(primary_key=True)
    job_id: str = Field(
        sa_column=Column(String, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False)
    )
    task_id: str
    person_id: str
    medium: Medium = Field(sa_type=String)
    name: str
    key: str
    content_type: str
    size: int = Field(sa_type=BigInteger)
    sha256: str
    meta: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    is_main: bool = True
    """The thing itself, not a preview of it."""
    root_id: str
    """The job that the first take came from; all takes of one song share it."""
    take: int = 1
    """Which take of the song it is, from 1."""
    leads: bool = False
    """The take that stands for the song; one at the most."""
    favourite: bool = False
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
