"""Tells open pages through Redis that something of a person changed."""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import redis
import redis.asyncio
from redis.backoff import NoBackoff
from redis.retry import Retry
from ulid import ULID

from app.adapters.fuse import Fuse

log = logging.getLogger(__name__)

CHANNEL = "meanwhile:changed"
_TTL = timedelta(days=1)
_PATIENCE_S = 0.25
_AGAIN_S = 0.05
"""At least so long between two tries to tell those who could not be told."""


class RedisAnnouncer:
    """
    A version per person, and a channel for those who listen.

    Versions are never reused, also not after Redis lost everything: a page that kept an old one
    always sees that it is old. Nothing here raises: whoever cannot be told looks for himself.
    """

    def __init__(self, url: str, *, fuse: Fuse | None = None) -> None:
        self._url = url
        self._fuse = fuse or Fuse()
        self._untold: set[str] = set()
        self._lock = threading.Lock()
        self._later: threading.Timer | None = None
        self._closed = False
        self._client = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_PATIENCE_S,
            socket_connect_timeout=_PATIENCE_S,
            retry=Retry(NoBackoff(), 0),
        )

    def announce(self, *person_ids: str) -> None:
        """
        Change the version of each of these people and publish it, in one round trip.

        Who cannot be told, because Redis is away, is told as soon as it is back: a page that knows
        the version of before would otherwise believe for minutes that nothing happened.
        """
        with self._lock:
            self._untold.update(person_ids)
        if not self._fuse.is_blown:
            self._tell()
        with self._lock:
            if self._untold and self._later is None and not self._closed:
                self._later = threading.Timer(max(self._fuse.left_s, _AGAIN_S), self._again)
                self._later.daemon = True
                self._later.start()

    def _again(self) -> None:
        with self._lock:
            self._later = None
        self.announce()

    def _tell(self) -> None:
        with self._lock:
            people, self._untold = self._untold, set()
        if not people:
            return
        try:
            with self._client.pipeline(transaction=False) as pipe:
                for person_id in people:
                    pipe.set(_key(person_id), str(ULID()), ex=_TTL)
                    pipe.publish(CHANNEL, person_id)
                pipe.execute()
        except redis.RedisError as problem:
            with self._lock:
                self._untold.update(people)
            self._fuse.blow()
            log.warning("announcer.away", extra={"problem": type(problem).__name__})

    def close(self) -> None:
        """Stop trying to tell those who could not be told."""
        with self._lock:
            self._closed = True
            if self._later is not None:
                self._later.cancel()

    def version(self, person_id: str) -> str | None:
        """The person's version; None when it is not known, which means: look."""
        if self._fuse.is_blown:
            return None
        try:
            version = self._client.get(_key(person_id))
            if version is None:
                # Somebody asks: from now on, unchanged can be told from unknown.
                self._client.set(_key(person_id), str(ULID()), ex=_TTL, nx=True)
                return None
        except redis.RedisError:
            self._fuse.blow()
            return None
        return str(version)

    def is_alive(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(self._client.ping())
        except redis.RedisError:
            return False

    async def listen(self) -> AsyncIterator[str]:
        """
        Ids of people for whom something changed, as they come, for as long as Redis is there.

        The first is empty: from then on nothing is missed.
        """
        client = redis.asyncio.Redis.from_url(self._url, decode_responses=True)
        with suppress(redis.RedisError, OSError):
            async with client, client.pubsub() as channel:
                await channel.subscribe(CHANNEL)
                async for message in channel.listen():
                    yield str(message["data"]) if message["type"] == "message" else ""


def _key(person_id: str) -> str:
    return f"meanwhile:version:{person_id}"
