"""What of notices, devices and messages leaves the services."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.delivering import Channel, DeliveryState
from app.domain.telling.manners import Kind
from app.domain.telling.words import Said

MailboxState = Literal["none", "unasked", "asked", "confirmed"]
"""Whether there is a mailbox, whether its reader was asked, and whether they said yes."""


@dataclass(frozen=True)
class WordsView:
    """The same in every language there is."""

    en: Said
    ko: Said


@dataclass(frozen=True)
class NoticeView:
    """One notice."""

    id: str
    kind: Kind
    topic: str
    """job.completed, job.failed, job.cancelled, webhook.disabled, songs.leave."""
    subject: str
    """The id of what it is about."""
    title: str
    path: str
    """Where the thing itself is on this site."""
    total: int
    completed: int
    failed: int
    code: str
    """Why it failed, in a word; empty when it did not."""
    returned: int
    """Credits that came back."""
    words: WordsView
    at: datetime
    is_seen: bool


@dataclass(frozen=True)
class InboxView:
    """Some notices, the latest first, and where the next ones start."""

    items: tuple[NoticeView, ...]
    next_cursor: str | None
    unseen: int
    """How many there are that were not looked at, on whatever page."""


@dataclass(frozen=True)
class DeviceView:
    """A browser or phone that is told things."""

    id: str
    kind: Channel
    name: str
    service: str
    """Whose push service carries its messages."""
    failing_since: datetime | None
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class SentView:
    """One message, and how that went."""

    id: str
    channel: Channel
    to: str
    """Name of the device; the webhook's address; empty for a mailbox."""
    topic: str
    titles: tuple[str, ...]
    """Names of what it told, as far as they are still there."""
    state: DeliveryState
    tries: int
    problem: str | None
    answer_status: int | None
    created_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None
