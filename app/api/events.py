"""Follow jobs as server-sent events: what is true now, then line by line what happens."""

import asyncio
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from sse_starlette import EventSourceResponse
from starlette.types import Receive, Scope, Send

from app.api.deps import CurrentPerson, JobId, JobReader, Studio
from app.api.errors import refusals
from app.api.listening import Listener, NewsOut, SnapshotOut
from app.bootstrap import Studio as TheStudio
from app.domain.callers import Reading
from app.domain.places import Place
from app.services.streams import Look

router = APIRouter(tags=["jobs"])

HEARTBEAT_S = 15
_SEND_WITHIN_S = 30

LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=100,
        description="The id of the last event that arrived; browsers send it by themselves.",
    ),
]


_ABOUT = (
    "Server-sent events: `snapshot` first, then `line` for each line of a history (its id is told "
    "once) and `job` when one only moved on; `end` when the job that is followed has ended, `gone` "
    "when it was let go. A comment every 15 s keeps the line open. After a break, come back with "
    "`Last-Event-ID`: every line after it is told, once. 204 says that nothing will follow."
)
_SAID = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"type": "string", "enum": ["snapshot", "line", "job", "end", "gone"]},
        "id": {"type": "string", "description": "The place that is reached with this event."},
        "retry": {"type": "integer", "description": "Milliseconds to wait before coming back."},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {
                "anyOf": [
                    {"$ref": "#/components/schemas/SnapshotOut"},
                    {"$ref": "#/components/schemas/NewsOut"},
                    {"type": "object", "maxProperties": 0},
                ]
            },
        },
    },
}
"""Each event of a stream."""
SPOKEN = (SnapshotOut, NewsOut)
"""Shapes that only streams speak."""
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": _ABOUT,
        "content": {"text/event-stream": {"schema": _SAID}},
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
    return await _open(studio, reading, last_event_id, job_id=job_id)


@router.get(
    "/api/events",
    response_class=EventSourceResponse,
    responses={200: _ANSWERS[200]} | refusals(401, 403, 422, 429),
)
async def follow_everything(
    studio: Studio, person: CurrentPerson, last_event_id: LastEventId = None
) -> Response:
    """Follow all your jobs, as server-sent events."""
    return await _open(studio, Reading(person.id), last_event_id, job_id=None)


async def _open(
    studio: TheStudio, reading: Reading, last_event_id: str | None, *, job_id: str | None
) -> Response:
    _farewell(studio)
    after = Place.read(last_event_id)
    # First the seat, then the look: what happens between the two is not missed.
    # Whoever was shown one job takes no seat of its owner.
    seat = studio.news.follow(reading.person_id, on_leave=reading.job_id or "")
    listener = Listener(studio, seat, job_id, until=reading.until)
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

    def __init__(self, listener: Listener, first: Look, after: Place | None) -> None:
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
