"""
Things in other formats: asked for, waited for, taken home.

Previews are formats, too. They are put in line when a thing is made, in the transaction that ends
its task, so that none is forgotten; whether they come changes nothing for the thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlmodel import Session

from app.db import renditions as rows
from app.db.tables.assets import AssetRow
from app.db.tables.renditions import RenditionRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict, NotFound, TooMany
from app.domain.files import sanitized
from app.domain.formats import (
    CONTENT_TYPES,
    FORMATS,
    PREVIEWS,
    Format,
    RenditionState,
    ending,
    format_of,
    previews,
)
from app.domain.medium import Medium
from app.domain.ports import Storage
from app.domain.views import RenditionView
from app.services.engine import Engine
from app.services.handing import OpenFile, hand_out
from app.services.library import owned_file, stem_of

AT_ONCE = 8
"""Files of one person that may wait for another format at the same time."""
_SOON = timedelta(seconds=10)


@dataclass(frozen=True)
class Renditions:
    """What people do with formats. Somebody else's file is `NotFound`, always."""

    engine: Engine

    def of(self, person_id: str, asset_id: str) -> tuple[RenditionView, ...]:
        """Every format of a thing and how far each is. Nothing is begun."""
        with self.engine.db.transaction() as tx:
            asset, _ = _thing(tx.session, person_id, asset_id)
            known = {row.format: row for row in rows.of_asset(tx.session, asset_id)}
            formats = FORMATS[Medium(asset.medium)]
            return tuple(_view(asset, format_, known.get(format_)) for format_ in formats)

    def ask(self, person_id: str, asset_id: str, format_: Format) -> RenditionView:
        """
        Have it made, unless it is there or on its way; one that failed is tried again.

        Raises `TooMany` when many wait already, `NotFound` for what such things are not written as.
        """
        with self.engine.db.transaction() as tx:
            asset, _ = _thing(tx.session, person_id, asset_id, format_)
            if format_ != format_of(asset.content_type):
                self._put_in_line(tx.session, asset, format_)
                tx.after_commit(lambda: self.engine.doorbell.convert(asset_id, format_))
            row = tx.session.get(RenditionRow, (asset_id, format_))
            return _view(asset, format_, row)

    def open(
        self, person_id: str, asset_id: str, format_: Format, *, download: bool = False
    ) -> OpenFile | RenditionView:
        """
        The file when it is there; otherwise it is asked for, and how far it is.

        Raises `Conflict` when making it failed: to ask again is a decision.
        """
        with self.engine.db.transaction() as tx:
            asset, title = _thing(tx.session, person_id, asset_id, format_)
            row = tx.session.get(RenditionRow, (asset_id, format_))
        if row is not None and row.state == RenditionState.FAILED:
            raise Conflict(f"It could not be written as {format_}. Ask for it again.")
        if format_ != format_of(asset.content_type) and (
            row is None or row.state != RenditionState.READY
        ):
            return self.ask(person_id, asset_id, format_)
        return hand_out(
            self.engine.storage,
            asset.key if row is None else row.key,
            filename=f"{sanitized(title)}.{ending(format_)}",
            content_type=CONTENT_TYPES[format_],
            size=asset.size if row is None else row.size or 0,
            sha256=asset.sha256 if row is None else row.sha256 or "",
            download=download,
        )

    def thumb(self, person_id: str, asset_id: str) -> OpenFile:
        """
        A small picture that stands for the thing; of a picture without one, itself.

        Raises `NotFound` where there is none, or not yet.
        """
        with self.engine.db.transaction() as tx:
            asset, job = owned_file(tx.session, person_id, asset_id)
            row = tx.session.get(RenditionRow, (asset_id, Format.THUMBNAIL))
        is_there = row is not None and row.state == RenditionState.READY
        if not is_there and asset.medium != Medium.PHOTO:
            raise NotFound("There is no picture of this.")
        return thumb_of(self.engine.storage, asset, row if is_there else None, title=job.title)

    def _put_in_line(self, session: Session, asset: AssetRow, format_: Format) -> None:
        known = session.get(RenditionRow, (asset.id, format_))
        if known is not None and known.state != RenditionState.FAILED:
            return
        if format_ not in PREVIEWS and rows.unfinished(session, asset.person_id) >= AT_ONCE:
            words = f"{AT_ONCE} files are being written in other formats already."
            raise TooMany(words, retry_after=_SOON)
        rows.ask(session, asset, format_, key=_key(asset, format_))
        session.expire_all()


def begin_previews(engine: Engine, tx: Transaction, assets: Sequence[AssetRow]) -> None:
    """Have these new files drawn, once this is true. Nothing of it is waited for."""
    for asset in assets:
        wanted = previews(Medium(asset.medium)) if asset.is_main else ()
        for format_ in wanted:
            rows.ask(tx.session, asset, format_, key=_key(asset, format_))
            ring = partial(engine.doorbell.convert, asset.id, format_)
            tx.after_commit(ring)


def thumb_of(
    storage: Storage, asset: AssetRow, row: RenditionRow | None, *, title: str
) -> OpenFile:
    """The small picture of a thing; without its row, the thing itself."""
    kind = CONTENT_TYPES[Format.THUMBNAIL] if row else asset.content_type
    return hand_out(
        storage,
        row.key if row else asset.key,
        filename=f"{stem_of(title, asset)}.{kind.rpartition('/')[2]}",
        content_type=kind,
        size=(row.size or 0) if row else asset.size,
        sha256=(row.sha256 or "") if row else asset.sha256,
        download=False,
    )


def _key(asset: AssetRow, format_: Format) -> str:
    return f"formats/{asset.id}.{format_}"


def _thing(
    session: Session, person_id: str, asset_id: str, format_: Format | None = None
) -> tuple[AssetRow, str]:
    asset, job = owned_file(session, person_id, asset_id)
    formats = FORMATS.get(Medium(asset.medium), ())
    if format_of(asset.content_type) not in formats:
        raise NotFound("This has no other formats.")
    if format_ is not None and format_ not in formats:
        raise NotFound(f"A {asset.medium} is not written as {format_}.")
    return asset, job.title


def _view(asset: AssetRow, format_: Format, row: RenditionRow | None) -> RenditionView:
    if format_ == format_of(asset.content_type):
        return RenditionView(asset.id, format_, "ready", asset.size, is_original=True)
    if row is None:
        return RenditionView(asset.id, format_, "none")
    return RenditionView(asset.id, format_, RenditionState(row.state).value, row.size)
