"""Which orders at a provider nobody has, and whose they are."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.finding import Fate, KnownBy, KnownTask, lost_among, may_have_come
from app.domain.providing import RemoteOrder, RemoteState
from app.domain.states import TaskState

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
S = TaskState


def an_order(id_: str = "a", **more: object) -> RemoteOrder:
    known: dict[str, object] = {"made_at": NOON, "state": RemoteState.DONE, "words": "rain"}
    return RemoteOrder(id_, id_, **(known | more))  # pyright: ignore[reportArgumentType] -- by name


def a_task(state: TaskState = S.FAILED, own: str = "", **more: object) -> KnownTask:
    known: dict[str, object] = {
        "id": "task_1",
        "job_id": "job_1",
        "code": "outcome_unknown",
        "words": "rain",
        "began_at": NOON,
        "ended_at": NOON + timedelta(seconds=20),
    }
    own_ids = frozenset({own} if own else ())
    return KnownTask(state=state, own_ids=own_ids, **(known | more))  # pyright: ignore[reportArgumentType] -- by name


def lost(*orders: RemoteOrder, tasks: tuple[KnownTask, ...] = ()) -> list[tuple[object, ...]]:
    found = lost_among(orders, tasks, before=LATER)
    return [(each.order.id, each.state, each.task_id, each.known_by) for each in found]


@pytest.mark.parametrize("state", [S.PENDING, S.SUBMITTING, S.GENERATING, S.SAVING, S.COMPLETED])
def test_what_is_on_its_way_or_came_is_not_lost(state: TaskState) -> None:
    assert lost(an_order(), tasks=(a_task(state, "a"),)) == []


@pytest.mark.parametrize("state", [S.FAILED, S.CANCELLED])
def test_what_came_after_its_task_had_ended_is_known_by_its_order(state: TaskState) -> None:
    found = lost(an_order(), tasks=(a_task(state, "a", code="late"),))

    assert found == [("a", Fate.MADE, "task_1", KnownBy.ORDER)]


def test_a_second_order_under_the_same_reference_is_lost(*_: object) -> None:
    task = a_task(S.COMPLETED, "a")

    found = lost(an_order("a", key="task_1"), an_order("b", key="task_1"), tasks=(task,))

    assert found == [("b", Fate.MADE, "task_1", KnownBy.ORDER)]


@pytest.mark.parametrize("state", ["failed", "rejected", "cancelled"])
def test_of_what_failed_there_nothing_is_lost(state: str) -> None:
    assert lost(an_order(state=RemoteState(state))) == []


def test_what_is_at_work_or_kept_no_longer_is_told_apart() -> None:
    found = lost(
        an_order("a", state=RemoteState.WORKING), an_order("b", is_kept=False), an_order("c")
    )

    assert [each[1] for each in found] == [Fate.WORKING, Fate.GONE, Fate.MADE]


def test_an_order_whose_id_may_be_on_its_way_is_not_lost_yet() -> None:
    assert lost(an_order(made_at=LATER)) == []


def test_one_order_and_one_task_with_the_same_words_at_the_same_time_belong_together() -> None:
    assert lost(an_order(), tasks=(a_task(),)) == [("a", Fate.MADE, "task_1", KnownBy.WORDS)]


@pytest.mark.parametrize(
    "task",
    [
        a_task(words="snow"),
        a_task(code="rejected"),
        a_task(code="late", own="other"),
        a_task(began_at=None),
        a_task(S.COMPLETED),
        a_task(began_at=NOON + timedelta(minutes=10), ended_at=LATER),
        a_task(began_at=NOON - timedelta(hours=1), ended_at=NOON - timedelta(minutes=10)),
    ],
)
def test_an_order_that_fits_no_task_is_nobodys(task: KnownTask) -> None:
    assert lost(an_order(), tasks=(task,)) == [("a", Fate.MADE, None, None)]


def test_an_order_without_words_fits_nobody() -> None:
    assert lost(an_order(words=""), tasks=(a_task(words=""),)) == [("a", Fate.MADE, None, None)]


def test_two_that_one_job_lost_are_known_in_their_order() -> None:
    later = NOON + timedelta(seconds=30)
    tasks = (a_task(id="task_2", began_at=later, ended_at=later), a_task())

    found = lost(an_order("b", made_at=later), an_order("a"), tasks=tasks)

    assert [each[2] for each in found] == ["task_2", "task_1"]


def test_where_words_fit_two_jobs_nobody_is_guessed() -> None:
    tasks = (a_task(), a_task(id="task_2", job_id="job_2"))

    assert [each[2] for each in lost(an_order(), tasks=tasks)] == [None]
    assert [each[2] for each in lost(an_order("a"), an_order("b"), tasks=(a_task(),))] == [None] * 2


def test_only_what_a_provider_did_not_end_itself_may_have_come() -> None:
    assert may_have_come("late")
    assert may_have_come(None)
    assert not may_have_come("provider_failed")
    assert not may_have_come("rejected")
