"""States, moves and the status of a job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.states import FINAL, MOVES, JobStatus, TaskState, count, job_status, may_move

S = TaskState


def test_final_states_never_change() -> None:
    assert all(not may_move(final, other) for final in FINAL for other in S)


def test_every_state_can_reach_an_end() -> None:
    def reach(state: TaskState, seen: frozenset[TaskState]) -> bool:
        return state in FINAL or any(reach(n, seen | {n}) for n in MOVES[state] if n not in seen)

    assert all(reach(state, frozenset({state})) for state in S)


@pytest.mark.parametrize(
    ("states", "cancelling", "status"),
    [
        ([S.PENDING, S.PENDING], False, JobStatus.PENDING),
        ([S.PENDING, S.SUBMITTING], False, JobStatus.GENERATING),
        ([S.PENDING, S.COMPLETED], False, JobStatus.GENERATING),
        ([S.GENERATING], True, JobStatus.CANCELLING),
        ([S.COMPLETED, S.COMPLETED], True, JobStatus.COMPLETED),
        ([S.COMPLETED, S.FAILED], False, JobStatus.COMPLETED),
        ([S.COMPLETED, S.CANCELLED], True, JobStatus.CANCELLED),
        ([S.FAILED, S.FAILED], False, JobStatus.FAILED),
    ],
)
def test_the_status_follows_from_the_tasks(
    states: list[TaskState], *, cancelling: bool, status: JobStatus
) -> None:
    assert job_status(states, cancel_requested=cancelling) is status


@given(st.lists(st.sampled_from(S), min_size=1), st.booleans())
def test_a_job_has_ended_exactly_when_all_its_tasks_have(
    states: list[TaskState],
    cancelling: bool,  # noqa: FBT001 -- Hypothesis gives it by place
) -> None:
    ended = job_status(states, cancel_requested=cancelling) in (
        JobStatus.COMPLETED,
        JobStatus.FAILED,
        JobStatus.CANCELLED,
    )

    assert ended == (count(states).ended == len(states))
