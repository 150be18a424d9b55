"""
What is new in the events, for readers that go on from a place and must miss nothing.

Ids are given before a commit, so a lower one may appear after a higher one was read. Two rules make
it sound. Events are read in the order of (transaction, id), and only those of transactions below
the horizon, which is the oldest one that was still open: what lies below it is finished, and
whatever begins later gets a higher number. So nothing can appear behind a reader.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text
from sqlmodel import Session, col, select, tuple_

from app.db.tables.jobs import JobRow
from app.db.tables.tasks import EventRow
from app.domain.places import Place

_HORIZON = text("SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint")
_CHANGED = text("""
    SELECT DISTINCT j.person_id FROM events e JOIN jobs j ON j.id = e.job_id
    WHERE (e.tx, e.id) > (:tx, :id) AND e.tx < :horizon""")
# Numbers of transactions belong to a server. Rows that came from another one with a dump are older
# than everything here, whatever their number says.
_FORGET_OTHERS = text("""
    UPDATE events SET tx = 0
    WHERE tx >= (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint""")


def horizon(session: Session) -> Place:
    """The place below which everything is finished."""
    return Place(session.execute(_HORIZON).scalar_one())


def lines(
    session: Session, person_id: str, *, after: Place, job_id: str | None, limit: int
) -> Sequence[EventRow]:
    """Events of a person's jobs behind a place, in order; those above the horizon are not safe."""
    order = tuple_(col(EventRow.tx), col(EventRow.id))
    statement = (
        select(EventRow)
        .join(JobRow, col(JobRow.id) == col(EventRow.job_id))
        .where(
            col(JobRow.person_id) == person_id,
            col(JobRow.deleted_at).is_(None),
            order > tuple_(after.tx, after.id),
        )
        .order_by(col(EventRow.tx), col(EventRow.id))
        .limit(limit)
    )
    if job_id is not None:
        statement = statement.where(col(EventRow.job_id) == job_id)
    return session.exec(statement).all()


def changed(session: Session, *, after: Place) -> tuple[set[str], Place]:
    """People of whom something happened behind a place, and the place to go on from."""
    until = horizon(session)
    values = {"tx": after.tx, "id": after.id, "horizon": until.tx}
    return set(session.execute(_CHANGED, values).scalars()), until


def forget_other_servers(connection: Connection) -> None:
    """Put events that a dump brought from another server behind everything of this one."""
    connection.execute(_FORGET_OTHERS)
