"""Counts requests in Redis, so that nobody asks more often than is good for everybody."""

import logging
import time
from dataclasses import dataclass

import redis
from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.adapters.fuse import Fuse

log = logging.getLogger(__name__)

WINDOW_S = 60
_PATIENCE_S = 0.25


@dataclass(frozen=True)
class Quota:
    """What is left of a limit."""

    name: str
    most: int
    """Requests in its minutes."""
    left: int
    resets_in_s: int
    is_spent: bool
    """This request was one too many."""


class RedisThrottle:
    """
    A number of requests a minute for each name and key, over all web machines.

    While Redis is away everybody passes: a limit protects the studio, and is not worth closing it.
    """

    def __init__(self, url: str, fuse: Fuse) -> None:
        self._fuse = fuse
        self._storage = RedisStorage(
            url,
            key_prefix="meanwhile:limit",
            socket_timeout=_PATIENCE_S,
            socket_connect_timeout=_PATIENCE_S,
            retry=Retry(NoBackoff(), 0),  # pyright: ignore[reportArgumentType] -- handed on to Redis
        )
        self._limiter = FixedWindowRateLimiter(self._storage)

    def take(self, name: str, key: str, *, most: int, minutes: int = 1) -> Quota | None:
        """
        Count one request of so many in so many minutes.

        None when nothing is limited: 0 means no limit, or Redis is away.
        """
        if not most or self._fuse.is_blown:
            return None
        item = RateLimitItemPerMinute(most, minutes)
        try:
            passes = self._limiter.hit(item, name, key)
            stats = self._limiter.get_window_stats(item, name, key)
        except redis.RedisError as problem:
            self._fuse.blow()
            log.warning("throttle.away", extra={"problem": type(problem).__name__})
            return None
        resets = min(max(1, round(stats.reset_time - time.time())), WINDOW_S * minutes)
        return Quota(name, most, max(0, stats.remaining), resets, is_spent=not passes)
