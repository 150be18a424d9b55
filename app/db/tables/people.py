"""People, the browsers they are signed in with, and failed proofs of who they are."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Text,
    func,
    text,
)
from sqlmodel import Field, SQLModel

NAME_MAX = 80
EMAIL_MAX = 254
AGENT_MAX = 300
ADDRESS_MAX = 64


def _words(column: str, *, default: str | None = None) -> Column[str]:
    return Column(column, Text, nullable=False, server_default=default)


def _moment(column: str) -> Column[datetime]:
    """A moment by the database's clock; it is now unless somebody says otherwise."""
    return Column(column, DateTime(timezone=True), nullable=False, server_default=func.now())


def _owner(column: str) -> Column[str]:
    return Column(column, Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


class PersonRow(SQLModel, table=True):
    """
    Somebody who asks for things.

    A guest has no address yet, a member has one, an external person comes with the JWTs of an
    issuer alone, and who is gone left nothing but the id that immutable ledger entries point to.
    """

    __tablename__: ClassVar[str] = "people"  # pyright: ignore[reportIncompatibleVariableOverride] -- SQLModel declares a declared_attr
    __table_args__ = (
        CheckConstraint("starts_with(id, 'person_')", name="people_id_shape"),
        CheckConstraint(
            "kind IN ('guest', 'member', 'external', 'gone')", name="people_kind_known"
        ),
        CheckConstraint("tier IN ('free', 'paid')", name="people_tier_known"),
        CheckConstraint("role IN ('person', 'reader', 'operator')", name="people_role_known"),
        CheckConstraint("language IN ('ko', 'en')", name="people_language_known"),
        CheckConstraint(f"char_length(name) <= {NAME_MAX}", name="people_name_short"),
        CheckConstraint(f"char_length(email) <= {EMAIL_MAX}", name="people_email_short"),
        CheckConstraint(
            "(kind = 'member') = (email IS NOT NULL)", name="people_members_have_an_address"
        ),
        CheckConstraint(
            "kind = 'member' OR password_hash IS NULL", name="people_only_members_have_a_password"
        ),
        CheckConstraint("kind <> 'gone' OR name = ''", name="people_gone_left_no_name"),
        CheckConstraint("(kind = 'gone') = (gone_at IS NOT NULL)", name="people_gone_have_gone_at"),
        Index("people_email_once", text("lower(email)"), unique=True),
    )

    id: str = Field(sa_column=Column("id", Text, primary_key=True))
    kind: str = Field(default="guest", sa_column=_words("kind", default="guest"))
    name: str = Field(default="", sa_column=_words("name", default=""))
    email: str | None = Field(default=None, sa_column=Column("email", Text))
    password_hash: str | None = Field(default=None, sa_column=Column("password_hash", Text))
    language: str = Field(default="en", sa_column=_words("language", default="en"))
    tier: str = Field(default="free", sa_column=_words("tier", default="free"))
    role: str = Field(default="person", sa_column=_words("role", default="person"))
    created_at: datetime = Field(default=None, sa_column=_moment("created_at"))
    seen_at: datetime = Field(default=None, sa_column=_moment("seen_at"))
    gone_at: datetime | None = Field(
        default=None, sa_column=Column("gone_at", DateTime(timezone=True))
    )
    blocked_at: datetime | None = Field(
        default=None, sa_column=Column("blocked_at", DateTime(timezone=True))
    )
    """Since then an operator lets them neither in nor start anything."""


class SessionRow(SQLModel, table=True):
    """One browser somebody is signed in with. The token itself is nowhere but in its cookie."""

    __tablename__: ClassVar[str] = "sessions"  # pyright: ignore[reportIncompatibleVariableOverride] -- SQLModel declares a declared_attr
    __table_args__ = (
        CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="sessions_token_is_hashed"),
        Index("sessions_token_once", "token_hash", unique=True),
        Index("sessions_of_a_person", "person_id"),
        Index("sessions_by_last_use", "seen_at"),
    )

    id: str = Field(sa_column=Column("id", Text, primary_key=True))
    token_hash: str = Field(sa_column=_words("token_hash"))
    person_id: str = Field(sa_column=_owner("person_id"))
    address: str = Field(default="", sa_column=_words("address", default=""))
    agent: str = Field(default="", sa_column=_words("agent", default=""))
    created_at: datetime = Field(default=None, sa_column=_moment("created_at"))
    seen_at: datetime = Field(default=None, sa_column=_moment("seen_at"))


class SignInAttemptRow(SQLModel, table=True):
    """
    A proof that failed, or is being checked right now.

    It is written before the password is checked and taken back when it was right, so a hundred
    guesses at the same moment are counted like a hundred in a row.
    """

    __tablename__: ClassVar[str] = "sign_in_attempts"  # pyright: ignore[reportIncompatibleVariableOverride] -- SQLModel declares a declared_attr
    __table_args__ = (
        Index("sign_in_attempts_of_an_account", "account_hash", "at"),
        Index("sign_in_attempts_of_an_address", "address", "at"),
    )

    id: int | None = Field(
        default=None, sa_column=Column("id", BigInteger, Identity(), primary_key=True)
    )
    account_hash: str = Field(sa_column=_words("account_hash"))
    address: str = Field(default="", sa_column=_words("address", default=""))
    at: datetime = Field(default=None, sa_column=_moment("at"))
