"""Lets messengers say what a link leads to: the page's head tells it before anything runs."""

from collections.abc import Callable
from html import escape

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.deps import address_of
from app.api.limits import count_shared
from app.bootstrap import Studio
from app.domain.errors import NotFound, Problem
from app.domain.sharing import SharedView

_PREFIX = "/s/"
# Half a page, or the one that the browser holds, has no head to be told in.
_WHOLE_PAGE = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Previews:
    """Middleware for pages behind links; everything else passes untouched."""

    def __init__(self, app: ASGIApp, studio: Callable[[], Studio]) -> None:
        self._app = app
        self._studio = studio

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_page = scope["type"] == "http" and scope["path"].startswith(_PREFIX)
        if not is_page or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        status, head = await anyio.to_thread.run_sync(self._head, Request(scope))
        whole = [pair for pair in scope["headers"] if pair[0] not in _WHOLE_PAGE]
        page = _Page(send, status, head)
        # Without extensions the page comes as bytes and not as the name of a file.
        await self._app({**scope, "headers": whole, "extensions": {}}, receive, page.send)

    def _head(self, request: Request) -> tuple[int, str]:
        """The status, and what to say in the head. All links that are closed are the same."""
        studio = self._studio()
        token = request.url.path.removeprefix(_PREFIX).strip("/")
        try:
            count_shared(studio, address_of(request, hops=studio.settings.trusted_proxy_hops))
            return 200, _tags(studio.shares.look(token), url=studio.settings.url, token=token)
        except NotFound:
            return 404, _ROBOTS
        except Problem as problem:
            return problem.status, _ROBOTS


class _Page:
    """One answer on its way out; a page of HTML is held until its end and told its head."""

    def __init__(self, send: Send, status: int, head: str) -> None:
        self._send, self._status, self._told = send, status, head
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            is_html = (
                Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            )
            if not is_html:
                await self._send(message)
                return
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body.replace(b"</head>", self._told.encode() + b"</head>", 1)
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        if self._body:
            headers["content-length"] = str(len(body))
        for name, value in _HEADERS.items():
            headers[name] = value
        await self._send({**start, "status": self._status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


_ROBOTS = '<meta name="robots" content="noindex, nofollow"/>'


def _tags(shown: SharedView, *, url: str, token: str) -> str:
    told = {
        "og:site_name": "Meanwhile",
        "og:type": f"music.{shown.kind}" if shown.kind in {"song", "playlist"} else "website",
        "og:title": shown.title,
        "og:description": _about(shown),
        "og:url": f"{url}{_PREFIX}{token}",
        "og:image": _picture(shown, url=url, token=token),
    }
    named = {"description": told["og:description"], "twitter:card": "summary"}
    tags = [_meta("property", name, value) for name, value in told.items()]
    tags += [_meta("name", name, value) for name, value in named.items()]
    return _ROBOTS + "".join(tags)


def _meta(attribute: str, name: str, value: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(value)}"/>'


def _picture(shown: SharedView, *, url: str, token: str) -> str:
    """What a messenger shows beside the words: the model itself, else our moon."""
    drawn = next((piece.id for piece in shown.pieces if piece.has_thumb), None)
    if drawn is None:
        return f"{url}/icon-512.png"
    return f"{url}/api/s/{token}/files/{drawn}/thumb"


def _about(shown: SharedView) -> str:
    """In no language: whoever fetches this speaks none, and whoever reads it may speak any."""
    if shown.kind == "model":
        return " · ".join(part for part in (shown.by, "3D") if part)
    seconds = round(sum(piece.duration_s for piece in shown.pieces))
    length = f"{seconds // 60}:{seconds % 60:02d}"
    count = f"{len(shown.pieces)} × ♪ · " if shown.kind == "playlist" else "♪ "
    parts = [shown.by, " ".join(shown.description.split())[:200], count + length]
    return " · ".join(part for part in parts if part)
