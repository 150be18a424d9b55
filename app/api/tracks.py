"""Document 000: the music of one log, generated and asked about by the id of its track."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AfterValidator

from app.api.deps import CurrentPerson, Key, MakingPerson, Studio, shaped
from app.api.errors import refusals
from app.api.journey_forms import PlanIn
from app.api.journey_shapes import GeneratedOut, TrackOut, track_out

router = APIRouter(prefix="/api/music", tags=["journeys"])

TrackId = Annotated[str, Path(description="`track_…`"), AfterValidator(shaped("track"))]
_MESSAGES = {
    "completed": "Its music is ready.",
    "already": "Its music is being made already.",
    "retrying": "It is tried again.",
    "rung": "It waits for its turn.",
}


@router.post("/generate/{track_id}", responses=refusals(401, 402, 403, 404, 409, 422))
def generate_music(track_id: TrackId, studio: Studio, person: MakingPerson) -> GeneratedOut:
    """
    See to it that a track gets its music. Safe to repeat, and answers at once.

    Completed says so, generating says “already”, pending is rung, failed is tried again.
    """
    generated = studio.journeys.generate(person.id, track_id)
    track = track_out(generated.track)
    message = _MESSAGES[generated.outcome]
    return GeneratedOut(status=track.status, message=message, musicTrack=track)


@router.get("/{track_id}", responses=refusals(401, 404))
def get_track(track_id: TrackId, studio: Studio, person: CurrentPerson) -> TrackOut:
    """How far the music of a log is. Ask every two seconds while it is on its way."""
    return track_out(studio.journeys.track(person.id, track_id))


@router.patch("/{track_id}", responses=refusals(401, 403, 404, 422))
def change_plan(track_id: TrackId, form: PlanIn, studio: Studio, person: CurrentPerson) -> TrackOut:
    """Change what a song is to be, for its next take."""
    return track_out(studio.journeys.edit_plan(person.id, track_id, form.change()))


@router.post("/{track_id}/again", status_code=202, responses=refusals(401, 402, 403, 404, 409, 422))
def make_again(
    track_id: TrackId,
    studio: Studio,
    person: MakingPerson,
    form: PlanIn | None = None,
    key: Key = None,
) -> TrackOut:
    """Another take, with this changed. Takes that are there stay."""
    change = form.change() if form else None
    return track_out(studio.journeys.regenerate(person.id, track_id, change, key=key))


@router.post("/{track_id}/cancel", responses=refusals(401, 403, 404))
def stop_music(track_id: TrackId, studio: Studio, person: MakingPerson) -> TrackOut:
    """Stop what has not been bought; what was bought arrives and is kept."""
    return track_out(studio.journeys.stop(person.id, track_id))
