"""Rows of many tables in one statement: what becomes true together is sent together."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session

from app.db.books import BOOKED, Transfer, values_of
from app.db.rows import as_json, insert_of
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import EventRow, TaskRow

_WRITE = text(
    f"""
    WITH {BOOKED},
    job AS ({insert_of(JobRow, "jobs")}),
    task AS ({insert_of(TaskRow, "tasks")}),
    asset AS ({insert_of(AssetRow, "assets")}),
    event AS ({insert_of(EventRow, "events")})
    SELECT count(*) FROM moved"""  # noqa: S608 -- names of our own tables; values are bound
)


def write(  # noqa: PLR0913 -- the tables
    session: Session,
    *,
    jobs: Sequence[JobRow] = (),
    tasks: Sequence[TaskRow] = (),
    assets: Sequence[AssetRow] = (),
    events: Sequence[EventRow] = (),
    transfers: Sequence[Transfer] = (),
) -> int:
    """
    Insert all of these and move the credits; returns how many balances moved.

    Fewer than the transfers touch means that somebody cannot spend so much: then the transaction
    must be given up. A taken key and a second transfer of a kind raise `IntegrityError`.
    """
    values = {
        "jobs": as_json(jobs),
        "tasks": as_json(tasks),
        "assets": as_json(assets),
        "events": as_json(events),
    }
    return session.execute(_WRITE, values | values_of(transfers)).scalar_one()
