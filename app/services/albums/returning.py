"""Albums that are let go, what goes with them, and how they come back."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from app.db.tables.albums import AlbumJobRow, AlbumPhotoRow, AlbumRow
from app.db.tables.jobs import JobRow
from app.domain.albums import AlbumLetGo, AlbumView, Going, WholeAlbum
from app.domain.errors import NotFound
from app.domain.states import ACTIVE, ENDED
from app.services import gate, trash
from app.services.albums.keeping import owned
from app.services.albums.parting import PartsWithPictures
from app.services.albums.shown import album_views, photo_views, shoot_views
from app.services.stopping import stop_tasks

A = AlbumRow
_MOST = 200
_GOING = text("""
    SELECT (SELECT count(*) FROM album_photos p WHERE p.album_id = :album) AS photos,
        (SELECT count(*) FROM album_jobs x JOIN jobs j ON j.id = x.job_id AND j.deleted_at IS NULL
         JOIN assets f ON f.job_id = j.id AND f.is_main WHERE x.album_id = :album) AS pictures""")
_OPEN = text("""
    SELECT count(*) FILTER (WHERE t.state = ANY(:active)) AS running,
        count(*) FILTER (WHERE t.state = 'pending') AS waiting
    FROM album_jobs x JOIN jobs j ON j.id = x.job_id AND j.deleted_at IS NULL
    JOIN tasks t ON t.job_id = j.id WHERE x.album_id = :album AND j.ended_at IS NULL""")
_FORGET = text("""
    DELETE FROM albums a WHERE deleted_at < now() - CAST(:stays AS interval)
      AND NOT EXISTS (SELECT FROM album_jobs x WHERE x.album_id = a.id)""")


@dataclass(frozen=True)
class Albums(PartsWithPictures):
    """Everything a person does with albums."""

    def get(self, person_id: str, album_id: str) -> WholeAlbum:
        """One album, whole. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            owned(tx.session, person_id, album_id)
            (album,) = album_views(tx.session, [album_id])
            photos = photo_views(tx.session, _photos(tx.session, album_id))
            job = tx.session.get(JobRow, album.active_job) if album.active_job else None
            active = shoot_views(self.engine, tx.session, [job]) if job else ()
            going = self._going_with(tx.session, album_id)
        return WholeAlbum(album, photos, active[0] if active else None, going)

    def delete(self, person_id: str, album_id: str) -> None:
        """
        Let an album go with its photos, and its pictures to the trash.

        What waits is not made and its credits return; what runs arrives in the trash.
        """
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            album = owned(tx.session, person_id, album_id, lock=True)
            album.deleted_at = tx.session.exec(select(func.now())).one()
            tx.session.add(album)
            there = _jobs(tx.session, album_id, col(JobRow.deleted_at).is_(None))
            for job in there:
                if job.status not in ENDED:
                    stop_tasks(self.engine, tx, job)
                trash.put(self.engine, tx, job, stays=self.engine.lifetimes.trash)
            self.engine.announce(tx, person_id)

    def let_go(self, person_id: str) -> tuple[AlbumLetGo, ...]:
        """Albums that can be restored, the latest first; 200 at the most."""
        latest = (col(A.deleted_at).desc(), col(A.id).desc())
        stays = self.engine.lifetimes.trash
        with self.engine.db.transaction() as tx:
            statement = select(A).where(*self._restorable(person_id)).order_by(*latest)
            rows = tx.session.exec(statement.limit(_MOST)).all()
            found = []
            for row in rows:
                at = row.deleted_at or row.changed_at
                gone = [job.id for job in _jobs(tx.session, row.id, col(JobRow.deleted_at) == at)]
                photos = len(_photos(tx.session, row.id))
                pictures = _pictures(tx.session, gone)
                found.append(
                    AlbumLetGo(row.id, row.title, row.kind, photos, pictures, at, at + stays)
                )
        return tuple(found)

    def restore(self, person_id: str, album_id: str) -> AlbumView:
        """Bring an album back, with the pictures that went when it went."""
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            mine = select(A).where(*self._restorable(person_id), col(A.id) == album_id)
            album = tx.session.exec(mine.with_for_update()).one_or_none()
            if album is None:
                raise NotFound("There is no such album here.")
            gone = col(JobRow.deleted_at) == album.deleted_at
            for job in _jobs(tx.session, album_id, gone):
                trash.bring_back(self.engine, tx, job)
            album.deleted_at = None
            self._changed(tx, album)
            return album_views(tx.session, [album_id])[0]

    def forget(self) -> None:
        """Remove albums for good once their pictures have left the trash, too."""
        with self.engine.db.transaction() as tx:
            tx.session.execute(_FORGET, {"stays": self.engine.lifetimes.trash})

    def _going_with(self, session: Session, album_id: str) -> Going:
        there = session.execute(_GOING, {"album": album_id}).one()
        open_ = session.execute(_OPEN, {"album": album_id, "active": list(ACTIVE)}).one()
        running = _jobs(session, album_id, col(JobRow.ended_at).is_(None), lock=False)
        views = shoot_views(self.engine, session, running)
        return Going(
            photos=there.photos,
            pictures=there.pictures,
            running=open_.running,
            waiting=open_.waiting,
            returned=sum(view.job.cancel_frees for view in views),
            days=self.engine.lifetimes.trash.total_seconds() / 86_400,
        )

    def _restorable(self, person_id: str) -> tuple[Any, ...]:
        # One whose time is over may still have a row until the next sweep.
        return (
            col(A.person_id) == person_id,
            col(A.deleted_at).is_not(None),
            col(A.deleted_at) > func.now() - self.engine.lifetimes.trash,
        )


def _photos(session: Session, album_id: str) -> list[AlbumPhotoRow]:
    p = AlbumPhotoRow
    order = (col(p.role), col(p.position), col(p.id))
    return list(session.exec(select(p).where(col(p.album_id) == album_id).order_by(*order)))


def _jobs(session: Session, album_id: str, which: Any, *, lock: bool = True) -> list[JobRow]:
    """Jobs of the album, in the order in which everybody locks them."""
    statement = (
        select(JobRow)
        .join(AlbumJobRow, col(AlbumJobRow.job_id) == col(JobRow.id))
        .where(col(AlbumJobRow.album_id) == album_id, which)
        .order_by(col(JobRow.id))
    )
    if lock:
        statement = statement.with_for_update(of=JobRow)
    return list(session.exec(statement).all())


def _pictures(session: Session, job_ids: list[str]) -> int:
    made = text("SELECT count(*) FROM assets WHERE job_id = ANY(:jobs) AND is_main")
    return int(session.execute(made, {"jobs": job_ids}).scalar_one())
