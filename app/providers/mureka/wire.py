"""
HTTP on one side, the engine's words on the other. Every error is translated here and nowhere else.

There is no key that makes an order repeatable and nothing to look an order up by. So whatever
breaks once the order may have arrived is unknown, and nothing is ordered again for it.
"""

import json
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
from pydantic import SecretStr

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)

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
_NO_MONEY = re.compile(r"quota|billing|balance|top.?up|insufficient", re.IGNORECASE)
"""429 means "too fast" or "nothing left to spend": only the sentence tells them apart."""
_MOMENT = timedelta(seconds=30)
"""Our places there are taken; about half a song later one may be free."""


@cache
def trust() -> ssl.SSLContext:
    """Whom we trust. Reading the certificates takes longer than a whole question; do it once."""
    return httpx.create_ssl_context()


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

    def must_sell(self, response: httpx.Response) -> None:
        """Raise what the answer to an order means, unless it is a success."""
        if response.is_success:
            return
        problem = self._refusal(response)
        status = response.status_code
        if problem is not None:
            raise problem
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            raise OutcomeUnknown(self._words(response))
        # A redirect, a page of text: the address is wrong, and nobody there read the order.
        raise ProviderFailed(self._words(response))

    def must_answer(self, response: httpx.Response) -> None:
        """Raise what the answer to a question means, unless it is a success."""
        if response.is_success:
            return
        # Also 404: an order may be unknown for a moment after it was made. The engine counts.
        raise self._refusal(response) or ProviderFailed(self._words(response))

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
        return plain.replace(self.key.get_secret_value(), "•••")[:_WORDS_MAX]

    def name(self, problem: Exception) -> str:
        """What broke, without our key."""
        return self.clean(f"{type(problem).__name__}: {problem}")

    def _refusal(self, response: httpx.Response) -> ProviderProblem | None:
        """What a refusal means that surely bought nothing."""
        told, words = self._told(response), self._words(response)
        match response.status_code:
            case HTTPStatus.BAD_REQUEST | HTTPStatus.UNPROCESSABLE_ENTITY:
                return ProviderRejected(told) if told else ProviderFailed(words)
            case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                # A wrong key, or a region that is not served: no concern of the person.
                return ProviderMisconfigured(words)
            case HTTPStatus.TOO_MANY_REQUESTS if not _NO_MONEY.search(told or response.text):
                return ProviderBusy(words, retry_after=retry_after(response) or _MOMENT)
            case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.PAYMENT_REQUIRED:
                return ProviderOutOfMoney(words)
            case HTTPStatus.SERVICE_UNAVAILABLE:
                return ProviderBusy(words, retry_after=retry_after(response))
            case _:
                return None

    def _words(self, response: httpx.Response) -> str:
        told = self._told(response) or response.text or response.reason_phrase
        return f"{response.status_code}: {self.clean(told)}"

    def _told(self, response: httpx.Response) -> str:
        """Their sentence; empty when it is not their JSON, as for unknown paths and proxies."""
        try:
            return self.clean(str(json.loads(response.text)["error"]["message"]))
        except (ValueError, KeyError, TypeError):
            return ""


def retry_after(response: httpx.Response) -> timedelta | None:
    """When to come back: seconds, or a date. Not documented there, believed when said."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return timedelta(seconds=int(said[:9]))
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta())
