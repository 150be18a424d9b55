"""Jobs of everybody, by the filters that operators combine."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text
from sqlmodel import Session, col

from app.db.tables.deliveries import DeliveryRow
from app.db.tables.jobs import JobRow
from app.db.tables.ledger import TransferRow
from app.db.tables.notices import NoticeRow
from app.db.tables.people import PersonRow
from app.db.tables.tasks import TaskRow
from app.domain.operating import Match

J, T, P = JobRow, TaskRow, PersonRow
NOW = func.now()

_CODES = text("""
    SELECT DISTINCT ON (job_id) job_id, failure_code FROM tasks t
    WHERE job_id = ANY(:jobs) AND state = 'failed'
    ORDER BY job_id, ended_at DESC""")
_OF_FILE = text("SELECT job_id FROM assets WHERE id = :id")
_BY_ORDER = text("SELECT job_id FROM tasks WHERE remote_id = :id AND provider = ANY(:providers)")

# Some ids of ours say more than the provider's own, which stands at their end.
_BY_OWN_ORDER = text("""
    SELECT job_id FROM tasks WHERE provider = ANY(:providers) AND remote_id IS NOT NULL
        AND right(remote_id, length(:id) + 1) = ':' || :id
    UNION ALL
    SELECT t.job_id FROM lost_orders l JOIN tasks t ON t.id = coalesce(l.adopted_task_id, l.task_id)
    WHERE l.order_id = :id AND l.provider = ANY(:providers) LIMIT 1""")


def conditions(match: Match) -> list[ColumnElement[bool]]:
    """What a job has to be, for a statement over jobs and the people that they belong to."""
    same: list[tuple[Any, Any]] = [
        (J.medium, match.medium),
        (J.provider, match.provider),
        (J.status, match.state),
        (J.person_id, match.person_id),
        (P.tier, match.tier),
    ]
    found = [col(column) == value for column, value in same if value]
    if match.older_s is not None:
        found.append(col(J.created_at) <= NOW - timedelta(seconds=match.older_s))
    if match.newer_s is not None:
        found.append(col(J.created_at) >= NOW - timedelta(seconds=match.newer_s))
    of_task = _of_tasks(match)
    if of_task:
        found.append(exists().where(col(T.job_id) == col(J.id), *of_task))
    return found


def _of_tasks(match: Match) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if match.code:
        found.append(col(T.failure_code) == match.code)
    if match.words and match.words.strip():
        found.append(in_trouble(match.words))
    return found


def in_trouble(words: str) -> ColumnElement[bool]:
    """These words in what went wrong with a task, its model, or its id at the provider."""
    words = words.strip().lower()
    places = (T.failure_detail, T.failure_code, T.model, T.remote_id)
    return or_(*(func.lower(col(place)).contains(words, autoescape=True) for place in places))


def page(session: Session, match: Match, *, after: str | None, limit: int) -> Sequence[Any]:
    """Jobs with the tier of their people, the latest first; ids sort as jobs began."""
    statement = (
        select(J, col(P.tier))
        .join(P, col(P.id) == col(J.person_id))
        .where(and_(True, *conditions(match)))
        .order_by(col(J.id).desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(col(J.id) < after)
    return session.execute(statement).all()


def one(session: Session, job_id: str) -> Any:
    """One job with the tier of its person; None when it is not there."""
    statement = select(J, col(P.tier)).join(P, col(P.id) == col(J.person_id))
    return session.execute(statement.where(col(J.id) == job_id)).one_or_none()


def codes(session: Session, job_ids: Sequence[str]) -> dict[str, str]:
    """Why the last failed task of each of these jobs failed."""
    found = session.execute(_CODES, {"jobs": list(job_ids)})
    return {job_id: code for job_id, code in found if code}


def job_behind(session: Session, id_: str, providers: Sequence[str]) -> str | None:
    """The job that a task, a file, a message, a movement of credits or an order belongs to."""
    kind = id_.partition("_")[0]
    if kind == "task":
        task = session.get(TaskRow, id_)
        return task.job_id if task else None
    if kind == "transfer":
        moved = session.get(TransferRow, id_)
        return moved.job_id if moved else None
    if kind == "delivery":
        sent = session.get(DeliveryRow, id_)
        return job_told_by(session, sent.payload) if sent else None
    if kind == "notice":
        notice = session.get(NoticeRow, id_)
        return notice.job_id if notice else None
    if kind == "asset":
        return session.execute(_OF_FILE, {"id": id_}).scalars().first()
    asked = {"id": id_, "providers": list(providers)}
    found = session.execute(_BY_ORDER, asked).scalars().first()
    return found or session.execute(_BY_OWN_ORDER, asked).scalars().first()


def job_told_by(session: Session, payload: dict[str, Any]) -> str | None:
    """The job that a message is about, the first one of several; it may be gone by now."""
    told = payload.get("data")
    if isinstance(told, dict):
        return told.get("job_id")
    for notice_id in payload.get("notices", []):
        notice = session.get(NoticeRow, notice_id)
        if notice is not None and notice.job_id:
            return notice.job_id
    return None
