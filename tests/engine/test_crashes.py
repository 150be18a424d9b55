"""Every row of the crash table: what is found after a worker died, and what happens to it."""

import pytest

from app.domain.states import JobStatus
from app.domain.views import JobView
from tests.engine.conftest import House
from tests.engine.scripted import Scripted


class Killed(BaseException):
    """The process is gone: no `except Exception` and no cleanup of ours sees it."""


def die() -> None:
    raise Killed


def answer_and_die(house: House) -> None:
    """Answer rings until the scripted death."""
    with pytest.raises(Killed):
        house.answer()


def outcome(house: House, job: JobView) -> tuple[JobStatus, str | None]:
    now = house.job(job)
    return now.status, now.failure.code if now.failure else None


def recover(house: House) -> None:
    """Time passes, the clock ticks, other workers answer."""
    for _ in range(4):
        house.lapse()
        house.tick()


def test_pending_is_rung_again(house: House) -> None:
    job = house.start()
    house.bell.rung.clear()

    house.tick()

    assert house.job(job).status is JobStatus.COMPLETED


def test_admitted_and_forgotten_is_admitted_again(house: House) -> None:
    job = house.start()
    house.actor("admit")("sketch")
    house.bell.rung.clear()

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED
    assert house.sketch.bought == [house.studio.jobs.tasks(house.person, job.id)[0].id]


@pytest.mark.parametrize(
    ("provider", "expected", "purchases"),
    [
        ("keyed", (JobStatus.COMPLETED, None), 1),
        ("looked_up", (JobStatus.COMPLETED, None), 1),
        ("blind", (JobStatus.FAILED, "outcome_unknown"), 1),
        ("caller", (JobStatus.FAILED, "outcome_unknown"), 1),
    ],
)
def test_submitting_after_the_purchase_never_buys_twice(
    house: House, provider: str, expected: tuple[JobStatus, str | None], purchases: int
) -> None:
    scripted: Scripted = getattr(house, provider)
    scripted.after_buying.append(die)
    job = house.start(provider)
    answer_and_die(house)

    recover(house)

    assert outcome(house, job) == expected
    assert len(scripted.bought) == purchases


@pytest.mark.parametrize("provider", ["keyed", "looked_up"])
def test_submitting_before_the_purchase_is_resumed(house: House, provider: str) -> None:
    scripted: Scripted = getattr(house, provider)
    scripted.on_call.append(die)
    job = house.start(provider)
    answer_and_die(house)

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED
    assert len(scripted.bought) == 1


def test_an_unknown_outcome_returns_the_credits_and_may_be_retried(house: House) -> None:
    house.blind.after_buying.append(die)
    job = house.start("blind")
    answer_and_die(house)
    recover(house)
    assert house.studio.accounts.person(house.person).available == 10_000

    house.studio.jobs.retry(house.person, job.id)
    house.answer()
    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED


def test_generating_is_polled_by_the_stored_id(house: House) -> None:
    job = house.start("blind")
    house.actor("admit")("blind")
    house.actor("submit")(house.bell.rung[-1][1])
    house.bell.rung.clear()

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED
    assert len(house.blind.bought) == 1


def test_saving_is_fetched_and_put_again_under_the_same_key(house: House) -> None:
    job = house.start("blind")
    house.answer()
    house.lapse()
    house.actor("poll")("blind")
    house.bell.rung.clear()
    keys_before = house.sql("SELECT key FROM assets")

    recover(house)

    assert keys_before == []
    assert house.job(job).status is JobStatus.COMPLETED
    files = [path for path in house.studio.settings.files.rglob("*") if path.is_file()]
    assert len(files) == 1


def test_a_sketch_is_made_again(house: House) -> None:
    house.sketch.after_buying.append(die)
    job = house.start()
    answer_and_die(house)

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED


def test_bytes_that_are_whole_in_storage_complete_the_task(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.start("caller")
    with monkeypatch.context() as patched:
        patched.setattr("app.services.ending.complete", lambda *_, **__: die())
        answer_and_die(house)

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED
    assert len(house.caller.bought) == 1


def test_a_task_that_kills_three_workers_is_parked(house: House) -> None:
    house.sketch.after_buying.extend([die] * 9)
    job = house.start()
    for _ in range(3):
        answer_and_die(house)
        house.lapse()
        house.studio.sweeper.ring_what_is_due()

    recover(house)

    assert outcome(house, job) == (JobStatus.FAILED, "crashed")
    assert len(house.sketch.bought) == 3
