"""Pictures beside messages: whoever draws them is not signed in, so their addresses are signed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.notices import NoticeRow
from app.db.tables.renditions import RenditionRow
from app.db.transaction import Database
from app.domain.errors import NotFound
from app.domain.formats import Format, RenditionState
from app.domain.medium import Medium
from app.domain.ports import Storage
from app.services.handing import OpenFile
from app.services.renditions import thumb_of
from app.services.signing import Signer

Draw = Callable[[Sequence[int]], bytes]
"""A PNG of a waveform, from peaks of 0 to 100."""
_NOTHING = "There is no such picture here."
_OF_NOTICE = (
    select(AssetRow, JobRow.title)
    .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
    .join(NoticeRow, col(NoticeRow.job_id) == col(JobRow.id))
    .where(col(AssetRow.is_main), col(JobRow.deleted_at).is_(None))
    .order_by(col(AssetRow.created_at), col(AssetRow.id))
)
_KEY = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True)
class Drawn:
    """A picture that was drawn just now."""

    png: bytes


class NoticePictures:
    """A song's waveform, a picture itself, a model's preview."""

    def __init__(self, db: Database, storage: Storage, keys: Sequence[bytes], draw: Draw) -> None:
        self._db = db
        self._storage = storage
        self._signer = Signer(keys, b"meanwhile: pictures of notices")
        self._draw = draw

    def path(self, notice_id: str) -> str:
        """Where the picture is, for whoever was told of the notice."""
        return f"/api/notices/{notice_id}/picture?key={self._signer.sign(notice_id)}"

    def open(self, notice_id: str, key: str) -> OpenFile | Drawn:
        """The picture. Raises `NotFound`, also when the key is not that of this notice."""
        if not _KEY.fullmatch(key) or not self._signer.is_right(key, notice_id):
            raise NotFound(_NOTHING)
        with self._db.transaction() as tx:
            found = tx.session.exec(_OF_NOTICE.where(col(NoticeRow.id) == notice_id)).first()
            thumb = tx.session.get(RenditionRow, (found[0].id, Format.THUMBNAIL)) if found else None
        if found is None:
            raise NotFound(_NOTHING)
        asset, title = found
        peaks = asset.meta.get("peaks")
        if isinstance(peaks, list) and peaks:
            return Drawn(self._draw([int(peak) for peak in peaks]))
        is_there = thumb is not None and thumb.state == RenditionState.READY
        if not is_there and asset.medium != Medium.PHOTO:
            raise NotFound(_NOTHING)
        return thumb_of(self._storage, asset, thumb if is_there else None, title=title)
