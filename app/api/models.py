"""Document 002: 3D models from words or a picture, in its words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import EventOut, UsualOut, file_url
from app.api.bodies import Body
from app.api.deps import (
    CurrentPerson,
    Cursor,
    JobId,
    Key,
    Limit,
    MakingPerson,
    Name,
    ReadingPerson,
    Search,
    Studio,
    Words,
)
from app.api.errors import refusals
from app.bootstrap import Studio as TheStudio
from app.domain.errors import Invalid, NotFound
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from app.media.model3d import PROMPT_MAX, Source

router = APIRouter(prefix="/api/models", tags=["models"])

Status = Literal["pending", "processing", "completed", "failed"]
_STATUS: Mapping[JobStatus, Status] = {
    JobStatus.PENDING: "pending",
    JobStatus.GENERATING: "processing",
    JobStatus.CANCELLING: "processing",
    JobStatus.COMPLETED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELLED: "failed",
}
_CANCELLED = "It was cancelled."
_NOT_MADE = "The model could not be made."
_ALMOST = 99
"""All of it is said only of what is there."""


class _Named(BaseModel):
    """Documented by the docstrings of its fields."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class PayloadIn(Body, _Named):
    """What the model is made from."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    prompt: Annotated[Words, Field(max_length=PROMPT_MAX, examples=["a red wooden chair"])] = ""
    """What it should be; needed for `text`."""
    reference: Annotated[Words | None, Field(max_length=100, examples=["upload_01k…"])] = None
    """The picture, as `POST /api/uploads` named it; needed for `image`."""
    texture: bool = True
    """With colours and materials, not the bare shape."""


class ModelIn(Body, _Named):
    """A model to be made."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[Name, Field(examples=["Kitchen chair"])]
    generationType: Source  # noqa: N815 -- the document's name
    payload: PayloadIn
    provider: Annotated[Words | None, Field(max_length=100)] = None
    """Who is to make it. Default: the operator's first choice."""
    model: Annotated[Words | None, Field(max_length=100)] = None
    """Which of the provider's models. Default: its first."""


class MetadataOut(_Named):
    """What the document keeps beside a model."""

    task_id: str | None
    """The task that is at work, or was the last."""
    provider: str
    generation_type: Source
    cancelled: bool
    """It failed because it was cancelled: nobody is to be sorry."""
    progress_is_true: bool
    """Whether the provider reports the progress, or history suggests it."""
    shape: dict[str, Any] | None
    """What was seen of it: triangles, size and more; null until somebody looked."""


class ModelOut(_Named):
    """A row of `ai_generated_models`."""

    id: str
    name: str
    status: Status
    progress: int
    """0 to 100; 100 once it is there, 0 while nobody knows."""
    metadata: MetadataOut
    error_message: str | None
    """Why it did not come, in words."""
    thumbnail_url: str | None
    """A picture of it, soon after it is there."""
    turntable_url: str | None
    """It turns around once: an animated picture."""
    model_url: str | None
    """The GLB; `?format=obj` and `?format=stl` give it in other formats."""
    people_before: int | None
    """While it waits: how many other people's turns come first."""
    orders_before: int | None
    """While it stands in line at its provider: how many orders are made there first."""
    usual: UsualOut | None
    """How long such work usually takes."""
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class ModelDetailOut(ModelOut):
    """A model with all that happened to it."""

    history: tuple[EventOut, ...]


class ModelsOut(_Named):
    """Some models, the latest first, and where the next ones start."""

    items: tuple[ModelOut, ...]
    next_cursor: str | None


ModelId = Annotated[JobId, Path(description="`job_…`")]


@router.post("", status_code=202, responses=refusals(401, 402, 403, 404, 409, 413, 415, 422))
def start_model(
    asked: ModelIn, studio: Studio, person: MakingPerson, response: Response, key: Key = None
) -> ModelOut:
    """
    Begin a model. The answer comes at once; the model is made meanwhile.

    The same name and payload, while such a model is on its way, is that model; with an
    `Idempotency-Key`, the key decides.
    """
    job = _start(studio, person.id, asked, key=key)
    response.headers["Location"] = f"/api/models/{job.id}"
    return _shown(job)


@router.get("", responses=refusals(401, 422))
def list_models(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: ReadingPerson,
    status: Annotated[Status | None, Query()] = None,
    search: Search = None,
    cursor: Cursor = None,
    limit: Limit = 24,
) -> ModelsOut:
    """Your models, the latest first."""
    page = studio.jobs.page(
        person.id,
        statuses=[ours for ours, theirs in _STATUS.items() if theirs == status],
        medium=Medium.MODEL3D,
        search=search,
        cursor=cursor,
        limit=limit,
    )
    return ModelsOut(items=tuple(map(_shown, page.items)), next_cursor=page.next_cursor)


