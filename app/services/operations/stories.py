"""The whole story of one job: what happened, what was paid, kept, told and done about it."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db import watching
from app.db.tables.assets import AssetRow
from app.db.tables.audit import AuditRow
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.jobs import JobRow
from app.db.tables.ledger import TransferRow
from app.db.tables.notices import NoticeRow
from app.db.tables.tasks import EventRow, TaskRow
from app.db.transaction import Database
from app.domain.errors import NotFound
from app.domain.operations import OpenedJob, StoryLine, StoryTask, StoryView
from app.domain.states import TaskState
from app.services.operations.audit import note
from app.services.operations.cases import views

LINES_MOST = 2_000
# A webhook's message names its job; others gather notices, and name those.
_TOLD = text("""(payload -> 'data' ->> 'job_id' = :job
    OR payload -> 'notices' ?| CAST(:notices AS text[]))""")


@dataclass(frozen=True)
class Stories:
    """Tells them."""

    db: Database

    def tell(self, job_id: str) -> StoryView:
        """Everything about a job in the order in which it happened. Raises `NotFound`."""
        with self.db.transaction() as tx:
            found = watching.one(tx.session, job_id)
            if found is None:
                raise NotFound("There is no such job.")
            tasks = tx.session.exec(
                select(TaskRow)
                .where(col(TaskRow.job_id) == job_id)
                .order_by(col(TaskRow.index), col(TaskRow.created_at), col(TaskRow.id))
            ).all()
            lines = [
                *_events(tx.session, job_id),
                *_money(tx.session, job_id),
                *_files(tx.session, job_id),
                *_told(tx.session, job_id, found[0].person_id),
                *_acts(tx.session, job_id),
            ]
            case = views(tx.session, [found])[0]
        lines.sort(key=lambda line: line.at)
        return StoryView(case, tuple(map(_task, tasks)), tuple(lines))

    def open(self, job_id: str, *, by: str) -> OpenedJob:
        """What its owner wrote. That it was opened, and by whom, is written down."""
        with self.db.transaction() as tx:
            job = tx.session.get(JobRow, job_id)
            if job is None:
                raise NotFound("There is no such job.")
            names = select(AssetRow.name).where(col(AssetRow.job_id) == job_id)
            files = tx.session.exec(names.order_by(col(AssetRow.id))).all()
            note(tx, by=by, act="job.open", target=job_id)
            return OpenedJob(job_id, job.title, job.params, tuple(files))


def _events(session: Session, job_id: str) -> list[StoryLine]:
    found = session.exec(
        select(EventRow)
        .where(col(EventRow.job_id) == job_id)
        .order_by(col(EventRow.id))
        .limit(LINES_MOST)
    )
    return [StoryLine(e.at, "event", e.kind, e.task_id, e.data) for e in found]


def _money(session: Session, job_id: str) -> list[StoryLine]:
    found = session.exec(
        select(TransferRow)
        .where(col(TransferRow.job_id) == job_id)
        .order_by(col(TransferRow.id))
        .limit(LINES_MOST)
    )
    return [
        StoryLine(
            t.created_at,
            "money",
            str(t.kind),
            t.task_id,
            {"credits": t.amount, "person": t.person_id, "transfer": t.id},
        )
        for t in found
    ]


def _files(session: Session, job_id: str) -> list[StoryLine]:
    found = session.exec(
        select(AssetRow).where(col(AssetRow.job_id) == job_id).limit(LINES_MOST)
    ).all()
    return [
        StoryLine(
            a.created_at,
            "file",
            "stored",
            a.task_id,
            {"asset": a.id, "type": a.content_type, "bytes": a.size, "main": a.is_main},
        )
        for a in found
    ]


def _told(session: Session, job_id: str, person_id: str) -> list[StoryLine]:
    notices = session.exec(select(NoticeRow).where(col(NoticeRow.job_id) == job_id)).all()
    told = {"job": job_id, "notices": [notice.id for notice in notices]}
    found = session.exec(
        select(DeliveryRow)
        .where(col(DeliveryRow.person_id) == person_id, _TOLD.bindparams(**told))
        .limit(LINES_MOST)
    )
    lines = [line for notice in notices for line in _notice(notice)]
    for row in found:
        about = {"delivery": row.id, "topic": row.topic, "channel": str(row.channel)}
        lines.append(StoryLine(row.created_at, "delivery", "written", None, about))
        if row.tried_at is not None:
            answer = {"tries": row.tries, "status": row.answer_status, "ms": row.answer_ms}
            lines.append(
                StoryLine(
                    row.tried_at,
                    "delivery",
                    str(row.state),
                    None,
                    about | answer | ({"problem": row.problem} if row.problem else {}),
                )
            )
    return lines


def _notice(notice: NoticeRow) -> list[StoryLine]:
    about = {"notice": notice.id, "topic": notice.topic}
    moments = (("noticed", notice.at), ("shown", notice.shown_at), ("seen", notice.seen_at))
    return [StoryLine(at, "delivery", what, None, about) for what, at in moments if at]


def _acts(session: Session, job_id: str) -> list[StoryLine]:
    found = session.exec(
        select(AuditRow)
        .where(col(AuditRow.target) == job_id)
        .order_by(col(AuditRow.id).desc())
        .limit(LINES_MOST)
    )
    return [StoryLine(a.at, "audit", a.act, None, {"who": a.who} | a.data) for a in found]


def _task(task: TaskRow) -> StoryTask:
    return StoryTask(
        id=task.id,
        index=task.index,
        state=TaskState(task.state),
        provider=task.provider,
        model=task.model,
        price=task.price,
        attempt=task.attempt,
        crashes=task.crashes,
        outages=task.outages,
        fence=task.fence,
        lease_owner=task.lease_owner,
        lease_until=task.lease_until,
        due_at=task.due_at,
        remote_id=task.remote_id,
        retry_of=task.retry_of,
        code=task.failure_code,
        reason=task.failure_reason,
        detail=task.failure_detail,
        trace=task.trace,
        created_at=task.created_at,
        started_at=task.started_at,
        ended_at=task.ended_at,
    )
