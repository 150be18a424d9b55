"""What is to be told to the outside, and how that went."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    String,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of
from app.domain.delivering import Channel, DeliveryState


class DeliveryRow(SQLModel, table=True):
    """
    One message to one target: queue entry, claim and outcome in one row, as tasks are.

    It is written in the transaction that makes its message true, and its id travels with every
    try, so whoever hears the same twice can tell.
    """

    __tablename__ = "deliveries"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("channel", Channel, name="deliveries_channel"),
        one_of("state", DeliveryState, name="deliveries_state"),
        CheckConstraint(
            "(state = 'pending') = (ended_at IS NULL)", name="deliveries_end_with_a_moment"
        ),
        CheckConstraint(
            "NOT gathers OR state = 'pending'", name="deliveries_gather_while_they_wait"
        ),
        Index("deliveries_due", "due_at", postgresql_where=text("state = 'pending'")),
        Index(
            "deliveries_gathering",
            "channel",
            "target",
            unique=True,
            postgresql_where=text("gathers"),
        ),
        Index(
            "deliveries_waiting",
            "target",
            "due_at",
            postgresql_where=text("state = 'pending'"),
        ),
        Index("deliveries_of_target", "target", text("created_at DESC"), text("id DESC")),
        Index("deliveries_of_person", "person_id", "channel"),
        Index("deliveries_by_end", "ended_at"),
    )

    id: str = Field(primary_key=True)
    channel: Channel = Field(sa_type=String)
    person_id: str
    """No foreign key, as of notices: both are written while a job is locked."""
    target: str
    """Whom it goes to, in the channel's own words: the id of a webhook, a device, a person."""
    lane: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Targets in one lane share a machine, and are not all asked at once: its host."""
    topic: str
    payload: dict[str, Any] = Field(sa_type=JSONB)
    state: DeliveryState = Field(
        default=DeliveryState.PENDING,
        sa_type=String,
        sa_column_kwargs={"server_default": "pending"},
    )
    gathers: bool = Field(
        default=False, sa_column=Column(Boolean, server_default=false(), nullable=False)
    )
    """It waits for what else there is to tell to the same target, and nobody has taken it yet."""
    tries: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    due_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    fence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    lease_owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=MOMENT)
    problem: str | None = None
    """Why the last try failed, in a word; see `domain.delivering`."""
    answer_status: int | None = None
    answer_body: str | None = None
    """The first bytes of the last answer."""
    answer_ms: int | None = None
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    tried_at: datetime | None = Field(default=None, sa_type=MOMENT)
    ended_at: datetime | None = Field(default=None, sa_type=MOMENT)
