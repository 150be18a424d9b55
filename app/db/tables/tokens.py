"""Personal tokens: keys that people give to programs of theirs."""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, Column, ForeignKey, Index, Text, func
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT


class TokenRow(SQLModel, table=True):
    """One token. The secret itself is nowhere but with the program that uses it."""

    __tablename__ = "tokens"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="tokens_are_hashed"),
        CheckConstraint(
            "scopes <@ ARRAY['read', 'make', 'manage'] AND cardinality(scopes) > 0",
            name="tokens_scopes_known",
        ),
        Index("tokens_once", "token_hash", unique=True),
        Index("tokens_of_a_person", "person_id"),
    )

    id: str = Field(sa_column=Column(Text, primary_key=True))
    person_id: str = Field(
        sa_column=Column(Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    )
    name: str = Field(sa_column=Column(Text, nullable=False))
    start: str = Field(sa_column=Column(Text, nullable=False))
    """How the token begins, by which its owner knows it again."""
    token_hash: str = Field(sa_column=Column(Text, nullable=False))
    scopes: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    created_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    used_at: datetime | None = Field(default=None, sa_type=MOMENT)
    """Last use, to the minute."""
    expires_at: datetime | None = Field(default=None, sa_type=MOMENT)
