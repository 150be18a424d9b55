"""What was lost becomes somebody's: fetched, stored, told, and never charged."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import Conflict, Invalid
from app.domain.finding import Fate, KnownBy, Mark
from app.domain.operations import AdoptedView
from app.domain.states import JobStatus, TaskState
from app.providers.simulated.poller import SimulatedPoller
from app.services.operations.lost import Lost
from tests.engine.conftest import House
from tests.services.lost.conftest import (
    OP,
    acts,
    eventually,
    found,
    lost_in_flight,
    member,
    of_order,
    spent,
    start,
    strange,
    the_one,
    worked,
)
from tests.simulators.running import Simulator


def test_a_song_whose_order_was_lost_is_found_and_becomes_its_owners(
    house: House, desk: Lost, there: Simulator
) -> None:
    job = lost_in_flight(house)
    bought = len(there.purchases())

    order = the_one(desk, job)
    told = desk.adopt(order.id, by=OP)
    after = worked(house, job)

    assert (order.state, order.known_by) == (Fate.MADE, KnownBy.WORDS)
    assert (order.code, order.person_id) == ("outcome_unknown", house.person)
    assert told == AdoptedView(job.id, told.task_id, house.person)
    assert after.status is JobStatus.COMPLETED
    assert [file.content_type for file in after.files] == ["audio/mpeg"]
    assert spent(house) == 0
    assert len(there.purchases()) == bought
    assert acts(house) == [("lost.adopt", job.id)]
    assert found(desk, job) == []
    told_of_it = house.sql("SELECT topic, seen_at FROM notices WHERE job_id = %(id)s", id=job.id)
    assert told_of_it == [("job.completed", None)]
    (kept,) = [each for each in desk.page(mark=Mark.ADOPTED).items if each.job_id == job.id]
    assert (kept.adopted_job_id, kept.adopted_state) == (job.id, TaskState.COMPLETED)


def test_what_was_tried_again_meanwhile_becomes_another_take(house: House, desk: Lost) -> None:
    job = lost_in_flight(house)
    house.studio.jobs.retry(house.person, job.id)
    assert worked(house, job).status is JobStatus.COMPLETED

    order = the_one(desk, job)
    told = desk.adopt(order.id, by=OP)
    house.answer()

    other = house.studio.jobs.get(house.person, told.job_id)
    assert order.tried_again
    assert (other.status, other.id == job.id) == (JobStatus.COMPLETED, False)
    assert spent(house) == 3
    assert house.sql("SELECT take FROM assets WHERE is_main ORDER BY take") == [(1,), (2,)]


@pytest.mark.parametrize("code", ["late", "provider_unreachable", "crashed"])
def test_an_order_that_came_after_it_was_given_up_takes_its_place(
    house: House, desk: Lost, code: str
) -> None:
    job = start(house, "seconds=1.5")
    house.answer()
    house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s'")
    ended = worked(house, job)
    house.sql("UPDATE tasks SET failure_code = %(code)s", code=code)

    order = eventually(lambda: the_one(desk, job), lambda o: o.state is Fate.MADE)
    desk.adopt(order.id, by=OP)

    assert (ended.status, order.known_by) == (JobStatus.FAILED, KnownBy.ORDER)
    assert worked(house, job).status is JobStatus.COMPLETED
    assert spent(house) == 0
    owners = house.sql("SELECT state FROM tasks WHERE remote_id = %(id)s", id=order.order_id)
    assert owners == [("completed",)]


def test_what_is_known_to_be_somebodys_goes_to_nobody_else(house: House, desk: Lost) -> None:
    job = start(house, "seconds=1.5")
    house.answer()
    house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s'")
    worked(house, job)

    with pytest.raises(Invalid) as caught:
        desk.adopt(the_one(desk, job).id, by=OP, email="bob@example.com")

    assert caught.value.field == "email"


def test_an_order_of_nobody_goes_to_whom_an_operator_names(
    house: House, desk: Lost, vendor: SimulatedPoller
) -> None:
    (order,) = of_order(desk, strange(vendor))
    bob = member(house)

    with pytest.raises(Invalid):
        desk.adopt(order.id, by=OP)
    with pytest.raises(Invalid) as caught:
        desk.adopt(order.id, by=OP, email="nobody@example.com")
    told = desk.adopt(order.id, by=OP, email="BOB@example.com")
    house.answer()

    job = house.studio.jobs.get(told.person_id, told.job_id)
    assert caught.value.field == "email"
    assert (order.job_id, order.known_by, told.person_id) == (None, None, bob)
    assert (job.status, job.price, len(job.files)) == (JobStatus.COMPLETED, 0, 1)
    assert job.title.startswith("a stranger's tune")
    assert house.studio.jobs.rename(told.person_id, job.id, "Found").title == "Found"
    assert acts(house) == [("lost.adopt", job.id)]
    assert house.studio.accounts.person(told.person_id).available == 10_000


def test_what_is_known_by_words_can_be_given_to_whom_an_operator_names(
    house: House, desk: Lost
) -> None:
    order = the_one(desk, lost_in_flight(house))
    bob = member(house)

    told = desk.adopt(order.id, by=OP, email="bob@example.com")
    house.answer()

    assert told.person_id == bob
    assert house.studio.jobs.get(bob, told.job_id).status is JobStatus.COMPLETED


def test_two_operators_adopt_an_order_once(house: House, desk: Lost) -> None:
    order = the_one(desk, lost_in_flight(house))

    def adopt(_: int) -> bool:
        try:
            desk.adopt(order.id, by=OP)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(adopt, range(4))) == 1
    house.answer()
    assert len(house.sql("SELECT 1 FROM assets WHERE is_main")) == 1


def test_an_adoption_whose_files_never_came_can_be_tried_again(house: House, desk: Lost) -> None:
    job = lost_in_flight(house)
    order = the_one(desk, job)
    told = desk.adopt(order.id, by=OP)
    house.bell.rung.clear()
    house.sql("UPDATE tasks SET poll_errors = 100 WHERE id = %(id)s", id=told.task_id)
    house.sql(
        """UPDATE tasks SET result = jsonb_set(result, '{0,url}', '"/nowhere"')
           WHERE id = %(id)s""",
        id=told.task_id,
    )

    failed = worked(house, job)
    again = the_one(desk, job)
    desk.adopt(again.id, by=OP)

    assert failed.status is JobStatus.FAILED
    assert again.id == order.id
    assert worked(house, job).status is JobStatus.COMPLETED
    assert spent(house) == 0
