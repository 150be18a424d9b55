"""Document 003's bodies and answers, and how they are made from ours."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import file_url
from app.api.bodies import Body
from app.api.deps import Name, Words
from app.api.envelope import Envelope, moment
from app.bootstrap import Studio
from app.domain.states import JobStatus
from app.domain.views import JobView
from app.media.song import (
    LENGTH_DEFAULT_S,
    LENGTH_MAX_S,
    LENGTH_MIN_S,
    PROMPT_MAX,
    OutputFormat,
    SongParams,
)

BATCH_MAX = 50

Status = Literal["GENERATING", "COMPLETED", "FAILED"]
_STATUS: Mapping[JobStatus, Status] = {
    JobStatus.COMPLETED: "COMPLETED",
    JobStatus.FAILED: "FAILED",
    JobStatus.CANCELLED: "FAILED",
}


class _Words(BaseModel):
    """Names as the document writes them."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class GenerateIn(Body, _Words):
    """A song to be made."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[Name, Field(examples=["My Awesome Song"])]
    prompt: Annotated[Words, Field(min_length=1, max_length=PROMPT_MAX, examples=["upbeat jazz"])]
    lengthMs: Annotated[int, Field(ge=LENGTH_MIN_S * 1000, le=LENGTH_MAX_S * 1000)] = (  # noqa: N815
        LENGTH_DEFAULT_S * 1000
    )
    outputFormat: OutputFormat | None = None  # noqa: N815
    """The file that is wanted. Default: what the provider is set to."""
    modelId: Annotated[Words, Field(max_length=100, examples=["music_v1"])] | None = None  # noqa: N815
    """A model of any provider here. Default: the first model of the operator's first provider."""


class BatchIn(Body, _Words):
    """Songs that begin together or not at all."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[GenerateIn], Field(min_length=1, max_length=BATCH_MAX)]


class GeneratedOut(_Words):
    """A song that has begun."""

    musicId: str  # noqa: N815
    name: str
    prompt: str
    status: Status
    lengthMs: int  # noqa: N815
    createdAt: str  # noqa: N815


class StatusOut(_Words):
    """How far a song is."""

    musicId: str  # noqa: N815
    name: str
    status: Status
    lengthMs: int  # noqa: N815
    audioUrl: str | None  # noqa: N815
    """Plays and downloads for an hour without any header. Ask again for a new one."""
    createdAt: str  # noqa: N815
    updatedAt: str  # noqa: N815


class FailedOut(_Words):
    """A song that did not come; `GET /api/jobs/{id}` says why."""

    musicId: str  # noqa: N815
    status: Literal["FAILED"]
    audioUrl: None  # noqa: N815
    updatedAt: str  # noqa: N815


class DownloadOut(_Words):
    """Where the file can be fetched for a while, by whoever holds the address."""

    musicId: str  # noqa: N815
    downloadUrl: str  # noqa: N815
    fileName: str  # noqa: N815
    expiresAt: str  # noqa: N815


class PageOut(Envelope[list[StatusOut]]):
    """Some songs, the latest first, and where the next ones start."""

    nextCursor: str | None  # noqa: N815


def generated(job: JobView) -> GeneratedOut:
    """The song that has begun."""
    return GeneratedOut(
        musicId=job.id,
        name=job.title,
        prompt=job.params["prompt"],
        status=_STATUS.get(job.status, "GENERATING"),
        lengthMs=_length_ms(job),
        createdAt=moment(job.created_at),
    )


def told(studio: Studio, job: JobView) -> StatusOut | FailedOut:
    """How far the song is, alone: of one that failed little is said."""
    if _STATUS.get(job.status) == "FAILED":
        return FailedOut(musicId=job.id, status="FAILED", audioUrl=None, updatedAt=_updated(job))
    return listed(studio, job)


def listed(studio: Studio, job: JobView) -> StatusOut:
    """How far the song is, among others."""
    status = _STATUS.get(job.status, "GENERATING")
    return StatusOut(
        musicId=job.id,
        name=job.title,
        status=status,
        lengthMs=_length_ms(job),
        audioUrl=_audio_url(studio, job) if status == "COMPLETED" else None,
        createdAt=moment(job.created_at),
        updatedAt=_updated(job),
    )


def _audio_url(studio: Studio, job: JobView) -> str | None:
    """Where a player without any header may get the song for a while."""
    if not job.files:
        return None
    return address(studio, job, studio.read_tokens.sign(job.id).token)


def address(studio: Studio, job: JobView, token: str) -> str:
    """Where its first file is, for whoever shows this token."""
    return f"{studio.settings.url}{file_url(job.files[0].id)}?token={token}"


def _updated(job: JobView) -> str:
    return moment(job.ended_at or job.started_at or job.created_at)


def _length_ms(job: JobView) -> int:
    return SongParams.model_validate(job.params).milliseconds
