"""
How tasks end. State, money, files, history and the job's status change in one transaction.

The job's row is locked before the task's, always in this order.
"""

from dataclasses import dataclass
from typing import Any

from app.db import jobs as job_rows
from app.db import tasks as rows
from app.db import writing
from app.db.books import Transfer
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.states import TaskState
from app.services import ledger, noting, renditions, seeing, takes
from app.services.engine import Engine


@dataclass(frozen=True)
class Reason:
    """Why a task failed: a word for programs, words for the person, words for the operator."""

    code: str
    reason: str = ""
    detail: str = ""


def complete(engine: Engine, tx: Transaction, task: TaskRow, assets: list[AssetRow]) -> bool:
    """The task is made and its files are stored; False when the claim was no longer ours."""
    job = job_rows.locked(tx.session, task.job_id)
    if not _end(engine, tx, task, TaskState.COMPLETED, progress=1.0):
        return False
    if job is not None:
        takes.number(tx.session, job, task, assets)
    for asset in assets:
        # The job may have changed hands while it was made; its payer has not.
        asset.person_id = job.person_id if job else task.person_id
    thumbs = seeing.label(task, assets)
    files = [asset.name for asset in assets]
    events = [rows.line_of(task, "completed", files=files)]
    missing = max(0, task.takes - sum(asset.is_main for asset in assets))
    if missing:
        events.append(rows.line_of(task, "takes_missing", missing=missing))
    transfers = _paid(task, job, missing=missing)
    writing.write(tx.session, assets=assets, events=events, transfers=transfers)
    tx.session.add_all(thumbs)
    renditions.begin_previews(engine, tx, assets)
    _recount(engine, tx, job)
    return True


def _paid(task: TaskRow, job: JobRow | None, *, missing: int) -> list[Transfer]:
    """Each take is paid for by itself: what was bought and did not come costs nothing."""
    back = task.price // task.takes * missing
    transfers = [ledger.settle_of(task, amount=task.price - back)]
    if missing:
        owner = job.person_id if job else None
        transfers.append(ledger.release_of(task, to=owner, amount=back))
    return transfers


def fail(engine: Engine, tx: Transaction, task: TaskRow, reason: Reason) -> bool:
    """The task will not be made; its credits return. False when the claim was no longer ours."""
    values = {
        "failure_code": reason.code,
        "failure_reason": reason.reason or None,
        "failure_detail": reason.detail[:4000] or None,
    }
    job = job_rows.locked(tx.session, task.job_id)
    if not _end(engine, tx, task, TaskState.FAILED, **values):
        return False
    ledger.release(tx, task, to=job.person_id if job else None)
    rows.record(tx.session, task, "failed", code=reason.code, reason=reason.reason)
    _recount(engine, tx, job)
    return True


def cancel(engine: Engine, tx: Transaction, task: TaskRow) -> bool:
    """The task was stopped before it cost anything; its credits return."""
    job = job_rows.locked(tx.session, task.job_id)
    if not _end(engine, tx, task, TaskState.CANCELLED):
        return False
    ledger.release(tx, task, to=job.person_id if job else None)
    rows.record(tx.session, task, "cancelled")
    _recount(engine, tx, job)
    return True


def back_to_pending(
    engine: Engine, tx: Transaction, task: TaskRow, *, values: dict[str, Any], kind: str
) -> bool:
    """Nothing was bought: the task returns to the line."""
    job = job_rows.locked(tx.session, task.job_id)
    if rows.move(tx.session, task, TaskState.PENDING, **values) is None:
        return False
    rows.record(tx.session, task, kind, attempt=task.attempt)
    _recount(engine, tx, job)
    return True


def _end(engine: Engine, tx: Transaction, task: TaskRow, state: TaskState, **values: Any) -> bool:
    """Move a task to its end; its job is locked already."""
    moved = rows.move(
        tx.session,
        task,
        state,
        ended_at=rows.NOW,
        admitted_until=None,
        **values,
    )
    if moved is not None:
        provider = task.provider
        tx.after_commit(lambda: engine.doorbell.admit(provider))
    return moved is not None


def _recount(engine: Engine, tx: Transaction, job: JobRow | None) -> None:
    if job is not None:
        if job_rows.recount(tx.session, job):
            noting.note_end(engine, tx, job)
        engine.announce(tx, job.person_id)
