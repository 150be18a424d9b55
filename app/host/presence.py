"""The sign of life of a web process, for operators and supervisors."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from app import bootstrap


@asynccontextmanager
async def signed(
    studio: Callable[[], bootstrap.Studio] = bootstrap.studio,
) -> AsyncIterator[None]:
    """Stand in the table of processes for as long as pages and routes are served."""
    presence = studio().web_presence
    presence.begin()
    try:
        yield
    finally:
        await asyncio.to_thread(presence.leave)
