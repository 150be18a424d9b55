"""The queue forgets its own records; what happened to a person's job stays."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import ProviderRejected
from app.domain.records import BOOKKEEPING, Keeping
from app.services.records import Records
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


def _job_ended(house: House, ago: timedelta) -> str:
    job = house.start("sketch")
    house.answer()
    house.sql(
        "UPDATE jobs SET ended_at = now() - %(ago)s WHERE id = %(id)s RETURNING id",
        ago=ago,
        id=job.id,
    )
    return job.id


def test_a_history_goes_a_year_after_its_job_and_the_job_stays(house: House) -> None:
    old = _job_ended(house, timedelta(days=366))
    young = _job_ended(house, timedelta(days=364))

    house.studio.sweeper.sweep()

    assert _kinds(house, old) == set()
    assert {"asked", "completed"} <= _kinds(house, young)
    assert house.studio.jobs.get(house.person, old).status == "completed"
    assert house.studio.money.receipt(house.person, old).used > 0


def test_histories_are_kept_for_ever_where_that_is_wanted(house: House) -> None:
    old = _job_ended(house, timedelta(days=3660))
    kept = Records(house.studio.db, Keeping(histories=None))

    assert kept.forget_histories() == 0
    assert _kinds(house, old)


def test_the_oldest_lines_are_found_by_their_number(house: House) -> None:
    _job_ended(house, timedelta(days=366))

    with house.studio.db.transaction() as tx:
        tx.session.execute(text("SET LOCAL enable_sort = off"))
        plan = tx.session.execute(
            text("EXPLAIN SELECT id, job_id FROM events ORDER BY id LIMIT 1000")
        ).scalars()

        assert "events_pkey" in " ".join(plan)


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_the_log_of_deliveries_keeps_a_month(house: House, days: int, *, is_kept: bool) -> None:
    house.sql(
        """INSERT INTO deliveries (id, channel, person_id, target, topic, payload, state, ended_at)
           VALUES ('delivery_1', 'notice', %(person)s, 'hook_1', 'job.completed', '{}', 'delivered',
                   now() - CAST(%(ago)s AS interval)) RETURNING id""",
        person=house.person,
        ago=timedelta(days=days),
    )

    house.studio.sweeper.sweep()

    assert bool(house.sql("SELECT id FROM deliveries")) is is_kept
