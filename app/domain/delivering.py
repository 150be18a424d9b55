"""How messages to the outside are tried: when again, when never, and what an answer means."""

import random
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus


class Channel(StrEnum):
    """How a message reaches somebody."""

    WEBHOOK = "webhook"
    """A signed POST to a program of theirs."""
    NOTICE = "notice"
    """A sentence on their page; it waits until they have seen it."""


class DeliveryState(StrEnum):
    """Where a message is."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Disabled(StrEnum):
    """Why nothing is sent to an address any more."""

    PERSON = "person"
    GONE = "gone"
    """It answered 410: never again."""
    FAILING = "failing"
    """Nothing got through for days."""


class Trouble(StrEnum):
    """Why a try failed."""

    REFUSED = "refused"
    """It answered with something that is not 2xx."""
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    FORBIDDEN = "forbidden"
    """Its name leads to an address inside a private network."""
    DISABLED = "disabled"
    """It waited for an address that was switched off."""
    UNREADABLE = "unreadable"
    """Its secret cannot be opened with the key of this studio."""


JOB_ENDED = {"completed": "job.completed", "failed": "job.failed", "cancelled": "job.cancelled"}
"""Status of an ended job to what is told of it."""
TOPICS = tuple(JOB_ENDED.values())
TEST = "webhook.test"

_S, _M, _H = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SCHEDULE = (5 * _S, 5 * _M, 30 * _M, 2 * _H, 5 * _H, 10 * _H, 14 * _H, 20 * _H, 24 * _H)
"""Waits between tries, as Standard Webhooks advises; after the last a message has failed."""
TRIES = len(SCHEDULE) + 1
FAILS_FOR = timedelta(days=3)
"""An address that nothing reached for so long is switched off when a message has failed."""
POST_WITHIN = timedelta(seconds=15)
OLD_SECRET_STAYS = timedelta(hours=24)
_LONGEST_QUIET = timedelta(hours=24)
_SLOW_DOWN = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True)
class Answer:
    """How one try went."""

    trouble: Trouble | None = None
    status: int | None = None
    body: str = ""
    """Its first bytes, as text."""
    took_ms: int = 0
    retry_after: timedelta | None = None

    @property
    def is_gone(self) -> bool:
        """Whether it wants nothing any more."""
        return self.status == HTTPStatus.GONE

    @property
    def quiet(self) -> timedelta | None:
        """How long it wants to be left alone; at most a day."""
        if self.status not in _SLOW_DOWN or self.retry_after is None:
            return None
        return min(max(self.retry_after, timedelta()), _LONGEST_QUIET)


def is_accepted(status: int) -> bool:
    """Only 2xx is: a redirect is never followed, because it may lead anywhere."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def wait_after(tries: int, *, rng: random.Random) -> timedelta | None:
    """How long after so many failed tries the next one comes; None when there is none."""
    if tries > len(SCHEDULE):
        return None
    return SCHEDULE[tries - 1] * rng.uniform(1.0, 1.2)
