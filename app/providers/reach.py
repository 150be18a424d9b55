"""The connections to one vendor's API, for threads and for event loops."""

import asyncio
from collections.abc import AsyncIterator
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import httpx
from pydantic import SecretStr

from app.providers.wire import CONNECT_S, client_that_buys, trust

_CONNECTIONS = 20

Opened = tuple[AsyncIterator[httpx.AsyncClient], httpx.AsyncClient]


class Reach:
    """One API behind a bearer key, at an address that may have a path."""

    def __init__(self, base_url: str, key: SecretStr | None, *, answer_s: float) -> None:
        self._base_url = base_url
        self._key = key
        self._answer_s = answer_s
        self._asking: WeakKeyDictionary[asyncio.AbstractEventLoop, Opened] = WeakKeyDictionary()

    @cached_property
    def client(self) -> httpx.Client:
        """For orders, and for whatever else a thread asks."""
        return client_that_buys(**self._how())

    async def client_of_loop(self) -> httpx.AsyncClient:
        """
        The client of the running loop: a batch of questions shares its connections.

        It is made without waiting, so two questions of one loop cannot both make one.
        """
        loop = asyncio.get_running_loop()
        if loop not in self._asking:
            opened = self._opened()
            self._asking[loop] = (opened, await anext(opened))
        return self._asking[loop][1]

    async def _opened(self) -> AsyncIterator[httpx.AsyncClient]:
        """An open client; `asyncio.run` closes it, as every generator, when its loop ends."""
        limits = httpx.Limits(max_connections=_CONNECTIONS)
        async with httpx.AsyncClient(**self._how(), limits=limits) as client:
            yield client

    def _how(self) -> dict[str, Any]:
        known = {"Authorization": f"Bearer {self._key.get_secret_value()}"} if self._key else {}
        return {
            "base_url": self._base_url,
            "headers": known,
            "timeout": httpx.Timeout(self._answer_s, connect=CONNECT_S),
            "verify": trust(),
        }
