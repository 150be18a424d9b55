"""What a notice holds: facts, from which every way makes sentences of its own."""

from dataclasses import asdict, dataclass
from typing import Any

from app.domain.medium import Medium
from app.domain.pages import page_of
from app.domain.states import JobStatus
from app.domain.telling.manners import Kind

WEBHOOK_DISABLED = "webhook.disabled"
SONGS_LEAVE = "songs.leave"


@dataclass(frozen=True)
class Facts:
    """What became of something. Flat, so that it fits a row, a push message and an answer."""

    kind: Kind
    topic: str
    """job.completed, job.failed, job.cancelled, webhook.disabled, songs.leave."""
    subject: str
    """The id of what it is about."""
    title: str = ""
    total: int = 1
    completed: int = 0
    failed: int = 0
    code: str = ""
    """Why it failed, in a word of ours."""
    reason: str = ""
    """The provider's own words."""
    returned: int = 0
    """Credits that came back."""
    journey_id: str = ""
    log_id: str = ""
    version: str = ""
    """v0, vN or vFinal of a journey."""
    album_id: str = ""
    at: str = ""
    """The day it speaks of."""

    @property
    def is_good(self) -> bool:
        """Whether something came of it."""
        return self.topic == "job.completed"

    @property
    def path(self) -> str:
        """Where the thing itself is."""
        return _path(self)

    def as_row(self) -> dict[str, Any]:
        """What of it is not in columns of its own."""
        told = asdict(self)
        return {name: told[name] for name in told if name not in _COLUMNS and told[name]}


_COLUMNS = frozenset({"kind", "topic", "subject"})


def kind_of(medium: Medium, *, journey_id: str) -> Kind:
    """What a notice of such a job is about."""
    return Kind.JOURNEY if journey_id else Kind(medium.value)


def topic_of(status: JobStatus) -> str:
    """What is told of a job that ended like this."""
    return f"job.{status}"


def _path(facts: Facts) -> str:
    match facts.kind:
        case Kind.JOURNEY:
            return f"/journeys/{facts.journey_id}#{facts.log_id}"
        case Kind.STUDIO:
            return "/leaving" if facts.topic == SONGS_LEAVE else "/account/webhooks"
        case _:
            return page_of(Medium(facts.kind.value), facts.subject, album_id=facts.album_id)
