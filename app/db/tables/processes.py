"""Signs of life of the processes that watch and work."""

from datetime import datetime

from sqlalchemy import BigInteger, func
from sqlmodel import Field, SQLModel

from app.db.tables.columns import MOMENT, one_of


class ProcessRow(SQLModel, table=True):
    """One running worker or clock; the row goes when it stops, and grows old when it dies."""

    __tablename__ = "processes"  # pyright: ignore[reportAssignmentType] -- SQLModel declares it as a directive
    __table_args__ = (one_of("kind", ("worker", "clock", "web"), name="processes_kind"),)

    id: str = Field(primary_key=True)
    kind: str
    host: str
    pid: int
    leads: bool = False
    backend_pid: int | None = None
    """PostgreSQL's process for the connection that holds the leader's lock."""
    started_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    seen_at: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    steady_since: datetime = Field(
        default=None, sa_type=MOMENT, sa_column_kwargs={"server_default": func.now()}
    )
    """Since then it has signed without a gap; see `db.processes`."""
    version: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Of the program that it runs; two may stand side by side during an upgrade."""
    queues: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """What a worker listens to."""
    threads: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    memory: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    """Bytes that it has in memory."""
    drains: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """An operator wants it to take nothing new; it reads that when it signs."""
