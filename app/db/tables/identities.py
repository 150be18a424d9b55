"""People whom an issuer of JWTs vouches for, and its messages that were taken in already."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Text, func
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class IdentityRow(SQLModel, table=True):
    """
    Who a subject of an issuer is here.

    A subject that the issuer deleted keeps its row: word of it that comes late makes nobody.
    """

    __tablename__ = "identities"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint(
            "person_id IS NOT NULL OR deleted_at IS NOT NULL", name="identities_are_somebody"
        ),
        Index("identities_of_a_person", "person_id"),
    )

    issuer: str = Field(sa_column=Column(Text, primary_key=True))
    subject: str = Field(sa_column=Column(Text, primary_key=True))
    person_id: str | None = Field(
        default=None, sa_column=Column(Text, ForeignKey("people.id", ondelete="CASCADE"))
    )
    email: str | None = Field(default=None, sa_column=Column(Text))
    """What the issuer says; nobody signs in with it here."""
    told_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """The issuer's own moment of its latest word: word from before it is old."""
    deleted_at: datetime | None = Field(default=None, sa_type=MOMENT)
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )


class ReceivedRow(SQLModel, table=True):
    """A message that was taken in: the same one again does nothing."""

    __tablename__ = "received"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (Index("received_by_moment", "at"),)

    sender: str = Field(sa_column=Column(Text, primary_key=True))
    message_id: str = Field(sa_column=Column(Text, primary_key=True))
    at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
