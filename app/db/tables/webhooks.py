"""Addresses of people's own programs, which want to hear how jobs ended."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    func,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of
from app.domain.delivering import Disabled


class WebhookRow(SQLModel, table=True):
    """One address. Its secrets are sealed: who only reads the database cannot sign with them."""

    __tablename__ = "webhooks"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("disabled_because", Disabled, name="webhooks_disabled_because"),
        CheckConstraint(
            "enabled = (disabled_because IS NULL)", name="webhooks_disabled_for_a_reason"
        ),
        Index("webhooks_of_person", "person_id", "created_at"),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    url: str
    description: str = Field(default="", sa_column_kwargs={"server_default": ""})
    events: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    enabled: bool = Field(
        default=True, sa_column=Column(Boolean, server_default=true(), nullable=False)
    )
    disabled_because: Disabled | None = Field(default=None, sa_type=String)
    secret: str
    old_secret: str | None = None
    old_secret_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """Until then messages carry a signature of the secret before, too."""
    failing_since: datetime | None = Field(default=None, sa_type=MOMENT)
    """The first failure after which nothing got through."""
    quiet_until: datetime | None = Field(default=None, sa_type=MOMENT)
    """It asked us to come back later."""
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
