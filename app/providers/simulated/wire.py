"""
HTTP on one side, the engine's words on the other. Every error is translated here and nowhere else.

A call that buys has three outcomes: bought, surely not bought, and unknown. Whatever breaks before
a byte was sent, and every refusal that the documentation calls free, is surely not bought. All the
rest is unknown, and the engine decides what that means.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.providers.wire import retry_after

CONNECT_S = 5.0
_WORDS_MAX = 300

# Nothing was sent: the connection never came to be.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_NO_MONEY = {"insufficient_credits", "insufficient_quota"}
_NOT_CHARGED = {"generation_failed"}
"""Errors of the 5xx kind that are documented as not charged."""


@contextmanager
def buying() -> Iterator[None]:
    """Around a call that buys. Raises a `ProviderProblem` for whatever httpx raises."""
    try:
        yield
    except _NOT_SENT as problem:
        raise ProviderBusy(f"no connection: {_name(problem)}") from problem
    except httpx.HTTPError as problem:
        raise OutcomeUnknown(f"the call broke after it was sent: {_name(problem)}") from problem


@contextmanager
def asking() -> Iterator[None]:
    """Around a call that buys nothing. Raises a `ProviderProblem` for whatever httpx raises."""
    try:
        yield
    except httpx.HTTPError as problem:
        raise ProviderFailed(f"no answer: {_name(problem)}") from problem


def must_sell(response: httpx.Response) -> None:
    """Raise what the answer to a call that buys means, unless it is a success."""
    if response.is_success:
        return
    code, words = _told(response)
    status = response.status_code
    if status == HTTPStatus.PAYMENT_REQUIRED or code in _NO_MONEY:
        raise ProviderOutOfMoney(words)
    if status in _BUSY:
        raise ProviderBusy(words, retry_after=retry_after(response))
    if code in _NOT_CHARGED:
        raise ProviderFailed(words)
    if status == HTTPStatus.UNAUTHORIZED:
        # It is our key that was refused, and no concern of the person who asked.
        raise ProviderFailed(f"refuses our key: {words}")
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ProviderRejected(words)
    raise OutcomeUnknown(f"answered {status}: {words}")


def must_answer(response: httpx.Response) -> None:
    """Raise what the answer to a question means, unless it is a success."""
    if response.is_success:
        return
    _, words = _told(response)
    if response.status_code in _BUSY:
        raise ProviderBusy(words, retry_after=retry_after(response))
    # Also 404: an order may be unknown for a moment after it was made. The engine counts to ten.
    raise ProviderFailed(f"answered {response.status_code}: {words}")


def content(response: httpx.Response, *, otherwise: type[ProviderProblem]) -> dict[str, Any]:
    """The JSON object of an answer; `otherwise` is raised when it is something else."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise otherwise(f"answered with nonsense: {response.text[:_WORDS_MAX]!r}")
    return found


def whole(response: httpx.Response, *, within: timedelta) -> Iterator[bytes]:
    """The body of a streamed answer in chunks. Raises `BadOutput` when it ends too early."""
    until = datetime.now(UTC) + within
    try:
        for chunk in response.iter_bytes():
            yield chunk
            if datetime.now(UTC) > until:
                raise BadOutput(f"the file did not come within {within.total_seconds():.0f} s")
    except httpx.HTTPError as problem:
        raise BadOutput(f"the file broke off: {_name(problem)}") from problem


def _told(response: httpx.Response) -> tuple[str, str]:
    """The provider's word for programs, and its words for people."""
    try:
        error = response.json()["error"]
        return str(error["code"]), str(error["message"])[:_WORDS_MAX]
    except (ValueError, KeyError, TypeError):
        return "", response.text[:_WORDS_MAX] or response.reason_phrase


def _name(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:_WORDS_MAX]
