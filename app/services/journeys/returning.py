"""Journeys that were let go, and how they come back with their songs."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, or_, select

from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow, MusicTrackRow, ReadingLogRow
from app.domain.errors import NotFound
from app.domain.journeys.views import JourneyView, LetGoView
from app.services import gate, trash
from app.services.journeys.shown import journey_views
from app.services.journeys.writing import WritesLogs

J, L = JourneyRow, ReadingLogRow
_MOST = 200


@dataclass(frozen=True)
class RestoresJourneys(WritesLogs):
    """What was let go can be restored as long as its songs can; then both are gone."""

    def let_go(self, person_id: str) -> tuple[LetGoView, ...]:
        """Journeys that can be restored, the latest first; 200 at the most."""
        latest = (col(J.deleted_at).desc(), col(J.id).desc())
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(
                select(J).where(*self._restorable(person_id)).order_by(*latest).limit(_MOST)
            ).all()
            views = journey_views(tx.session, found)
        stays = self.engine.lifetimes.trash
        return tuple(
            LetGoView(
                view.id,
                view.book.title,
                view.book.authors,
                view.logs,
                at,
                restorable_until=at + stays,
            )
            for view, row in zip(views, found, strict=True)
            if (at := row.deleted_at) is not None
        )

    def restore(self, person_id: str, journey_id: str) -> JourneyView:
        """
        Bring a journey back, with the songs that went when it went.

        What had been let go before stays in the trash; what was stopped can be tried again.
        """
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            mine = select(J).where(*self._restorable(person_id), col(J.id) == journey_id)
            journey = tx.session.exec(mine.with_for_update()).one_or_none()
            if journey is None:
                raise NotFound("There is no such journey here.")
            for job in _gone_with(tx.session, journey):
                trash.bring_back(self.engine, tx, job)
            journey.deleted_at = None
            self._say(tx, journey)
            return journey_views(tx.session, [journey])[0]

    def _restorable(self, person_id: str) -> tuple[Any, ...]:
        # One whose time is over may still have a row until the next sweep.
        return (
            col(J.person_id) == person_id,
            col(J.deleted_at).is_not(None),
            col(J.deleted_at) > func.now() - self.engine.lifetimes.trash,
        )


def _gone_with(session: Session, journey: JourneyRow) -> list[JobRow]:
    """Jobs of the journey's songs that went to the trash in the same moment, locked."""
    roots = (
        select(MusicTrackRow.root_id)
        .join(L, col(L.id) == col(MusicTrackRow.log_id))
        .where(col(L.journey_id) == journey.id, col(L.deleted_at).is_(None))
    )
    statement = (
        select(JobRow)
        .where(or_(col(JobRow.id).in_(roots), col(JobRow.take_of).in_(roots)))
        .where(col(JobRow.deleted_at) == journey.deleted_at)
        .order_by(col(JobRow.id))
        .with_for_update()
    )
    return list(session.exec(statement).all())
