"""One question to a catalogue of books: bounded in time and size, refused in words."""

import json
import logging
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx

from app.domain.books import BooksAway

log = logging.getLogger(__name__)

WITHIN_S = 4.0
_SIZE_MAX = 2_000_000
_PAUSE_S = 60.0
_PAUSE_MOST_S = 900.0


@cache
def _trust() -> ssl.SSLContext:
    """Whom we trust. Reading the certificates takes longer than a question; do it once."""
    return httpx.create_ssl_context()


@dataclass
class Wire:
    """How one catalogue is asked. After a 429 it is left alone for as long as it says."""

    source: str
    base_url: str
    agent: str
    """Who asks: catalogues treat those better who say it."""
    headers: Mapping[str, str] = field(default_factory=dict)
    _rests_until: float = field(default=0.0, init=False)

    async def get(self, path: str, params: Mapping[str, str | int]) -> Any:
        """What the JSON of the answer says. Raises `BooksAway`, within `WITHIN_S` of silence."""
        body = await self.text(path, params)
        try:
            return json.loads(body)
        except ValueError:
            raise BooksAway(f"{self.source} answered with nonsense") from None

    async def text(self, path: str, params: Mapping[str, str | int]) -> str:
        """The text of the answer. Raises `BooksAway`."""
        if time.monotonic() < self._rests_until:
            raise BooksAway(f"{self.source} asked us to slow down")
        try:
            return await self._asked(f"{self.base_url.rstrip('/')}{path}", params)
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            # The address may hold a key, so only the kind of trouble is told.
            raise BooksAway(f"{self.source}: {type(problem).__name__}") from None

    async def _asked(self, url: str, params: Mapping[str, str | int]) -> str:
        told = {"User-Agent": self.agent, "Accept": "application/json"} | dict(self.headers)
        async with (
            httpx.AsyncClient(verify=_trust(), timeout=WITHIN_S) as client,
            client.stream("GET", url, params=dict(params), headers=told) as answer,
        ):
            if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                self._rest(answer.headers.get("Retry-After", ""))
            if answer.status_code != HTTPStatus.OK:
                raise BooksAway(f"{self.source} answered {answer.status_code}")
            body = b""
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > _SIZE_MAX:
                    raise BooksAway(f"{self.source} answered with too much")
        return body.decode("utf-8", errors="replace")

    def secure(self, url: str) -> str:
        """The same address over TLS, by which pictures that are offered by http come as well."""
        if not url.startswith("http://") or url.startswith(_origin(self.base_url)):
            return url  # what an operator named stays as it is
        return f"https://{url.removeprefix('http://')}"

    def _rest(self, said: str) -> None:
        pause = float(said) if said.isdecimal() else _PAUSE_S
        self._rests_until = time.monotonic() + min(pause, _PAUSE_MOST_S)
        log.warning("books.too_fast", extra={"source": self.source})


def words(told: Any) -> str:
    """A text of an answer as one line; empty when it is none."""
    return " ".join(told.replace("\x00", "").split()) if isinstance(told, str) else ""


def several(told: Any) -> tuple[str, ...]:
    """The texts in a list of an answer."""
    listed = told if isinstance(told, list) else []
    return tuple(text for each in listed if (text := words(each)))


def objects(told: Any) -> list[dict[str, Any]]:
    """The objects in a list of an answer."""
    listed = told if isinstance(told, list) else []
    return [each for each in listed if isinstance(each, dict)]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
