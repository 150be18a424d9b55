"""What we know of each provider right now: its slots, its breaker, whether it is paused."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class ProviderRow(SQLModel, table=True):
    """Admission locks this row, so no two of them count the same free slot."""

    __tablename__ = "providers"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (CheckConstraint("slots >= 0", name="providers_slots"),)

    id: str = Field(primary_key=True)
    slots: int
    paused: bool = False
    paused_reason: str | None = None
    blocked_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """It asked us to come back later; nothing is sent before."""
    failures: int = 0
    """Infrastructure failures in a row."""
    open_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """The breaker is open until then; afterwards one probe goes through."""
    opens: int = 0
    """Times in a row that the breaker opened."""
