"""Files that people bring: announced, received piece by piece, handed out, let go."""

import logging
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from app.db import uploads as rows
from app.db.tables.uploads import UploadRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict, Invalid, NotFound, NotThere, TooLarge, TooMany
from app.domain.files import sanitized
from app.domain.ids import new_id
from app.domain.ports import Storage, Stored
from app.domain.uploads import (
    AT_ONCE,
    PIECE_MAX,
    PIECES_MOST,
    WAITS_FOR,
    Refusal,
    UploadState,
    UploadView,
    clean_name,
)
from app.services import gate
from app.services.engine import Engine
from app.services.handing import OpenFile, hand_out

log = logging.getLogger(__name__)

_SOON = timedelta(seconds=10)
_NOT_HERE = "There is no such thing here."
_NEEDED = "Pictures are being made from it. It can be removed when they are done, or cancelled."


@dataclass(frozen=True)
class Uploads:
    """What people bring. Somebody else's is `NotFound`, always."""

    engine: Engine
    max_bytes: int = 30_000_000
    """Of one file."""

    def begin(self, person_id: str, *, name: str, size: int) -> UploadView:
        """Announce a file. Raises `Invalid`, `StorageFull`, `TooMany`."""
        if size < 1:
            raise Invalid("This file is empty.", field="size")
        if size > self.max_bytes:
            most = self.max_bytes // 1_000_000
            words = f"This file has {size / 1e6:,.0f} MB: {most} MB is the most."
            raise Invalid(words, field="size")
        id_ = new_id("upload")
        row = UploadRow(
            id=id_,
            person_id=person_id,
            name=clean_name(name) or "photo",
            folder=f"uploads/{id_}_{secrets.token_hex(16)}",
            total=size,
        )
        with self.engine.db.transaction() as tx:
            tier = gate.lock_person(tx.session, person_id)
            room = self.engine.limits.room(tier)
            gate.check_room(tx.session, person_id, room, more=size)
            if rows.on_their_way(tx.session, person_id) >= AT_ONCE:
                words = f"{AT_ONCE} files are on their way already."
                raise TooMany(words, retry_after=_SOON)
            tx.session.add(row)
            tx.session.flush()
            tx.session.refresh(row)
            return view(row)

    def get(self, person_id: str, upload_id: str) -> UploadView:
        """How far it is. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            return view(_mine(tx.session, person_id, upload_id))

    def append(
        self, person_id: str, upload_id: str, *, offset: int, chunks: Iterable[bytes]
    ) -> UploadView:
        """
        Take the next piece. Of two that begin at the same byte, one is taken.

        Raises `NotThere` with the byte where the next piece begins, `TooLarge`, `Invalid`.
        """
        with self.engine.db.transaction() as tx:
            row = _mine(tx.session, person_id, upload_id)
            _must_begin_at(row, offset)
        piece = f"{offset:012d}_{secrets.token_hex(8)}.part"
        stored = self._put(row, piece, chunks)
        try:
            with self.engine.db.transaction() as tx:
                row = _mine(tx.session, person_id, upload_id, lock=True)
                _must_begin_at(row, offset)
                self._take(tx, row, piece, stored.size)
                return view(row)
        except (NotThere, NotFound, Conflict, Invalid):
            remove(self.engine.storage, [stored.key])
            raise

    def _put(self, row: UploadRow, piece: str, chunks: Iterable[bytes]) -> Stored:
        """Store one piece. Nothing is locked meanwhile: each has a key of its own."""
        left = row.total - row.received
        return self.engine.storage.put(
            f"{row.folder}/{piece}",
            _limited(chunks, left=left),
            content_type="application/octet-stream",
        )

    def _take(self, tx: Transaction, row: UploadRow, piece: str, size: int) -> None:
        if len(row.pieces) >= PIECES_MOST:
            raise Conflict("It comes in too many pieces: begin again with larger ones.")
        row.pieces = [*row.pieces, piece]
        row.received += size
        row.touched_at = row.due_at = tx.session.exec(select(rows.NOW)).one()
        if row.received == row.total:
            row.state, row.rung_at = UploadState.CHECKING, row.touched_at
            tx.after_commit(lambda: self.engine.doorbell.prepare(row.id))
        tx.session.add(row)

    def open(
        self, person_id: str, upload_id: str, *, thumb: bool = False, download: bool = False
    ) -> OpenFile:
        """The prepared file, or a small one that stands for it. `NotFound` until it is ready."""
        with self.engine.db.transaction() as tx:
            row = _mine(tx.session, person_id, upload_id)
        if row.state != UploadState.READY:
            raise NotFound(_NOT_HERE)
        key, kind, size, sha256 = (
            (row.thumb_key, row.thumb_type, row.thumb_size, row.thumb_sha256)
            if thumb
            else (row.key, row.content_type, row.size, row.sha256)
        )
        stem = sanitized(row.name.rpartition(".")[0] or row.name, fallback="photo")
        return hand_out(
            self.engine.storage,
            key or "",
            filename=f"{stem}.{(key or '').rpartition('.')[2]}",
            content_type=kind or "",
            size=size or 0,
            sha256=sha256 or "",
            download=download,
        )

    def delete(self, person_id: str, upload_id: str) -> None:
        """Let it go. Raises `Conflict` while something is being made from it."""
        with self.engine.db.transaction() as tx:
            row = _mine(tx.session, person_id, upload_id, lock=True)
            if rows.is_in_album(tx.session, row.id):
                raise Conflict("It is in an album: take it out there.")
            let_go(tx.session, row)
        remove(self.engine.storage, keys_of(row))

    def erase(self, person_id: str) -> None:
        """Let everything go that somebody brought, because they leave."""
        with self.engine.db.transaction() as tx:
            gone = select(UploadRow).where(col(UploadRow.person_id) == person_id)
            found = tx.session.exec(gone.with_for_update()).all()
            theirs = delete(UploadRow).where(col(UploadRow.person_id) == person_id)
            tx.session.execute(theirs, execution_options={"synchronize_session": False})
        for row in found:
            remove(self.engine.storage, keys_of(row))

    def forget(self) -> int:
        """Let go what nobody came back to for a day, and what nothing needs any more."""
        with self.engine.db.transaction() as tx:
            left = rows.left(tx.session, waits=WAITS_FOR)
        return sum(self._forget(upload_id) for upload_id in left)

    def _forget(self, upload_id: str) -> bool:
        with self.engine.db.transaction() as tx:
            row = tx.session.get(UploadRow, upload_id, with_for_update=True)
            # Looked at once more: somebody may have come back to it just now.
            if row is None or upload_id not in rows.left(tx.session, waits=WAITS_FOR):
                return False
            tx.session.delete(row)
        remove(self.engine.storage, keys_of(row))
        return True


def let_go(session: Session, row: UploadRow) -> None:
    """Remove a locked upload; its files follow. Raises `Conflict` while a task needs it."""
    if rows.is_needed(session, row.id):
        raise Conflict(_NEEDED)
    session.delete(row)


def view(row: UploadRow) -> UploadView:
    """What its owner sees of an upload."""
    refusal = Refusal(row.refusal_code, row.refusal_reason or "") if row.refusal_code else None
    return UploadView(
        id=row.id,
        name=row.name,
        state=UploadState(row.state),
        total=row.total,
        offset=row.received,
        refusal=refusal,
        content_type=row.content_type,
        size=row.size,
        width=row.width,
        height=row.height,
        blur=row.blur,
        created_at=row.created_at,
    )


def keys_of(row: UploadRow) -> list[str]:
    """Where all that there is of an upload lies."""
    pieces = [f"{row.folder}/{piece}" for piece in row.pieces]
    return pieces + [key for key in (row.key, row.thumb_key) if key]


def remove(storage: Storage, keys: Iterable[str]) -> None:
    """Remove these; what cannot be removed now is litter, and is found again."""
    for key in keys:
        try:
            storage.delete(key)
        except OSError as problem:
            log.warning("upload.not_deleted", extra={"problem": str(problem)})


def _mine(session: Session, person_id: str, upload_id: str, *, lock: bool = False) -> UploadRow:
    row = rows.mine(session, person_id, upload_id, lock=lock)
    if row is None:
        raise NotFound(_NOT_HERE)
    return row


def _must_begin_at(row: UploadRow, offset: int) -> None:
    if row.state != UploadState.RECEIVING or row.received != offset:
        raise NotThere(f"The next piece begins at byte {row.received}.", offset=row.received)


def _limited(chunks: Iterable[bytes], *, left: int) -> Iterator[bytes]:
    """The same bytes, as long as they are no more than a piece may have and the file has left."""
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > PIECE_MAX:
            raise TooLarge(f"A piece is at most {PIECE_MAX // 1_000_000} MB.")
        if taken > left:
            raise Invalid("The file has more bytes than were announced.", field="size")
        yield chunk
    if not taken:
        raise Invalid("The piece is empty.", field="body")
