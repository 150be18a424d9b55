"""One sentence to show, wherever the person is."""

from dataclasses import dataclass

import reflex as rx

from app.domain.errors import NotEnoughCredits, Problem, TooMany

CODES = frozenset(
    {
        "invalid",
        "not_found",
        "not_signed_in",
        "forbidden",
        "conflict",
        "too_many",
        "not_enough_credits",
        "unavailable",
        "deleted",
        "saved",
        "again",
    }
)
"""What can be said; the words are `notice.<code>`."""


@dataclass
class Notice:
    """What to say; `n` counts up so the same sentence can be said twice."""

    n: int = 0
    code: str = ""
    minutes: int = 0
    missing: int = 0


class NoticeState(rx.State):
    """The last thing said."""

    notice: Notice = rx.field(default_factory=Notice)

    @rx.event
    async def stumbled(self) -> None:
        """Something of ours did not work; nothing was lost."""
        await say(self, "unavailable")


async def _say(state: rx.State, code: str, *, minutes: int = 0, missing: int = 0) -> None:
    shown = await state.get_state(NoticeState)
    told = code if code in CODES else "unavailable"
    shown.notice = Notice(n=shown.notice.n + 1, code=told, minutes=minutes, missing=missing)


async def say(state: rx.State, code: str) -> None:
    """Say something that is not a problem."""
    await _say(state, code)


async def tell(state: rx.State, problem: Problem) -> None:
    """Say what went against the wish, in words that help."""
    minutes = missing = 0
    if isinstance(problem, TooMany) and problem.retry_after:
        minutes = max(1, round(problem.retry_after.total_seconds() / 60))
    if isinstance(problem, NotEnoughCredits):
        missing = problem.missing
    await _say(state, problem.code, minutes=minutes, missing=missing)
