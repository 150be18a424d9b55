"""What journeys look like over REST, in the names of document 000."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from app.api.answers import Answer, file_url
from app.domain import books
from app.domain.journeys.course import JourneyStatus, LogKind, TrackStatus
from app.domain.journeys.plans import MusicPlan
from app.domain.journeys.views import Begun, JourneyView, LogView, TrackView
from app.domain.journeys.why import said


class ReasonOut(BaseModel):
    """Why a song is to be like this."""

    code: str
    ko: str
    en: str


class PlanOut(Answer):
    """What a song is to be."""

    prompt: str
    genre: str
    mood: str
    tempo: int
    """Beats per minute."""
    instruments: tuple[str, ...]
    sung: bool
    lyrics: str | None
    edited: bool
    """Whether a person changed it."""
    why: tuple[ReasonOut, ...]


class TrackOut(PlanOut):
    """The music of one log, with its plan."""

    id: str
    journey_id: str
    log_id: str
    version: str
    status: TrackStatus
    file_url: str | None
    """Where the song can be played; a take that is there stays while another is made."""
    error_message: str | None
    """Why the newest take is not there, as a sentence."""
    error_code: str | None
    job_id: str | None
    asset_id: str | None
    duration_s: float | None
    takes: int
    created_at: datetime
    updated_at: datetime


class LogOut(Answer):
    """One log, with its music."""

    id: str
    journey_id: str
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
    music_track: TrackOut | None
    """Null when music is off for this log."""
    created_at: datetime
    updated_at: datetime


class JourneyOut(Answer):
    """A journey through one book."""

    id: str
    book_title: str
    book_authors: tuple[str, ...]
    book_isbn: str | None
    book_publisher: str | None
    book_year: int | None
    book_pages: int | None
    book_language: str | None
    book_subjects: tuple[str, ...]
    book_cover_url: str | None
    """Where the cover was found."""
    cover: str | None
    """Our copy of it, for whoever is signed in."""
    status: JourneyStatus
    music_on: bool
    voice: Literal["instrumental", "sung"]
    lyrics: str
    length_s: int
    provider: str | None
    ahead_budget: int | None
    logs: int
    songs: int
    """Logs whose music can be heard."""
    making: int
    """Logs whose music is on its way."""
    page: int | None
    rating: int | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class StartedOut(BaseModel):
    """A journey that has begun, and the track of its v0: keep its id and leave."""

    success: Literal[True] = True
    journey: JourneyOut
    log: LogOut
    musicTrack: TrackOut | None  # noqa: N815 -- the document's name


class WrittenOut(BaseModel):
    """A log that was written, and its track."""

    log: LogOut
    musicTrack: TrackOut | None  # noqa: N815 -- as above


class GeneratedOut(BaseModel):
    """How the music of a track stands."""

    success: Literal[True] = True
    status: TrackStatus
    message: str
    """What asking came to, as a sentence."""
    musicTrack: TrackOut  # noqa: N815 -- as above


class JourneysOut(BaseModel):
    """Some journeys, and where the next ones start."""

    journeys: list[JourneyOut]
    next_cursor: str | None


class LogsOut(BaseModel):
    """Some logs, and where the next ones start."""

    logs: list[LogOut]
    next_cursor: str | None


class TracksOut(BaseModel):
    """Tracks in the order of their logs."""

    tracks: list[TrackOut]


class PreviewOut(BaseModel):
    """What a log's music would be; nothing is written."""

    plan: PlanOut
    price: int | None
    """Credits; null when it could not be ordered like this."""
    problem: str | None
    """Why it could not be."""


class AheadOut(Answer):
    """How it stands with the piece that is prepared ahead."""

    budget: int | None
    """Credits a month; null where it is off."""
    spent: int
    """Credits of this month so far."""
    waits: bool
    """Whether a piece is there, or on its way, for the next log."""
    expected_at: datetime | None
    """When the pace of the logs lets the next one be expected."""


def journey_out(view: JourneyView) -> JourneyOut:
    """A journey in the document's names."""
    book = {f"book_{name}": value for name, value in vars(view.book).items()}
    url = view.book.cover_url
    cover = f"/api/books/covers/{books.cover_id(url)}" if url else None
    music = vars(view.music) | {"music_on": view.music.on}
    return JourneyOut.model_validate(book | music | vars(view) | {"cover": cover})


def plan_out(plan: MusicPlan) -> PlanOut:
    """A plan with its reasons in words."""
    return PlanOut.model_validate(_plan(plan))


def _plan(plan: MusicPlan) -> dict[str, Any]:
    why = [{"code": r.code, "ko": said(r, "ko"), "en": said(r, "en")} for r in plan.why]
    return vars(plan) | {"why": why}


def track_out(view: TrackView) -> TrackOut:
    """A track in the document's names."""
    file, failure = view.file, view.failure
    return TrackOut.model_validate(
        _plan(view.plan)
        | vars(view)
        | {
            "file_url": file_url(file.id) if file else None,
            "asset_id": file.id if file else None,
            "duration_s": file.meta.get("duration_s") if file else None,
            "error_code": failure.code if failure else None,
        }
    )


def log_out(view: LogView) -> LogOut:
    """A log in the document's names."""
    track = track_out(view.track) if view.track else None
    return LogOut.model_validate(vars(view) | {"music_track": track})


def started_out(begun: Begun) -> StartedOut:
    """A journey with the log that was written."""
    log = log_out(begun.log)
    return StartedOut(journey=journey_out(begun.journey), log=log, musicTrack=log.music_track)
