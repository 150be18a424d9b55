"""How long browsers may keep what the page is made of."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EVERY_TIME = "no-cache"
# What decides which version of everything else a browser sees.
_ENTRANCES = ("/sw.js", "/manifest.webmanifest", "/manifest.json")


class CachedPages:
    """Say it where nobody has: named by their content, files are kept for ever; entrances never."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add `Cache-Control` to answers that lack one."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                rule = _rule(path, message["status"], headers.get("content-type", ""))
                if rule and "cache-control" not in headers:
                    headers["cache-control"] = rule
            await send(message)

        await self._app(scope, receive, mark)


def _rule(path: str, status: int, kind: str) -> str | None:
    if path.startswith("/assets/"):
        # A missing one may exist after the next build.
        return _FOR_EVER if status in {200, 206, 304} else _ASK_EVERY_TIME
    if path in _ENTRANCES or kind.startswith("text/html"):
        return _ASK_EVERY_TIME
    return None
