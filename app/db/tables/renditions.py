"""Files in other formats than they were made in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of
from app.domain.formats import Format, RenditionState

_NOW: dict[str, Any] = {"server_default": text("now()")}
_NONE: dict[str, Any] = {"server_default": text("0")}


class RenditionRow(SQLModel, table=True):
    """
    One asset in one format: queue entry, claim and outcome in one row, as with tasks.

    The key is known before the file is made, so that a repeat overwrites itself and whoever looks
    for litter finds the row that names it.
    """

    __tablename__ = "renditions"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("format", Format, name="renditions_format"),
        one_of("state", RenditionState, name="renditions_state"),
        Index(
            "renditions_unfinished",
            "due_at",
            postgresql_where=text("state IN ('pending', 'making')"),
        ),
        Index("renditions_key", "key"),
    )

    asset_id: str = Field(
        sa_column=Column(String, ForeignKey("assets.id", ondelete="CASCADE"), primary_key=True)
    )
    format: Format = Field(sa_type=String, primary_key=True)
    state: RenditionState = Field(
        default=RenditionState.PENDING,
        sa_type=String,
        sa_column_kwargs={"server_default": "pending"},
    )
    key: str
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
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
    failure_code: str | None = None
    failure_detail: str | None = None
    """What an operator needs; never shown to others."""
    created_at: datetime = Field(default=None, sa_type=MOMENT, sa_column_kwargs=_NOW)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)
