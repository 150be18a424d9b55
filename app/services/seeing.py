"""Every picture knows its size, has a small one that stands for it, and says what it shows."""

import logging
from collections.abc import Sequence

from app.db.tables.assets import AssetRow
from app.db.tables.renditions import RenditionRow
from app.db.tables.tasks import TaskRow
from app.domain.files import thumb_key
from app.domain.formats import CONTENT_TYPES, Format, RenditionState
from app.domain.medium import Medium
from app.services.engine import Engine

log = logging.getLogger(__name__)

_THUMB = "_thumb"


def describe(engine: Engine, asset: AssetRow) -> AssetRow:
    """
    Add size and blur to a stored picture, and store its thumbnail.

    Called outside of transactions, before the row is written. A picture that cannot be seen is kept
    all the same: its thumbnail is missing, and nothing else.
    """
    if engine.pictures is None or asset.medium != Medium.PHOTO or not asset.is_main:
        return asset
    try:
        seen = engine.pictures.see(engine.storage.read(asset.key))
        thumb = engine.storage.put(
            thumb_key(asset.key), [seen.thumb], content_type=CONTENT_TYPES[Format.THUMBNAIL]
        )
    except Exception:
        log.exception("picture.not_seen", extra={"task_id": asset.task_id})
        return asset
    asset.meta = asset.meta | {
        "width": seen.width,
        "height": seen.height,
        "blur": seen.blur,
        Format.THUMBNAIL.value: True,
        _THUMB: {"size": thumb.size, "sha256": thumb.sha256},
    }
    return asset


def label(task: TaskRow, assets: Sequence[AssetRow]) -> list[RenditionRow]:
    """Say of new pictures what they show; rows of their thumbnails, to be written after theirs."""
    found = []
    for asset in assets:
        if asset.medium != Medium.PHOTO:
            continue
        place = asset.root_id.partition(".")[2]
        thumb = asset.meta.get(_THUMB)
        kept = {name: value for name, value in asset.meta.items() if name != _THUMB}
        asset.meta = kept | {
            "style": task.params.get("style"),
            "role": task.params.get("role"),
            "number": 1 + (int(place) if place else task.index),
        }
        if thumb is not None:
            found.append(
                RenditionRow(
                    asset_id=asset.id,
                    format=Format.THUMBNAIL,
                    state=RenditionState.READY,
                    key=thumb_key(asset.key),
                    **thumb,
                )
            )
    return found
