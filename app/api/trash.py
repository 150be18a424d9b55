"""The trash: what was let go, restorable for a while."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import Field

from app.api.albums import AlbumId
from app.api.answers import Answer, JobOut
from app.api.deps import CurrentPerson, Cursor, JobId, Limit, Studio
from app.api.errors import refusals
from app.api.journey_shapes import JourneyOut, journey_out
from app.api.journeys import JourneyId
from app.api.photo_shapes import AlbumOut, album_out
from app.domain.medium import Medium
from app.domain.states import JobStatus

router = APIRouter(prefix="/api/trash", tags=["trash"])


class TrashedOut(Answer):
    """A job in the trash. Until it is restored it is nowhere else."""

    id: str
    medium: Medium
    title: str
    status: JobStatus
    files: int
    size: int
    """Bytes of its files."""
    deleted_at: datetime
    restorable_until: datetime
    """Then it is removed for good."""
    page: str
    """Where a person sees it on this server, once it is restored."""


class TrashOut(Answer):
    """Some of the trash, and where the rest starts."""

    items: tuple[TrashedOut, ...]
    next_cursor: str | None
    days: float = Field(default=0)
    """For how many days what is let go now can be restored; 0: it goes at once."""


class LetGoOut(Answer):
    """A journey that was let go, with its logs; its songs are in the trash as well."""

    id: str
    title: str
    authors: tuple[str, ...]
    logs: int
    deleted_at: datetime
    restorable_until: datetime


class LetGoneOut(Answer):
    """Journeys that can be restored, the latest first."""

    items: tuple[LetGoOut, ...]


class AlbumLetGoOut(Answer):
    """An album that can be restored, with the pictures that went when it went."""

    id: str
    kind: str
    title: str
    photos: int
    pictures: int
    deleted_at: datetime
    restorable_until: datetime


class AlbumsLetGoOut(Answer):
    """Albums that can be restored, the latest first."""

    items: tuple[AlbumLetGoOut, ...]


class CountOut(Answer):
    """How many it was."""

    count: int


@router.get("", responses=refusals(401, 422))
def list_trash(
    studio: Studio, person: CurrentPerson, cursor: Cursor = None, limit: Limit = 24
) -> TrashOut:
    """What you let go and can restore, the latest first."""
    page = studio.trash.page(person.id, cursor=cursor, limit=limit)
    days = studio.trash.stays.total_seconds() / 86_400
    return TrashOut.model_validate(page).model_copy(update={"days": days})


@router.get("/journeys", responses=refusals(401))
def list_journeys_let_go(studio: Studio, person: CurrentPerson) -> LetGoneOut:
    """Journeys that you let go and can restore."""
    found = studio.journeys.let_go(person.id)
    return LetGoneOut(items=tuple(map(LetGoOut.model_validate, found)))


@router.post("/journeys/{journey_id}/restore", responses=refusals(401, 403, 404))
def restore_journey(journey_id: JourneyId, studio: Studio, person: CurrentPerson) -> JourneyOut:
    """Bring a journey back with its logs, and with the songs that went when it went."""
    return journey_out(studio.journeys.restore(person.id, journey_id))


@router.get("/albums", responses=refusals(401))
def list_albums_let_go(studio: Studio, person: CurrentPerson) -> AlbumsLetGoOut:
    """Albums that you let go and can restore."""
    found = studio.albums.let_go(person.id)
    return AlbumsLetGoOut(items=tuple(map(AlbumLetGoOut.model_validate, found)))


@router.post("/albums/{album_id}/restore", responses=refusals(401, 403, 404))
def restore_album(album_id: AlbumId, studio: Studio, person: CurrentPerson) -> AlbumOut:
    """Bring an album back with its photos, and with the pictures that went when it went."""
    return album_out(studio.albums.restore(person.id, album_id))


@router.post("/{job_id}/restore", responses=refusals(401, 403, 404))
def restore_job(job_id: JobId, studio: Studio, person: CurrentPerson) -> JobOut:
    """Bring a job back with its files, to where it was; a picture of a set returns into it."""
    home = studio.trash.restore(person.id, job_id)
    return JobOut.model_validate(studio.jobs.get(person.id, home))


@router.delete("/{job_id}", status_code=204, responses=refusals(401, 403, 404))
def remove_job(job_id: JobId, studio: Studio, person: CurrentPerson) -> None:
    """Remove a job and its files for good."""
    studio.trash.remove(person.id, job_id)


@router.delete("", responses=refusals(401, 403))
def empty_trash(studio: Studio, person: CurrentPerson) -> CountOut:
    """Remove everything in the trash for good."""
    return CountOut(count=studio.trash.empty(person.id))
