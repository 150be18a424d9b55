"""Credits, in double entry. Entries and transfers are never changed or removed."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    String,
    text,
)
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of, utc_now
from app.domain.ledger import Bucket, Kind


class AccountRow(SQLModel, table=True):
    """What a person can spend and what is set aside. Always the sum of the entries."""

    __tablename__ = "accounts"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        CheckConstraint("available >= 0", name="accounts_available"),
        CheckConstraint("held >= 0", name="accounts_held"),
    )

    id: str = Field(primary_key=True)
    """The person's id."""
    available: int = Field(default=0, sa_type=BigInteger)
    held: int = Field(default=0, sa_type=BigInteger)


class TransferRow(SQLModel, table=True):
    """One movement of credits; at most one of each kind per task."""

    __tablename__ = "transfers"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("kind", Kind, name="transfers_kind"),
        CheckConstraint("amount >= 0", name="transfers_amount"),
        Index(
            "transfers_once",
            "task_id",
            "kind",
            unique=True,
            postgresql_where=text("task_id IS NOT NULL"),
        ),
        Index("transfers_of_person", "person_id", text("created_at DESC"), text("id DESC")),
        Index("transfers_of_job", "job_id", postgresql_where=text("job_id IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    person_id: str
    kind: Kind = Field(sa_type=String)
    amount: int = Field(sa_type=BigInteger)
    job_id: str | None = None
    task_id: str | None = None
    reason: str = ""
    created_at: datetime = Field(default_factory=utc_now, sa_type=MOMENT)


class EntryRow(SQLModel, table=True):
    """One side of a transfer. The sides of a transfer sum to zero."""

    __tablename__ = "entries"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (
        one_of("bucket", Bucket, name="entries_bucket"),
        Index("entries_of_transfer", "transfer_id"),
        Index("entries_of_account", "account_id", "bucket"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    transfer_id: str = Field(sa_column=Column(String, ForeignKey("transfers.id"), nullable=False))
    account_id: str
    bucket: Bucket = Field(sa_type=String)
    amount: int = Field(sa_type=BigInteger)
