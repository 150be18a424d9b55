"""Stops what has not been bought. What was bought arrives, is kept and is charged."""

from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db import tasks as rows
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.providing import Maker, Poller
from app.domain.states import ACTIVE, TaskState
from app.services import ending, noting
from app.services.engine import Engine


def stop_tasks(engine: Engine, tx: Transaction, job: JobRow) -> None:
    """Cancel a locked job: waiting tasks end at once, running ones when their provider stops."""
    job.cancel_requested_at = job.cancel_requested_at or tx.session.exec(select(rows.NOW)).one()
    tx.session.add(job)
    tx.session.flush()
    tasks = tx.session.exec(
        select(TaskRow).where(col(TaskRow.job_id) == job.id).with_for_update()
    ).all()
    for task in tasks:
        provider = engine.providers.get(task.provider)
        if task.state == TaskState.PENDING or (
            isinstance(provider, Maker)
            and provider.traits.cancels_free
            and task.state in ACTIVE - {TaskState.SAVING}
        ):
            # Raising the fence takes the claim from whoever is at work on it.
            task.fence += 1
            tx.session.add(task)
            tx.session.flush()
            ending.cancel(engine, tx, task)
        elif isinstance(provider, Poller) and task.state == TaskState.GENERATING:
            task.due_at = tx.session.exec(select(rows.NOW)).one()
            tx.session.add(task)
            rows.record(tx.session, task, "cancel_requested")
    if job_rows.recount(tx.session, job):
        noting.note_end(engine, tx, job)
    engine.announce(tx, job.person_id)
