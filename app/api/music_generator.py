"""Document 003: songs for programs, in its words and its envelope."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import file_url
from app.api.deps import Cursor, JobId, Key, Limit, MakingPerson, ReadingPerson, Studio, Words
from app.api.envelope import AT, Envelope, Enveloped, Told, moment, no
from app.bootstrap import Studio as TheStudio
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from app.media.song import (
    LENGTH_DEFAULT_S,
    LENGTH_MAX_S,
    LENGTH_MIN_S,
    PROMPT_MAX,
    OutputFormat,
    SongParams,
)

BATCH_MAX = 50
_DOCUMENTED_MODELS = ("music_v1", "music_v2")
"""The document's own models: where their provider is not configured, another one serves them."""

Status = Literal["GENERATING", "COMPLETED", "FAILED"]
_STATUS: Mapping[JobStatus, Status] = {
    JobStatus.COMPLETED: "COMPLETED",
    JobStatus.FAILED: "FAILED",
    JobStatus.CANCELLED: "FAILED",
}


class _Route(Enveloped):
    fields: ClassVar[Mapping[str, str]] = {
        "title": "name",
        "length_ms": "lengthMs",
        "length_s": "lengthMs",
        "output_format": "outputFormat",
        "model": "modelId",
    }
    sentences: ClassVar[Mapping[str, str]] = {"not_found": "Music record not found"}


router = APIRouter(prefix=AT, tags=["music generator"], route_class=_Route)


class _Words(BaseModel):
    """Names as the document writes them."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class GenerateIn(_Words):
    """A song to be made."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[Words, Field(min_length=1, max_length=120, examples=["My Awesome Song"])]
    prompt: Annotated[Words, Field(min_length=1, max_length=PROMPT_MAX, examples=["upbeat jazz"])]
    lengthMs: Annotated[int, Field(ge=LENGTH_MIN_S * 1000, le=LENGTH_MAX_S * 1000)] = (  # noqa: N815
        LENGTH_DEFAULT_S * 1000
    )
    outputFormat: OutputFormat | None = None  # noqa: N815
    """The file that is wanted. Default: what the provider is set to."""
    modelId: Annotated[Words, Field(max_length=100, examples=["music_v1"])] | None = None  # noqa: N815
    """A model of any provider here. Default: the first model of the operator's first provider."""


class BatchIn(_Words):
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


MusicId = Annotated[JobId, Path(alias="musicId", description="`job_…`")]


@router.post("/generate", status_code=201, responses=no(401, 402, 403, 409, 413, 415, 422, 429))
def generate_song(
    asked: GenerateIn, studio: Studio, person: MakingPerson, key: Key = None
) -> Told[GeneratedOut]:
    """Begin a song. The answer comes at once; the song is made meanwhile."""
    job = studio.jobs.start(person.id, _order(studio, asked, key=key))
    return Told(data=_generated(job), message="Music generation job created successfully")


@router.post("/batch", status_code=201, responses=no(401, 402, 403, 409, 413, 415, 422, 429))
def generate_batch(
    asked: BatchIn, studio: Studio, person: MakingPerson, key: Key = None
) -> Told[list[GeneratedOut]]:
    """Begin several songs: all of them, or none with everything said that stands against it."""
    orders = [_order_at(studio, asked, place, key) for place in range(len(asked.items))]
    jobs = studio.jobs.start_all(person.id, orders)
    return Told(
        data=[_generated(job) for job in jobs],
        message=f"{len(jobs)} music generation jobs created successfully",
    )


@router.get("", responses=no(401, 422, 429))
def list_music(
    studio: Studio, person: ReadingPerson, cursor: Cursor = None, limit: Limit = 24
) -> PageOut:
    """Your songs, the latest first."""
    page = studio.jobs.page(person.id, medium=Medium.SONG, cursor=cursor, limit=limit)
    data = [_status(studio, job) for job in page.items]
    return PageOut(data=data, nextCursor=page.next_cursor)


