"""Document 003: songs for programs, in its words and its envelope."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Path

from app.api.deps import Cursor, JobId, Key, Limit, MakingPerson, ReadingPerson, Studio
from app.api.envelope import AT, Envelope, Enveloped, Told, moment, no
from app.api.music_shapes import (
    BatchIn,
    DownloadOut,
    FailedOut,
    GeneratedOut,
    GenerateIn,
    PageOut,
    StatusOut,
    address,
    generated,
    listed,
    told,
)
from app.bootstrap import Studio as TheStudio
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.medium import Medium
from app.domain.views import JobView, Order

_DOCUMENTED_MODELS = ("music_v1", "music_v2")
"""The document's own models: where their provider is not configured, another one serves them."""


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


MusicId = Annotated[JobId, Path(alias="musicId", description="`job_…`")]


@router.post("/generate", status_code=201, responses=no(401, 402, 403, 409, 413, 415, 422, 429))
def generate_song(
    asked: GenerateIn, studio: Studio, person: MakingPerson, key: Key = None
) -> Told[GeneratedOut]:
    """Begin a song. The answer comes at once; the song is made meanwhile."""
    job = studio.jobs.start(person.id, _order(studio, asked, key=key))
    return Told(data=generated(job), message="Music generation job created successfully")


@router.post("/batch", status_code=201, responses=no(401, 402, 403, 409, 413, 415, 422, 429))
def generate_batch(
    asked: BatchIn, studio: Studio, person: MakingPerson, key: Key = None
) -> Told[list[GeneratedOut]]:
    """Begin several songs: all of them, or none with everything said that stands against it."""
    orders = [_order_at(studio, asked, place, key) for place in range(len(asked.items))]
    jobs = studio.jobs.start_all(person.id, orders)
    return Told(
        data=[generated(job) for job in jobs],
        message=f"{len(jobs)} music generation jobs created successfully",
    )


@router.get("", responses=no(401, 422, 429))
def list_music(
    studio: Studio, person: ReadingPerson, cursor: Cursor = None, limit: Limit = 24
) -> PageOut:
    """Your songs, the latest first."""
    page = studio.jobs.page(person.id, medium=Medium.SONG, cursor=cursor, limit=limit)
    data = [listed(studio, job) for job in page.items]
    return PageOut(data=data, nextCursor=page.next_cursor)


@router.get("/status/{musicId}", responses=no(401, 404, 429))  # noqa: FAST003 -- an alias
def music_generation_status(
    music_id: MusicId, studio: Studio, person: ReadingPerson
) -> Envelope[StatusOut | FailedOut]:
    """How far a song is. Ask every two to five seconds until the status changes."""
    job = _song(studio, person.id, music_id)
    return Envelope(data=told(studio, job))


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
            downloadUrl=f"{address(studio, job, leave.token)}&download=1",
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
