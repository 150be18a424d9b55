"""
Mureka's API as documented, and as strict: what it does not know, it refuses.

Prompts script it: see `script`.
"""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.mureka_files import TOO_FAST, MurekaFiles, refused
from tests.simulators.mureka_orders import (
    ExtendOrder,
    InstrumentalOrder,
    LyricsOrder,
    Options,
    SongOrder,
)
from tests.simulators.script import Script, read
from tests.simulators.sound import SECONDS
from tests.simulators.stage import Scene

_PREPARES, _QUEUED = 0.05, 0.1
_QUOTA = "You exceeded your current quota, please check your plan and billing details."
_NOT_CHARGED = ("fail", "timeouted", "cancelled", "no-choices")
_LINES = (
    "Rain upon the window",
    "and the light is low,",
    "every drop a footstep",
    "of a long ago.",
)


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return MurekaWorld(scene)


class MurekaWorld(MurekaFiles):
    """Songs, instrumentals, lyrics, billing; files on what stands for a CDN."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.options = Options(**scene.options)
        prefix = self.options.prefix
        routes = [
            Route(f"{prefix}/v1/song/generate", self._song, methods=["POST"]),
            Route(f"{prefix}/v1/instrumental/generate", self._instrumental, methods=["POST"]),
            Route(f"{prefix}/v1/song/query/{{id}}", self._of("song")),
            Route(f"{prefix}/v1/instrumental/query/{{id}}", self._of("instrumental")),
            Route(f"{prefix}/v1/lyrics/generate", self._lyrics, methods=["POST"]),
            Route(f"{prefix}/v1/lyrics/extend", self._extend, methods=["POST"]),
            Route(f"{prefix}/v1/account/billing", self._billing),
            Route("/cdn/{file}", self.file),
        ]
        self._app = Starlette(routes=routes, exception_handlers={404: _nothing, 405: _nothing})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self._app
        if scope["type"] == "http":
            asked = Request(scope)
            key = asked.headers.get("Authorization")
            path = asked.url.path.removeprefix(scope.get("root_path", ""))
            if path.startswith("/cdn/"):
                if key is not None:
                    app = refused(400, "A key was sent to a host that has no business with it.")
            elif key != f"Bearer {self.options.key}":
                app = refused(401, "Incorrect API key provided.")
        await app(scope, receive, send)

    async def _song(self, asked: Request) -> Response:
        return await self._sell(asked, "song", SongOrder)

    async def _instrumental(self, asked: Request) -> Response:
        return await self._sell(asked, "instrumental", InstrumentalOrder)

    async def _sell(
        self, asked: Request, kind: str, shape: type[SongOrder | InstrumentalOrder]
    ) -> Response:
        try:
            wanted = shape.model_validate_json(await _body(asked))
            script = read(wanted.prompt or "")
        except (ValidationError, ValueError) as problem:
            return refused(400, str(problem)[:500])
        reference = wanted.prompt or ""
        if refusal := self._refusal(reference, script):
            return refusal
        order = self.book.buy(self._order(wanted, kind, script))
        if fault := self.broken_by(script, "order", reference, after=True):
            return fault
        if (mark := script.get("500-after")) and self.happens(reference, mark):
            return refused(500, "The server had an error while processing your request.")
        return JSONResponse(self._task(order, script, asked))

    def _order(self, wanted: SongOrder | InstrumentalOrder, kind: str, script: Script) -> Bought:
        lasting = script.get("seconds")
        number = str(uuid.uuid4().int)[:13] if "number-id" in script else uuid.uuid4().hex[:16]
        return Bought(
            id=number,
            kind=f"{kind}:{wanted.n}",
            key=None,
            reference=wanted.prompt or "",
            prompt=wanted.prompt or "",
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=not any(name in script for name in _NOT_CHARGED),
            webhook=getattr(wanted, "lyrics", None),  # kept to be sung
        )

    def _refusal(self, reference: str, script: Script) -> Response | None:
        if mark := script.get("reject"):
            return refused(400, mark.value or "The lyrics contain sensitive words.")
        if "bad-key" in script:
            return refused(401, "Incorrect API key provided.")
        if "region" in script:
            return refused(403, "Country, region, or territory not supported.")
        if (mark := script.get("quota")) and self.happens(reference, mark):
            return refused(429, _QUOTA)
        if fault := self.broken_by(script, "order", reference, after=False):
            return fault
        return refused(429, TOO_FAST) if self._is_full() else None

    def _is_full(self) -> bool:
        now = self.clock.now()
        return sum(o.share(now) < 1 for o in self.book.everything()) >= self.options.concurrent

    def _of(self, kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(asked: Request) -> Response:
            order = self.book.of_id(asked.path_params["id"])
            if order is None or not order.kind.startswith(f"{kind}:"):
                return refused(404, "The task was not found.")
            script = read(order.prompt)
            fault = self.broken_by(script, "check", order.reference)
            return fault or JSONResponse(self._task(order, script, asked))

        return answer

    def _task(self, order: Bought, script: Script, asked: Request) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": int(order.id) if "number-id" in script else order.id,
            "created_at": int(order.at),
            "model": "mureka-7.6",
            "status": self._status(order, script),
            "trace_id": uuid.uuid4().hex,
        }
        if said["status"] in ("failed", "timeouted", "cancelled"):
            said["finished_at"] = int(order.at + order.seconds)
        if said["status"] == "failed":
            said["failed_reason"] = "The model ran out of breath."
        if said["status"] == "succeeded":
            said["finished_at"] = int(order.at + order.seconds)
            if "no-choices" not in script:
                host = str(asked.base_url).rstrip("/")
                said["choices"] = self._choices(order, script, host)
        return said

    def _status(self, order: Bought, script: Script) -> str:
        share = order.share(self.clock.now())
        mark = script.get("unknown-status")
        if mark and self.happens(order.reference, mark):
            return "pondering"
        if share < 1 or "never" in script:
            if "reviewing" in script:
                return "reviewing"
            return "preparing" if share < _PREPARES else "queued" if share < _QUEUED else "running"
        ends = {"fail": "failed", "timeouted": "timeouted", "cancelled": "cancelled"}
        return next((status for name, status in ends.items() if name in script), "succeeded")

    def _choices(self, order: Bought, script: Script, host: str) -> list[dict[str, Any]]:
        takes = int(order.kind.partition(":")[2]) - ("fewer" in script)
        return [self._choice(order, script, host, index) for index in range(takes)][::-1]

    def _choice(self, order: Bought, script: Script, host: str, index: int) -> dict[str, Any]:
        where, mark = f"{host}/cdn/{order.id}-{index}", script.get("link-ends")
        until = f"?until={self.clock.now() + float(mark.value)}" if mark else ""
        if "wrapper" in script:
            return {"audio_url": f"{where}.mp3", "duration": SECONDS, "title": "Untitled"}
        said: dict[str, Any] = {
            "index": index,
            "id": f"ch_{order.id}_{index}",
            "url": f"{where}.mp3{until}",
            "flac_url": f"{where}.flac",
            "duration": round(SECONDS * 1000),
        }
        if "flac-only" in script:
            del said["url"]
        if order.webhook:
            lines = [{"start": 0, "end": 900, "text": t} for t in order.webhook.splitlines() if t]
            said["lyrics_sections"] = [
                {"section_type": "intro", "start": 0, "end": 10},
                {"section_type": "verse", "start": 10, "end": 900, "lines": lines},
            ]
        return said

    async def _lyrics(self, asked: Request) -> Response:
        try:
            wanted = LyricsOrder.model_validate_json(await _body(asked))
            script = read(wanted.prompt)
        except (ValidationError, ValueError) as problem:
            return refused(400, str(problem)[:500])
        if fault := self.broken_by(script, "lyrics", f"lyrics {wanted.prompt}"):
            return fault
        if "no-lyrics" in script:
            return JSONResponse({"title": "", "lyrics": ""})
        return JSONResponse({"title": "Long Ago", "lyrics": "[Verse]\n" + "\n".join(_LINES)})

    async def _extend(self, asked: Request) -> Response:
        try:
            ExtendOrder.model_validate_json(await _body(asked))
        except (ValidationError, ValueError) as problem:
            return refused(400, str(problem)[:500])
        return JSONResponse({"lyrics": "[Chorus]\n" + "\n".join(reversed(_LINES))})

    async def _billing(self, asked: Request) -> Response:
        del asked
        spent = sum(order.charged for order in self.book.everything())
        said = {"account_id": 1, "balance": 3000 - spent, "total_recharge": 3000}
        limit = {"total_spending": spent, "concurrent_request_limit": self.options.concurrent}
        return JSONResponse(said | limit)


async def _body(asked: Request) -> bytes:
    if asked.headers.get("Content-Type", "").partition(";")[0] != "application/json":
        raise ValueError("Content-Type must be application/json.")
    return await asked.body()


async def _nothing(asked: Request, problem: Exception) -> Response:
    """Unknown paths are answered with plain text there."""
    del asked, problem
    return PlainTextResponse("404 page not found", 404)
