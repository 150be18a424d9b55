"""One open stream of events: what it says, in which order, and when it ends."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from sse_starlette import ServerSentEvent

from app.api.answers import Answer, EventOut, JobOut
from app.bootstrap import Studio
from app.domain.errors import NotFound
from app.domain.places import Place
from app.domain.views import EventView, JobView
from app.services.news import Seat
from app.services.streams import Look

LIFE_S = 900.0
"""After so long a stream ends and is opened again, which proves anew who listens."""
_RETRY_MS = 3_000
_GATHER_S = 0.05
"""Changes that come together become one look."""
_BEHIND_S = 0.1


class LineOut(EventOut):
    """One line of a task's history."""

    task_id: str


class SnapshotOut(Answer):
    """`event: snapshot`, the first of every stream: what is true now."""

    resumed: bool
    """Whether the lines that follow go on from Last-Event-ID; else they begin now."""
    jobs: tuple[JobOut, ...]
    """The job that is followed, or all that run."""


class NewsOut(Answer):
    """`event: line` when something happened, `event: job` when a job only moved on."""

    job: JobOut
    """As it is now."""
    line: LineOut | None = None


@dataclass
class Listener:
    """One open stream. It holds no thread and no connection while nothing happens."""

    studio: Studio
    seat: Seat
    job_id: str | None
    until: datetime | None = None
    """When the permission to listen ends; None: not by itself."""
    _arrived: Place | None = None

    async def look(self, after: Place | None) -> Look:
        """Read on; a bounded number of listeners do so at once."""
        look = partial(
            self.studio.streams.look, self.seat.person_id, after=after, job_id=self.job_id
        )
        async with self.seat.news.turns:
            return await asyncio.to_thread(look)

    def is_over(self, look: Look) -> bool:
        """Whether nothing will follow: the one job has ended, and all of it was told."""
        ended = all(job.ended_at is not None for job in look.jobs)
        return self.job_id is not None and ended and not look.is_behind

    def heartbeat(self) -> ServerSentEvent:
        """Keeps the line open, and lets the listener come back to where it really is."""
        arrived = None if self._arrived is None else str(self._arrived)
        return ServerSentEvent(comment="on", id=arrived, sep="\n")

    async def tell(self, look: Look, after: Place | None) -> AsyncIterator[ServerSentEvent]:
        """Everything that this stream says."""
        ends = asyncio.get_running_loop().time() + self._life_s()
        start = after if look.resumed and after else look.place
        snapshot = SnapshotOut.model_validate(look)
        yield _event("snapshot", snapshot, start, retry=_RETRY_MS)
        told = look.jobs
        while True:
            for said in _news(look, told):
                yield said
            # Only now has all of it been sent: a heartbeat may say so.
            self._arrived = look.place
            if self.is_over(look):
                yield _event("end", _news_of(look.jobs[0]), look.place)
                return
            left = ends - asyncio.get_running_loop().time()
            if not await self._wait(left, is_behind=look.is_behind):
                return
            told = look.jobs
            try:
                look = await self.look(look.place)
            except NotFound:
                yield ServerSentEvent(event="gone", data="{}", sep="\n")
                return

    def _life_s(self) -> float:
        if self.until is None:
            return LIFE_S
        return min(LIFE_S, (self.until - datetime.now(UTC)).total_seconds())

    async def _wait(self, left: float, *, is_behind: bool) -> bool:
        """Until something changed; false when it is time to go."""
        if left <= 0:
            return False
        changed = self.seat.changed
        try:
            await asyncio.wait_for(changed.wait(), min(left, _BEHIND_S) if is_behind else left)
        except TimeoutError:
            return is_behind
        if not self.seat.news.is_closing:
            await asyncio.sleep(_GATHER_S)
        changed.clear()
        return not self.seat.news.is_closing


def _news(look: Look, told: tuple[JobView, ...]) -> list[ServerSentEvent]:
    """A look in words: its lines, then the jobs that moved on without one."""
    known = {job.id: _lasting(job) for job in told}
    said = {line.job.id for line in look.lines}
    moved = [job for job in look.jobs if job.id not in said and known.get(job.id) != _lasting(job)]
    return [
        *(_event("line", _news_of(line.job, line.event), line.place) for line in look.lines),
        *(_event("job", _news_of(job), None) for job in moved),
    ]


def _lasting(job: JobView) -> JobView:
    """A job without what is only guessed from the time that passed."""
    return job if job.progress_is_true else replace(job, progress=None)


def _news_of(job: JobView, event: EventView | None = None) -> NewsOut:
    line = None if event is None else LineOut.model_validate(event)
    return NewsOut(job=JobOut.model_validate(job), line=line)


def _event(
    name: str, said: Answer, place: Place | None, *, retry: int | None = None
) -> ServerSentEvent:
    id_ = None if place is None else str(place)
    return ServerSentEvent(said.model_dump_json(), event=name, id=id_, retry=retry, sep="\n")
