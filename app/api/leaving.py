"""What is announced to leave: kept, taken home, or let go."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import CurrentPerson, Studio, shaped
from app.api.errors import refusals
from app.api.sending import ARCHIVE, send_archive
from app.api.trash import CountOut
from app.services.packing import pack

router = APIRouter(prefix="/api/leaving", tags=["trash"])


class DepartureOut(Answer):
    """Songs that leave together."""

    songs: int
    at: datetime


class LeavingSongOut(Answer):
    """A song that is to leave, with all its takes."""

    job_id: str
    page: str
    """Where a person sees it on this server."""
    title: str
    takes: int
    size: int
    """Bytes."""
    leaves_at: datetime
    """Then it goes to the trash."""


class LeavingOut(Answer):
    """Everything that is to leave, counted by its day; some of it by name, the soonest first."""

    songs: int
    departures: tuple[DepartureOut, ...]
    items: tuple[LeavingSongOut, ...]


class ChoiceIn(Body):
    """Which songs."""

    job_ids: Annotated[
        list[Annotated[str, AfterValidator(shaped("job"))]] | None,
        Field(max_length=500, description="Any job of each song; null: all that are to leave."),
    ] = None


@router.get("", responses=refusals(401, 422))
def list_leaving(
    studio: Studio,
    person: CurrentPerson,
    limit: Annotated[int, Query(ge=0, le=500, description="Songs to name.")] = 100,
) -> LeavingOut:
    """Your songs that are to leave by their age, and when."""
    return LeavingOut.model_validate(studio.retention.of(person.id, items=limit))


@router.post("/keep", responses=refusals(401, 403, 404, 413, 415, 422))
def keep_songs(asked: ChoiceIn, studio: Studio, person: CurrentPerson) -> CountOut:
    """Keep songs that are to leave, for ever."""
    return CountOut(count=studio.retention.keep(person.id, asked.job_ids))


@router.post("/let-go", responses=refusals(401, 403, 404, 413, 415, 422))
def let_songs_go(asked: ChoiceIn, studio: Studio, person: CurrentPerson) -> CountOut:
    """Move songs that are to leave to the trash now."""
    return CountOut(count=studio.retention.let_go(person.id, asked.job_ids))


@router.get("/download", response_class=Response, responses=ARCHIVE | refusals(401, 503))
def download_leaving(studio: Studio, person: CurrentPerson) -> Response:
    """Every take of every song that is to leave, as one ZIP archive."""
    name = f"meanwhile_{datetime.now(UTC):%Y-%m-%d}.zip"
    return send_archive(pack(studio.storage, studio.retention.files(person.id)), name)
