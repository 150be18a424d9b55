"""What people see of their journeys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, tuple_
from sqlmodel import Session, col, func, select

from app.db import tasks as rows
from app.db.tables.journeys import JourneyRow, MusicTrackRow, ReadingLogRow
from app.db.transaction import Transaction
from app.domain.cursors import decode, encode
from app.domain.errors import Invalid, NotFound
from app.domain.journeys.course import JourneyStatus
from app.domain.journeys.views import JourneyView, LogView, Sort, TrackView
from app.domain.views import Page
from app.services.engine import Engine
from app.services.jobs import Jobs
from app.services.journeys.shown import journey_views, log_views

J, L = JourneyRow, ReadingLogRow
PAGE_MOST = 100
LOGS_MOST = 200


@dataclass(frozen=True)
class ReadsJourneys:
    """Journeys of people. Somebody else's is `NotFound`, always."""

    jobs: Jobs
    first_choice: tuple[str, ...] = ("mureka",)
    """Providers that are taken where nobody chose, the first that is configured."""

    @property
    def engine(self) -> Engine:
        """What every step works with."""
        return self.jobs.engine

    def get(self, person_id: str, journey_id: str) -> JourneyView:
        """One journey."""
        with self.engine.db.transaction() as tx:
            row = owned(tx.session, person_id, journey_id)
            return journey_views(tx.session, [row])[0]

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
        """Journeys that have every word; the cover shelf. `Invalid`: a cursor that is not ours."""
        statement = select(J).where(*_visible(person_id))
        if status is not None:
            statement = statement.where(col(J.status) == status)
        for word in (search or "").lower().split():
            statement = statement.where(col(J.search).contains(word, autoescape=True))
        limit = max(1, min(limit, PAGE_MOST))
        ordered = _sorted(statement, sort, person_id, cursor)
        with self.engine.db.transaction() as tx:
            found = tx.session.execute(ordered.limit(limit + 1)).scalars().all()
            views = journey_views(tx.session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(_moment(last, sort), last.id) if last else None)

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
        statement = select(L).where(col(L.journey_id) == journey_id, col(L.deleted_at).is_(None))
        if cursor is not None:
            n = _number(cursor)
            statement = statement.where(col(L.n) < n if newest_first else col(L.n) > n)
        order = col(L.n).desc() if newest_first else col(L.n)
        limit = max(1, min(limit, LOGS_MOST))
        with self.engine.db.transaction() as tx:
            owned(tx.session, person_id, journey_id)
            found = tx.session.exec(statement.order_by(order).limit(limit + 1)).all()
            views = log_views(tx.session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.created_at, str(last.n)) if last else None)

    def log(self, person_id: str, log_id: str) -> LogView:
        """One log."""
        with self.engine.db.transaction() as tx:
            return self._log(tx.session, person_id, log_id)

    def track(self, person_id: str, track_id: str) -> TrackView:
        """The music of one log."""
        with self.engine.db.transaction() as tx:
            return self._track(tx.session, person_id, track_id)

    def listening(self, person_id: str, journey_id: str) -> tuple[TrackView, ...]:
        """Every track that can be heard, v0 first, vFinal last."""
        statement = select(L).where(col(L.journey_id) == journey_id, col(L.deleted_at).is_(None))
        with self.engine.db.transaction() as tx:
            owned(tx.session, person_id, journey_id)
            logs = tx.session.exec(statement.order_by(col(L.n))).all()
            views = log_views(tx.session, logs)
        return tuple(view.track for view in views if view.track and view.track.file)

    def _log(self, session: Session, person_id: str, log_id: str) -> LogView:
        return log_views(session, [owned_log(session, person_id, log_id)[1]])[0]

    def _track(self, session: Session, person_id: str, track_id: str) -> TrackView:
        _, log, _ = owned_track(session, person_id, track_id)
        view = log_views(session, [log])[0].track
        if view is None:
            raise NotFound("There is no such thing here.")
        return view


def now(tx: Transaction) -> datetime:
    """This moment, by the database's clock."""
    return tx.session.exec(select(rows.NOW)).one()


def owned(session: Session, person_id: str, journey_id: str, *, lock: bool = False) -> JourneyRow:
    """The person's journey, locked if asked. Raises `NotFound`, also for somebody else's."""
    return _one(session, select(J).where(*_visible(person_id), col(J.id) == journey_id), lock=lock)


def owned_log(
    session: Session, person_id: str, log_id: str, *, lock: bool = False
) -> tuple[JourneyRow, ReadingLogRow]:
    """A log that is there and its journey, which is locked if asked. Raises `NotFound`."""
    of_log = select(L.journey_id).where(col(L.id) == log_id).scalar_subquery()
    journey = _one(session, select(J).where(*_visible(person_id), col(J.id) == of_log), lock=lock)
    log = _one(session, select(L).where(col(L.id) == log_id, col(L.deleted_at).is_(None)))
    return journey, log


def owned_track(
    session: Session, person_id: str, track_id: str, *, lock: bool = False
) -> tuple[JourneyRow, ReadingLogRow, MusicTrackRow]:
    """A track with its log and journey, which is locked if asked. Raises `NotFound`."""
    track = _one(session, select(MusicTrackRow).where(col(MusicTrackRow.id) == track_id))
    journey, log = owned_log(session, person_id, track.log_id, lock=lock)
    if lock:
        session.refresh(track)
    return journey, log, track


def _one(session: Session, statement: Any, *, lock: bool = False) -> Any:
    if lock:
        statement = statement.with_for_update()
    options = {"populate_existing": True}
    found = session.execute(statement, execution_options=options).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such thing here.")
    return found


def _visible(person_id: str) -> Sequence[Any]:
    return (col(J.person_id) == person_id, col(J.deleted_at).is_(None))


def _sorted(statement: Any, sort: Sort, person_id: str, cursor: str | None) -> Select[Any]:
    """In this order, from a cursor on: the moment and id of the last one, or its id alone."""
    place: dict[Sort, Any] = {
        "latest": col(J.updated_at),
        "oldest": col(J.created_at),
        "title": func.lower(col(J.title)),
        "author": func.lower(func.coalesce(col(J.authors)[0].astext, "")),
    }
    key = place[sort]
    if cursor is not None:
        at, id_ = decode(cursor)
        before = (at, id_)
        if sort in {"title", "author"}:
            last = col(J.person_id) == person_id, col(J.id) == id_
            before = (select(key).where(*last).scalar_subquery(), id_)
        here = tuple_(key, col(J.id))
        statement = statement.where(here < before if sort == "latest" else here > tuple_(*before))
    if sort == "latest":
        return statement.order_by(key.desc(), col(J.id).desc())
    return statement.order_by(key, col(J.id))


def _moment(row: JourneyRow, sort: Sort) -> Any:
    return row.updated_at if sort == "latest" else row.created_at


def _number(cursor: str) -> int:
    _, n = decode(cursor)
    if not n.isascii() or not n.isdigit() or len(n) > 9:
        raise Invalid("This page marker is not one of ours.", field="cursor")
    return int(n)
