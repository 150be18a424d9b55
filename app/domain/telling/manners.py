"""When it is polite to tell somebody: what they want to hear, and never while they sleep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.delivering import Channel
from app.domain.errors import Invalid


class Kind(StrEnum):
    """What a notice is about: what people choose by."""

    SONG = "song"
    PHOTO = "photo"
    MODEL3D = "model3d"
    JOURNEY = "journey"
    """The song of a log; it is not a song like any other."""
    STUDIO = "studio"
    """What the studio itself has to say: a webhook that was switched off, songs that leave."""


@dataclass(frozen=True)
class Patience:
    """How long a message waits, so that an open page can show it first and others can join it."""

    first: timedelta
    """After the first end; each further one begins it anew."""
    longest: timedelta
    """After the first end, whatever follows."""


PATIENCE = {
    Channel.PUSH: Patience(timedelta(seconds=8), timedelta(seconds=60)),
    Channel.FCM: Patience(timedelta(seconds=8), timedelta(seconds=60)),
    Channel.EMAIL: Patience(timedelta(minutes=3), timedelta(minutes=15)),
}


@dataclass(frozen=True)
class Manners:
    """What somebody wants to be told, by which way, and when not."""

    push: frozenset[Kind] = frozenset(Kind)
    """Sent to their browsers and phones."""
    email: frozenset[Kind] = frozenset()
    quiet_from: time | None = None
    quiet_to: time | None = None
    timezone: str = "UTC"

    def wants(self, channel: Channel, kind: Kind) -> bool:
        """Whether this is to be told that way."""
        return kind in (self.email if channel is Channel.EMAIL else self.push)

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours end that it is in now; None when it may be told."""
        if self.quiet_from is None or self.quiet_to is None or self.quiet_from == self.quiet_to:
            return None
        here = now.astimezone(zone(self.timezone))
        begins, ends = self.quiet_from, self.quiet_to
        clock = here.time()
        if begins < ends:
            is_quiet, is_tomorrow = begins <= clock < ends, False
        else:
            is_quiet, is_tomorrow = clock >= begins or clock < ends, clock >= begins
        if not is_quiet:
            return None
        day = here.date() + timedelta(days=is_tomorrow)
        return datetime.combine(day, ends, here.tzinfo).astimezone(UTC)

    def due_at(self, channel: Channel, now: datetime) -> datetime:
        """When a message about what happens now may go out."""
        return max(now + PATIENCE[channel].first, self.quiet_until(now) or now)


ALWAYS = Manners()
"""Of whoever never chose."""


@dataclass(frozen=True)
class MannersChange:
    """What is to be chosen differently; what is left out stays."""

    push: Iterable[Kind] | None = None
    email: Iterable[Kind] | None = None
    quiet: tuple[time, time] | None = None
    is_never_quiet: bool = False
    timezone: str | None = None

    def made_to(self, was: Manners) -> Manners:
        """The manners as they are then. Raises `Invalid`."""
        if self.timezone is not None:
            zone_of(self.timezone)
        begins, ends = self.quiet or (was.quiet_from, was.quiet_to)
        if self.is_never_quiet:
            begins = ends = None
        return Manners(
            push=was.push if self.push is None else frozenset(self.push),
            email=was.email if self.email is None else frozenset(self.email),
            quiet_from=begins,
            quiet_to=ends,
            timezone=self.timezone or was.timezone,
        )


def zone_of(name: str) -> ZoneInfo:
    """The time zone with this name. Raises `Invalid`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid("This is no time zone that is known here.", field="timezone") from None


def zone(name: str) -> ZoneInfo:
    """The time zone with this name; UTC where this machine does not know it."""
    try:
        return zone_of(name)
    except Invalid:
        return ZoneInfo("UTC")
