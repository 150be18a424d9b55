"""Albums and the photos of who is in them: made, named, filled, put in order."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from app.db.tables.albums import AlbumPhotoRow, AlbumRow
from app.db.tables.uploads import UploadRow
from app.db.transaction import Transaction
from app.domain.albums import ALBUMS_MOST, PHOTOS_MOST, TITLE_MAX, AlbumPhotoView
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.ids import new_id
from app.domain.uploads import UploadState
from app.media.roles import Kind, roles
from app.services import gate
from app.services.albums.shown import ShowsAlbums, photo_views
from app.services.uploads import keys_of, let_go, remove

A, P = AlbumRow, AlbumPhotoRow
_NONE = "There is no such thing here."


@dataclass(frozen=True)
class KeepsAlbums(ShowsAlbums):
    """What people do with albums. Somebody else's is `NotFound`, always."""

    def make(self, person_id: str, *, kind: str, title: str) -> str:
        """A new album; returns its id. Raises `Invalid`, `TooMany`."""
        if kind not in tuple(Kind):
            raise Invalid(f"{kind} is not one of: {', '.join(Kind)}.", field="kind")
        row = A(id=new_id("album"), person_id=person_id, kind=kind, title=_title(title))
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            mine = select(func.count()).where(
                col(A.person_id) == person_id, col(A.deleted_at).is_(None)
            )
            if tx.session.exec(mine).one() >= ALBUMS_MOST:
                raise TooMany(f"A person has at most {ALBUMS_MOST} albums.")
            tx.session.add(row)
            self.engine.announce(tx, person_id)
        return row.id

    def rename(self, person_id: str, album_id: str, title: str) -> None:
        """Call it something else; pictures that were taken before keep their names."""
        with self.engine.db.transaction() as tx:
            row = owned(tx.session, person_id, album_id, lock=True)
            row.title = _title(title)
            self._changed(tx, row)

    def add_photo(
        self, person_id: str, album_id: str, *, upload_id: str, role: str
    ) -> AlbumPhotoView:
        """
        Put an upload into the album as the last photo of this role; it may still be on its way.

        One that is there already stays, in its new role. Raises `Invalid`, `Conflict`, `TooMany`.
        """
        with self.engine.db.transaction() as tx:
            album = owned(tx.session, person_id, album_id, lock=True)
            _check_role(album, role)
            upload = _upload(tx.session, person_id, upload_id)
            if upload.state == UploadState.REFUSED:
                raise Conflict(upload.refusal_reason or "This photo was not taken.")
            known = tx.session.exec(select(P).where(col(P.upload_id) == upload_id)).one_or_none()
            if known is not None and known.album_id != album_id:
                raise Conflict("This photo is in another album.")
            if known is None:
                known = _new_photo(tx.session, album, upload_id, role)
            elif known.role != role:
                known.role, known.position = role, _behind(tx.session, album_id, role)
            tx.session.add(known)
            self._changed(tx, album)
            return photo_views(tx.session, [known])[0]

    def change_photo(
        self,
        person_id: str,
        album_id: str,
        photo_id: str,
        *,
        role: str | None = None,
        first: bool = False,
    ) -> AlbumPhotoView:
        """Say who it shows, or let it be the photo of them that is kept to most."""
        with self.engine.db.transaction() as tx:
            album = owned(tx.session, person_id, album_id, lock=True)
            row = _photo(tx.session, album_id, photo_id)
            if role is not None and role != row.role:
                _check_role(album, role)
                row.role, row.position = role, _behind(tx.session, album_id, role)
            if first:
                row.position = _before(tx.session, album_id, row.role)
            tx.session.add(row)
            self._changed(tx, album)
            return photo_views(tx.session, [row])[0]

    def remove_photo(self, person_id: str, album_id: str, photo_id: str) -> None:
        """Let a photo go for good. Raises `Conflict` while pictures are being made from it."""
        with self.engine.db.transaction() as tx:
            album = owned(tx.session, person_id, album_id, lock=True)
            row = _photo(tx.session, album_id, photo_id)
            upload = _upload(tx.session, person_id, row.upload_id)
            let_go(tx.session, upload)
            self._changed(tx, album)
        remove(self.engine.storage, keys_of(upload))

    def _changed(self, tx: Transaction, album: AlbumRow) -> None:
        album.changed_at = tx.session.exec(select(func.now())).one()
        tx.session.add(album)
        tx.session.flush()
        self.engine.announce(tx, album.person_id)


def owned(session: Session, person_id: str, album_id: str, *, lock: bool = False) -> AlbumRow:
    """The person's album, locked if asked. Raises `NotFound`, also for somebody else's."""
    statement = select(A).where(
        col(A.id) == album_id, col(A.person_id) == person_id, col(A.deleted_at).is_(None)
    )
    row = session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if row is None:
        raise NotFound(_NONE)
    return row


def _title(title: str) -> str:
    title = " ".join(title.replace("\x00", "").split())
    if not title or len(title) > TITLE_MAX:
        raise Invalid(f"A title has 1 to {TITLE_MAX} characters.", field="title")
    return title


def _check_role(album: AlbumRow, role: str) -> None:
    known = roles(Kind(album.kind))
    if role not in known:
        raise Invalid(f"{role} is not one of: {', '.join(known)}.", field="role")


def _upload(session: Session, person_id: str, upload_id: str) -> UploadRow:
    mine = select(UploadRow).where(
        col(UploadRow.id) == upload_id, col(UploadRow.person_id) == person_id
    )
    row = session.exec(mine.with_for_update()).one_or_none()
    if row is None:
        raise Invalid("There is no such upload here.", field="uploadId")
    return row


def _photo(session: Session, album_id: str, photo_id: str) -> AlbumPhotoRow:
    row = session.get(P, photo_id)
    if row is None or row.album_id != album_id:
        raise NotFound(_NONE)
    return row


def _new_photo(session: Session, album: AlbumRow, upload_id: str, role: str) -> AlbumPhotoRow:
    there = select(func.count()).where(col(P.album_id) == album.id)
    if session.exec(there).one() >= PHOTOS_MOST:
        raise TooMany(f"An album has at most {PHOTOS_MOST} photos of people.")
    return P(
        id=new_id("photo"),
        album_id=album.id,
        upload_id=upload_id,
        role=role,
        position=_behind(session, album.id, role),
    )


def _behind(session: Session, album_id: str, role: str) -> int:
    return _end(session, album_id, role)[1] + 1


def _before(session: Session, album_id: str, role: str) -> int:
    return _end(session, album_id, role)[0] - 1


def _end(session: Session, album_id: str, role: str) -> tuple[int, int]:
    ends = select(
        func.coalesce(func.min(P.position), 0), func.coalesce(func.max(P.position), -1)
    ).where(col(P.album_id) == album_id, col(P.role) == role)
    return session.exec(ends).one()
