"""Browsers and phones that can be told something while no page is open."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, func
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of


class DeviceRow(SQLModel, table=True):
    """
    One subscription of a browser, or one token of an app on a phone.

    A browser's ends with the session in which it was made: whoever signs out is told nothing there
    any more. Who only reads the database can send nothing: that takes the studio's own key.
    """

    __tablename__ = "devices"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("kind", ("push", "fcm"), name="devices_kind"),
        CheckConstraint(
            "kind <> 'push' OR (p256dh IS NOT NULL AND auth IS NOT NULL)",
            name="devices_of_browsers_have_keys",
        ),
        Index("devices_once", "address", unique=True),
        Index("devices_of_person", "person_id", "created_at"),
        Index("devices_of_session", "session_id"),
    )

    id: str = Field(primary_key=True)
    person_id: str = Field(
        sa_column=Column(String, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    session_id: str | None = Field(
        default=None,
        sa_column=Column(String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=True),
    )
    kind: str
    address: str
    """Where the push service takes messages for this browser, or the app's token."""
    p256dh: str | None = None
    auth: str | None = None
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """What it is, in words: "Chrome on Android"."""
    failing_since: datetime | None = Field(default=None, sa_type=MOMENT)
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    seen_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    """When it was last there itself, as far as we were told."""
