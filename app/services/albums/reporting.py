"""One picture after the other, for clients that ask which one ended next. Nothing is done here."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from app.domain.albums import PictureView, Reported, ShootView
from app.domain.states import ACTIVE, ENDED, TaskState
from app.services.albums.shown import owned_set, shoot_views
from app.services.engine import Engine

# Of two callers one gets it: the row's key decides.
_TELL = text("""
    INSERT INTO reported_pictures (task_id)
    SELECT id FROM unnest(CAST(:ids AS text[])) WITH ORDINALITY AS t (id, n)
    WHERE NOT EXISTS (SELECT FROM reported_pictures r WHERE r.task_id = t.id)
    ORDER BY n LIMIT 1 ON CONFLICT DO NOTHING RETURNING task_id""")
_TOLD = text("SELECT task_id FROM reported_pictures WHERE task_id = ANY(:ids)")
_WORTH_TELLING = frozenset({TaskState.COMPLETED, TaskState.FAILED})


@dataclass(frozen=True)
class Reporting:
    """Tells each picture that ended once, in the order of the set."""

    engine: Engine

    def next(self, person_id: str, job_id: str) -> Reported | None:
        """The next one that ended and was not told; None while others may follow."""
        with self.engine.db.transaction() as tx:
            job = owned_set(tx.session, person_id, job_id)
            (shoot,) = shoot_views(self.engine, tx.session, [job])
            told = _tell(tx.session, shoot)
        return told or (Reported(done=True) if job.status in ENDED else None)

    def at_work(self, person_id: str, job_id: str) -> Reported:
        """What to say when none ended for a while: the one at work, or one that ended just now."""
        with self.engine.db.transaction() as tx:
            job = owned_set(tx.session, person_id, job_id)
            (shoot,) = shoot_views(self.engine, tx.session, [job])
            # One that ended since the last look is told, or nobody would ask for it any more.
            told = _tell(tx.session, shoot)
        picture = _at_work(shoot)
        return told or Reported(done=picture is None, picture=picture)


def _tell(session: Session, shoot: ShootView) -> Reported | None:
    """Write down that one is told, the first of those that ended and were not."""
    ended = {p.task_id: p for p in shoot.pictures if p.state in _WORTH_TELLING}
    while True:
        told = session.execute(_TELL, {"ids": list(ended)}).scalar_one_or_none()
        if told is not None:
            return Reported(done=False, picture=ended[told])
        known = session.execute(_TOLD, {"ids": list(ended)}).scalars().all()
        if len(known) == len(ended):
            return None  # else somebody else was told the one that was chosen here


def _at_work(shoot: ShootView) -> PictureView | None:
    open_ = [p for p in shoot.pictures if p.state in ACTIVE or p.state is TaskState.PENDING]
    return next((p for p in open_ if p.state in ACTIVE), open_[0] if open_ else None)
