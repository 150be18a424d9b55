"""Answers that come badly or not at all. Each is an ASGI response, as Starlette's own are."""

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from tests.simulators import connection
from tests.simulators.clock import Clock

_DROPS = 10


class Hang(Response):
    """No answer, for as long as the other side waits."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, send
        await connection.left(receive)


class Reset(Response):
    """The connection is torn down in place of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del send
        connection.of(scope).reset()
        await connection.left(receive)


class Cut(Response):
    """The head promises the whole body; half of it comes, then the connection ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _begin(self, send)
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        connection.of(scope).cut()
        await connection.left(receive)


class Slow(Response):
    """The body comes in drops, over so many seconds of the simulator's clock."""

    def __init__(self, body: bytes, clock: Clock, *, seconds: float, media_type: str) -> None:
        super().__init__(body, media_type=media_type)
        self._clock, self._seconds = clock, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await _begin(self, send)
        body = bytes(self.body)
        size = len(body) // _DROPS + 1
        for start in range(0, len(body), size):
            drop = body[start : start + size]
            await send({"type": "http.response.body", "body": drop, "more_body": True})
            await self._clock.sleep(self._seconds / _DROPS)
        await send({"type": "http.response.body", "body": b""})


def page() -> Response:
    """What a proxy says when it is not asked for JSON."""
    return HTMLResponse("<html><body><h1>We will be right back</h1></body></html>")


async def _begin(response: Response, send: Send) -> None:
    head = {"status": response.status_code, "headers": response.raw_headers}
    await send({"type": "http.response.start", **head})
