"""Every song knows how long it is and what it looks like, whoever made it."""

import logging

from app.db.tables.assets import AssetRow
from app.domain.formats import format_of
from app.domain.medium import Medium
from app.services.engine import Engine

log = logging.getLogger(__name__)


def describe(engine: Engine, asset: AssetRow) -> AssetRow:
    """
    Add length and peaks to a stored song that came without them.

    Called outside of transactions, before the row is written. A song that cannot be heard is kept
    all the same: its picture is missing, and nothing else.
    """
    format_ = format_of(asset.content_type)
    is_song = asset.medium == Medium.SONG and "peaks" not in asset.meta
    if engine.ear is None or format_ is None or not is_song:
        return asset
    try:
        heard = engine.ear.hear(engine.storage.read(asset.key), format_=format_)
    except Exception:
        log.exception("song.not_heard", extra={"task_id": asset.task_id})
        return asset
    if heard is not None:
        asset.meta |= {"duration_s": round(heard.duration_s, 3), "peaks": list(heard.peaks)}
    return asset
