"""Orders at providers that nobody has, and when their lists were looked at."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.finding import Fate, KnownBy, Mark


class LostRow(SQLModel, table=True):
    """
    One order at a provider that no task of ours has become.

    A mark stays when the lists are compared again. Tasks may go before it; their ids then lead
    nowhere.
    """

    __tablename__ = "lost_orders"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("state", Fate, name="lost_orders_state"),
        one_of("known_by", KnownBy, name="lost_orders_known_by"),
        one_of("mark", Mark, name="lost_orders_mark"),
        Index("lost_orders_once", "provider", "order_id", unique=True),
        Index("lost_orders_latest", text("made_at DESC"), text("id DESC")),
    )

    id: str = Field(primary_key=True)
    provider: str
    order_id: str
    """What the provider calls it."""
    remote_id: str
    """By which it is asked about."""
    model: str = ""
    state: Fate = Field(default=Fate.MADE, sa_type=String)
    made_at: datetime = Field(sa_type=MOMENT)
    task_id: str | None = None
    """The task that it was ordered for, as far as known."""
    known_by: KnownBy | None = Field(default=None, sa_type=String)
    words: str | None = None
    """What was asked for, as long as nobody knows by whom and nothing was decided."""
    found_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    seen_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    mark: Mark | None = Field(default=None, sa_type=String)
    marked_by: str | None = None
    marked_at: datetime | None = Field(default=None, sa_type=MOMENT)
    adopted_task_id: str | None = None


class ComparisonRow(SQLModel, table=True):
    """The last look at one provider's list."""

    __tablename__ = "comparisons"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive

    provider: str = Field(primary_key=True)
    at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)
    since: datetime = Field(sa_type=MOMENT)
    """The oldest order that was looked at, or would have been."""
    listed: int
    """How many orders were looked at."""
    lists: bool
    """Whether it has a list; else it was asked about orders whose ids are known here."""
    cut: bool
    """There was more than is looked at."""
    problem: str | None = None
    """Why it went no further."""
