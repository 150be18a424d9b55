"""
Posts to addresses that strangers chose.

A name is resolved once; every address it has must be one that anybody could call, and the
connection goes to that very address, so a name that changes its mind meanwhile changes nothing.
Nothing is followed, and no proxy of the environment is asked.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Self
from urllib.parse import urlsplit

import httpcore
from httpcore import AsyncNetworkStream
from httpcore._backends.anyio import AnyIOBackend

from app.domain.addresses import is_public
from app.domain.delivering import Answer, Trouble, is_accepted
from app.domain.errors import Invalid

_BODY_MAX = 1_000
_POOL = 400
_STAYS_S = 5.0
_NAMES_AT_ONCE = 32
_CONNECT_WITHIN_S = 10.0


class ForbiddenAddress(Exception):
    """The name leads into a network that is not for everybody."""


class _Guarded(httpcore.AsyncNetworkBackend):
    """Connects to where a name leads, if that is allowed. TLS still asks for the name."""

    def __init__(self, *, may_be_private: bool) -> None:
        self._may_be_private = may_be_private
        self._inner = AnyIOBackend()
        # Names that nobody answers for must not keep others waiting.
        self._names = ThreadPoolExecutor(_NAMES_AT_ONCE, thread_name_prefix="names")

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Resolve once, look at every address, connect to one of these."""
        resolve = partial(addresses_of, host, port, may_be_private=self._may_be_private)
        loop = asyncio.get_running_loop()
        addresses = await asyncio.wait_for(loop.run_in_executor(self._names, resolve), timeout)
        problem: Exception = httpcore.ConnectError("no address")
        for address in addresses[:3]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as found:
                problem = found
        raise problem

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 -- httpcore's own signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Never."""
        del timeout, socket_options
        raise ForbiddenAddress(path)

    async def sleep(self, seconds: float) -> None:
        """Between tries of httpcore; there are none."""
        await asyncio.sleep(seconds)


def addresses_of(host: str, port: int, *, may_be_private: bool) -> list[str]:
    """Addresses of a name. Raises `ForbiddenAddress`, `httpcore.ConnectError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise httpcore.ConnectError(str(problem)) from problem
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not may_be_private and not all(map(is_public, addresses)):
        # One that mixes inner and outer addresses is up to something.
        raise ForbiddenAddress(host)
    return addresses


class Outbound:
    """A client for one event loop; open it with `async with`."""

    def __init__(self, *, may_be_private: bool = False, timeout: timedelta) -> None:
        self._may_be_private = may_be_private
        self._within_s = timeout.total_seconds()
        self._pool: httpcore.AsyncConnectionPool | None = None

    def check(self, url: str) -> None:
        """Whether this address could be called right now. Raises `Invalid`."""
        parts = urlsplit(url)
        try:
            port = parts.port or 443
            addresses_of(parts.hostname or "", port, may_be_private=self._may_be_private)
        except ForbiddenAddress:
            raise Invalid(
                "This address leads into a private network; choose one that everybody can reach.",
                field="url",
            ) from None
        except httpcore.ConnectError:
            raise Invalid("Nobody knows this host name.", field="url") from None

    async def __aenter__(self) -> Self:
        """Open."""
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=_POOL,
            keepalive_expiry=_STAYS_S,
            network_backend=_Guarded(may_be_private=self._may_be_private),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        if self._pool is not None:
            await self._pool.aclose()
            self._pool = None

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post once; whatever happens is an answer. Takes no longer than its timeout."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._within_s):
                answer = await self._post(url, headers, body)
        except ForbiddenAddress:
            answer = Answer(Trouble.FORBIDDEN)
        except (TimeoutError, httpcore.TimeoutException):
            answer = Answer(Trouble.TIMEOUT)
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as problem:
            answer = Answer(Trouble.UNREACHABLE, body=_words(str(problem).encode()))
        return Answer(
            answer.trouble,
            answer.status,
            answer.body,
            round((time.monotonic() - began) * 1000),
            answer.retry_after,
        )

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if self._pool is None:
            raise RuntimeError("not open")
        limits = {"timeout": {"connect": _CONNECT_WITHIN_S, "pool": self._within_s}}
        sent = {**headers, "Content-Length": str(len(body)), "Host": urlsplit(url).netloc}
        async with self._pool.stream(
            "POST", url, headers=list(sent.items()), content=body, extensions=limits
        ) as response:
            first = b""
            async for chunk in response.aiter_stream():
                first += chunk
                if len(first) >= _BODY_MAX:
                    break
        told = {name.lower(): value for name, value in response.headers}
        return Answer(
            trouble=None if is_accepted(response.status) else Trouble.REFUSED,
            status=response.status,
            body=_words(first),
            retry_after=_later(told.get(b"retry-after", b"").decode("latin-1")),
        )


def _words(first: bytes) -> str:
    """The first bytes as text that can be stored and shown."""
    text = first[:_BODY_MAX].decode(errors="replace")
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _later(value: str) -> timedelta | None:
    """What `Retry-After` says, as seconds or as a date."""
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value), 10**8))
    with suppress(ValueError):
        at = parsedate_to_datetime(value)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
    return None
