"""Songs that were made before their log was written."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now


class PreparedRow(SQLModel, table=True):
    """One piece: it waits for the next log, was joined to one, or is a spare in the library."""

    __tablename__ = "prepared_pieces"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("state", ("waiting", "joined", "spare"), name="prepared_state"),
        Index(
            "prepared_one_waits",
            "journey_id",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("prepared_of_journey", "journey_id", "created_at"),
    )

    job_id: str = Field(primary_key=True)
    journey_id: str = Field(
        sa_column=Column(String, ForeignKey("journeys.id", ondelete="CASCADE"), nullable=False)
    )
    state: str = "waiting"
    price: int
    plan: dict[str, Any] = Field(sa_type=JSONB)
    """What it was ordered as."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
