"""Jobs of every medium: start, follow, cancel, try again, let go."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.answers import (
    FileOut,
    JobDetailOut,
    JobOut,
    JobsOut,
    QuoteOut,
    ReceiptOut,
    TakesOut,
    TaskOut,
)
from app.api.bodies import Body
from app.api.deps import (
    CurrentPerson,
    Cursor,
    JobId,
    JobReader,
    Key,
    Limit,
    MakingPerson,
    ReadingPerson,
    Search,
    Studio,
    Words,
)
from app.api.errors import refusals
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Order

router = APIRouter(prefix="/api/jobs", tags=["jobs"])

Title = Annotated[Words, Field(max_length=500, examples=["Rain on the roof"])]
Choice = Annotated[Words, Field(max_length=100)]
_PARAMS = Field(examples=[{"prompt": "rain on a tin roof, slow piano", "length_s": 60}])


class QuoteIn(Body):
    """What would be made."""

    medium: Medium
    params: Annotated[dict[str, Any], _PARAMS]
    provider: Choice | None = None
    model: Choice | None = None
    takes: Annotated[int, Field(ge=1, le=8, description="How many, each paid for.")] = 1


class JobIn(QuoteIn):
    """What is to be made."""

    title: Title | None = None
    seed: Annotated[int, Field(ge=0, lt=2**53)] | None = None


class TitleIn(Body):
    """Another name for a job."""

    title: Title


@router.post("", status_code=202, responses=refusals(401, 402, 403, 409, 413, 415, 422))
def start_job(
    asked: JobIn, studio: Studio, person: MakingPerson, response: Response, key: Key = None
) -> JobOut:
    """Start a job. Its credits are held, not spent, until it is made."""
    job = studio.jobs.start(person.id, Order(**asked.model_dump(), key=key))
    return _started(job, response)


@router.post("/quote", responses=refusals(401, 403, 413, 415, 422))
def quote_job(asked: QuoteIn, studio: Studio, person: ReadingPerson) -> QuoteOut:  # noqa: ARG001 -- only for people
    """What this would cost and how long it usually takes. Nothing is started."""
    quote = studio.jobs.quote(**asked.model_dump())
    return QuoteOut.model_validate(quote)


@router.get("", responses=refusals(401, 422))
def list_jobs(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: CurrentPerson,
    status: Annotated[JobStatus | None, Query()] = None,
    medium: Annotated[Medium | None, Query()] = None,
    search: Search = None,
    cursor: Cursor = None,
    limit: Limit = 24,
) -> JobsOut:
    """Your jobs, the latest first."""
    page = studio.jobs.page(
        person.id,
        statuses=[status] if status else (),
        medium=medium,
        search=search,
        cursor=cursor,
        limit=limit,
    )
    return JobsOut.model_validate(page)


@router.get("/{job_id}", responses=refusals(401, 404))
def get_job(job_id: JobId, studio: Studio, reading: JobReader) -> JobDetailOut:
    """One job with its tasks and the history of each."""
    owner = reading.person_id
    job = JobOut.model_validate(studio.jobs.get(owner, job_id))
    tasks = tuple(TaskOut.model_validate(each) for each in studio.jobs.tasks(owner, job_id))
    return JobDetailOut(**dict(job), tasks=tasks)


@router.get("/{job_id}/receipt", responses=refusals(401, 404))
def get_receipt(job_id: JobId, studio: Studio, person: CurrentPerson) -> ReceiptOut:
    """What became of the job's credits: quoted, held, used, returned, line by line."""
    return ReceiptOut.model_validate(studio.money.receipt(person.id, job_id))


@router.get("/{job_id}/takes", responses=refusals(401, 404))
def list_takes(job_id: JobId, studio: Studio, person: CurrentPerson) -> TakesOut:
    """Every take of the song that this job is a take of, with its number."""
    takes = studio.library.takes(person.id, job_id)
    return TakesOut(items=tuple(FileOut.model_validate(each) for each in takes))


@router.post("/{job_id}/cancel", responses=refusals(401, 403, 404))
def cancel_job(job_id: JobId, studio: Studio, person: MakingPerson) -> JobOut:
    """Stop what has not been bought; what was bought arrives and is kept."""
    return JobOut.model_validate(studio.jobs.cancel(person.id, job_id))


@router.post("/{job_id}/retry", responses=refusals(401, 402, 403, 404, 409))
def retry_job(job_id: JobId, studio: Studio, person: MakingPerson) -> JobOut:
    """Try what failed once more, with the same settings."""
    return JobOut.model_validate(studio.jobs.retry(person.id, job_id))


@router.post("/{job_id}/again", status_code=202, responses=refusals(401, 402, 403, 404, 409, 422))
def repeat_job(
    job_id: JobId, studio: Studio, person: MakingPerson, response: Response, key: Key = None
) -> JobOut:
    """Another take: the same words with another seed, as a job of its own."""
    return _started(studio.jobs.again(person.id, job_id, key=key), response)


@router.patch("/{job_id}", responses=refusals(401, 403, 404, 422))
def rename_job(job_id: JobId, form: TitleIn, studio: Studio, person: CurrentPerson) -> JobOut:
    """Give a job another title."""
    return JobOut.model_validate(studio.jobs.rename(person.id, job_id, form.title))


@router.delete("/{job_id}", status_code=204, responses=refusals(401, 403, 404))
def delete_job(job_id: JobId, studio: Studio, person: CurrentPerson) -> None:
    """Let a job and its files go. What still runs is stopped first."""
    studio.jobs.delete(person.id, job_id)


def _started(job: JobView, response: Response) -> JobOut:
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return JobOut.model_validate(job)
