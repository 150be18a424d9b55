"""What every way has in common."""

from datetime import UTC, datetime
from typing import Any, Protocol, cast

from sqlmodel import Session

from app.db.claimed import Claimed
from app.db.manners import read
from app.db.notices import facts_of
from app.db.tables.deliveries import DeliveryRow
from app.domain.delivering import TESTS, Answer, Channel, Envelope, Letter, Trouble
from app.domain.telling.facts import Facts
from app.domain.telling.words import Language


class Standing(Protocol):
    """The row of a target, locked: since when nothing got through to it."""

    failing_since: datetime | None


class Way(Protocol):
    """One way out."""

    def parcel(self, claimed: Claimed) -> Envelope | Letter | Answer:
        """What is sent now; or why nothing is. May block."""
        ...

    def standing(self, session: Session, target: str, *, only_failing: bool) -> Standing | None:
        """The target's row, locked; None when it is not there, or is not failing if only those."""
        ...

    def judge(self, session: Session, standing: Any, answer: Answer, *, is_last: bool) -> None:
        """What a failure means for the target."""
        ...


def is_test(row: DeliveryRow) -> bool:
    """Whether it is sent once, whatever comes of it."""
    return row.topic in TESTS


def to_tell(claimed: Claimed, channel: Channel) -> list[Facts] | Answer:
    """What of a message is still to be told; or why nothing is, now or ever."""
    if not claimed.notices:
        return Answer(Trouble.SEEN)
    manners, now = read(claimed.manners), datetime.now(UTC)
    wanted = [
        facts for facts in map(facts_of, claimed.notices) if manners.wants(channel, facts.kind)
    ]
    if not wanted:
        return Answer(Trouble.UNWANTED)
    quiet_until = manners.quiet_until(now)
    return Answer(Trouble.QUIET, retry_after=quiet_until - now) if quiet_until else wanted


def language_of(claimed: Claimed) -> Language:
    """What they read."""
    return cast("Language", claimed.person.language if claimed.person else "en")
