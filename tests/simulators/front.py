"""What every simulator answers to whoever tests with it, in front of what it answers the world."""

from dataclasses import asdict

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.clock import VirtualClock
from tests.simulators.stage import Scene


class Front:
    """Takes the paths that begin with `/_`; the simulator gets all others."""

    def __init__(self, simulator: ASGIApp, scene: Scene) -> None:
        self._simulator, self._scene = simulator, scene
        self._control = Starlette(
            routes=[
                Route("/_ready", self._ready),
                Route("/_book", self._book),
                Route("/_clock", self._read_clock),
                Route("/_clock", self._move_clock, methods=["POST"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_control = scope["type"] == "http" and scope["path"].startswith("/_")
        await (self._control if is_control else self._simulator)(scope, receive, send)

    async def _ready(self, _: Request) -> Response:
        return JSONResponse({"ok": True})

    async def _book(self, _: Request) -> Response:
        return JSONResponse([asdict(each) for each in self._scene.book.everything()])

    async def _read_clock(self, _: Request) -> Response:
        clock = self._scene.clock
        return JSONResponse({"now": clock.now(), "virtual": clock.is_virtual})

    async def _move_clock(self, request: Request) -> Response:
        clock = self._scene.clock
        if not isinstance(clock, VirtualClock):
            return JSONResponse({"error": "Real time cannot be moved."}, 409)
        seconds = float((await request.json())["advance"])
        if seconds < 0:
            return JSONResponse({"error": "Time does not go back."}, 422)
        return JSONResponse({"now": await clock.advance(seconds), "virtual": True})
