"""Single pictures that are let go out of their sets: what goes with them, and how they leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db.tables.assets import AssetRow
from app.db.tables.columns import utc_now
from app.db.tables.jobs import JobRow
from app.db.transaction import Transaction
from app.domain.albums import PicturesGoing
from app.domain.errors import Invalid, NotFound
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.services import gate, trash
from app.services.albums.shooting import TakesPictures
from app.services.stopping import stop_tasks
from app.services.views import job_views

A, J = AssetRow, JobRow
MOST = 500
"""Pictures that are let go at once."""
_LINKS = text("""
    SELECT count(*) FROM shares s JOIN assets a ON a.id = s.target_id
    WHERE s.kind = 'photo' AND s.person_id = :person AND a.root_id = ANY(:roots)
      AND s.withdrawn_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now())""")
_SAME_ALBUM = text("""
    INSERT INTO album_jobs (job_id, album_id)
    SELECT :job, album_id FROM album_jobs WHERE job_id = :like""")
# Whoever is in the trash already stays there for itself.
_MOVE = text("""
    UPDATE assets a SET job_id = :job FROM jobs j
    WHERE j.id = a.job_id AND j.deleted_at IS NULL AND a.root_id = :root""")


@dataclass(frozen=True)
class PartsWithPictures(TakesPictures):
    """Lets pictures go while their sets stay, with the counts and receipts of those."""

    def leaving(self, person_id: str, file_ids: Sequence[str]) -> PicturesGoing:
        """What letting these pictures go takes along. Raises `Invalid`, `NotFound`."""
        with self.engine.db.transaction() as tx:
            roots = _roots(tx.session, person_id, file_ids)
            return self._going(tx.session, person_id, roots)

    def part_with(self, person_id: str, file_ids: Sequence[str]) -> PicturesGoing:
        """
        Move these pictures, each with all its takes, to the trash; or remove them at once.

        A take that is on its way is stopped. Raises `Invalid`, `NotFound`: then nothing goes.
        """
        stays = self.engine.lifetimes.trash
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            roots = _roots(tx.session, person_id, file_ids)
            going = self._going(tx.session, person_id, roots)
            for job in _redoing(tx.session, roots, lock=True):
                stop_tasks(self.engine, tx, job)
                trash.put(self.engine, tx, job, stays=stays)
            gone = [self._put(tx, root) for root in roots]
        if not stays:
            for job_id in gone:
                trash.remove(self.engine, job_id)
        return going

    def _put(self, tx: Transaction, root: str) -> str:
        """One picture with its takes, as a job of its own in the trash; returns its id."""
        takes = _takes(tx.session, root)
        job = _of_its_own(takes[0][1], takes)
        tx.session.add(job)
        tx.session.flush()
        tx.session.execute(_SAME_ALBUM, {"job": job.id, "like": takes[0][1].id})
        tx.session.execute(_MOVE, {"job": job.id, "root": root})
        trash.put(self.engine, tx, job, stays=self.engine.lifetimes.trash)
        return job.id

    def _going(self, session: Session, person_id: str, roots: Sequence[str]) -> PicturesGoing:
        redoing = job_views(self.engine, session, _redoing(session, roots, lock=False))
        links = session.execute(_LINKS, {"person": person_id, "roots": list(roots)})
        return PicturesGoing(
            pictures=len(roots),
            takes=sum(len(_takes(session, root)) for root in roots),
            links=int(links.scalar_one()),
            redoing=len(redoing),
            returned=sum(view.cancel_frees for view in redoing),
            days=self.engine.lifetimes.trash.total_seconds() / 86_400,
        )


def _roots(session: Session, person_id: str, file_ids: Sequence[str]) -> list[str]:
    """The pictures that these are takes of, in the order in which everybody locks them."""
    wanted = list(dict.fromkeys(file_ids))
    if not 1 <= len(wanted) <= MOST:
        raise Invalid(f"Choose 1 to {MOST} pictures.", field="ids")
    statement = (
        select(A.id, A.root_id)
        .join(J, col(J.id) == col(A.job_id))
        .where(
            col(A.id).in_(wanted),
            col(A.person_id) == person_id,
            col(A.medium) == Medium.PHOTO,
            col(A.is_main),
            col(J.deleted_at).is_(None),
        )
    )
    found = session.exec(statement).all()
    if len(found) != len(wanted):
        raise NotFound("There is no such thing here.")
    return sorted({root for _, root in found})


def _takes(session: Session, root: str) -> list[tuple[AssetRow, JobRow]]:
    """Every take of a picture that is not in the trash, the first one first, with its job."""
    statement = (
        select(A, J)
        .join(J, col(J.id) == col(A.job_id))
        .where(col(A.root_id) == root, col(A.is_main), col(J.deleted_at).is_(None))
    )
    return list(session.exec(statement.order_by(col(A.take), col(A.id))).all())


def _redoing(session: Session, roots: Sequence[str], *, lock: bool) -> Sequence[JobRow]:
    """Jobs that make another take of these right now."""
    there = (col(J.ended_at).is_(None), col(J.deleted_at).is_(None))
    statement = select(J).where(col(J.take_of).in_(roots), *there).order_by(col(J.id))
    return session.exec(statement.with_for_update() if lock else statement).all()


def _of_its_own(like: JobRow, takes: Sequence[tuple[AssetRow, JobRow]]) -> JobRow:
    """A job that nothing is to be done for and that costs nothing; its files come from others."""
    first = takes[0][0]
    now = utc_now()
    return JobRow(
        id=new_id("job"),
        person_id=first.person_id,
        take_of=first.root_id,
        medium=Medium.PHOTO,
        title=f"{like.title} · {first.meta['number']}" if "number" in first.meta else like.title,
        provider=like.provider,
        model=like.model,
        params=like.params,
        search=like.search,
        status=JobStatus.COMPLETED,
        price=0,
        task_count=len(takes),
        completed_count=len(takes),
        created_at=like.created_at,
        started_at=like.started_at or now,
        ended_at=now,
        seen_at=now,
    )
