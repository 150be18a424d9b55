"""Reading journeys: everything that a person does with them."""

from dataclasses import dataclass

from app.domain.journeys.course import JourneyStatus
from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import (
    Begun,
    Book,
    Entry,
    Generated,
    JourneyView,
    LogView,
    MusicSettings,
    Preview,
    Sort,
    TrackView,
)
from app.domain.views import Page
from app.services.jobs import Jobs


@dataclass(frozen=True)
class Journeys:
    """
    Reading journeys of people. Somebody else's is `NotFound`, always.

    A log is never lost: when its music cannot start (credits, a full line, bounds of a provider),
    the log is written all the same and its track says why (`failure`); `generate` tries again.
    """

    jobs: Jobs
    first_choice: tuple[str, ...] = ("mureka",)
    """Providers that are taken where nobody chose, the first that is configured."""

    def start(
        self,
        person_id: str,
        book: Book,
        *,
        entry: Entry | None = None,
        music: MusicSettings | None = None,
        key: str | None = None,
    ) -> Begun:
        """Begin a journey with its log v0 and its pending song, in one transaction."""
        raise NotImplementedError

    def get(self, person_id: str, journey_id: str) -> JourneyView:
        """One journey."""
        raise NotImplementedError

    def page(  # noqa: PLR0913 -- the filters of one list
        self,
        person_id: str,
        *,
        status: JourneyStatus | None = None,
        search: str | None = None,
        sort: Sort = "latest",
        cursor: str | None = None,
        limit: int = 24,
    ) -> Page[JourneyView]:
        """Journeys: the cover shelf. Raises `Invalid` for a cursor that is not ours."""
        raise NotImplementedError

    def logs(
        self,
        person_id: str,
        journey_id: str,
        *,
        newest_first: bool = False,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[LogView]:
        """Logs with their music, from v0 on."""
        raise NotImplementedError

    def log(self, person_id: str, log_id: str) -> LogView:
        """One log."""
        raise NotImplementedError

    def track(self, person_id: str, track_id: str) -> TrackView:
        """The music of one log."""
        raise NotImplementedError

    def listening(self, person_id: str, journey_id: str) -> tuple[TrackView, ...]:
        """Every track that can be heard, v0 first, vFinal last."""
        raise NotImplementedError

    def preview(  # noqa: PLR0913 -- what a log would be
        self,
        person_id: str,
        entry: Entry,
        *,
        journey_id: str | None = None,
        book: Book | None = None,
        music: MusicSettings | None = None,
        ends: bool = False,
    ) -> Preview:
        """
        What the music of such a log would be and cost; nothing is written.

        Of a journey, or with `book` of one that is about to start; `ends`: the vFinal.
        """
        raise NotImplementedError

    def add_log(
        self, person_id: str, journey_id: str, entry: Entry, *, key: str | None = None
    ) -> Begun:
        """Write a log and start its music; a book that was set aside is being read again."""
        raise NotImplementedError

    def edit_log(self, person_id: str, log_id: str, entry: Entry) -> LogView:
        """
        Write what a log says anew, whole.

        Its plan follows unless somebody changed it; a song that is there or on its way stays.
        Music that is switched on starts; switched off, what runs is stopped and takes are kept.
        """
        raise NotImplementedError

    def remove_log(self, person_id: str, log_id: str) -> None:
        """Let a log go, and its songs to the trash; what runs is stopped. Not v0: `Conflict`."""
        raise NotImplementedError

    def edit_plan(self, person_id: str, track_id: str, change: PlanChange) -> TrackView:
        """Change what a song is to be, for its next take."""
        raise NotImplementedError

    def generate(self, person_id: str, track_id: str) -> Generated:
        """
        See to it that a track gets its music; safe to repeat.

        Completed answers at once, at work says `already`, pending is rung, failed is tried again.
        Raises what stands against a new start, as `NotEnoughCredits`.
        """
        raise NotImplementedError

    def regenerate(
        self,
        person_id: str,
        track_id: str,
        change: PlanChange | None = None,
        *,
        key: str | None = None,
    ) -> TrackView:
        """Another take, with this changed; older takes are kept. `Conflict` while one is made."""
        raise NotImplementedError

    def stop(self, person_id: str, track_id: str) -> TrackView:
        """Stop what has not been bought; what was bought arrives and is kept."""
        raise NotImplementedError

    def finish(
        self, person_id: str, journey_id: str, entry: Entry | None = None, *, key: str | None = None
    ) -> Begun:
        """The book is read: writes vFinal. A finished journey answers with the one it has."""
        raise NotImplementedError

    def set_aside(self, person_id: str, journey_id: str) -> JourneyView:
        """Put the book away for a while. `Conflict` when it is finished."""
        raise NotImplementedError

    def resume(self, person_id: str, journey_id: str) -> JourneyView:
        """Read on. What was vFinal becomes an ordinary log, for it was not the end."""
        raise NotImplementedError

    def edit(
        self,
        person_id: str,
        journey_id: str,
        *,
        book: Book | None = None,
        music: MusicSettings | None = None,
    ) -> JourneyView:
        """Replace the facts of the book, or the settings of the music."""
        raise NotImplementedError

    def keep_cover(self, journey_id: str, cover_key: str) -> None:
        """Our copy of the cover lies under this key."""
        raise NotImplementedError

    def delete(self, person_id: str, journey_id: str) -> None:
        """Let a journey go, and its songs to the trash; what runs is stopped first."""
        raise NotImplementedError
