"""Document 001: sets of pictures, in its words. Workers take them, whether anybody asks or not."""

import asyncio
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import ConfigDict

from app.api.answers import JobOut
from app.api.bodies import Body
from app.api.deps import (
    CurrentPerson,
    Cursor,
    JobId,
    Key,
    MakingPerson,
    ReadingPerson,
    Studio,
    Words,
)
from app.api.errors import refusals
from app.api.photo_shapes import (
    STATUSES,
    NextOut,
    NoneLeftOut,
    PhotoJobDetailOut,
    PhotoJobIn,
    PhotoJobsOut,
    ShootQuoteOut,
    detail_out,
    generation_out,
    quote_out,
    task_out,
)
from app.bootstrap import Studio as TheStudio
from app.domain.albums import Reported, Shoot
from app.domain.errors import Invalid

router = APIRouter(prefix="/api/ai/jobs", tags=["photos"])

WAITS_S = 25.0
Index = Annotated[int, Path(ge=0, lt=1_000, description="Its place in the set, from 0.")]


class ActionIn(Body):
    """What to do with a set."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    action: Literal["cancel", "complete"]
    """`complete` is taken for the sake of older clients, and changes nothing: a set ends itself."""


@router.post("", status_code=201, responses=refusals(401, 402, 403, 404, 409, 413, 415, 422, 429))
def start_photos(
    form: PhotoJobIn, studio: Studio, person: MakingPerson, response: Response, key: Key = None
) -> PhotoJobDetailOut:
    """
    Begin a set of pictures: all of them, or none with everything said that stands against it.

    SINGLE takes every style with every role, BATCH exactly `totalImages`. Credits are held, not
    spent, until each picture is there.
    """
    shoot = studio.albums.start(person.id, form.albumId, _asked(form, key=key))
    response.headers["Location"] = f"/api/ai/jobs/{shoot.job.id}"
    return detail_out(shoot)


@router.post("/quote", responses=refusals(401, 403, 404, 413, 415, 422))
def quote_photos(form: PhotoJobIn, studio: Studio, person: ReadingPerson) -> ShootQuoteOut:
    """How many pictures that makes, and what they cost. Nothing is started."""
    return quote_out(studio.albums.quote(person.id, form.albumId, _asked(form)))


@router.get("", responses=refusals(401, 422))
def list_photos(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: CurrentPerson,
    albumId: Annotated[Words | None, Query(max_length=100)] = None,  # noqa: N803
    status: Annotated[
        Words | None,
        Query(max_length=200, description="PENDING, PROCESSING …, several with commas between."),
    ] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=50, description="Sets on a page.")] = 10,
) -> PhotoJobsOut:
    """Your sets with each of their pictures, the latest first."""
    words = [word.strip().upper() for word in (status or "").split(",") if word.strip()]
    if unknown := [word for word in words if word not in STATUSES]:
        raise Invalid(f"{unknown[0]} is not one of: {', '.join(STATUSES)}.", field="status")
    page = studio.albums.shoots(
        person.id,
        albumId,
        statuses=[ours for word in words for ours in STATUSES[word]],
        cursor=cursor,
        limit=limit,
    )
    jobs = tuple(map(detail_out, page.items))
    return PhotoJobsOut(jobs=jobs, nextCursor=page.next_cursor)


@router.get("/{job_id}", responses=refusals(401, 404))
def get_photos(job_id: JobId, studio: Studio, person: ReadingPerson) -> PhotoJobDetailOut:
    """A set: how far it is, each of its pictures, and those that are finished."""
    return detail_out(studio.albums.shoot(person.id, job_id))


@router.patch("/{job_id}", responses=refusals(401, 403, 404, 413, 415, 422))
def change_photos(
    job_id: JobId, form: ActionIn, studio: Studio, person: MakingPerson
) -> PhotoJobDetailOut:
    """Cancel a set: the running picture finishes, the rest stop, and their credits return."""
    if form.action == "cancel":
        return detail_out(studio.albums.cancel(person.id, job_id))
    return detail_out(studio.albums.shoot(person.id, job_id))


@router.post("/{job_id}/process-next", responses=refusals(401, 403, 404, 429))
async def process_next(
    job_id: JobId, studio: Studio, person: MakingPerson
) -> NextOut | NoneLeftOut:
    """
    Wait for the next picture that ended, at most 25 s. It only tells: workers do the work.

    Each picture is told once, whoever asks; `{"done": true}` when none is left. While none ended,
    the one that is at work is told, and nothing is lost: ask again.
    """
    return _next_out(await _next(studio, person.id, job_id))


@router.post("/{job_id}/retry", responses=refusals(401, 402, 403, 404, 409))
def retry_photos(job_id: JobId, studio: Studio, person: MakingPerson) -> PhotoJobDetailOut:
    """Take the pictures that failed once more. Only they cost."""
    return detail_out(studio.albums.retry(person.id, job_id))


@router.post("/{job_id}/pictures/{index}/retry", responses=refusals(401, 402, 403, 404, 409, 422))
def retry_photo(
    job_id: JobId, index: Index, studio: Studio, person: MakingPerson
) -> PhotoJobDetailOut:
    """Take one picture that failed once more."""
    return detail_out(studio.albums.retry(person.id, job_id, index=index))


@router.post(
    "/{job_id}/pictures/{index}/again",
    status_code=202,
    responses=refusals(401, 402, 403, 404, 409, 422, 429),
)
def repeat_photo(  # noqa: PLR0913, PLR0917 -- what a request says
    job_id: JobId,
    index: Index,
    studio: Studio,
    person: MakingPerson,
    response: Response,
    key: Key = None,
) -> JobOut:
    """Another take of one picture, with another seed, as a job of its own."""
    job = studio.albums.again(person.id, job_id, index, key=key)
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return JobOut.model_validate(job)


def _asked(form: PhotoJobIn, *, key: str | None = None) -> Shoot:
    return Shoot(
        mode="single" if form.mode == "SINGLE" else "batch",
        styles=tuple(word.lower() for word in form.styles),
        roles=tuple(word.lower() for word in form.roles),
        total=form.totalImages,
        prompt=form.prompt,
        aspect=form.aspect.value,
        provider=form.provider,
        model=form.model,
        key=key,
    )


async def _next(studio: TheStudio, person_id: str, job_id: str) -> Reported:
    """Look, and look again whenever something of this person changed; nothing is held meanwhile."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + WAITS_S
    seat = studio.news.follow(person_id, on_leave=f"next {job_id}")
    try:
        while True:
            seat.changed.clear()
            found = await asyncio.to_thread(studio.reporting.next, person_id, job_id)
            if found is not None:
                return found
            left = ends - loop.time()
            if left <= 0 or studio.news.is_closing:
                break
            try:
                await asyncio.wait_for(seat.changed.wait(), left)
            except TimeoutError:
                break
    finally:
        seat.leave()
    at_work = partial(studio.reporting.at_work, person_id, job_id)
    return await asyncio.to_thread(at_work)


def _next_out(found: Reported) -> NextOut | NoneLeftOut:
    if found.picture is None:
        return NoneLeftOut()
    return NextOut(task=task_out(found.picture), generation=generation_out(found.picture))
