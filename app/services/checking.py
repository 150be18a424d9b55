"""The step that looks at what somebody brought: only the pixels of a picture are kept."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.db import uploads as rows
from app.db.tables.uploads import UploadRow
from app.domain.errors import Abandoned, BadOutput, BadPicture, Interrupted, NotFound
from app.domain.ports import Pictures, Prepared, Stored
from app.domain.retry import MAX_REMAKES, MAX_SAVES, come_back_after, why_parked
from app.domain.uploads import UploadState
from app.services.engine import Engine
from app.services.holding import held
from app.services.uploads import keys_of, remove

log = logging.getLogger(__name__)

_WITHIN_S = 5 * 60.0
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_THUMB_TYPE = "image/webp"
_AGAIN = "This photo could not be looked at. Please bring it once more."
_FREE = {"lease_owner": None, "lease_until": None, "rung_at": None}


@dataclass(frozen=True)
class Checking:
    """Claim, look, store, end. Safe to repeat: the keys are known before."""

    engine: Engine
    pictures: Pictures

    def check(self, upload_id: str) -> None:
        """Make this upload ready, or say why not, when that is due and nobody else is at it."""
        with self.engine.db.transaction() as tx:
            row = rows.claim(
                tx.session, upload_id, owner=self.engine.owner, lease=self.engine.lease
            )
        if row is None:
            return
        if problem := why_parked(crashes=row.crashes, outages=row.outages):
            self._refuse(row, "crashed", _AGAIN, problem)
            return
        with held(self.engine, lambda: self._extend(row), within_s=_WITHIN_S) as keep_going:
            try:
                self._ready(row, self.pictures.prepare(self._bytes(row, keep_going)))
            except Abandoned:
                return
            except Interrupted:
                self._hand_over(row)
            except BadPicture as problem:
                self._refuse(row, problem.code, str(problem), "")
            except Exception as problem:  # noqa: BLE001 -- whatever it is, the row must say it
                self._not_checked(row, problem)

    def _bytes(self, row: UploadRow, keep_going: Callable[[], None]) -> Iterator[bytes]:
        for piece in row.pieces:
            for chunk in self.engine.storage.read(f"{row.folder}/{piece}"):
                keep_going()
                yield chunk

    def _ready(self, row: UploadRow, found: Prepared) -> None:
        photo = self._put(
            row, f"photo.{_ENDINGS[found.content_type]}", found.content_type, found.data
        )
        thumb = self._put(row, "thumb.webp", _THUMB_TYPE, found.thumb)
        with self.engine.db.transaction("checked") as tx:
            ready = rows.write(
                tx.session,
                row,
                state=UploadState.READY,
                key=photo.key,
                content_type=found.content_type,
                size=photo.size,
                sha256=photo.sha256,
                width=found.width,
                height=found.height,
                blur=found.blur,
                thumb_key=thumb.key,
                thumb_type=_THUMB_TYPE,
                thumb_size=thumb.size,
                thumb_sha256=thumb.sha256,
                **_ENDED,
            )
            self.engine.announce(tx, row.person_id)
        if ready:
            remove(self.engine.storage, keys_of(row))
        else:
            self._forget_unwanted(row, photo, thumb)

    def _put(self, row: UploadRow, name: str, content_type: str, data: bytes) -> Stored:
        key = f"{row.folder}/{name}"
        return self.engine.storage.put(key, [data], content_type=content_type)

    def _refuse(self, row: UploadRow, code: str, reason: str, detail: str) -> None:
        with self.engine.db.transaction("checked") as tx:
            values = {
                "refusal_code": code,
                "refusal_reason": reason,
                "refusal_detail": detail[:4000] or None,
            }
            state = UploadState.REFUSED
            refused = rows.write(tx.session, row, state=state, received=0, **values, **_ENDED)
            self.engine.announce(tx, row.person_id)
        log.info("upload.refused", extra={"upload_id": row.id, "code": code})
        if refused:
            remove(self.engine.storage, keys_of(row))

    def _not_checked(self, row: UploadRow, problem: Exception) -> None:
        """What is not there any more will not come back; trouble of ours passes."""
        words = f"{type(problem).__name__}: {problem}"
        log.warning("upload.not_checked", extra={"upload_id": row.id, "problem": words})
        tries, most = row.tries + 1, MAX_SAVES if isinstance(problem, OSError) else MAX_REMAKES
        if isinstance(problem, (BadOutput, NotFound)) or tries >= most:
            self._refuse(row, "not_checked", _AGAIN, words)
            return
        due_at = rows.NOW + come_back_after(tries)
        self._give_back(row, tries=tries, due_at=due_at, refusal_detail=words[:4000])

    def _hand_over(self, row: UploadRow) -> None:
        """This process is asked to stop: another one looks at it."""
        if self._give_back(row):
            self.engine.doorbell.prepare(row.id)

    def _give_back(self, row: UploadRow, **values: object) -> bool:
        with self.engine.db.transaction() as tx:
            return rows.write(tx.session, row, **_FREE, **values)

    def _forget_unwanted(self, row: UploadRow, *stored: Stored) -> None:
        """When it was let go meanwhile, nobody will ask for these."""
        with self.engine.db.transaction() as tx:
            if tx.session.get(UploadRow, row.id) is not None:
                return
        remove(self.engine.storage, [each.key for each in stored])

    def _extend(self, row: UploadRow) -> bool:
        with self.engine.db.transaction() as tx:
            return rows.write(tx.session, row, lease_until=rows.NOW + self.engine.lease)


_ENDED: dict[str, object] = {
    "pieces": [],
    "lease_owner": None,
    "lease_until": None,
    "touched_at": rows.NOW,
}
