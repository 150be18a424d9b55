"""How work went, hour by hour: what a month is drawn from without reading a month of tasks."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class TallyRow(SQLModel, table=True):
    """Tasks of one provider that ended in one hour in one way."""

    __tablename__ = "tallies"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive

    hour: datetime = Field(sa_type=MOMENT, primary_key=True)
    provider: str = Field(primary_key=True)
    state: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    """Why they failed; empty for others."""
    n: int
    credits: int = Field(sa_type=BigInteger)
    waiting_s: float
    """Seconds in line of all of them together; of what began."""
    making_s: float
    """Seconds of work of all of them together; of what began."""
    begun: int
    """How many of them had begun."""
