"""What leaves the services of journeys, and what people bring to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.journeys.course import JourneyStatus, LogKind, TrackStatus
from app.domain.journeys.plans import MusicPlan, PlanChange
from app.domain.views import Failure, FileView, Quote

Voice = Literal["instrumental", "sung"]
Sort = Literal["latest", "oldest", "title", "author"]


@dataclass(frozen=True)
class Book:
    """The facts of a book, as they were found or typed by hand. Only the title is needed."""

    title: str
    authors: tuple[str, ...] = ()
    isbn: str | None = None
    publisher: str | None = None
    year: int | None = None
    pages: int | None = None
    language: str | None = None
    """`ko`, `en` …"""
    subjects: tuple[str, ...] = ()
    """What kind of book it is, in words of the catalogue it came from."""
    cover_url: str | None = None
    """Where the cover was found."""
    source: str | None = None
    """The catalogue that knew it; None when it was typed by hand."""


@dataclass(frozen=True)
class MusicSettings:
    """What holds for all the music of a journey."""

    on: bool = True
    """A new log gets music unless it says otherwise."""
    voice: Voice = "instrumental"
    lyrics: str = ""
    """Words to be sung; empty lets the provider write them."""
    length_s: int = 120
    provider: str | None = None
    """Who makes it; None takes Mureka or whom the operator put first."""
    ahead_budget: int | None = None
    """Credits a month for which the next piece is prepared ahead; None switches that off."""


@dataclass(frozen=True)
class Entry:
    """What a person writes into a log."""

    page_from: int | None = None
    page_to: int | None = None
    thoughts: str = ""
    quote: str = ""
    quote_shared: bool = False
    """Whether the quote may be shown on a page that is shared."""
    moods: tuple[str, ...] = ()
    """Chips that were chosen: ids of `lexicon.MOODS`."""
    rating: int | None = None
    """1 to 5."""
    music_on: bool | None = None
    """None does what the journey does."""
    plan: PlanChange | None = None
    """What of the plan is to be otherwise than the rules say."""


@dataclass(frozen=True)
class TrackView:
    """The music of one log: its plan, how far it is, what can be heard."""

    id: str
    journey_id: str
    log_id: str
    version: str
    status: TrackStatus
    plan: MusicPlan
    job_id: str | None
    """The job at work on it, or the last one; None when none could start."""
    root_id: str | None
    """The job of its first take; all takes share it (`library.takes`)."""
    file: FileView | None
    """The take that leads, also while another take is being made."""
    takes: int
    failure: Failure | None
    """Why the newest take is not there; with an older take, the music is still `completed`."""
    error_message: str | None
    """The same as a sentence, whenever `failure` is there."""
    created_at: datetime
    updated_at: datetime

    @property
    def is_at_work(self) -> bool:
        """Whether somebody who looks again will see a change."""
        return self.status in {TrackStatus.PENDING, TrackStatus.GENERATING}


@dataclass(frozen=True)
class LogView:
    """One log of a journey, with its music."""

    id: str
    journey_id: str
    n: int
    """Rises along the journey; numbers of removed logs are missing."""
    version: str
    """v0, v1 … vFinal."""
    kind: LogKind
    page_from: int | None
    page_to: int | None
    thoughts: str
    quote: str
    quote_shared: bool
    moods: tuple[str, ...]
    rating: int | None
    music_on: bool
    track: TrackView | None
    """None when music is off for this log."""
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class JourneyView:
    """A journey as its reader sees it."""

    id: str
    book: Book
    status: JourneyStatus
    music: MusicSettings
    logs: int
    songs: int
    """Logs whose music can be heard."""
    making: int
    """Logs whose music is waiting or being made."""
    page: int | None
    """The last page that a log names."""
    rating: int | None
    """The newest rating."""
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class LetGoView:
    """A journey that was let go and can be restored."""

    id: str
    title: str
    authors: tuple[str, ...]
    logs: int
    deleted_at: datetime
    restorable_until: datetime


@dataclass(frozen=True)
class Begun:
    """A journey and the log that was written, with its track if it has one."""

    journey: JourneyView
    log: LogView


@dataclass(frozen=True)
class Preview:
    """What a log's music would be, before anything is written."""

    plan: MusicPlan
    quote: Quote | None
    """What it would cost; None when it could not be ordered like this."""
    problem: str | None
    """Why it could not be, as a sentence."""


@dataclass(frozen=True)
class Generated:
    """What asking for a track's music came to."""

    outcome: Literal["completed", "already", "retrying", "rung"]
    track: TrackView


@dataclass(frozen=True)
class Ahead:
    """How it stands with the piece that is prepared ahead."""

    budget: int | None
    """Credits a month; None where it is off."""
    spent: int
    """Credits of this month so far."""
    waits: bool
    """Whether a piece is there, or on its way, for the next log."""
    expected_at: datetime | None
    """When the pace of the logs lets the next one be expected."""
