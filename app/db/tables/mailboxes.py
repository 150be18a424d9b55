"""Where people read their letters, and whether they said so."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class MailboxRow(SQLModel, table=True):
    """
    What is known of somebody's mailbox.

    It says something of the address that is written here alone: whoever has another one by now has
    confirmed nothing.
    """

    __tablename__ = "mailboxes"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive

    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    )
    address: str
    asked: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How many letters asked whether somebody reads here, since nobody has answered."""
    asked_at: datetime | None = Field(default=None, sa_type=MOMENT)
    confirmed_at: datetime | None = Field(default=None, sa_type=MOMENT)
