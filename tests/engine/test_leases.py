"""A claim that was given back stays given back."""

from datetime import timedelta

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from tests.engine.conftest import House

LEASE = timedelta(seconds=30)


def claimed(house: House) -> TaskRow:
    house.start("keyed")
    house.answer()
    house.sql("UPDATE tasks SET due_at = now()")
    with house.studio.db.transaction() as tx:
        [task] = rows.claim_polls(tx.session, "keyed", owner="me", lease=LEASE)
    return task


def extended(house: House, task: TaskRow) -> bool:
    with house.studio.db.transaction() as tx:
        return bool(rows.extend(tx.session, [(task.id, task.fence)], lease=LEASE))


def test_a_claim_that_is_held_is_prolonged(house: House) -> None:
    task = claimed(house)

    assert extended(house, task)


def test_a_claim_that_was_given_back_is_not_taken_again(house: House) -> None:
    task = claimed(house)
    look = rows.Look(task.id, task.fence, timedelta(), None)
    with house.studio.db.transaction() as tx:
        assert rows.write_looks(tx.session, [look]) == {task.id}

    assert not extended(house, task)
    assert house.sql("SELECT lease_until FROM tasks") == [(None,)]