@router.get("/{model_id}", responses=refusals(401, 404))
def get_model(model_id: ModelId, studio: Studio, person: ReadingPerson) -> ModelDetailOut:
    """How far a model is, where it stands in line, and what happened to it."""
    job = _model(studio, person.id, model_id)
    tasks = studio.jobs.tasks(person.id, model_id)
    lines = sorted((line for task in tasks for line in task.events), key=lambda line: line.at)
    history = tuple(EventOut.model_validate(line) for line in lines)
    return ModelDetailOut(**dict(_shown(job)), history=history)


@router.post("/{model_id}/retry", responses=refusals(401, 402, 403, 404, 409))
def retry_model(model_id: ModelId, studio: Studio, person: MakingPerson) -> ModelOut:
    """Try a model that failed once more, with the same settings."""
    _model(studio, person.id, model_id)
    return _shown(studio.jobs.retry(person.id, model_id))


@router.post("/{model_id}/cancel", responses=refusals(401, 403, 404))
def cancel_model(model_id: ModelId, studio: Studio, person: MakingPerson) -> ModelOut:
    """Stop a model. What was bought already arrives and is kept."""
    _model(studio, person.id, model_id)
    return _shown(studio.jobs.cancel(person.id, model_id))


@router.delete("/{model_id}", status_code=204, responses=refusals(401, 403, 404))
def delete_model(model_id: ModelId, studio: Studio, person: CurrentPerson) -> None:
    """Let a model and its files go. What still runs is stopped first."""
    _model(studio, person.id, model_id)
    studio.jobs.delete(person.id, model_id)


def _model(studio: TheStudio, person_id: str, model_id: str) -> JobView:
    job = studio.jobs.get(person_id, model_id)
    if job.medium is not Medium.MODEL3D:
        raise NotFound("That is no model.")
    return job


def _start(studio: TheStudio, person_id: str, asked: ModelIn, *, key: str | None) -> JobView:
    """The document's words in ours; what is wrong with them is named in the document's."""
    params = {"source": asked.generationType, **asked.payload.model_dump(exclude_none=True)}
    order = Order(
        medium=Medium.MODEL3D,
        params=params,
        title=asked.name,
        provider=asked.provider,
        model=asked.model,
        key=key,
    )
    try:
        return studio.models.start(person_id, order)
    except Invalid as problem:
        raise Invalid(problem.message, field=_field(problem.field)) from None


def _field(ours: str | None) -> str:
    if ours in PayloadIn.model_fields:
        return f"payload.{ours}"
    return {"source": "generationType", "title": "name"}.get(ours or "", ours or "payload")


def _shown(job: JobView) -> ModelOut:
    file = job.files[0] if job.files else None
    meta = file.meta if file else {}
    url = file_url(file.id) if file else None
    usual = UsualOut.model_validate(job.usual) if job.usual else None
    return ModelOut(
        id=job.id,
        name=job.title,
        status=_STATUS[job.status],
        progress=_progress(job),
        metadata=_metadata(job, meta),
        error_message=_error(job),
        thumbnail_url=f"{url}?format={Format.THUMBNAIL}" if meta.get(Format.THUMBNAIL) else None,
        turntable_url=f"{url}?format={Format.TURNTABLE}" if meta.get(Format.TURNTABLE) else None,
        model_url=url,
        people_before=job.people_before,
        orders_before=job.orders_before,
        usual=usual,
        created_at=job.created_at,
        started_at=job.started_at,
        completed_at=job.ended_at if job.status is JobStatus.COMPLETED else None,
    )


def _metadata(job: JobView, meta: Mapping[str, Any]) -> MetadataOut:
    return MetadataOut(
        task_id=job.task_id,
        provider=job.provider,
        generation_type=job.params["source"],
        cancelled=job.status is JobStatus.CANCELLED,
        progress_is_true=job.progress_is_true,
        shape=meta.get("shape"),
    )


def _progress(job: JobView) -> int:
    if job.status is JobStatus.COMPLETED:
        return 100
    return min(_ALMOST, int((job.progress or 0.0) * 100))


def _error(job: JobView) -> str | None:
    if job.status is JobStatus.CANCELLED:
        return _CANCELLED
    if job.status is not JobStatus.FAILED:
        return None
    return (job.failure.reason if job.failure else "") or _NOT_MADE
