"""Document 000: reading journeys and their logs, each with its music."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator

from app.api.deps import (
    CurrentPerson,
    Cursor,
    Key,
    Limit,
    MakingPerson,
    ReadingPerson,
    Search,
    Studio,
    shaped,
)
from app.api.errors import refusals
from app.api.journey_forms import JourneyChange, JourneyIn, LogIn, book_in, music_in
from app.api.journey_shapes import (
    AheadOut,
    JourneyOut,
    JourneysOut,
    LogOut,
    LogsOut,
    PreviewOut,
    StartedOut,
    TracksOut,
    WrittenOut,
    journey_out,
    log_out,
    plan_out,
    started_out,
    track_out,
)
from app.domain.errors import NotFound
from app.domain.journeys.course import JourneyStatus
from app.domain.journeys.views import Entry, LogView, MusicSettings, Sort

router = APIRouter(prefix="/api/journeys", tags=["journeys"])

JourneyId = Annotated[str, Path(description="`journey_…`"), AfterValidator(shaped("journey"))]
LogId = Annotated[str, Path(description="`log_…`"), AfterValidator(shaped("log"))]
_LOGS_MOST = 200
_CHANGES = refusals(401, 403, 404, 409, 422)


@router.post("/create", status_code=201, responses=refusals(401, 403, 409, 422))
def start_journey(
    form: JourneyIn, studio: Studio, person: MakingPerson, key: Key = None
) -> StartedOut:
    """
    Begin a journey with its log v0 and its pending music. The music is made meanwhile.

    When it cannot start, for want of credits for example, the journey begins all the same and
    `musicTrack` says why in `error_message`.
    """
    studio.covers.remember([form.book_cover_url])
    begun = studio.journeys.start(
        person.id,
        book_in(form, form.book_title),
        entry=form.log.entry() if form.log else None,
        music=music_in(form, MusicSettings()),
        key=key,
    )
    return started_out(begun)


@router.get("", responses=refusals(401, 422))
def list_journeys(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: CurrentPerson,
    status: Annotated[JourneyStatus | None, Query()] = None,
    search: Search = None,
    sort: Annotated[Sort, Query()] = "latest",
    cursor: Cursor = None,
    limit: Limit = 24,
) -> JourneysOut:
    """Your journeys, the last changed first."""
    page = studio.journeys.page(
        person.id, status=status, search=search, sort=sort, cursor=cursor, limit=limit
    )
    shown = [journey_out(view) for view in page.items]
    return JourneysOut(journeys=shown, next_cursor=page.next_cursor)


@router.get("/{journey_id}", responses=refusals(401, 404))
def get_journey(journey_id: JourneyId, studio: Studio, person: CurrentPerson) -> JourneyOut:
    """One journey."""
    return journey_out(studio.journeys.get(person.id, journey_id))


@router.patch("/{journey_id}", responses=_CHANGES)
def change_journey(
    journey_id: JourneyId, form: JourneyChange, studio: Studio, person: CurrentPerson
) -> JourneyOut:
    """Change facts of the book or the settings of its music, set it aside, or read on."""
    now = studio.journeys.get(person.id, journey_id)
    sent = form.model_fields_set
    facts = bool(sent - {"status"})
    if facts or form.status:
        now = studio.journeys.edit(
            person.id,
            journey_id,
            book=book_in(form, form.book_title, now.book) if facts else None,
            music=music_in(form, now.music) if facts else None,
            status=JourneyStatus(form.status) if form.status else None,
        )
    if facts:
        studio.covers.remember([form.book_cover_url])
    return journey_out(now)


@router.delete("/{journey_id}", status_code=204, responses=refusals(401, 403, 404))
def delete_journey(journey_id: JourneyId, studio: Studio, person: CurrentPerson) -> None:
    """Let a journey go. Its songs go to the trash; what runs is stopped first."""
    studio.journeys.delete(person.id, journey_id)


@router.post("/{journey_id}/logs", status_code=201, responses=_CHANGES)
def add_log(
    journey_id: JourneyId, form: LogIn, studio: Studio, person: MakingPerson, key: Key = None
) -> WrittenOut:
    """
    Write a log; its music is made meanwhile. A log is never lost for want of music.

    `musicTrack` is null when music is off for it, and says why when it could not start.
    """
    log = log_out(studio.journeys.add_log(person.id, journey_id, form.entry(), key=key).log)
    return WrittenOut(log=log, musicTrack=log.music_track)


@router.get("/{journey_id}/logs", responses=refusals(401, 404, 422))
def list_logs(  # noqa: PLR0913, PLR0917 -- the filters of one list
    journey_id: JourneyId,
    studio: Studio,
    person: CurrentPerson,
    newest_first: Annotated[bool, Query(description="vFinal before v0.")] = False,  # noqa: FBT002 -- a query
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=_LOGS_MOST, description="Logs on a page.")] = _LOGS_MOST,
) -> LogsOut:
    """Logs of a journey from v0 on, each with its music. Ask again while some is on its way."""
    page = studio.journeys.logs(
        person.id, journey_id, newest_first=newest_first, cursor=cursor, limit=limit
    )
    return LogsOut(logs=[log_out(view) for view in page.items], next_cursor=page.next_cursor)


@router.get("/{journey_id}/listening", responses=refusals(401, 404))
def list_tracks(journey_id: JourneyId, studio: Studio, person: CurrentPerson) -> TracksOut:
    """The whole journey as one listening: every track that can be heard, v0 first."""
    heard = studio.journeys.listening(person.id, journey_id)
    return TracksOut(tracks=[track_out(view) for view in heard])


@router.get("/{journey_id}/ahead", responses=refusals(401, 404))
def get_ahead(journey_id: JourneyId, studio: Studio, person: CurrentPerson) -> AheadOut:
    """How it stands with the next piece, which is prepared ahead within `ahead_budget`."""
    return AheadOut.model_validate(studio.journeys.ahead(person.id, journey_id))


@router.post("/{journey_id}/preview", responses=refusals(401, 403, 404, 422))
def preview_log(
    journey_id: JourneyId, form: LogIn, studio: Studio, person: ReadingPerson
) -> PreviewOut:
    """What the music of such a log would be, why, and what it would cost. Nothing is written."""
    preview = studio.journeys.preview(person.id, form.entry(), journey_id=journey_id)
    price = preview.quote.price if preview.quote else None
    return PreviewOut(plan=plan_out(preview.plan), price=price, problem=preview.problem)


@router.post("/{journey_id}/complete", responses=_CHANGES)
def complete_journey(
    journey_id: JourneyId,
    studio: Studio,
    person: MakingPerson,
    form: LogIn | None = None,
    key: Key = None,
) -> StartedOut:
    """The book is read: writes vFinal, whose music draws on the whole journey. Safe to repeat."""
    entry = form.entry() if form else None
    return started_out(studio.journeys.finish(person.id, journey_id, entry, key=key))


@router.get("/{journey_id}/logs/{log_id}", responses=refusals(401, 404))
def get_log(journey_id: JourneyId, log_id: LogId, studio: Studio, person: CurrentPerson) -> LogOut:
    """One log with its music."""
    return log_out(_log_of(studio, person.id, journey_id, log_id))


@router.patch("/{journey_id}/logs/{log_id}", responses=_CHANGES)
def change_log(
    journey_id: JourneyId, log_id: LogId, form: LogIn, studio: Studio, person: MakingPerson
) -> LogOut:
    """Change what a log says; what is not sent stays. A song that is there stays, too."""
    now = _log_of(studio, person.id, journey_id, log_id)
    said = form.entry()
    sent = {name: getattr(said, name) for name in form.model_fields_set}
    before = {name: getattr(now, name) for name in vars(Entry()) if name != "plan"}
    return log_out(studio.journeys.edit_log(person.id, log_id, Entry(**(before | sent))))


@router.delete("/{journey_id}/logs/{log_id}", status_code=204, responses=refusals(401, 404, 409))
def delete_log(journey_id: JourneyId, log_id: LogId, studio: Studio, person: CurrentPerson) -> None:
    """Let a log go. Its songs go to the trash; what runs is stopped first. v0 stays."""
    _log_of(studio, person.id, journey_id, log_id)
    studio.journeys.remove_log(person.id, log_id)


def _log_of(studio: Studio, person_id: str, journey_id: str, log_id: str) -> LogView:
    studio.journeys.get(person_id, journey_id)
    log = studio.journeys.log(person_id, log_id)
    if log.journey_id != journey_id:
        raise NotFound("There is no such log in this journey.")
    return log
