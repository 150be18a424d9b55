"""Follow jobs as server-sent events: what is true now, then line by line what happens."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from functools import partial
from types import FrameType
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Receive, Scope, Send

from app.api.answers import Answer, EventOut, JobOut
from app.api.deps import CurrentPerson, JobId, JobReader, Studio
from app.api.errors import refusals
from app.bootstrap import Studio as TheStudio
from app.domain.errors import NotFound
from app.domain.places import Place
from app.domain.views import EventView, JobView
from app.services.news import Seat
from app.services.streams import Look

router = APIRouter(tags=["jobs"])

HEARTBEAT_S = 15
LIFE_S = 900.0
"""After so long a stream ends and is opened again, which proves anew who listens."""
_RETRY_MS = 3_000
_GATHER_S = 0.05
"""Changes that come together become one look."""
_BEHIND_S = 0.1
_SEND_WITHIN_S = 30

LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=100,
        description="The id of the last event that arrived; browsers send it by themselves.",
    ),
]


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


_ABOUT = (
    "Server-sent events: `snapshot` first, then `line` for each line of a history (its id is told "
    "once) and `job` when one only moved on; `end` when the job that is followed has ended, `gone` "
    "when it was let go. A comment every 15 s keeps the line open. After a break, come back with "
    "`Last-Event-ID`: every line after it is told, once. 204 says that nothing will follow."
)
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": _ABOUT,
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    204: {"description": "The job has ended, and all of it was told."},
}


@router.get(
    "/api/jobs/{job_id}/events",
    response_class=EventSourceResponse,
    responses=_ANSWERS | refusals(401, 403, 404, 422, 429),
)
async def follow_job(
    job_id: JobId, studio: Studio, reading: JobReader, last_event_id: LastEventId = None
) -> Response:
    """Follow one job until it ends, as server-sent events."""
    return await _open(studio, reading.person_id, last_event_id, job_id=job_id)


@router.get(
    "/api/events",
    response_class=EventSourceResponse,
    responses={200: _ANSWERS[200]} | refusals(401, 403, 422, 429),
)
async def follow_everything(
    studio: Studio, person: CurrentPerson, last_event_id: LastEventId = None
) -> Response:
    """Follow all your jobs, as server-sent events."""
    return await _open(studio, person.id, last_event_id, job_id=None)


async def _open(
    studio: TheStudio, person_id: str, last_event_id: str | None, *, job_id: str | None
) -> Response:
    _farewell(studio)
    after = Place.read(last_event_id)
    # First the seat, then the look: what happens between the two is not missed.
    seat = studio.news.follow(person_id)
    listener = Listener(studio, seat, job_id)
    try:
        first = await listener.look(after)
    except BaseException:
        seat.leave()
        raise
    if first.resumed and not first.lines and listener.is_over(first):
        seat.leave()
        return Response(status_code=204)
    return Stream(listener, first, after)


class Stream(EventSourceResponse):
    """An answer that gives its seat back, however it ends."""

    def __init__(self, listener: "Listener", first: Look, after: Place | None) -> None:
        super().__init__(
            listener.tell(first, after),
            ping=HEARTBEAT_S,
            ping_message_factory=listener.heartbeat,
            send_timeout=_SEND_WITHIN_S,
            sep="\n",
        )
        self._seat = listener.seat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until the job ends, the listener goes, or the process does."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._seat.leave()


@dataclass
class Listener:
    """One open stream. It holds no thread and no connection while nothing happens."""

    studio: TheStudio
    seat: Seat
    job_id: str | None
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
        begun = asyncio.get_running_loop().time()
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
            left = LIFE_S - (asyncio.get_running_loop().time() - begun)
            if not await self._wait(left, is_behind=look.is_behind):
                return
            told = look.jobs
            try:
                look = await self.look(look.place)
            except NotFound:
                yield ServerSentEvent(event="gone", data="{}", sep="\n")
                return

    async def _wait(self, left: float, *, is_behind: bool) -> bool:
        """Until something changed; false when it is time to go."""
        changed = self.seat.changed
        try:
            await asyncio.wait_for(changed.wait(), _BEHIND_S if is_behind else max(left, 0))
        except TimeoutError:
            return is_behind and left > 0
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


@dataclass(frozen=True)
class _Farewell:
    """Sends everybody home when the process is asked to stop; its server would wait for them."""

    loop: asyncio.AbstractEventLoop
    studio: TheStudio
    before: Callable[[int, FrameType | None], Any]

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """The signal came. Whoever listened for it before does so still."""
        self.loop.call_soon_threadsafe(self.studio.news.close)
        self.before(number, frame)


def _farewell(studio: TheStudio) -> None:
    """Listen for the end of the process, once, where a server has done so before."""
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGTERM)
    if callable(before) and not isinstance(before, _Farewell):
        signal.signal(signal.SIGTERM, _Farewell(asyncio.get_running_loop(), studio, before))
