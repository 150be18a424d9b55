"""Links by which people show things to others."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class ShareRow(SQLModel, table=True):
    """One link. It is open until it is withdrawn, it expires, or what it shows is gone."""

    __tablename__ = "shares"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint("kind ~ '^[a-z][a-z0-9_]*$'", name="shares_kind_shape"),
        CheckConstraint("token ~ '^[A-Za-z0-9_-]{24}$'", name="shares_token_shape"),
        Index("shares_token_once", "token", unique=True),
        Index("shares_of_a_person", "person_id"),
        Index(
            "shares_open_once",
            "kind",
            "target_id",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: str = Field(sa_column=Column(Text, primary_key=True))
    person_id: str = Field(
        sa_column=Column(Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    kind: str = Field(sa_column=Column(Text, nullable=False))
    """What is shown: a word of `app.services.shares.KINDS`."""
    target_id: str = Field(sa_column=Column(Text, nullable=False))
    token: str = Field(sa_column=Column(Text, nullable=False))
    """The end of the address: 144 random bits. Kept as it is, so its owner can copy it again."""
    options: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    """What of the thing is shown, word by word: true or absent."""
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    expires_at: datetime | None = Field(default=None, sa_type=MOMENT)
    withdrawn_at: datetime | None = Field(default=None, sa_type=MOMENT)
    views: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
