"""Looks that the tabs of one person share: nothing is read twice for the same announcement."""

import asyncio
import time
from collections import OrderedDict

from app.bootstrap import studio
from app.domain.views import Snapshot

_GOOD_FOR_S = 2.0
"""As long as a tab waits between two questions: guesses of progress grow no older than that."""
_MOST = 2_000
# Per process, and never in page state: what was true when a version had been announced.
_seen: OrderedDict[tuple[str, str], tuple[float, Snapshot]] = OrderedDict()


async def snapshot(me: str, version: str | None) -> Snapshot:
    """
    What runs, what is news and the credits, no older than this version.

    Without a version everything is read: whoever has just changed something asks like that.
    """
    if version is None:
        return await asyncio.to_thread(studio().jobs.snapshot, me)
    at, seen = _seen.get((me, version), (0.0, None))
    if seen is not None and time.monotonic() - at < _GOOD_FOR_S:
        return seen
    asked = time.monotonic()
    seen = await asyncio.to_thread(studio().jobs.snapshot, me)
    _seen[me, version] = (asked, seen)
    _seen.move_to_end((me, version))
    while len(_seen) > _MOST:
        _seen.popitem(last=False)
    return seen
