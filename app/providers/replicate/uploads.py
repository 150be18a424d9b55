"""Photos on their way to Replicate: there for as long as an order needs them."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import httpx

from app.domain.errors import ProviderFailed, ProviderProblem
from app.providers.pictures import Picture
from app.providers.reach import Reach
from app.providers.replicate.answers import addresses_in, is_made_from
from app.providers.replicate.wire import ReplicateWire, before_buying

_FORGET_S = 1.0
"""Seconds to remove photos in: nobody waits for it."""
_FILE = re.compile(r"/(files/[0-9A-Za-z]+)$")


class Uploads:
    """
    Sends photos ahead.

    Always, though small ones would fit into an order: every answer repeats the order, and an
    address that was given once tells a lost order from all others.
    """

    def __init__(self, reach: Reach, wire: ReplicateWire) -> None:
        self._reach = reach
        self._wire = wire

    def send(self, photos: Sequence[Picture]) -> list[str]:
        """Where models find them. Raises a `ProviderProblem`; nothing is bought by it."""
        sent: list[str] = []
        try:
            with before_buying():
                sent.extend(self._send(photo) for photo in photos)
        except ProviderProblem:
            self.forget(sent)
            raise
        return sent

    def order_made_from(self, url: str) -> str | None:
        """The order that was given the photo at this address, if it is among the newest."""
        with self._wire.asking():
            response = self._reach.client.get("predictions")
        self._wire.must_answer(response)
        listed = self._wire.content(response, otherwise=ProviderFailed).get("results")
        for each in listed if isinstance(listed, list) else ():
            if is_made_from(each, url):
                return id_of(each)
        return None

    def forget(self, urls: Iterable[str]) -> None:
        """Remove photos that nothing was ordered with. Otherwise they go by themselves in a day."""
        with suppress(httpx.HTTPError):
            for path in _paths(urls):
                self._reach.client.delete(path, timeout=_FORGET_S)

    async def forget_those_of(self, said: dict[str, Any]) -> None:
        """Remove the photos of an order that has ended."""
        client = await self._reach.client_of_loop()
        with suppress(httpx.HTTPError, TimeoutError):
            async with asyncio.timeout(_FORGET_S):
                for path in _paths(addresses_in(said.get("input"))):
                    await client.delete(path)

    def _send(self, photo: Picture) -> str:
        content = {"content": (f"photo.{photo.ending}", photo.data, photo.content_type)}
        with self._wire.buying():
            response = self._reach.client.post("files", files=content)
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        urls = said.get("urls")
        url = urls.get("get") if isinstance(urls, dict) else None
        if not isinstance(url, str) or not url.startswith("http"):
            raise ProviderFailed("took a photo and did not say where it is")
        return url


def id_of(said: dict[str, Any]) -> str | None:
    """The id of a prediction, if it has one that fits into an address."""
    found = said.get("id")
    return found if isinstance(found, str) and found.isalnum() else None


def _paths(urls: Iterable[str]) -> list[str]:
    """Where they are, below the address of the API; what was not sent there is left out."""
    return [found.group(1) for url in urls if (found := _FILE.search(url))]
