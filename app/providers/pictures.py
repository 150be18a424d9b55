"""The pictures that something is made from, as a vendor takes them."""

import io
from collections.abc import Collection
from dataclasses import dataclass, field

from app.domain.errors import NotFound, ProviderBusy, ProviderRejected
from app.domain.providing import Reference, TaskSpec

_GONE = "The picture that it is to be made from is not there any more."
PNG = "image/png"
PHOTOS = frozenset({"image/jpeg", PNG, "image/webp"})


@dataclass(frozen=True)
class Picture:
    """One picture, whole."""

    content_type: str
    data: bytes = field(repr=False)

    @property
    def ending(self) -> str:
        """What its file's name ends with: `jpg`, `png`, `webp`."""
        return "jpg" if self.content_type == "image/jpeg" else self.content_type.split("/")[1]


def picture_of(spec: TaskSpec, *, kinds: Collection[str]) -> Picture:
    """The first picture of a task; see `pictures_of`."""
    return pictures_of(spec, kinds=kinds, most=1)[0]


def pictures_of(spec: TaskSpec, *, kinds: Collection[str], most: int) -> list[Picture]:
    """
    The first so many pictures of a task, each as a PNG where the vendor does not take its kind.

    Nothing was bought yet: raises `ProviderRejected` when one is gone, `ProviderBusy` while it
    cannot be read.
    """
    if not spec.references:
        raise ProviderRejected(_GONE)
    return [_read(reference, kinds) for reference in spec.references[:most]]


def _read(reference: Reference, kinds: Collection[str]) -> Picture:
    try:
        data = reference.read()
    except NotFound:
        raise ProviderRejected(_GONE) from None
    except OSError as problem:
        raise ProviderBusy(f"the picture cannot be read now: {type(problem).__name__}") from None
    if reference.content_type in kinds:
        return Picture(reference.content_type, data)
    return Picture(PNG, _as_png(data))


def _as_png(data: bytes) -> bytes:
    # Imported late: most orders are words.
    from PIL import Image

    written = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.save(written, "PNG")
    return written.getvalue()
