"""The queue forgets its own records; what happened to a person's job stays."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import ProviderRejected
from app.domain.records import BOOKKEEPING
from tests.engine.conftest import House


def _ended(house: House, ago: timedelta, *, failed: bool) -> str:
    """A task that ended so long ago, with every kind of record."""
    if failed:
        house.sketch.on_call.append(ProviderRejected("no"))
    job = house.start("sketch")
    house.answer()
    with house.studio.db.transaction() as tx:
        task = tx.session.get(TaskRow, house.studio.jobs.tasks(house.person, job.id)[0].id)
        assert task is not None
        for kind in BOOKKEEPING:
            rows.record(tx.session, task, kind)
        tx.session.execute(
            text("UPDATE tasks SET ended_at = now() - CAST(:ago AS interval) WHERE id = :id"),
            {"ago": ago, "id": task.id},
        )
    return job.id


def _kinds(house: House, job_id: str) -> set[str]:
    (task,) = house.studio.jobs.tasks(house.person, job_id)
    return {event.kind for event in task.events}


@pytest.mark.parametrize(("failed", "hours"), [(False, 2), (True, 24)])
def test_records_of_ended_tasks_are_kept_so_many_hours(
    house: House, hours: float, *, failed: bool
) -> None:
    old = _ended(house, timedelta(hours=hours + 0.1), failed=failed)
    young = _ended(house, timedelta(hours=hours - 0.1), failed=failed)

    house.studio.sweeper.sweep()

    assert _kinds(house, old).isdisjoint(BOOKKEEPING)
    assert {"asked", "failed" if failed else "completed"} <= _kinds(house, old)
    assert _kinds(house, young) > set(BOOKKEEPING)
