"""Finds what is due and rings it; ends what nobody will finish."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db import renditions, uploads
from app.db.tables.tasks import TaskRow
from app.domain.states import TaskState
from app.services import deliveries, ending, trash
from app.services.admission import Admission
from app.services.ending import Reason
from app.services.engine import Engine
from app.services.records import Records

log = logging.getLogger(__name__)

RING_EVERY = timedelta(seconds=10)
"""
One task is never rung more often than this; a doorbell may be slow rather than lost.

Where leases are shorter, half a lease: what a stopped worker held must not wait for the ring.
"""

_WAITING_PROVIDERS = text("""
    SELECT DISTINCT provider FROM tasks
    WHERE state = 'pending' AND due_at <= now()
      AND (admitted_until IS NULL OR admitted_until <= now())""")

_POLL_PROVIDERS = text("""
    SELECT DISTINCT provider FROM tasks
    WHERE state = 'generating' AND remote_id IS NOT NULL AND due_at <= now()
      AND (lease_until IS NULL OR lease_until < now())""")

# One statement finds the tasks that wait for a worker and marks them rung, so that two clocks
# (one just dead, one just chosen) do not ring the same task.
_RING = text("""
    WITH due AS (
        SELECT id FROM tasks
        WHERE (rung_at IS NULL OR rung_at < now() - :every)
          AND ((state = 'pending' AND admitted_until > now())
            OR (state IN ('submitting', 'generating', 'saving')
                AND (lease_until IS NULL OR lease_until < now())
                AND due_at <= now()
                AND NOT (state = 'generating' AND remote_id IS NOT NULL)))
        ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED)
    UPDATE tasks SET rung_at = now() WHERE id IN (SELECT id FROM due)
    RETURNING id, provider, state""")


@dataclass(frozen=True)
class Sweeper:
    """What the clock does once a second, and the housekeeping it wakes workers for."""

    engine: Engine
    admission: Admission
    records: Records
    chores: tuple[Callable[[], object], ...] = ()

    def ring_what_is_due(self) -> int:
        """Ring every provider and task that has something to do; returns how many rings."""
        with self.engine.db.transaction() as tx:
            waiting = [row[0] for row in tx.session.execute(_WAITING_PROVIDERS)]
            polls = [row[0] for row in tx.session.execute(_POLL_PROVIDERS)]
            every = min(RING_EVERY, self.engine.lease / 2)
            due = tx.session.execute(_RING, {"every": every}).all()
            formats = renditions.ring_due(tx.session, every=RING_EVERY)
            brought = uploads.ring_due(tx.session, every=RING_EVERY)
            letters = deliveries.is_due(tx.session)
        for provider in waiting:
            self.engine.doorbell.admit(provider)
        for provider in polls:
            self.engine.doorbell.poll(provider)
        for task_id, provider_id, state in due:
            self._ring(task_id, provider_id, TaskState(state))
        for asset_id, format_ in formats:
            self.engine.doorbell.convert(asset_id, format_)
        for upload_id in brought:
            self.engine.doorbell.prepare(upload_id)
        if letters:
            self.engine.doorbell.deliver()
        return len(waiting) + len(polls) + len(due) + len(formats) + len(brought)

    def _ring(self, task_id: str, provider_id: str, state: TaskState) -> None:
        provider = self.engine.providers.get(provider_id)
        if provider is None:
            return
        if state is TaskState.SAVING:
            self.engine.doorbell.save(task_id)
        else:
            self.admission.ring(provider, task_id)

    def sweep(self) -> int:
        """End waiting tasks whose provider is not configured any more; returns how many."""
        with self.engine.db.transaction() as tx:
            orphans = tx.session.exec(
                select(TaskRow.id)
                .where(
                    col(TaskRow.state) == TaskState.PENDING,
                    col(TaskRow.provider).not_in(list(self.engine.providers)),
                )
                .limit(100)
            ).all()
        for task_id in orphans:
            self._end_orphan(task_id)
        trash.clear(self.engine)
        self.records.forget()
        self.records.forget_histories()
        self.records.forget_deliveries()
        self.engine.storage.tidy()
        self._do_chores()
        return len(orphans)

    def _end_orphan(self, task_id: str) -> None:
        with self.engine.db.transaction() as tx:
            found = tx.session.get(TaskRow, task_id)
            if found is None or job_rows.locked(tx.session, found.job_id) is None:
                return
            tx.session.refresh(found)
            if found.state == TaskState.PENDING:
                detail = f"{found.provider} is not configured any more"
                ending.fail(self.engine, tx, found, Reason("provider_gone", detail=detail))

    def _do_chores(self) -> None:
        """Whatever else is to be done now and then; one that fails holds up none of the others."""
        for chore in self.chores:
            try:
                chore()
            except Exception:
                log.exception("chore.failed")
