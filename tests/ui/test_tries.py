"""What a page tells of each try, and of what stands against a start."""

from datetime import UTC, datetime, timedelta

from app.domain.errors import Conflict, NotEnoughCredits, Refused, TooMany
from app.domain.states import TaskState
from app.domain.views import EventView, Failure, LineView, Receipt, TaskView
from app.ui.state.notice import Against, stands_against
from app.ui.state.tries import tries

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def _task(id_: str, *events: EventView, index: int = 0, retry_of: str | None = None) -> TaskView:
    return TaskView(
        id=id_,
        index=index,
        state=TaskState.FAILED,
        attempt=1,
        progress=None,
        failure=Failure("rejected", "not these"),
        price=3,
        seed=None,
        created_at=events[0].at,
        ended_at=None,
        retry_of=retry_of,
        events=events,
    )


def _event(task: str, second: float, kind: str, **data: object) -> EventView:
    return EventView(at=_at(second), task_id=task, kind=kind, data=dict(data))


def _credit(second: float, kind: str) -> LineView:
    return LineView(f"{kind}{second}", _at(second), kind, 3, "job_1", "Rain")  # pyright: ignore[reportArgumentType]


def _receipt(*lines: LineView) -> Receipt:
    return Receipt(quoted=3, held=0, used=0, returned=3, lines=lines)


FIRST = _task(
    "task_1",
    _event("task_1", 0, "asked", price=3),
    _event("task_1", 5, "submitting", attempt=2),
    _event("task_1", 6, "fenced"),
    _event("task_1", 9, "failed", code="rejected", reason="not these"),
)
SECOND = _task(
    "task_2",
    _event("task_2", 20, "asked", price=3),
    _event("task_2", 30, "completed", files=["song.mp3"]),
    retry_of="task_1",
)


def test_credits_stand_at_the_event_that_moved_them() -> None:
    paid = _receipt(
        _credit(0.1, "hold"), _credit(9.1, "release"), _credit(20.1, "hold"), _credit(30, "settle")
    )

    first, second = tries((FIRST, SECOND), paid)

    assert [(line.kind, line.money) for line in (*first.lines, *second.lines)] == [
        ("asked", "hold"),
        ("submitting", ""),
        ("failed", "release"),
        ("asked", "hold"),
        ("completed", "settle"),
    ]


def test_a_retry_continues_the_try_before_it() -> None:
    found = tries((FIRST, SECOND), _receipt())

    assert [(each.id, each.take, each.number) for each in found] == [
        ("task_1", 1, 1),
        ("task_2", 1, 2),
    ]


def test_a_line_carries_its_reason_its_attempt_and_its_files() -> None:
    first, second = tries((FIRST, SECOND), _receipt())

    assert first.lines[1].n == 2
    assert (first.lines[2].code, first.lines[2].reason) == ("rejected", "not these")
    assert second.lines[1].files == "song.mp3"


def test_everything_that_stands_against_a_start_is_listed() -> None:
    problem = Refused(
        [
            TooMany("Three are in line.", room=2),
            TooMany("Too long.", begins_in=timedelta(minutes=190)),
            NotEnoughCredits("Two are missing.", missing=2),
            Conflict("Something else."),
        ]
    )

    assert stands_against(problem) == [
        Against("room", 2, "Three are in line."),
        Against("line", 190, "Too long."),
        Against("credits", 2, "Two are missing."),
        Against("conflict", 0, "Something else."),
    ]


def test_a_limit_of_pace_says_when_to_come_back() -> None:
    assert stands_against(TooMany("Slower.", retry_after=timedelta(seconds=61))) == [
        Against("pace", 2, "Slower.")
    ]
    assert stands_against(Conflict("Done already.")) == []
