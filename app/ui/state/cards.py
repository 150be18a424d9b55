"""What a page knows of a job: small, flat, and without anything secret."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.views import FileView, JobView, Usual

UNKNOWN = -1
_FIRST = 40
_STEPS = 64


@dataclass
class Track:
    """Something that can be played."""

    id: str = ""
    job: str = ""
    page: str = ""
    title: str = ""
    duration: float = 0
    peaks: str = ""
    """One character per peak, from `(` for silence on; see wave.jsx."""
    favourite: bool = False


@dataclass
class Card:
    """One job."""

    id: str = ""
    medium: str = "song"
    page: str = ""
    """Where it is seen."""
    title: str = ""
    status: str = ""
    progress: float = 0
    true_progress: bool = False
    before: int = UNKNOWN
    there: int = UNKNOWN
    """Orders before it at its provider."""
    low: float = 0
    high: float = 0
    late: bool = False
    gives_up: int = 0
    sends: int = 0
    """Until then nothing is sent and one tap undoes it."""
    total: int = 1
    made: int = 0
    retry: int = 0
    tries: int = 0
    retry_at: int = 0
    price: int = 0
    again: int = 0
    """Credits for another try or take."""
    cancel_frees: int = 0
    provider: str = ""
    failure_code: str = ""
    failure_reason: str = ""
    created: int = 0
    started: int = 0
    ended: int = 0
    picture: str = ""
    """What it looks like, as soon as that is known."""
    turning: str = ""
    """The same, going around once."""
    file: str = ""
    """What was made, once it is there."""
    track: Track = field(default_factory=Track)


def newest_song(running: list[Card]) -> str:
    """The id of the last song of these, which begin with the oldest; empty where none is one."""
    return next((job.id for job in reversed(running) if job.medium == Medium.SONG), "")


def millis(at: datetime | None) -> int:
    """A moment as browsers count: milliseconds since 1970; 0 for none."""
    return int(at.timestamp() * 1000) if at else 0


def pack(peaks: Any) -> str:
    """Peaks of 0 to 100 as one character each, so that a shelf of songs stays small."""
    if not isinstance(peaks, list):
        return ""
    return "".join(chr(_FIRST + round(max(0, min(100, peak)) * _STEPS / 100)) for peak in peaks)


def track(file: FileView) -> Track:
    """A stored song, ready for the player."""
    return Track(
        id=file.id,
        job=file.job_id,
        page=file.page,
        title=file.title or file.name,
        duration=float(file.meta.get("duration_s") or 0),
        peaks=pack(file.meta.get("peaks")),
        favourite=file.favourite,
    )


def picture(file: FileView, format_: Format = Format.THUMBNAIL) -> str:
    """Where a preview of a file is; empty while there is none."""
    if file.meta.get(format_) is not True:
        return ""
    small = format_ is Format.THUMBNAIL
    return f"/api/assets/{file.id}/" + ("thumb" if small else f"file?format={format_}")


def card(job: JobView) -> Card:
    """A job, as every page shows it."""
    usual = job.usual or Usual(low_s=0, high_s=0)
    songs = [f for f in job.files if f.medium is Medium.SONG]
    return Card(
        id=job.id,
        medium=job.medium.value,
        page=job.page,
        title=job.title,
        status=str(job.status),
        progress=round(job.progress or 0, 3),
        true_progress=job.progress_is_true and job.progress is not None,
        before=UNKNOWN if job.people_before is None else job.people_before,
        there=UNKNOWN if job.orders_before is None else job.orders_before,
        low=usual.low_s,
        high=usual.high_s,
        late=job.late,
        gives_up=millis(job.gives_up_at),
        sends=millis(job.sends_at),
        total=job.total,
        made=job.completed,
        retry=job.retry,
        tries=job.tries,
        retry_at=millis(job.retry_at),
        price=job.price,
        again=job.again_price,
        cancel_frees=job.cancel_frees,
        provider=job.provider_title,
        failure_code=job.failure.code if job.failure else "",
        failure_reason=job.failure.reason if job.failure else "",
        created=millis(job.created_at),
        started=millis(job.started_at),
        ended=millis(job.ended_at),
        picture=picture(job.files[0]) if job.files else "",
        turning=picture(job.files[0], Format.TURNTABLE) if job.files else "",
        file=job.files[0].id if job.files else "",
        track=track(songs[0]) if songs else Track(),
    )
