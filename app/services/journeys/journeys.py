"""Reading journeys: everything that a person does with them."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import col, select

from app.db.tables.journeys import JourneyRow
from app.db.transaction import Transaction
from app.domain.journeys import course
from app.domain.journeys.course import JourneyStatus, LogKind
from app.domain.journeys.views import Book, JourneyView, MusicSettings
from app.services import gate
from app.services.journeys.planning import put_book, put_music
from app.services.journeys.reading import now, owned
from app.services.journeys.returning import RestoresJourneys
from app.services.journeys.shown import journey_views
from app.services.journeys.writing import L, last_log

_FORGET = (
    text("DELETE FROM journeys WHERE deleted_at < now() - :stays"),
    text("DELETE FROM reading_logs WHERE deleted_at < now() - :stays"),
)


@dataclass(frozen=True)
class Journeys(RestoresJourneys):
    """Everything a person does with journeys; reading, music and logs have rooms of their own."""

    def set_aside(self, person_id: str, journey_id: str) -> JourneyView:
        """Put the book away for a while. `Conflict` when it is finished."""
        return self.edit(person_id, journey_id, status=JourneyStatus.SET_ASIDE)

    def resume(self, person_id: str, journey_id: str) -> JourneyView:
        """Read on. What was vFinal becomes an ordinary log, for it was not the end."""
        return self.edit(person_id, journey_id, status=JourneyStatus.READING)

    def edit(
        self,
        person_id: str,
        journey_id: str,
        *,
        book: Book | None = None,
        music: MusicSettings | None = None,
        status: JourneyStatus | None = None,
    ) -> JourneyView:
        """
        Replace the facts of the book or the settings of the music, set it aside, or read on.

        All of it or nothing. Raises `Conflict`, and `Invalid`, also for a provider that was not
        chosen before and is not here.
        """
        with self.engine.db.transaction() as tx:
            journey = owned(tx.session, person_id, journey_id, lock=True)
            if book is not None:
                put_book(journey, book)
            if music is not None:
                if music.provider not in (None, journey.provider):
                    self._provider(music.provider)
                put_music(journey, music)
            if status is JourneyStatus.SET_ASIDE:
                course.may_set_aside(JourneyStatus(journey.status))
                journey.status = status
            elif status is JourneyStatus.READING:
                _read_on(tx, journey)
            return self._changed(tx, journey)

    def delete(self, person_id: str, journey_id: str) -> None:
        """Let a journey go, and its songs to the trash; what runs is stopped first."""
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            journey = owned(tx.session, person_id, journey_id, lock=True)
            journey.deleted_at, journey.key = now(tx), None
            of_journey = select(L.id).where(
                col(L.journey_id) == journey_id, col(L.deleted_at).is_(None)
            )
            self._let_go(tx, list(tx.session.exec(of_journey).all()))
            self._let_piece_go(tx, journey_id)
            self._say(tx, journey)

    def forget(self) -> None:
        """Remove for good what people let go, once its songs have left the trash, too."""
        stays = {"stays": self.engine.lifetimes.trash}
        with self.engine.db.transaction() as tx:
            for statement in _FORGET:
                tx.session.execute(statement, stays)

    def _changed(self, tx: Transaction, journey: JourneyRow) -> JourneyView:
        self._say(tx, journey)
        return journey_views(tx.session, [journey])[0]


def _read_on(tx: Transaction, journey: JourneyRow) -> None:
    journey.status, journey.finished_at = JourneyStatus.READING, None
    last = last_log(tx.session, journey.id)
    if last is not None:
        last.kind, last.version = LogKind.LOG.value, course.version(LogKind.LOG, last.n)
        tx.session.add(last)