@router.get("/status/{musicId}", responses=no(401, 404, 429))  # noqa: FAST003 -- an alias
def music_generation_status(
    music_id: MusicId, studio: Studio, person: ReadingPerson
) -> Envelope[StatusOut | FailedOut]:
    """How far a song is. Ask every two to five seconds until the status changes."""
    job = _song(studio, person.id, music_id)
    if _STATUS.get(job.status) == "FAILED":
        return Envelope(data=_failed(job))
    return Envelope(data=_status(studio, job))


@router.get("/download/{musicId}", responses=no(401, 404, 409, 429))  # noqa: FAST003 -- an alias
def download_music(
    music_id: MusicId, studio: Studio, person: ReadingPerson
) -> Envelope[DownloadOut]:
    """A temporary signed address of the finished file."""
    job = _song(studio, person.id, music_id)
    if not job.files:
        raise Conflict("This song has no file yet.")
    leave = studio.read_tokens.sign(job.id)
    return Envelope(
        data=DownloadOut(
            musicId=job.id,
            downloadUrl=f"{_address(studio, job, leave.token)}&download=1",
            fileName=studio.library.open(person.id, job.files[0].id).filename,
            expiresAt=moment(leave.expires_at),
        )
    )


def _song(studio: TheStudio, person_id: str, music_id: str) -> JobView:
    job = studio.jobs.get(person_id, music_id)
    if job.medium is not Medium.SONG:
        raise NotFound("That is no song.")
    return job


def _order_at(studio: TheStudio, batch: BatchIn, place: int, key: str | None) -> Order:
    """One song of a batch, with its own share of the key."""
    share = f"{key}#{place}" if key and place else key
    try:
        order = _order(studio, batch.items[place], key=share, together=len(batch.items))
        studio.jobs.plan(order)  # to be refused with its place named
        return order
    except Invalid as problem:
        raise Invalid(problem.message, field=f"items.{place}.{problem.field}") from None


def _order(studio: TheStudio, asked: GenerateIn, *, key: str | None, together: int = 1) -> Order:
    """The document's words in ours."""
    params: dict[str, Any] = {"prompt": asked.prompt, "length_ms": asked.lengthMs}
    if asked.outputFormat is not None:
        params["output_format"] = asked.outputFormat
    provider, model = _maker(studio, asked.modelId)
    return Order(
        medium=Medium.SONG,
        params=params,
        title=asked.name,
        provider=provider,
        model=model,
        together=together,
        key=key,
    )


def _maker(studio: TheStudio, model: str | None) -> tuple[str | None, str | None]:
    """Who has this model: the operator's first choice among those who do."""
    if model is None:
        return None, None
    choices = studio.jobs.choices(Medium.SONG)
    for provider in choices:
        if model in provider.models:
            return provider.id, model
    if model in _DOCUMENTED_MODELS:
        return None, None
    known = ", ".join(name for provider in choices for name in provider.models)
    raise Invalid(f"Nobody here has a model {model}; there are: {known}.", field="modelId")


def _generated(job: JobView) -> GeneratedOut:
    return GeneratedOut(
        musicId=job.id,
        name=job.title,
        prompt=job.params["prompt"],
        status=_STATUS.get(job.status, "GENERATING"),
        lengthMs=_length_ms(job),
        createdAt=moment(job.created_at),
    )


def _status(studio: TheStudio, job: JobView) -> StatusOut:
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


def _audio_url(studio: TheStudio, job: JobView) -> str | None:
    """Where a player without any header may get the song for a while."""
    if not job.files:
        return None
    return _address(studio, job, studio.read_tokens.sign(job.id).token)


def _address(studio: TheStudio, job: JobView, token: str) -> str:
    return f"{studio.settings.url}{file_url(job.files[0].id)}?token={token}"


def _failed(job: JobView) -> FailedOut:
    return FailedOut(musicId=job.id, status="FAILED", audioUrl=None, updatedAt=_updated(job))


def _updated(job: JobView) -> str:
    return moment(job.ended_at or job.started_at or job.created_at)


def _length_ms(job: JobView) -> int:
    return SongParams.model_validate(job.params).milliseconds
