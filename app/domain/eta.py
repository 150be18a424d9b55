"""How long things usually take, from how long they took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

ENOUGH = 9
"""Fewer finished tasks than this say nothing."""
LOW, HIGH = 0.10, 0.90
_MARGIN_S = 1.0
NEVER_PAST = 0.95
"""A guess of the progress stops here: only the end is the end."""
SIZE_SPREAD = 1.5
"""Tasks up to this many times larger or smaller count as the same size."""


@dataclass(frozen=True)
class Range:
    """Eight of ten land between these, in seconds."""

    low_s: float
    high_s: float


def usual(durations_s: Sequence[float]) -> Range | None:
    """The range in which eight of ten of these lie; None when there are too few to say."""
    if len(durations_s) < ENOUGH:
        return None
    ordered = sorted(durations_s)
    return Range(_quantile(ordered, LOW), max(_quantile(ordered, HIGH), _MARGIN_S))


def wait(ahead: int, *, slots: int, expected: Range) -> timedelta:
    """How long until a slot is free for somebody with this many tasks before them."""
    middle = (expected.low_s + expected.high_s) / 2
    return timedelta(seconds=ahead / max(slots, 1) * middle)


def share_of(elapsed_s: float, expected: Range) -> float:
    """How far a task probably is, when its provider does not say."""
    return max(0.0, min(elapsed_s / expected.high_s, NEVER_PAST))


def is_late(elapsed_s: float, expected: Range | None) -> bool:
    """Whether it takes longer than usual."""
    return expected is not None and elapsed_s > expected.high_s + _MARGIN_S


def _quantile(ordered: Sequence[float], q: float) -> float:
    """
    The value below which a new one lies with probability q.

    The place is q·(n+1), not q·(n-1): only so does the next one land in the range as often as
    promised when there are few to learn from.
    """
    place = min(max(q * (len(ordered) + 1) - 1, 0.0), len(ordered) - 1.0)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
