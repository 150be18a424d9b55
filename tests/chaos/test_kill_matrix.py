"""A worker dies at every named moment of the engine, with every kind of provider."""

from collections.abc import Callable

import pytest

from app.domain.points import POINTS
from app.domain.states import JobStatus
from tests.chaos.lanes import Lane

pytestmark = pytest.mark.chaos

POLLERS = ("keyed", "lookup", "blind")
MAKERS = ("sketch", "sync")


def around(*names: str, of: str) -> list[str]:
    return [f"{name}.{when}_{of}" for name in names for when in ("before", "after")]


# The way of a job that nothing disturbs.
ORDERED = (
    around("admit", "begin", "ordered", "polled", "take_over", "ended", of="commit")
    + around("submit", "check", "fetch", of="call")
)  # fmt: skip
MADE = around("admit", "begin", "ended", of="commit") + around("make", "store", of="call")
# Moments that only come after another trouble: what the order says, where the first worker died.
TROUBLE = around("trouble", of="commit")
NOT_SAVED = around("saved", of="commit")
TAKEN_OVER = around("take_over", of="commit")
LOOKED_UP = around("find", of="call")
STARTED = around("start", of="commit")

UNDISTURBED = [(kind, point) for kind in POLLERS for point in ORDERED] + [
    (kind, point) for kind in MAKERS for point in MADE
]
BUSY = "rain [sim:429*1;after=0]"
BUSY_AT = [(kind, point) for kind in (*POLLERS, "sync") for point in TROUBLE]
UNSAVED = "rain [sim:404-file*1]"
UNSAVED_AT = [(kind, point) for kind in POLLERS for point in NOT_SAVED]
SECOND_DEATHS = [
    *((kind, "make.before_call", point) for kind in MAKERS for point in TAKEN_OVER),
    *((kind, "submit.after_call", point) for kind in POLLERS for point in TAKEN_OVER),
    *(("lookup", first, point) for first in around("submit", of="call") for point in LOOKED_UP),
]

IN_FLIGHT = {
    # The intent is committed, the answer is not: nobody can know whether it was bought.
    "blind": {
        "begin.after_commit",
        *around("submit", of="call"),
        "ordered.before_commit",
        "trouble.before_commit",
    },
    # The same, until the file is whole in storage under the task's key.
    "sync": {
        "begin.after_commit",
        "make.before_call",
        "store.before_call",
        "trouble.before_commit",
    },
}


def expect(lane: Lane, kind: str, *points: str, prompt: str = "rain") -> None:
    """A job, a death at each of these points, a good worker: then everything is as it must be."""
    job = lane.start(prompt)
    for point in points:
        lane.work_until_death(job, point)
    end = lane.work_until_ended(job)

    unknown = IN_FLIGHT.get(kind, set()) & set(points)
    wanted = (JobStatus.FAILED, "outcome_unknown") if unknown else (JobStatus.COMPLETED, None)
    assert (end.status, end.failure.code if end.failure else None) == wanted
    lane.audit(job)


@pytest.mark.parametrize(("kind", "point"), UNDISTURBED)
def test_a_death_on_the_way(lane: Callable[[str], Lane], kind: str, point: str) -> None:
    expect(lane(kind), kind, point)


@pytest.mark.parametrize(("kind", "point"), BUSY_AT)
def test_a_death_while_a_refusal_is_written(
    lane: Callable[[str], Lane], kind: str, point: str
) -> None:
    expect(lane(kind), kind, point, prompt=BUSY)


@pytest.mark.parametrize(("kind", "point"), UNSAVED_AT)
def test_a_death_while_a_failed_download_is_written(
    lane: Callable[[str], Lane], kind: str, point: str
) -> None:
    expect(lane(kind), kind, point, prompt=UNSAVED)


@pytest.mark.parametrize(("kind", "first", "second"), SECOND_DEATHS)
def test_a_second_death_over_the_same_task(
    lane: Callable[[str], Lane], kind: str, first: str, second: str
) -> None:
    expect(lane(kind), kind, first, second)


@pytest.mark.parametrize("kind", ["sketch", "keyed"])
@pytest.mark.parametrize("point", STARTED)
def test_a_death_while_a_job_is_started(lane: Callable[[str], Lane], kind: str, point: str) -> None:
    here = lane(kind)
    before = here.count_jobs()

    job = here.start_and_die(point, key=f"{kind} {point}")

    assert here.work_until_ended(job).status is JobStatus.COMPLETED
    assert here.count_jobs() == before + 1
    here.audit(job)


def test_every_named_moment_is_visited() -> None:
    visited = {point for _, point in (*UNDISTURBED, *BUSY_AT, *UNSAVED_AT)}
    visited |= {point for _, *points in SECOND_DEATHS for point in points}

    assert visited | set(STARTED) == set(POINTS)
