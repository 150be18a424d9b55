"""Covers of books that were found."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Text, func, text
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class CoverRow(SQLModel, table=True):
    """One cover by its address elsewhere; with a key once our copy is stored."""

    __tablename__ = "book_covers"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint(
            "(key IS NULL) = (content_type IS NULL) AND (key IS NULL) = (size IS NULL) "
            "AND (key IS NULL) = (sha256 IS NULL)",
            name="book_covers_whole",
        ),
        Index("book_covers_unasked", "created_at", postgresql_where=text("key IS NULL")),
    )

    id: str = Field(sa_column=Column(Text, primary_key=True))
    url: str = Field(sa_column=Column(Text, nullable=False))
    key: str | None = Field(default=None, sa_column=Column(Text))
    """Where our copy lies; named by what is in it, so two addresses may share one."""
    content_type: str | None = Field(default=None, sa_column=Column(Text))
    size: int | None = Field(default=None, sa_column=Column(BigInteger))
    """Bytes."""
    sha256: str | None = Field(default=None, sa_column=Column(Text))
    not_before: datetime | None = Field(default=None, sa_type=MOMENT)
    """It was not there: when somebody may ask again."""
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
