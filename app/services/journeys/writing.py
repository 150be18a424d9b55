"""Logs: written, changed, removed, each with the music that belongs to it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.db.tables.journeys import JourneyRow, MusicTrackRow, ReadingLogRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict
from app.domain.ids import new_id
from app.domain.journeys import course, entries
from app.domain.journeys.changing import changed
from app.domain.journeys.course import JourneyStatus, LogKind, TrackStatus
from app.domain.journeys.views import Begun, Book, Entry, LogView, MusicSettings
from app.services import gate
from app.services.journeys.making import MakesMusic
from app.services.journeys.planning import journey_row, log_row, put_entry
from app.services.journeys.reading import now, owned, owned_log
from app.services.journeys.shown import journey_views, log_views, plan_in, write_plan

L = ReadingLogRow
_NONE = TrackStatus.ERROR


@dataclass(frozen=True)
class WritesLogs(MakesMusic):
    """
    Writes logs.

    A log is never lost: when its music cannot start (credits, a full line, bounds of a provider),
    the log is written all the same and its track says why (`failure`); `generate` tries again.
    """

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
        entry = entries.clean_entry(entry or Entry())
        journey = journey_row(person_id, book, music or MusicSettings())
        journey.key, journey.key_hash = key, _fingerprint(book, entry, music)
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            if known := _known(tx.session, JourneyRow, journey.key_hash, key, person_id=person_id):
                return self._begun(tx, known, first_log(tx.session, known.id))
            journey.id = new_id("journey")
            journey.created_at = journey.updated_at = now(tx)
            tx.session.add(journey)
            tx.session.flush()
            log = log_row(journey, 0, LogKind.START, entry)
            self._write(tx, journey, log, entry)
            return self._begun(tx, journey, log)

    def add_log(
        self, person_id: str, journey_id: str, entry: Entry, *, key: str | None = None
    ) -> Begun:
        """Write a log and start its music; a book that was set aside is being read again."""
        entry = entries.clean_entry(entry)
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            journey = owned(tx.session, person_id, journey_id, lock=True)
            mark = _fingerprint(entry)
            if known := _known(tx.session, L, mark, key, journey_id=journey_id):
                return self._begun(tx, journey, known)
            journey.status = course.after_log(JourneyStatus(journey.status))
            return self._add(tx, journey, LogKind.LOG, entry, (key, mark))

    def finish(
        self, person_id: str, journey_id: str, entry: Entry | None = None, *, key: str | None = None
    ) -> Begun:
        """The book is read: writes vFinal. A finished journey answers with the one it has."""
        entry = entries.clean_entry(entry or Entry())
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            journey = owned(tx.session, person_id, journey_id, lock=True)
            if (last := last_log(tx.session, journey_id)) is not None:
                return self._begun(tx, journey, last)
            journey.status = JourneyStatus.FINISHED
            journey.finished_at = now(tx)
            return self._add(tx, journey, LogKind.FINAL, entry, (key, _fingerprint(entry)))

    def edit_log(self, person_id: str, log_id: str, entry: Entry) -> LogView:
        """
        Write what a log says anew, whole.

        Its plan follows unless somebody changed it; a song that is there or on its way stays.
        Music that is switched on starts; switched off, what runs is stopped and takes are kept.
        """
        entry = entries.clean_entry(entry)
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            journey, log = owned_log(tx.session, person_id, log_id, lock=True)
            had_music = log.music_on
            put_entry(log, entry)
            log.updated_at = now(tx)
            tx.session.add(log)
            tx.session.flush()
            track = _track_of(tx.session, log_id)
            if track is not None:
                self._follow(tx, journey, log, track, entry)
                self._switch(tx, journey, log, track, had_music=had_music)
            elif log.music_on:
                self._compose(tx, journey, log, entry.plan)
            self._say(tx, journey)
            return log_views(tx.session, [log])[0]

    def remove_log(self, person_id: str, log_id: str) -> None:
        """Let a log go, and its songs to the trash; what runs is stopped. Not v0: `Conflict`."""
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            journey, log = owned_log(tx.session, person_id, log_id, lock=True)
            kind = LogKind(log.kind)
            course.may_remove(kind)
            log.deleted_at, log.key = now(tx), None
            tx.session.add(log)
            journey.status = course.after_removing(kind, JourneyStatus(journey.status))
            if journey.status != JourneyStatus.FINISHED:
                journey.finished_at = None
            self._let_go(tx, [log.id])
            self._say(tx, journey)

    def _add(
        self,
        tx: Transaction,
        journey: JourneyRow,
        kind: LogKind,
        entry: Entry,
        mark: tuple[str | None, str],
    ) -> Begun:
        """The next log of a locked journey."""
        log = log_row(journey, journey.next_n, kind, entry)
        log.key, log.key_hash = mark
        journey.next_n += 1
        self._write(tx, journey, log, entry)
        self._say(tx, journey)
        return self._begun(tx, journey, log)

    def _write(
        self, tx: Transaction, journey: JourneyRow, log: ReadingLogRow, entry: Entry
    ) -> None:
        log.id = new_id("log")
        log.created_at = log.updated_at = now(tx)
        tx.session.add(log)
        tx.session.flush()
        if log.music_on:
            self._compose(tx, journey, log, entry.plan)
        self.engine.announce(tx, journey.person_id)

    def _follow(
        self,
        tx: Transaction,
        journey: JourneyRow,
        log: ReadingLogRow,
        track: MusicTrackRow,
        entry: Entry,
    ) -> None:
        """Plan the track of a log that was written anew."""
        if not track.edited:
            plan = self._plan(tx.session, journey, log, entry.plan)
        else:
            plan = changed(plan_in(track), entry.plan) if entry.plan else plan_in(track)
        write_plan(track, plan)
        self._touch(tx, track)

    def _switch(
        self,
        tx: Transaction,
        journey: JourneyRow,
        log: ReadingLogRow,
        track: MusicTrackRow,
        *,
        had_music: bool,
    ) -> None:
        """Stop the music of a log that is to be silent; start it where it was."""
        if not log.music_on:
            self._stop(tx, track)
        elif not had_music and self._track(tx.session, journey.person_id, track.id).status is _NONE:
            self._try(tx, journey, log, track)

    def _begun(self, tx: Transaction, journey: JourneyRow, log: ReadingLogRow) -> Begun:
        return Begun(journey_views(tx.session, [journey])[0], log_views(tx.session, [log])[0])

    def _say(self, tx: Transaction, journey: JourneyRow) -> None:
        """The journey changed: it is the latest now, and its reader's pages look."""
        journey.updated_at = now(tx)
        tx.session.add(journey)
        tx.session.flush()
        self.engine.announce(tx, journey.person_id)


def _known(session: Session, row: Any, mark: str, key: str | None, **where: str) -> Any:
    """What was written under this key. Raises `Conflict` when it was something else."""
    if key is None:
        return None
    theirs = (getattr(row, name) == value for name, value in where.items())
    found = session.exec(select(row).where(row.key == key, *theirs)).one_or_none()
    if found is not None and found.key_hash != mark:
        raise Conflict("This key was used for another request.")
    return found


def first_log(session: Session, journey_id: str) -> ReadingLogRow:
    """v0."""
    return session.exec(select(L).where(L.journey_id == journey_id, L.n == 0)).one()


def last_log(session: Session, journey_id: str) -> ReadingLogRow | None:
    """vFinal, once there is one."""
    of_end = (L.journey_id == journey_id, L.kind == LogKind.FINAL, col(L.deleted_at).is_(None))
    return session.exec(select(L).where(*of_end)).one_or_none()


def _track_of(session: Session, log_id: str) -> MusicTrackRow | None:
    return session.exec(select(MusicTrackRow).where(MusicTrackRow.log_id == log_id)).one_or_none()


def _fingerprint(*asked: Any) -> str:
    plain = [asdict(each) if each is not None else None for each in asked]
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()
