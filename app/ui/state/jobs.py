"""What runs for this person and what ended unseen: the leaf that the timer reads."""

import asyncio
import time
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.states import JobStatus
from app.ui.push import follow
from app.ui.state import pages
from app.ui.state.cards import Card, card, newest_song
from app.ui.state.here import person, person_id
from app.ui.state.looks import snapshot
from app.ui.state.notice import say, tell
from app.ui.state.person import show_credits

POLL_MS = 2000
_STALE_S = 300
"""An announcement may be lost with a process, so what runs is read again this often."""
_MOST_SEEN = 50


class JobsState(rx.State):
    """Small on purpose: it is compared at every tick and sent only when it differs."""

    running: list[Card] = rx.field(default_factory=list)
    ended: list[Card] = rx.field(default_factory=list)
    loaded: bool = False
    music_job_id: str = rx.LocalStorage("", name="musicJobId", sync=True)
    """The song being made, kept by the browser across reloads and tabs; a hint, never the truth."""
    _version: str = ""
    _looked: float = 0

    @rx.var
    def poll_ms(self) -> int:
        """How often to ask: only while something runs, or the browser remembers that it does."""
        return POLL_MS if self.running or self.music_job_id else 0

    @rx.event
    async def arrive(self) -> None:
        """A page was opened: look once, and be told from now on."""
        me = await person(self)
        if me is not None:
            follow(me.id, self.router.session.client_token)
            await self._look(me.id)

    @rx.event(temporal=True)
    async def poll(self) -> Any:
        """Ask whether anything changed: one read of one key, and nothing else when it did not."""
        me = await person(self)
        if me is None:
            return None
        version = await asyncio.to_thread(studio().announcer.version, me.id)
        stale = self.running and time.time() - self._looked > _STALE_S
        if version is not None and version == self._version and not stale:
            return None
        before = self._stages()
        await self._look(me.id, version)
        return pages.refresh(self, only_moved=self._stages() == before)

    async def _look(self, me: str, told: str | None = None) -> None:
        """
        Read the truth; assign only what differs, because whatever is assigned is sent.

        A version that was announced is read once for all tabs of the person here.
        """
        version = told or await asyncio.to_thread(studio().announcer.version, me)
        seen = await snapshot(me, told)
        running = [card(job) for job in seen.running]
        ended = [card(job) for job in seen.unseen]
        now: dict[str, Any] = {"running": running, "ended": ended, "loaded": True}
        for name, value in (now | {"music_job_id": newest_song(running)}).items():
            if getattr(self, name) != value:
                setattr(self, name, value)
        self._version, self._looked = version or "", time.time()
        await show_credits(self, available=seen.available, held=seen.held)

    def _stages(self) -> list[tuple[str, str, int, str]]:
        """Which jobs there are and where each is: what lists of finished things depend on."""
        return [(job.id, job.status, job.made, job.picture) for job in [*self.running, *self.ended]]

    @rx.event
    async def cancel(self, job_id: str) -> Any:
        """Stop what has not been bought; what was never sent is taken back without a trace."""
        me = await person_id(self)
        try:
            before = await asyncio.to_thread(studio().jobs.get, me, str(job_id))
            job = await asyncio.to_thread(studio().jobs.cancel, me, before.id)
            if before.sends_at and job.status is JobStatus.CANCELLED:
                await asyncio.to_thread(studio().jobs.see, me, [job.id])
                await say(self, "undone")
        except Problem as problem:
            await tell(self, problem)
        await self._look(me)
        return pages.refresh(self)

    @rx.event
    async def retry(self, job_id: str) -> Any:
        """Try what failed once more."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().jobs.retry, me, str(job_id))
        except Problem as problem:
            await tell(self, problem)
        await self._look(me)
        return pages.refresh(self)

    @rx.event
    async def see(self, job_ids: list[str]) -> None:
        """They have been looked at: no longer news."""
        me = await person_id(self)
        ids = [str(i) for i in job_ids][:_MOST_SEEN] if isinstance(job_ids, list) else []
        if not ids:
            return
        await asyncio.to_thread(studio().jobs.see, me, ids)
        self._forget(ids)

    def _forget(self, ids: list[str]) -> None:
        left = [c for c in self.ended if c.id not in ids]
        if left != self.ended:
            self.ended = left


# Helpers of a state begin with an underscore, since anything else could be called from a browser;
# these are their doors for the other states.
async def look(state: rx.State, me: str) -> None:
    """Read what runs, because something was just started or removed."""
    await (await state.get_state(JobsState))._look(me)  # noqa: SLF001


async def forget(state: rx.State, ids: list[str]) -> None:
    """These were looked at elsewhere: no longer news."""
    (await state.get_state(JobsState))._forget(ids)  # noqa: SLF001
