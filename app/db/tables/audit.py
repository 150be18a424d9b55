"""What operators did, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class AuditRow(SQLModel, table=True):
    """
    One act, written in the transaction that makes it true; never changed or removed.

    It names ids alone: who has left is still told apart, and nothing else of them is kept.
    """

    __tablename__ = "audit"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        Index("audit_of_target", "target", text("id DESC")),
        Index("audit_by_who", "who", text("id DESC")),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    who: str
    """An operator's id, or `shell` for who has the machine."""
    act: str
    target: str
    """The id of what it was done to."""
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
