"""What breaks at Mureka's simulator, and its files on what stands for a CDN."""

import uuid

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from tests.simulators.book import Bought
from tests.simulators.faults import Faulty
from tests.simulators.manners import Cut, Slow
from tests.simulators.script import Script, read
from tests.simulators.sound import MP3, flac_of, song_of

TOO_FAST = "You have reached the limit of requests at the same time. Please slow down."
_ELSEWHERE = "http://cdn.mureka.invalid/a.mp3"


class MurekaFiles(Faulty):
    """Takes, in the manner that the prompt of their order scripts."""

    too_fast = TOO_FAST

    def refusal_of(self, status: int, message: str, *, after: str = "") -> Response:
        """An error as this provider words it."""
        return refused(status, message, after=after)

    async def file(self, asked: Request) -> Response:
        """One take."""
        name, _, ending = asked.path_params["file"].partition(".")
        order = self.book.of_id(name.partition("-")[0])
        if order is None:
            return PlainTextResponse("NoSuchKey", 404)
        if self.clock.now() > float(asked.query_params.get("until", "inf")):
            return PlainTextResponse("AccessDenied: Request has expired", 403)
        script = read(order.prompt)
        if fault := self.broken_by(script, "file", f"{order.reference} {name}"):
            return fault
        if "moved-plain" in script:
            return RedirectResponse(_ELSEWHERE, 302)
        if "moved" in script and "there" not in asked.query_params:
            return RedirectResponse(asked.url.include_query_params(there=1), 302)
        return self._bytes(order, script, name, ending)

    def _bytes(self, order: Bought, script: Script, name: str, ending: str) -> Response:
        if "second-missing" in script and name.endswith("-1"):
            return PlainTextResponse("NoSuchKey", 404)
        if "garbage" in script:
            return Response(b"this is no music " * 200, media_type=MP3)
        if "empty" in script:
            return Response(b"", media_type=MP3)
        body = flac_of(name) if ending == "flac" else song_of(name)
        kind = "audio/flac" if ending == "flac" else MP3
        if (mark := script.get("cut-body")) and self.happens(f"{order.reference} {name}", mark):
            return Cut(body, media_type=kind)
        if "slow-body" in script:
            return Slow(body, self.clock, seconds=1.0, media_type=kind)
        return Response(body, media_type=kind)


def refused(status: int, message: str, *, after: str = "") -> Response:
    """An error as this provider words it."""
    content = {"error": {"message": message}, "trace_id": uuid.uuid4().hex}
    return JSONResponse(content, status, headers={"Retry-After": after} if after else None)
