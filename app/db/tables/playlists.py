"""Playlists, and what is on them in which order."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class PlaylistRow(SQLModel, table=True):
    """A list of songs. Whoever changes what is on it locks this row first."""

    __tablename__ = "playlists"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (Index("playlists_of_a_person", "person_id", text("changed_at DESC")),)

    id: str = Field(sa_column=Column(Text, primary_key=True))
    person_id: str = Field(
        sa_column=Column(Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    title: str = Field(sa_column=Column(Text, nullable=False))
    description: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    changed_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )


class PlaylistItemRow(SQLModel, table=True):
    """
    One song on a playlist; each is there once.

    A song in the trash keeps its place, unseen, and comes back to it.
    """

    __tablename__ = "playlist_items"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        UniqueConstraint(
            "playlist_id",
            "position",
            name="playlist_items_in_order",
            deferrable=True,
            initially="DEFERRED",
        ),
        Index("playlist_items_of_an_asset", "asset_id"),
    )

    playlist_id: str = Field(
        sa_column=Column(Text, ForeignKey("playlists.id", ondelete="CASCADE"), primary_key=True)
    )
    asset_id: str = Field(
        sa_column=Column(String, ForeignKey("assets.id", ondelete="CASCADE"), primary_key=True)
    )
    position: int = Field(sa_column=Column(Integer, nullable=False))
    """Rises along the list; numbers may be missing where something was removed."""
    added_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
