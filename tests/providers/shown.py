"""People on photos, as providers are given them."""

from collections.abc import Sequence
from typing import Any

from app.domain.providing import Reference
from tests.simulators.portraits import somebody

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def shown(*names: str, content_type: str = "image/jpeg") -> tuple[Reference, ...]:
    """A photo of each of these; the same name is the same face."""
    return tuple(_photo(name, content_type) for name in names)


def photo_params(photos: Sequence[Reference], **params: Any) -> dict[str, Any]:
    """Parameters that go with these photos."""
    ids = [each.id for each in photos]
    return {"style": "hanok", "role": "bride", "references": ids} | params


def _photo(name: str, content_type: str) -> Reference:
    data = somebody(name, form=_ENDINGS[content_type])
    return Reference(
        id=f"upload_{name:0>26}",
        content_type=content_type,
        size=len(data),
        width=640,
        height=800,
        read=lambda: data,
    )
