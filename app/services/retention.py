"""
What grows older than it may stay. It is announced first, for the whole notice, and goes to the
trash afterwards. Whoever keeps it, marks it as a favourite or shows it to others keeps it here.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import col, select

from app.db import leaving as rows
from app.db import notices
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.transaction import Transaction
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.pages import page_of
from app.domain.telling.facts import SONGS_LEAVE, Facts
from app.domain.telling.manners import Kind
from app.domain.views import Departure, Leaving, LeavingView
from app.services import telling, trash
from app.services.engine import Engine
from app.services.library import stem_of
from app.services.packing import Entry

log = logging.getLogger(__name__)

_EVERY_S = 600.0
_ITEMS_MOST = 500


@dataclass
class Retention:
    """Announces, and lets go. What people do about it is here, too."""

    engine: Engine
    _looked_at: float | None = field(default=None, init=False)

    def chore(self) -> None:
        """Review it when a while has passed in this process; more often would change nothing."""
        now = time.monotonic()
        if self._looked_at is None or now - self._looked_at >= _EVERY_S:
            self._looked_at = now
            self.review()

    def review(self) -> int:
        """Announce, take back, and let go what is due; returns how many songs went."""
        spans = self.engine.lifetimes
        with self.engine.db.transaction() as tx:
            concerned = rows.review(tx.session, spans)
            for person_id in sorted(concerned):
                self._tell(tx, person_id)
            self.engine.announce(tx, *concerned)
        with self.engine.db.transaction() as tx:
            roots = rows.due(tx.session, spans)
        return sum(self._leaves(root) for root in roots)

    def of(self, person_id: str, *, items: int = _ITEMS_MOST) -> Leaving:
        """What of a person is announced to leave: all of it counted, some of it named."""
        with self.engine.db.transaction() as tx:
            days = rows.departures(tx.session, person_id)
            songs = rows.songs(tx.session, person_id, most=items) if items and days else []
        return Leaving(
            songs=sum(n for _, n in days),
            departures=tuple(Departure(n, at) for at, n in days),
            items=tuple(_view(song) for song in songs),
        )

    def keep(self, person_id: str, job_ids: Sequence[str] | None = None) -> int:
        """Let these songs stay for ever, or all that are to leave. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            roots = self._roots(tx, person_id, job_ids)
            rows.keep(tx.session, rows.jobs(tx.session, person_id, roots))
            self._tell(tx, person_id)
            self.engine.announce(tx, person_id)
        return len(roots)

    def let_go(self, person_id: str, job_ids: Sequence[str] | None = None) -> int:
        """Move these songs, or all that are to leave, to the trash now. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            roots = self._roots(tx, person_id, job_ids)
            self._put(tx, rows.jobs(tx.session, person_id, roots))
            self._tell(tx, person_id)
        return len(roots)

    def files(self, person_id: str) -> list[Entry]:
        """Every take of every song that is to leave, under names that do not meet."""
        with self.engine.db.transaction() as tx:
            roots = [song.root_id for song in rows.songs(tx.session, person_id)]
            jobs = rows.jobs(tx.session, person_id, roots)
            found = tx.session.exec(
                select(AssetRow, JobRow.title)
                .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
                .where(col(AssetRow.job_id).in_(jobs), col(AssetRow.is_main))
                .order_by(col(AssetRow.created_at), col(AssetRow.id))
            ).all()
        return [
            Entry(stem_of(title, asset), asset.name.rpartition(".")[2], asset.key, asset.created_at)
            for asset, title in found
        ]

    def _tell(self, tx: Transaction, person_id: str) -> None:
        """One notice of what leaves first; it is news again only for another day."""
        subject, days = f"leaving_{person_id}", rows.departures(tx.session, person_id)
        if not days:
            notices.take_back(tx.session, subject)
            return
        at, songs = days[0]
        facts = Facts(Kind.STUDIO, SONGS_LEAVE, subject, total=songs, at=at.isoformat())
        known = notices.about(tx.session, subject)
        if known is None or known.at != facts.at:
            telling.tell(self.engine, tx.session, person_id, facts)

    def _leaves(self, root: str) -> bool:
        """Look once more with its jobs locked, then move it to the trash."""
        with self.engine.db.transaction() as tx:
            theirs = select(AssetRow.job_id).where(col(AssetRow.root_id) == root)
            locked = select(JobRow).where(col(JobRow.id).in_(theirs)).order_by(col(JobRow.id))
            jobs = tx.session.exec(locked.with_for_update()).all()
            if not rows.due(tx.session, self.engine.lifetimes, root=root):
                return False
            self._put(tx, [job.id for job in jobs])
        log.info("retention.left", extra={"root_id": root})
        return True

    def _put(self, tx: Transaction, job_ids: Sequence[str]) -> None:
        mine = select(JobRow).where(col(JobRow.id).in_(job_ids), col(JobRow.deleted_at).is_(None))
        for job in tx.session.exec(mine.order_by(col(JobRow.id)).with_for_update()).all():
            trash.put(self.engine, tx, job, stays=self.engine.lifetimes.trash)

    @staticmethod
    def _roots(tx: Transaction, person_id: str, job_ids: Sequence[str] | None) -> list[str]:
        """The songs of these jobs. Raises `NotFound` unless all of them are to leave."""
        known = {song.root_id for song in rows.songs(tx.session, person_id)}
        if job_ids is None:
            return sorted(known)
        found = tx.session.exec(
            select(JobRow).where(col(JobRow.id).in_(job_ids), col(JobRow.person_id) == person_id)
        ).all()
        roots = {job.take_of or job.id for job in found}
        if len({job.id for job in found}) < len(set(job_ids)) or not roots <= known:
            raise NotFound("There is no such thing here.")
        return sorted(roots)


def _view(song: rows.Song) -> LeavingView:
    return LeavingView(
        job_id=song.job_id,
        page=page_of(Medium(song.medium), song.job_id),
        title=song.title,
        takes=song.takes,
        size=song.size,
        leaves_at=song.leaves_at,
    )
