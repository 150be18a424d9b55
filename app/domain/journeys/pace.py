"""The next piece, ready when its reader is: when to begin it, and whether it still fits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from app.domain.journeys.plans import MusicPlan

ENOUGH = 3
"""Logs from which a pace can be told."""
AGAIN_AFTER = timedelta(hours=6)
"""When a piece that could not be made is tried once more."""
_RECENT = 6
_LEAST_AHEAD = timedelta(minutes=30)
_TEMPO_APART = 16


def next_log(written: Sequence[datetime]) -> datetime | None:
    """When the next log is to be expected; None while there are too few to tell."""
    gap = _gap(written)
    return None if gap is None else max(written) + gap


def is_time(now: datetime, written: Sequence[datetime]) -> bool:
    """
    Whether the next piece is to be begun now.

    A quarter of the usual gap before the log is expected, half an hour at the least; and not any
    more when three gaps passed without one, for then the reader is elsewhere.
    """
    gap, expected = _gap(written), next_log(written)
    if gap is None or expected is None:
        return False
    return expected - max(gap / 4, _LEAST_AHEAD) <= now <= max(written) + 3 * gap


def may_spend(budget: int | None, spent: int, price: int) -> bool:
    """Whether a piece of this price stays within a month's budget; None is: no piece at all."""
    return budget is not None and spent + price <= budget


def fits(prepared: MusicPlan, wanted: MusicPlan) -> bool:
    """Whether a piece that is there is what the log now asks for."""
    return (
        not wanted.edited
        and (prepared.mood, prepared.genre) == (wanted.mood, wanted.genre)
        and (prepared.sung, prepared.lyrics) == (wanted.sung, wanted.lyrics)
        and abs(prepared.tempo - wanted.tempo) <= _TEMPO_APART
    )


def _gap(written: Sequence[datetime]) -> timedelta | None:
    recent = sorted(written)[-_RECENT:]
    if len(recent) < ENOUGH:
        return None
    gaps = [(b - a).total_seconds() for a, b in pairwise(recent)]
    return timedelta(seconds=median(gaps))
