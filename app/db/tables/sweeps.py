"""How far the search for litter in storage has come, and what it found."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of

PHASES = ("resting", "listing", "removing", "doubting")
_NONE: dict[str, Any] = {"server_default": text("0")}


class SweepRow(SQLModel, table=True):
    """The one sweep there is: claim, place and counts in one row."""

    __tablename__ = "sweeps"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint("id = 1", name="sweeps_is_one"),
        one_of("phase", PHASES, name="sweeps_phase"),
    )

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    phase: str = Field(default="resting", sa_column_kwargs={"server_default": "resting"})
    """`doubting`: most of what was found is named by no row, which nobody should trust."""
    place: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The key that was looked at last."""
    seen: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NONE)
    removed: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NONE)
    removed_ever: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NONE)
    fence: int = Field(default=0, sa_column_kwargs=_NONE)
    lease_until: datetime | None = Field(default=None, sa_type=MOMENT)
    started_at: datetime | None = Field(default=None, sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)


class OrphanRow(SQLModel, table=True):
    """An object that no row named when it was looked at; looked at again before it is removed."""

    __tablename__ = "orphans"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive

    key: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)
    changed_at: datetime = Field(sa_type=MOMENT)
