"""Orders that nobody has: what is compared with, what is kept of it, and who may have had it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db.tables.lost import ComparisonRow, LostRow
from app.db.tables.tasks import TaskRow
from app.domain.finding import LOOKS_BACK, Mark
from app.domain.ids import new_id

T = TaskRow

# By two indexes: what runs is in one, what ended lately in the other.
_TASKS = text("""
    SELECT id, job_id, model, params, seed, title, takes, state, failure_code, remote_id,
           started_at, ended_at
    FROM tasks WHERE provider = :provider
        AND state IN ('pending', 'submitting', 'generating', 'saving')
    UNION ALL
    SELECT id, job_id, model, params, seed, title, takes, state, failure_code, remote_id,
           started_at, ended_at
    FROM tasks WHERE provider = :provider AND ended_at > :since
        AND state IN ('completed', 'failed', 'cancelled')""")
_STEPS = text("""
    SELECT e.task_id, e.data ->> 'remote_id' AS remote_id FROM events e
    WHERE e.job_id = ANY(:jobs) AND e.data ->> 'remote_id' IS NOT NULL""")
_KEEP = text("""
    INSERT INTO lost_orders (id, provider, order_id, remote_id, model, state, made_at, task_id,
                             known_by, words, found_at, seen_at)
    VALUES (:id, :provider, :order_id, :remote_id, :model, :state, :made_at, :task_id, :known_by,
            :words, now(), now())
    ON CONFLICT (provider, order_id) DO UPDATE SET state = excluded.state, seen_at = now(),
        task_id = CASE WHEN lost_orders.mark IS NULL THEN excluded.task_id
                       ELSE lost_orders.task_id END,
        known_by = CASE WHEN lost_orders.mark IS NULL THEN excluded.known_by
                        ELSE lost_orders.known_by END,
        words = CASE WHEN lost_orders.mark IS NULL THEN excluded.words ELSE NULL END""")
# An adoption whose files never came is none: it can be tried again.
_REOPEN = text("""
    UPDATE lost_orders l SET mark = NULL, marked_by = NULL, marked_at = NULL,
        adopted_task_id = NULL
    WHERE l.provider = :provider AND l.mark = 'adopted' AND NOT EXISTS (
        SELECT FROM tasks t WHERE t.id = l.adopted_task_id AND t.state <> 'failed')""")
_FORGET = text("""
    DELETE FROM lost_orders WHERE provider = :provider
        AND (made_at < now() - :kept
             OR (mark IS NULL AND seen_at < now()
                 AND made_at >= CAST(:since AS timestamptz)))""")
_LET_GO = text("""
    INSERT INTO lost_orders (id, provider, order_id, remote_id, model, state, made_at, mark,
                             found_at, seen_at)
    VALUES (:id, :provider, :order_id, :remote_id, '', 'made', :made_at, 'removed', now(), now())
    ON CONFLICT (provider, order_id) DO UPDATE SET mark = 'removed', task_id = NULL,
        known_by = NULL, words = NULL, marked_by = NULL, adopted_task_id = NULL""")
_OF_JOB = text("""
    SELECT t.id, t.provider, t.remote_id, coalesce(t.started_at, t.created_at) AS made_at
    FROM tasks t WHERE t.job_id = :job AND t.created_at > now() - :back""")

_WITH = (
    text("""
        INSERT INTO album_jobs (job_id, album_id)
        SELECT :job, album_id FROM album_jobs WHERE job_id = :other"""),
    text("""
        INSERT INTO upload_uses (upload_id, job_id)
        SELECT upload_id, :job FROM upload_uses WHERE job_id = :other"""),
)
_LOST = """
    SELECT l.*, t.job_id, t.failure_code AS code, j.person_id, a.job_id AS adopted_job_id,
           a.state AS adopted_state,
           EXISTS (SELECT FROM tasks n WHERE n.retry_of = t.id
                   AND n.id IS DISTINCT FROM l.adopted_task_id) AS again
    FROM lost_orders l LEFT JOIN tasks t ON t.id = l.task_id LEFT JOIN jobs j ON j.id = t.job_id
    LEFT JOIN tasks a ON a.id = l.adopted_task_id"""
_ONE = text(f"{_LOST} WHERE l.id = :id")
_PAGE = text(f"""{_LOST}
    WHERE l.mark IS NOT DISTINCT FROM CAST(:mark AS text)
        AND (CAST(:provider AS text) IS NULL OR l.provider = :provider)
        AND (CAST(:at AS timestamptz) IS NULL OR (l.made_at, l.id) < (:at, :id))
    ORDER BY l.made_at DESC, l.id DESC LIMIT :limit""")


def tasks_of(session: Session, provider: str, *, since: datetime) -> Sequence[Any]:
    """Tasks that an order made since then can belong to."""
    return session.execute(_TASKS, {"provider": provider, "since": since}).all()


def steps_of(session: Session, job_ids: Sequence[str]) -> Sequence[Any]:
    """Every id of an order that the history of these jobs names."""
    return session.execute(_STEPS, {"jobs": list(job_ids)}).all()


def keep(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write down what was found; marks stay, and what was known before is known anew."""
    if rows:
        session.execute(_KEEP, [{"id": new_id("lost"), **row} for row in rows])


def reopen(session: Session, provider: str) -> None:
    """Adoptions that came to nothing are open again."""
    session.execute(_REOPEN, {"provider": provider})


def forget(session: Session, provider: str, *, since: datetime | None) -> None:
    """
    Remove what is older than anybody lists, and what was not found again in this transaction.

    Without `since` only the first: whoever saw a part of a list cannot say what is not in it.
    """
    asked = {"provider": provider, "since": since, "kept": LOOKS_BACK * 5}
    session.execute(_FORGET, asked)


def note_let_go(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Remember orders whose owner had them, so that nobody finds them again."""
    if rows:
        session.execute(_LET_GO, [{"id": new_id("lost"), **row} for row in rows])


def orders_of_job(session: Session, job_id: str) -> Sequence[Any]:
    """Tasks of a job that providers may still list, with the ids of their orders."""
    return session.execute(_OF_JOB, {"job": job_id, "back": LOOKS_BACK * 2}).all()


def page(
    session: Session,
    *,
    provider: str | None,
    mark: Mark | None,
    before: tuple[datetime, str] | None,
    limit: int,
) -> Sequence[Any]:
    """Orders with this mark, or with none, the latest first; with their tasks and adoptions."""
    at, id_ = before or (None, None)
    asked = {"provider": provider, "mark": mark, "at": at, "id": id_, "limit": limit}
    return session.execute(_PAGE, asked).all()


def one(session: Session, lost_id: str) -> Any:
    """One of them, as on a page; None when it is not there."""
    return session.execute(_ONE, {"id": lost_id}).one_or_none()


def locked(session: Session, lost_id: str) -> LostRow | None:
    """One of them, locked until the transaction ends."""
    return session.get(LostRow, lost_id, with_for_update=True, populate_existing=True)


def is_replaced(session: Session, task: TaskRow) -> bool:
    """Whether another try has taken the task's place."""
    again = select(T.id).where(col(T.retry_of) == task.id).limit(1)
    return session.exec(again).first() is not None


def belongs_with(session: Session, job_id: str, other_id: str) -> None:
    """A job stands in the same album as another, and keeps the same photos there."""
    for statement in _WITH:
        session.execute(statement, {"job": job_id, "other": other_id})


def comparisons(session: Session) -> Sequence[ComparisonRow]:
    """The last look at each provider's list."""
    return session.exec(select(ComparisonRow).order_by(col(ComparisonRow.provider))).all()
