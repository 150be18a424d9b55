"""
HTTP on one side, the engine's words on the other: what is the same at every vendor.

None of them has a key that makes an order repeatable, or anything to look an order up by. So
whatever breaks once the order may have arrived is unknown, and nothing is ordered again for it.
What a refusal means is each vendor's own: see the `wire` beside each provider.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx
from pydantic import SecretStr

from app.domain.errors import OutcomeUnknown, ProviderBusy, ProviderFailed, ProviderProblem
from app.domain.last_look import look

CONNECT_S = 10.0
_WORDS_MAX = 300
# Nothing was sent: the connection never came to be.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@cache
def trust() -> ssl.SSLContext:
    """Whom we trust. Reading the certificates takes longer than a whole question; do it once."""
    return httpx.create_ssl_context()


def client_that_buys(**how: Any) -> httpx.Client:
    """
    One for all threads of this process.

    No connection is kept: the other side may be about to close it, and then a purchase that never
    arrived looks like one whose answer was lost. And each request is looked at once more where its
    bytes leave: that is after the connection was made, which may take as long as a lease. A request
    whose body never came is no order.
    """
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(**how, limits=limits, event_hooks={"request": [_watch]})


def _watch(request: httpx.Request) -> None:
    request.extensions["trace"] = _leaving


_LEAVING = {"http11.send_request_headers.started", "http11.send_request_body.started"}
"""Names of httpcore."""


def _leaving(event: str, info: dict[str, Any]) -> None:
    del info
    if event in _LEAVING:
        look()


@dataclass(frozen=True)
class Wire:
    """Reads answers. No message that leaves it holds the key, whatever the other side repeats."""

    key: SecretStr

    @contextmanager
    def buying(self) -> Iterator[None]:
        """Around the call that buys. Raises a `ProviderProblem` for whatever httpx raises."""
        try:
            yield
        except _NOT_SENT as problem:
            raise ProviderBusy(f"no connection: {self.name(problem)}") from None
        except httpx.HTTPError as problem:
            words = f"the call broke after it was sent: {self.name(problem)}"
            raise OutcomeUnknown(words) from None

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around a call that buys nothing. Raises a `ProviderProblem` for whatever httpx raises."""
        try:
            yield
        except httpx.HTTPError as problem:
            raise ProviderFailed(f"no answer: {self.name(problem)}") from None

    def content(
        self, response: httpx.Response, *, otherwise: type[ProviderProblem]
    ) -> dict[str, Any]:
        """The JSON object of an answer; `otherwise` is raised when it is something else."""
        try:
            found = response.json()
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise otherwise(f"answered with nonsense: {self.clean(response.text)!r}")
        return found

    def clean(self, text: str) -> str:
        """One line of text without our key."""
        plain = " ".join(text.replace("\x00", "").split())
        if key := self.key.get_secret_value():
            plain = plain.replace(key, "•••")
        return plain[:_WORDS_MAX]

    def name(self, problem: Exception) -> str:
        """What broke, without our key."""
        return self.clean(f"{type(problem).__name__}: {problem}")


def retry_after(response: httpx.Response) -> timedelta | None:
    """When to come back: seconds, or a date. Believed when said, documented or not."""
    said = response.headers.get("Retry-After", "").strip()
    return timedelta(seconds=int(said[:9])) if said.isdecimal() else until(said)


def until(said: str) -> timedelta | None:
    """How long until a date as HTTP writes it; None when it is none."""
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta())
