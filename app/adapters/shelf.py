"""Remembers answers of others in Redis for a while."""

import logging
from datetime import timedelta
from typing import cast

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.adapters.fuse import Fuse

log = logging.getLogger(__name__)

_PREFIX = "meanwhile:shelf:"
_PATIENCE_S = 0.25


class RedisShelf:
    """Texts by key. While Redis is away nothing is remembered."""

    def __init__(self, url: str, fuse: Fuse) -> None:
        self._fuse = fuse
        self._redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_PATIENCE_S,
            socket_connect_timeout=_PATIENCE_S,
            retry=Retry(NoBackoff(), 0),
        )

    def get(self, key: str) -> str | None:
        """What was put there, if it is still known."""
        if self._fuse.is_blown:
            return None
        try:
            return cast("str | None", self._redis.get(_PREFIX + key))
        except redis.RedisError as problem:
            self._away(problem)
            return None

    def put(self, key: str, text: str, *, lasts: timedelta) -> None:
        """Remember it."""
        if self._fuse.is_blown:
            return
        try:
            self._redis.set(_PREFIX + key, text, ex=lasts)
        except redis.RedisError as problem:
            self._away(problem)

    def _away(self, problem: redis.RedisError) -> None:
        self._fuse.blow()
        log.warning("shelf.away", extra={"problem": type(problem).__name__})
