"""What every request under `/api` passes: size, origin, headers, and a net for our own faults."""

import re
from collections.abc import Callable, Mapping

from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from ulid import ULID

from app.api.callers import COOKIE, bearer_in
from app.api.envelope import at_the_edge
from app.api.errors import refusal
from app.api.limits import QUOTA
from app.api.origin import SAFE, is_ours
from app.bootstrap import Studio
from app.domain.errors import StorageAway
from app.domain.uploads import PIECE_MAX
from app.log import get
from app.services import tracing

log = get(__name__)

BODY_MAX = 1_000_000
PREFIX = "/api/"
_PIECES = re.compile(r"/api/uploads/[^/]+")
_BY_LINK = frozenset({"/api/unsubscribe"})
"""Mailboxes post a form there; its link alone says who is meant, whoever opens it."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_JSON_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Edge:
    """Middleware around the API; whatever else is served by the same process passes untouched."""

    def __init__(self, app: ASGIApp, studio: Callable[[], Studio]) -> None:
        self._app = app
        self._studio = studio

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        request_id = str(ULID()).lower()
        scope[QUOTA] = quota = {}
        answer = _Answer(send, request_id, quota)
        try:
            refused = self._refused(scope)
            says_no = at_the_edge(scope["path"], refused) if refused else None
            body = receive if _is_piece(scope) else _limited(receive)
            with tracing.began("http", headers=_trace_of(scope)):
                await (says_no or self._app)(scope, body, answer.send)
        except Exception as problem:
            if answer.begun:
                raise
            fault = at_the_edge(scope["path"], _fault(problem, request_id))
            await fault(scope, receive, answer.send)

    def _refused(self, scope: Scope) -> JSONResponse | None:
        """What is wrong with the request before anybody reads its body."""
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        most = PIECE_MAX if _is_piece(scope) else BODY_MAX
        if not length.isdecimal() or int(length) > most:
            return refusal(413, "too_large", f"The request is larger than {most // 1_000_000} MB.")
        if scope["method"] in SAFE or scope["path"] in _BY_LINK:
            return None
        has_cookie = COOKIE in HTTPConnection(scope).cookies
        # No page can make a browser send a bearer token, and with one the cookie is not looked at.
        is_program = bearer_in(headers.get("authorization")) is not None
        if not is_program and not is_ours(
            headers, url=self._studio().settings.url, has_cookie=has_cookie
        ):
            return refusal(
                403,
                "wrong_origin",
                "This request does not come from a page of this site. "
                "A program sends an Origin header with the address of this server.",
            )
        has_body = length != "0" or "transfer-encoding" in headers
        if has_body and not _is_piece(scope) and not _is_json(headers.get("content-type", "")):
            return refusal(415, "not_json", "Send JSON, with Content-Type: application/json.")
        return None


def _is_piece(scope: Scope) -> bool:
    """Whether this brings a piece of a file: bytes that its route counts as it takes them."""
    return scope["method"] == "PATCH" and _PIECES.fullmatch(scope["path"]) is not None


def _trace_of(scope: Scope) -> dict[str, str]:
    return {"traceparent": Headers(scope=scope).get("traceparent", "")}


class _Answer:
    """Adds what every answer carries, and knows whether it has begun."""

    def __init__(self, send: Send, request_id: str, quota: Mapping[str, str]) -> None:
        self._send = send
        self._request_id = request_id
        self._quota = quota
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            headers.setdefault("X-Request-Id", self._request_id)
            is_json = _is_json(headers.get("content-type", "application/json"))
            told = _HEADERS | (_JSON_HEADERS if is_json else {}) | dict(self._quota)
            for name, value in told.items():
                headers.setdefault(name, value)
        await self._send(message)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _limited(receive: Receive) -> Receive:
    """The body, as long as it is small; its length may not have been told before."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_MAX:
            raise HTTPException(413)
        return message

    return limited


def _fault(problem: Exception, request_id: str) -> JSONResponse:
    """A fault of ours, in words that tell nothing of the inside."""
    if isinstance(problem, (OperationalError, PoolTimeout)):
        log.warning("api.database_silent", request_id=request_id, problem=type(problem).__name__)
        return refusal(
            503,
            "unavailable",
            "The database does not answer. Please try again in a moment.",
            request_id=request_id,
            headers={"Retry-After": "5"},
        )
    if isinstance(problem, StorageAway):
        log.warning("api.storage_away", request_id=request_id, problem=str(problem))
        return refusal(
            503,
            "unavailable",
            "The store of the files does not answer. Please try again in a moment.",
            request_id=request_id,
            headers={"Retry-After": "5"},
        )
    log.error("api.fault", request_id=request_id, exc_info=problem)
    return refusal(
        500,
        "fault",
        "Something went wrong on our side. It was written down.",
        request_id=request_id,
    )
