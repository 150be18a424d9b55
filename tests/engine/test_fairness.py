"""Everybody's first comes before anybody's second, and nobody waits for ever."""

from collections import Counter

import pytest

from app.domain.errors import NotEnoughCredits, Refused, TooMany
from app.domain.fairness import AGEING_PER_MINUTE, FREE_WEIGHT, rank
from app.domain.limits import Limits
from tests.engine.conftest import House


def limit(house: House, limits: Limits) -> None:
    """Other limits for this house."""
    object.__setattr__(house.studio.engine, "limits", limits)


def admitted(house: House) -> Counter[str]:
    """How many tasks each person has admitted or at work."""
    return Counter(
        str(row[0])
        for row in house.sql(
            "SELECT person_id FROM tasks WHERE admitted_until > now()"
            " OR state IN ('submitting', 'generating', 'saving')"
        )
    )


def finish_one(house: House) -> None:
    """One admitted task is made, and the freed slot is given away."""
    [(task_id,)] = house.sql("SELECT id FROM tasks WHERE admitted_until > now() LIMIT 1")
    house.studio.making.make(str(task_id))
    house.bell.rung.clear()
    house.studio.admission.admit("sketch")


def test_five_hundred_jobs_of_one_delay_another_by_one_slot(house: House) -> None:
    limit(house, Limits(running=100, waiting=1000))
    for _ in range(63):
        house.start(takes=8)
    house.studio.admission.admit("sketch")
    second = house.newcomer()
    house.start(person=second)

    finish_one(house)

    assert admitted(house)[second] == 1


def test_nobody_gets_more_slots_than_one_person_may_have(house: House) -> None:
    limit(house, Limits(running=2))
    house.start(takes=8)

    house.studio.admission.admit("sketch")

    assert admitted(house) == {house.person: 2}


def test_a_paying_person_s_turn_weighs_less(house: House) -> None:
    free = [house.newcomer() for _ in range(4)]
    for person in free:
        house.start(person=person)
    paying = house.newcomer()
    house.sql("UPDATE people SET tier = 'paid' WHERE id = %(id)s", id=paying)
    house.start(person=paying)
    house.sketch.slots = 1
    house.sql("UPDATE providers SET slots = 1")

    house.studio.admission.admit("sketch")

    assert paying in admitted(house)


def test_waiting_ages_until_no_paying_newcomer_comes_first(house: House) -> None:
    house.sketch.slots = 1
    patient = house.newcomer()
    house.start(person=patient)
    minutes = (FREE_WEIGHT - 1) / AGEING_PER_MINUTE + 1
    house.sql(
        "UPDATE tasks SET created_at = now() - make_interval(mins => %(m)s)", m=int(minutes + 1)
    )
    paying = house.newcomer()
    house.sql("UPDATE people SET tier = 'paid' WHERE id = %(id)s", id=paying)
    house.start(person=paying)

    house.studio.admission.admit("sketch")

    assert admitted(house) == {patient: 1}
    assert rank(1, paid=False, waited_s=minutes * 60) < rank(1, paid=True, waited_s=0)


def test_a_task_that_is_about_to_be_sent_can_be_undone(house: House) -> None:
    job = house.start("blind", can_undo=True)
    assert job.sends_at is not None
    house.answer()
    assert house.blind.bought == []

    house.studio.jobs.cancel(house.person, job.id)

    assert house.studio.accounts.person(house.person).available == 10_000
    assert house.start("sketch", can_undo=True).sends_at is None


def test_a_batch_is_refused_whole_with_everything_that_is_wrong(house: House) -> None:
    limit(house, Limits(waiting=3))
    house.sql("UPDATE accounts SET available = available - 9990 WHERE id = %(p)s", p=house.person)
    house.sql("UPDATE entries SET amount = amount - 9990 WHERE account_id = %(p)s", p=house.person)
    house.sql("UPDATE entries SET amount = amount + 9990 WHERE account_id = 'studio'")

    with pytest.raises(Refused) as both:
        house.start(takes=8)
    limit(house, Limits())
    with pytest.raises(NotEnoughCredits):
        house.start(takes=8)

    kinds = {type(problem) for problem in both.value.problems}
    assert kinds == {TooMany, NotEnoughCredits}
    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]


def test_a_line_that_is_too_long_refuses_with_the_estimate(house: House) -> None:
    house.start(takes=8)
    house.start(takes=2)
    house.answer()
    house.sql("UPDATE tasks SET started_at = ended_at - interval '2 hours'")
    house.sketch.slots = 1
    limit(house, Limits())
    for _ in range(2):
        house.start()

    with pytest.raises(TooMany, match="begin in about"):
        house.start()


def test_the_place_in_line_counts_people_not_tasks(house: House) -> None:
    house.start(takes=8)
    second = house.newcomer()
    job = house.start(person=second)

    seen = house.studio.jobs.get(second, job.id)

    assert seen.people_before == 1
