"""Covers of books: fetched once from where they were found, kept, and served from here."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from threading import BoundedSemaphore

from sqlalchemy import text
from sqlmodel import Session

from app.db.tables.covers import CoverRow
from app.db.transaction import Database
from app.domain.books import BooksAway, CoverSource, cover_id
from app.domain.errors import Away, BadOutput, NotFound
from app.domain.files import kind_of
from app.domain.ports import Storage
from app.services.handing import OpenFile, hand_out

log = logging.getLogger(__name__)

_AGAIN = {True: timedelta(days=7), False: timedelta(minutes=10)}
"""When to ask again for a cover: that was not there, or whose host was in trouble."""
_LEAST = 300
"""Bytes; what is smaller is a blank."""
_AT_ONCE = 8
_PATIENCE_S = 8.0
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_NOTHING = "This book has no cover here."
_REMEMBER = text("""
    INSERT INTO book_covers (id, url)
    SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:urls AS text[]))
    ON CONFLICT (id) DO NOTHING""")
# What was listed and never looked at is known again when it is found again.
_FORGET = text("""
    DELETE FROM book_covers WHERE key IS NULL AND created_at < now() - interval '30 days'""")
_KEEP = text("""
    UPDATE book_covers SET key = :key, content_type = :kind, size = :size, sha256 = :sha256,
        not_before = NULL WHERE id = :id""")
_MISS = text("""
    UPDATE book_covers SET not_before = now() + :wait WHERE id = :id AND key IS NULL""")
_WAITS = text("SELECT coalesce(not_before > now(), false) FROM book_covers WHERE id = :id")


@dataclass(frozen=True)
class Covers:
    """Pictures by the id of `domain.books.cover_id`. They belong to nobody."""

    db: Database
    storage: Storage
    source: CoverSource
    _room: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))

    def remember(self, urls: Iterable[str | None]) -> None:
        """These covers may be asked for. What lies on hosts we do not know is passed over."""
        known = {cover_id(url): url for url in urls if url and self.source.serves(url)}
        if not known:
            return
        with self.db.transaction() as tx:
            tx.session.execute(_FORGET)
            tx.session.execute(_REMEMBER, {"ids": list(known), "urls": list(known.values())})

    def open(self, id_: str) -> OpenFile:
        """Our copy, fetched now if nobody looked before. Raises `NotFound`, `Away`."""
        row = self._kept(id_)
        name = f"cover.{_ENDINGS[row.content_type or '']}"
        return hand_out(
            self.storage,
            row.key or "",
            filename=name,
            content_type=row.content_type or "",
            size=row.size or 0,
            sha256=row.sha256 or "",
            download=False,
        )

    def _kept(self, id_: str) -> CoverRow:
        row = self._row(id_)
        if row.key is not None:
            return row
        if not self._room.acquire(timeout=_PATIENCE_S):
            raise Away("Too many covers are being fetched.", retry_after=timedelta(seconds=5))
        try:
            self._fetch(id_, row.url)
        finally:
            self._room.release()
        return self._row(id_)

    def _row(self, id_: str) -> CoverRow:
        """The row of a cover that is there or may be asked for. Raises `NotFound`."""
        with self.db.transaction() as tx:
            row = tx.session.get(CoverRow, id_)
            if row is None or (row.key is None and _must_wait(tx.session, id_)):
                raise NotFound(_NOTHING)
            tx.session.expunge(row)
            return row

    def _fetch(self, id_: str, url: str) -> None:
        try:
            picture = self.source.fetch(url)
        except BooksAway as problem:
            log.info("cover.not_fetched", extra={"problem": str(problem)})
            return self._miss(id_, is_gone=False)
        kind = kind_of(picture[:32]) if picture and len(picture) >= _LEAST else None
        if picture is None or kind not in _ENDINGS:
            return self._miss(id_, is_gone=True)
        digest = sha256(picture).hexdigest()
        key = f"covers/{digest}.{_ENDINGS[kind]}"
        try:
            stored = self.storage.put(key, [picture], content_type=kind)
        except (OSError, BadOutput) as problem:
            log.warning("cover.not_kept", extra={"problem": str(problem)})
            return self._miss(id_, is_gone=False)
        kept = {"id": id_, "key": key, "kind": kind, "size": stored.size, "sha256": digest}
        with self.db.transaction() as tx:
            tx.session.execute(_KEEP, kept)
        return None

    def _miss(self, id_: str, *, is_gone: bool) -> None:
        with self.db.transaction() as tx:
            tx.session.execute(_MISS, {"id": id_, "wait": _AGAIN[is_gone]})


def _must_wait(session: Session, id_: str) -> bool:
    return bool(session.execute(_WAITS, {"id": id_}).scalar())
