"""One sentence to show, wherever the person is."""

from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from time import time_ns

import reflex as rx

from app.domain.errors import NotEnoughCredits, Problem, Refused, StorageFull, TooMany

CODES = frozenset(
    {
        "invalid",
        "not_found",
        "not_signed_in",
        "forbidden",
        "blocked",
        "conflict",
        "provider_gone",
        "unavailable",
        "deleted",
        "trashed",
        "saved",
        "again",
        "model_begun",
        "photos_begun",
        "undone",
    }
)
"""What can be said; the words are `notice.<code>`."""


@dataclass
class Against:
    """One thing that stands against a start; the words are `against.<code>`."""

    code: str = ""
    n: int = 0
    """Its number: credits that are missing, places that are left, minutes to wait."""
    words: str = ""
    """The sentence itself, for what has no words of ours."""


@dataclass
class Notice:
    """What to say; `n` is another each time, so the same sentence can be said twice."""

    n: int = 0
    code: str = ""
    against: list[Against] = field(default_factory=list)


class NoticeState(rx.State):
    """The last thing said."""

    notice: Notice = rx.field(default_factory=Notice)

    @rx.event
    async def stumbled(self) -> None:
        """Something of ours did not work; nothing was lost."""
        await say(self, "unavailable")


async def _say(state: rx.State, code: str, against: list[Against]) -> None:
    shown = await state.get_state(NoticeState)
    told = code if code in CODES else "unavailable"
    shown.notice = Notice(n=time_ns() // 1_000_000, code=told, against=against)


async def say(state: rx.State, code: str) -> None:
    """Say something that is not a problem."""
    await _say(state, code, [])


async def tell(state: rx.State, problem: Problem) -> None:
    """Say what went against the wish, in words that help."""
    await _say(state, problem.code, stands_against(problem))


def stands_against(problem: Problem) -> list[Against]:
    """Everything that stands against a start, one by one; nothing for other problems."""
    match problem:
        case Refused():
            return [each for inner in problem.problems for each in _each(inner)]
        case NotEnoughCredits() | TooMany() | StorageFull():
            return _each(problem)
        case _:
            return []


def _each(problem: Problem) -> list[Against]:
    words = problem.message
    match problem:
        case NotEnoughCredits():
            return [Against("credits", problem.missing, words)]
        case StorageFull():
            return [Against("storage_full", ceil(problem.over / 1e6), words)]
        case TooMany(begins_in=begins) if begins:
            return [Against("line", _minutes(begins), words)]
        case TooMany(room=int(room)):
            return [Against("room", room, words)]
        case TooMany(retry_after=later) if later:
            return [Against("pace", _minutes(later), words)]
        case _:
            return [Against(problem.code, 0, words)]


def _minutes(span: timedelta) -> int:
    return max(1, ceil(span / timedelta(minutes=1)))
