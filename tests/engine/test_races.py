"""Many threads, one database: what the rows decide when everybody comes at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.domain.views import Order
from tests.engine.conftest import House


def together(*acts: Callable[[], object]) -> list[object]:
    """Do all of these at the same moment."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def task_ids(house: House, job_id: str) -> list[str]:
    return [task.id for task in house.studio.jobs.tasks(house.person, job_id)]


def test_two_workers_on_one_task_make_it_once(house: House) -> None:
    for _ in range(20):
        job = house.start()
        [task_id] = task_ids(house, job.id)
        house.actor("admit")("sketch")

        together(*[lambda t=task_id: house.studio.making.make(t)] * 4)

        assert house.sketch.bought.count(task_id) == 1
        assert house.job(job).status is JobStatus.COMPLETED


def test_tasks_that_end_together_end_their_job(house: House) -> None:
    for _ in range(50):
        job = house.start(takes=4)
        house.actor("admit")("sketch")
        house.bell.rung.clear()

        together(*(lambda t=t: house.studio.making.make(t) for t in task_ids(house, job.id)))

        ended = house.job(job)
        assert (ended.status, ended.completed) == (JobStatus.COMPLETED, 4)


def test_two_pages_that_start_with_one_key_start_one_job(house: House) -> None:
    order = Order(Medium.SONG, {"prompt": "rain"}, provider="sketch", key="same")

    started = together(*[lambda: house.studio.jobs.start(house.person, order).id] * 4)

    assert len(set(started)) == 1
    assert house.sql("SELECT count(*) FROM jobs") == [(1,)]


def test_admissions_never_exceed_the_slots(house: House) -> None:
    for _ in range(12):
        house.start()

    together(*[lambda: house.studio.admission.admit("sketch")] * 6)

    admitted = house.sql("SELECT count(*) FROM tasks WHERE admitted_until > now()")
    assert admitted == [(house.sketch.slots,)]


def test_a_cancel_and_an_end_at_once_leave_one_of_them(house: House) -> None:
    for _ in range(20):
        job = house.start()
        [task_id] = task_ids(house, job.id)
        house.actor("admit")("sketch")

        together(
            lambda t=task_id: house.studio.making.make(t),
            lambda j=job.id: house.studio.jobs.cancel(house.person, j),
        )

        assert house.job(job).status in (JobStatus.COMPLETED, JobStatus.CANCELLED)


def test_a_worker_that_was_believed_dead_writes_nothing(house: House) -> None:
    """Its lease lapsed, another took over and finished; then it comes back."""
    overtaken = threading.Event()

    def overtake() -> None:
        house.lapse()
        house.studio.making.make(house.sketch.bought[0])
        overtaken.set()

    house.sketch.after_buying.append(overtake)
    job = house.start()

    house.answer()

    assert overtaken.is_set()
    done = house.job(job)
    assert (done.status, len(done.files)) == (JobStatus.COMPLETED, 1)
    assert house.events("fenced") == 1
    assert house.events("completed") == 1


def test_a_claim_is_kept_alive_while_its_worker_lives(house: House) -> None:
    job = house.start()
    [task_id] = task_ids(house, job.id)

    def long_work() -> None:
        house.sql("UPDATE tasks SET lease_until = now() + interval '1 s'")
        house.studio.engine.leases.extend()
        assert house.sql("SELECT lease_until > now() + interval '20 s' FROM tasks") == [(True,)]

    house.sketch.after_buying.append(long_work)
    house.answer()

    assert house.job(job).status is JobStatus.COMPLETED
    assert task_id in house.sketch.bought


def test_a_late_write_names_an_old_fence_and_changes_nothing(house: House) -> None:
    house.start("blind")
    house.answer()
    with house.studio.db.transaction() as tx:
        stale = tx.session.exec(select(TaskRow)).one()
    house.sql("UPDATE tasks SET fence = fence + 1")

    with house.studio.db.transaction() as tx:
        moved = rows.move(tx.session, stale, TaskState.SAVING)

    assert moved is None
    assert house.sql("SELECT state FROM tasks") == [("generating",)]


def test_doorbells_may_be_doubled_late_or_about_nothing(house: House) -> None:
    job = house.start()
    rings = list(house.bell.rung) * 3
    house.answer()
    house.bell.rung.extend([*rings, ("make", task_ids(house, job.id)[0]), ("save", "task_gone")])

    house.answer()

    assert house.job(job).status is JobStatus.COMPLETED
    assert len(house.sketch.bought) == 1
