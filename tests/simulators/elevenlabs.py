"""
ElevenLabs Music: `POST /v1/music/stream` and `/v1/music`, strict, with everything that goes wrong.

Every message repeats the key that it was given, as a careless gateway would; whoever reads them
must not. Nothing says whose order it is: what happens "the first time" is counted by the words.
"""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators import connection
from tests.simulators.book import Bought
from tests.simulators.elevenlabs_orders import FORMATS, Order
from tests.simulators.manners import Hang, Reset
from tests.simulators.script import Mark, Script, read
from tests.simulators.stage import Scene
from tests.simulators.tones import tone

_PIECES = 5
_SLOW_S = 1.0
_KINDS = {"mp3": "audio/mpeg", "pcm": "audio/pcm", "opus": "audio/ogg"}


class Options(BaseModel):
    """How this one is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "sk_simulated"
    seconds: float = 0.0
    """How long a song takes to be made."""
    places: int = 100
    """Songs that the plan allows at once."""
    content_length: bool = False
    """Say how long the answer will be."""


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return Vendor(scene, Options(**scene.options)).app


class Vendor:
    """Sells songs, or says why not."""

    def __init__(self, scene: Scene, options: Options) -> None:
        self.clock, self.book, self.options = scene.clock, scene.book, options
        self.busy = 0
        routes = [
            Route("/v1/music/stream", self._compose, methods=["POST"]),
            Route("/v1/music", self._compose, methods=["POST"]),
        ]
        self.app = Starlette(routes=routes)

    async def _compose(self, asked: Request) -> Response:
        error = Errors(asked.headers.get("xi-api-key", ""))
        if error.key != self.options.key:
            return error(401, "invalid_api_key", "Invalid API key")
        order, form = await _understood(asked)
        if isinstance(order, Response):
            return order
        script = read(order.words)
        if refusal := self._refusal(order, script, error):
            return refusal
        sold = self.book.buy(self._bought(order, script))
        return await self._answer(sold, order, form=form, script=script, error=error)

    def _refusal(self, order: Order, script: Script, error: "Errors") -> Response | None:
        """What happens before anything is bought."""
        if self.busy >= self.options.places:
            return error(429, "too_many_concurrent_requests", "Too many at once")
        for name, (status, code, message) in _REFUSALS.items():
            mark = script.get(name)
            if mark and self._happens(order, mark):
                return error(status, code, mark.value or message, headers=_headers(mark))
        if mark := script.get("hint"):
            return error(400, "bad_prompt", "It names an artist.", prompt_suggestion=mark.value)
        if mark := script.get("moan"):
            return JSONResponse({"detail": f"{mark.value} ({error.key})"}, 400)
        plain = [mark for mark in script.faults("order") if mark.name.isdigit()]
        for mark in plain:
            if self._happens(order, mark):
                code = "system_busy" if mark.name == "429" else f"status_{mark.name}"
                words = f"scripted {mark.name}"
                return error(int(mark.name), code, words, headers=_headers(mark))
        return None

    async def _answer(
        self, sold: Bought, order: Order, *, form: str, script: Script, error: "Errors"
    ) -> Response:
        """What comes of a purchase."""
        if "never" in script or "hang" in script:
            return Hang()
        if "reset" in script:
            return Reset()
        if "500-after" in script or "fail" in script:
            return error(500, "internal_server_error", "Something went wrong.")
        if "html" in script:
            page = f"<html><body><h1>We will be right back</h1>{error.key}</body></html>"
            return HTMLResponse(page)
        await self.clock.sleep(sold.seconds)
        body = await asyncio.to_thread(tone, sold.id, form=form, seconds=order.length_ms / 1000)
        if "garbage" in script:
            body = b"this is no music " * 200
        if "empty" in script:
            body = b""
        headers = {
            "song-id": f"song_{sold.id}",
            "current-concurrent-requests": str(self.busy + 1),
            "maximum-concurrent-requests": str(self.options.places),
        }
        if self.options.content_length:
            headers["content-length"] = str(len(body))
        kind = _KINDS.get(form.partition("_")[0], "audio/basic")
        return Sound(self, body, kind=kind, headers=headers, script=script)

    def _happens(self, order: Order, mark: Mark) -> bool:
        return mark.times is None or self.book.count(order.words, mark.name) <= mark.times

    def _bought(self, order: Order, script: Script) -> Bought:
        lasting = script.get("seconds")
        return Bought(
            id=uuid.uuid4().hex[:16],
            kind="elevenlabs",
            key=None,
            reference=order.words,
            prompt=order.model_dump_json(exclude_none=True),
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=True,
        )


_REFUSALS = {
    "reject": (400, "content_policy", "This cannot be made."),
    "quota": (401, "quota_exceeded", "You have 0 credits remaining."),
    "bad-key": (401, "invalid_api_key", "Invalid API key"),
    "plan": (403, "only_for_creator+", "This format needs a dearer plan."),
    "crowded": (429, "too_many_concurrent_requests", "Your plan allows no more at once."),
}


@dataclass(frozen=True)
class Errors:
    """How errors are worded; the key that was given is in each."""

    key: str

    def __call__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        **data: Any,
    ) -> Response:
        """`{"detail": {"status": …, "message": …}}`."""
        detail = {"status": code, "message": f"{message} ({self.key})"} | data
        return JSONResponse({"detail": detail}, status, headers=headers)


class Sound(Response):
    """A song that is sent while it is made, in pieces; or what breaks it."""

    def __init__(
        self, vendor: Vendor, body: bytes, *, kind: str, headers: dict[str, str], script: Script
    ) -> None:
        super().__init__(media_type=kind, headers=headers)
        self.body, self._vendor, self._script = body, vendor, script
        if "content-length" not in headers:
            self.raw_headers = [pair for pair in self.raw_headers if pair[0] != b"content-length"]
        vendor.busy += 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._send(scope, receive, send)
        finally:
            self._vendor.busy -= 1

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        size = len(self.body) // _PIECES + 1
        for number, at in enumerate(range(0, len(self.body), size)):
            if number == _PIECES // 2 and "cut-body" in self._script:
                connection.of(scope).cut()
                return
            if number == _PIECES // 2 and "stall-body" in self._script:
                await connection.left(receive)
                return
            piece = bytes(self.body[at : at + size])
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if "slow-body" in self._script:
                await self._vendor.clock.sleep(_SLOW_S / _PIECES)
        await send({"type": "http.response.body", "body": b""})


async def _understood(asked: Request) -> tuple[Order | Response, str]:
    form = asked.query_params.get("output_format", "")
    if unknown := set(asked.query_params) - {"output_format"}:
        return _invalid("query", min(unknown), "Extra inputs are not permitted"), form
    if form not in FORMATS:
        return _invalid("query", "output_format", f"Input should be one of {sorted(FORMATS)}"), form
    try:
        order = Order.model_validate_json(await asked.body())
        read(order.words)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = [str(part) for part in first["loc"]] or ["?"]
        return _invalid("body", ".".join(place), first["msg"]), form
    except ValueError as problem:
        return _invalid("body", "prompt", str(problem)), form
    return order, form


def _invalid(where: str, field: str, words: str) -> Response:
    return JSONResponse({"detail": [{"loc": [where, field], "msg": words, "type": "x"}]}, 422)


def _headers(mark: Mark) -> dict[str, str]:
    """When to come back: `after=3`, `after-ms=3000` or `reset=3`."""
    names = {"after": "retry-after", "after-ms": "retry-after-ms", "reset": "x-ratelimit-reset"}
    return {names[name]: value for name, value in mark.options.items() if name in names}
