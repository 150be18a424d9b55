"""How messages to the outside are tried: when again, when never, and what an answer means."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus


class Channel(StrEnum):
    """How a message reaches somebody."""

    WEBHOOK = "webhook"
    """A signed POST to a program of theirs."""
    PUSH = "push"
    """A browser of theirs, by its maker's push service, also while no page is open."""
    FCM = "fcm"
    """An app on a phone of theirs, by Firebase Cloud Messaging."""
    EMAIL = "email"


DEVICES = frozenset({Channel.PUSH, Channel.FCM})
"""Ways to somebody's browsers and phones."""


class DeliveryState(StrEnum):
    """Where a message is."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Nothing was sent: what it would have told was seen before, or is not wanted any more."""


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
    GONE = "gone"
    """The browser, phone or mailbox is not there any more."""
    SEEN = "seen"
    """A page showed it first; nothing was sent."""
    UNWANTED = "unwanted"
    """They do not want to be told of such things that way any more; nothing was sent."""
    UNCONFIRMED = "unconfirmed"
    """Nobody has said yet that they read letters there; nothing was sent."""
    QUIET = "quiet"
    """These are quiet hours; it goes out when they end."""


JOB_ENDED = {"completed": "job.completed", "failed": "job.failed", "cancelled": "job.cancelled"}
"""Status of an ended job to what is told of it."""
TOPICS = tuple(JOB_ENDED.values())
TEST = "webhook.test"
TRY_OUT = "device.test"
NEWS = "notices"
CONFIRM = "mailbox.confirm"
"""Asks whether somebody reads letters at an address."""
TESTS = frozenset({TEST, TRY_OUT})
"""Sent once, whatever comes of it."""
NOT_SENT = frozenset({Trouble.SEEN, Trouble.UNWANTED, Trouble.UNCONFIRMED})

_S, _M, _H = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SCHEDULE = (5 * _S, 5 * _M, 30 * _M, 2 * _H, 5 * _H, 10 * _H, 14 * _H, 20 * _H, 24 * _H)
"""Waits between tries, as Standard Webhooks advises; after the last a message has failed."""
TRIES = len(SCHEDULE) + 1
SOON = (5 * _S, 30 * _S, 5 * _M, 30 * _M, 2 * _H, 5 * _H)
"""For browsers and phones: later, a message has lost its sense."""
BY_MAIL = (_M, 10 * _M, _H, 4 * _H, 12 * _H)
SCHEDULES = {
    Channel.WEBHOOK: SCHEDULE,
    Channel.PUSH: SOON,
    Channel.FCM: SOON,
    Channel.EMAIL: BY_MAIL,
}
FAILS_FOR = timedelta(days=3)
"""An address that nothing reached for so long is switched off when a message has failed."""
POST_WITHIN = timedelta(seconds=15)
OLD_SECRET_STAYS = timedelta(hours=24)
_LONGEST_QUIET = timedelta(hours=24)
_SLOW_DOWN = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_FCM_CODE = re.compile(r'"errorCode"\s*:\s*"(\w+)"')
_FCM_GONE = frozenset({"UNREGISTERED", "SENDER_ID_MISMATCH"})


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


@dataclass(frozen=True)
class Envelope:
    """One try, ready to be posted."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Letter:
    """One try, ready to be mailed."""

    id: str
    """The same with every try, so that mailboxes can tell a repeat."""
    to: str
    subject: str
    text: str
    html: str
    unsubscribe_url: str
    """Ends these e-mails by a POST, without a question."""


def is_accepted(status: int) -> bool:
    """Only 2xx is: a redirect is never followed, because it may lead anywhere."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def is_gone(channel: Channel, answer: Answer) -> bool:
    """Whether whoever answered says that its target is not there any more, or wants nothing."""
    match channel:
        case Channel.WEBHOOK:
            return answer.is_gone
        case Channel.PUSH:
            return answer.status in _NOT_THERE
        case Channel.FCM:
            return _is_gone_phone(answer)
        case Channel.EMAIL:
            return answer.trouble is Trouble.GONE


def _is_gone_phone(answer: Answer) -> bool:
    found = _FCM_CODE.search(answer.body)
    code = found[1] if found else ""
    # The same word is said of a message that is malformed, and that is no fault of the phone.
    is_token = code == "INVALID_ARGUMENT" and "fieldViolations" not in answer.body
    return code in _FCM_GONE or is_token


def wait_after(
    tries: int, *, rng: random.Random, channel: Channel = Channel.WEBHOOK
) -> timedelta | None:
    """How long after so many failed tries the next one comes; None when there is none."""
    schedule = SCHEDULES[channel]
    if tries > len(schedule):
        return None
    return schedule[tries - 1] * rng.uniform(1.0, 1.2)
