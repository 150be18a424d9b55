"""Document 004: a job id at once, and its state whenever somebody asks."""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from app.api.answers import result_url
from app.api.bodies import Body
from app.api.deps import JobId, JobReader, Key, MakingPerson, Studio
from app.api.errors import refusals
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from app.media.song import SongParams

router = APIRouter(prefix="/api/music", tags=["music"])

State = Literal["pending", "processing", "done", "error"]
_STATES: dict[JobStatus, State] = {
    JobStatus.PENDING: "pending",
    JobStatus.GENERATING: "processing",
    JobStatus.CANCELLING: "processing",
    JobStatus.COMPLETED: "done",
    JobStatus.FAILED: "error",
    JobStatus.CANCELLED: "error",
}


class MusicOut(BaseModel):
    """Keep the id; the page may be left now."""

    jobId: str  # noqa: N815 -- the document's name


class MusicStatusOut(BaseModel):
    """Where a song is, in the document's words."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    state: State
    resultUrl: str | None = None  # noqa: N815 -- the document's name
    """Where the song can be played, once it is done."""
    error: str | None = None
    """Why it did not come, in words."""


class SongIn(Body, SongParams):
    """A song to be made."""


@router.post("", status_code=202, responses=refusals(401, 402, 403, 409, 413, 415, 422))
def ask_for_music(
    params: SongIn,
    studio: Studio,
    person: MakingPerson,
    response: Response,
    key: Key = None,
) -> MusicOut:
    """Ask for a song. The answer comes at once; the song is made meanwhile."""
    asked = params.model_dump(mode="json", exclude_none=True)
    job_id = studio.jobs.ask(person.id, Order(medium=Medium.SONG, params=asked, key=key))
    response.headers["Location"] = f"/api/music/{job_id}/status"
    return MusicOut(jobId=job_id)


@router.get("/{job_id}/status", response_model_exclude_none=True, responses=refusals(401, 404))
def music_status(job_id: JobId, studio: Studio, reading: JobReader) -> MusicStatusOut:
    """Where the song is. Ask every two seconds, from any page or device."""
    job = studio.jobs.get(reading.person_id, job_id)
    if job.medium is not Medium.SONG:
        raise NotFound("That is no song.")
    return music_state(job)


def music_state(job: JobView) -> MusicStatusOut:
    """A job in the document's words. A song that was kept after a cancel is done."""
    state, url = _STATES[job.status], result_url(job)
    if state == "done":
        return MusicStatusOut(state=state, resultUrl=url)
    if state != "error":
        return MusicStatusOut(state=state)
    if job.status is JobStatus.CANCELLED:
        return MusicStatusOut(state=state, error="It was cancelled.")
    reason = job.failure.reason if job.failure else ""
    return MusicStatusOut(state=state, error=reason or "The song could not be made.")
