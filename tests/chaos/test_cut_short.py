"""What must hold where a provider, the storage or the database fails in the middle of a step."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from app.domain.errors import OutcomeUnknown, ProviderBusy
from app.domain.providing import Check, TaskSpec, Workshop
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView
from app.services import leases, polling
from app.services.engine import Engine
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.scripted import SONG, ScriptedMaker, ScriptedPoller
from tests.engine.test_crashes import answer_and_die, die, recover


def code(house: House, job: JobView) -> str | None:
    failure = house.job(job).failure
    return failure.code if failure else None


def test_a_lookup_that_is_refused_does_not_order_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.looked_up.after_buying.append(die)
    job = house.start("looked_up")
    answer_and_die(house)
    house.lapse()

    def busy(key: str) -> str | None:
        raise ProviderBusy(f"no answer about {key}")

    with monkeypatch.context() as away:
        away.setattr(house.looked_up, "find", busy)
        house.tick()
    recover(house)

    assert len(house.looked_up.bought) == 1
    assert house.job(job).status is JobStatus.COMPLETED


def test_a_worker_that_slept_before_its_order_does_not_order_after_another(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start("looked_up")
    slept: list[str] = []

    def sleep_beyond_the_lease(_: Engine, point: str) -> None:
        if point == "submit.before_call" and not slept:
            slept.append(point)
            recover(house)

    monkeypatch.setattr(Engine, "at", sleep_beyond_the_lease)
    house.answer()

    assert slept
    assert len(house.looked_up.bought) == 1
    assert house.job(job).status is JobStatus.COMPLETED
    assert house.events("fenced") == 1


@pytest.mark.parametrize(
    ("provider", "point"), [("blind", "submit.before_call"), ("caller", "make.before_call")]
)
def test_a_worker_that_slept_buys_nothing_that_was_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch, provider: str, point: str
) -> None:
    job = house.start(provider)
    slept: list[str] = []

    def sleep_beyond_the_lease(_: Engine, now: str) -> None:
        if now == point and not slept:
            slept.append(now)
            recover(house)

    monkeypatch.setattr(Engine, "at", sleep_beyond_the_lease)
    house.answer()

    assert slept
    assert house.studio.providers[provider].bought == []  # pyright: ignore[reportAttributeAccessIssue] -- scripted
    failure = house.job(job).failure
    assert failure is not None
    assert failure.code == "outcome_unknown"


@pytest.mark.parametrize("provider", ["looked_up", "blind", "caller"])
def test_a_worker_that_slept_on_the_way_to_the_wire_buys_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    job = house.start(provider)
    scripted = house.studio.providers[provider]
    assert isinstance(scripted, ScriptedPoller | ScriptedMaker)

    def sleep_beyond_the_lease() -> None:
        woken = leases.now() + 3600
        monkeypatch.setattr(leases, "now", lambda: woken)
        recover(house)

    scripted.on_call.append(sleep_beyond_the_lease)
    house.answer()
    recover(house)

    assert len(scripted.bought) == (1 if provider == "looked_up" else 0)
    assert house.events("fenced") == 1
    assert house.job(job).status in ENDED


def test_a_worker_that_slept_and_was_not_missed_orders_a_moment_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start("blind")

    def sleep_beyond_the_lease() -> None:
        woken = leases.now() + 3600
        monkeypatch.setattr(leases, "now", lambda: woken)

    house.blind.on_call.append(sleep_beyond_the_lease)
    house.answer()
    assert house.blind.bought == []
    recover(house)

    assert len(house.blind.bought) == 1
    assert house.job(job).status is JobStatus.COMPLETED


@pytest.mark.parametrize("provider", ["looked_up", "blind", "caller"])
def test_a_database_that_is_away_before_an_order_costs_a_moment_and_no_job(
    house: House, monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    job = house.start(provider)
    scripted = house.studio.providers[provider]
    assert isinstance(scripted, ScriptedPoller | ScriptedMaker)

    def away(*_: object, **__: object) -> set[tuple[str, int]]:
        raise OperationalError("UPDATE tasks", {}, ConnectionError("closed"))

    with monkeypatch.context() as outage:
        outage.setattr(leases.rows, "extend", away)
        house.answer()
    assert scripted.bought == []
    recover(house)

    assert len(scripted.bought) == 1
    assert house.job(job).status is JobStatus.COMPLETED


@pytest.mark.parametrize("provider", ["keyed", "looked_up"])
def test_a_lost_answer_is_asked_for_again_where_that_buys_nothing(
    house: House, provider: str
) -> None:
    scripted: ScriptedPoller = getattr(house, provider)
    scripted.after_buying.append(OutcomeUnknown("the connection was reset"))
    job = house.start(provider)

    house.answer()
    recover(house)

    assert (house.job(job).status, code(house, job)) == (JobStatus.COMPLETED, None)
    assert len(scripted.bought) == 1


def test_a_crowd_of_silent_orders_still_ends_at_its_deadline(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_AT_ONCE", 1)
    monkeypatch.setattr(polling, "_CHECK_WITHIN_S", 0.8)
    jobs = [house.start("blind") for _ in range(3)]
    house.answer(limit=7)
    house.sql("UPDATE tasks SET due_at = now(), deadline_at = now() - interval '1 s'")

    async def never(remote_id: str) -> Check:
        await asyncio.sleep(60)
        raise AssertionError(remote_id)

    monkeypatch.setattr(house.blind, "check", never)
    hasty = house.studio.settings.model_copy(update={"lease_s": 1})
    studio = replace(house.studio, settings=hasty)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(studio.polling.poll_due, "blind")
            time.sleep(0.5)
        # As long as others come, as the clock makes them.
        found = [house.job(job).status for job in jobs]

    assert found == [JobStatus.FAILED] * 3


def test_a_sketch_outlives_a_storage_that_was_full_for_a_moment(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as away:
        away.setattr(type(house.studio.storage), "put", full)
        house.answer()
    recover(house)

    assert (house.job(job).status, code(house, job)) == (JobStatus.COMPLETED, None)


def test_a_bought_song_outlives_a_storage_that_is_away_for_minutes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start("blind")
    house.answer()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as away:
        away.setattr(type(house.studio.storage), "put", full)
        for _ in range(2):
            recover(house)
    recover(house)

    assert (house.job(job).status, code(house, job)) == (JobStatus.COMPLETED, None)


def test_a_song_that_was_cancelled_while_it_was_stored_leaves_no_file(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start()

    def cancelled_meanwhile(spec: TaskSpec, workshop: Workshop) -> None:
        workshop.put(SONG, iter([house.sketch.body]))
        house.studio.jobs.cancel(house.person, job.id)
        del spec

    monkeypatch.setattr(house.sketch, "make", cancelled_meanwhile)
    house.answer()

    assert house.job(job).status is JobStatus.CANCELLED
    assert [path for path in house.studio.settings.files.rglob("*") if path.is_file()] == []
