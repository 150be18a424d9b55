"""Takes in pictures of strangers with Pillow and libheif: only pixels stay."""

import base64
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.adapters.picture_kinds import Kind, Outline, outline
from app.adapters.picture_pixels import normal, on_white, scaled
from app.domain.errors import (
    BrokenPicture,
    PictureTooLarge,
    PictureTooSmall,
    TooManyPixels,
)
from app.domain.ports import Prepared, Seen

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 30_000_000
MAX_PIXELS = 50_000_000
_LEAST = 256
_LONGEST = 4096
_THUMB = 480
_BLUR = 400
_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
_DAMAGED = "This photo is cut short or damaged. Choose it again."


class PillowPictures:
    """
    Everything is decided by content, and by the header before anything is unpacked.

    A picture takes at most about sixteen bytes of memory for each pixel that is allowed.
    """

    def __init__(self, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> None:
        self._max_bytes = max_bytes
        self._max_pixels = max_pixels

    def prepare(self, chunks: Iterable[bytes]) -> Prepared:
        """The pixels, upright, in sRGB and no longer than 4096. Raises a `BadPicture`."""
        found, image = self._open(self._read(chunks), least=_LEAST)
        with _translated():
            upright, _ = normal(image, longest=_LONGEST)
            content_type, data = _written(found.kind, upright)
            thumb, blur = _small(upright)
        width, height = upright.size
        return Prepared(width, height, thumb, blur, data=data, content_type=content_type)

    def see(self, chunks: Iterable[bytes]) -> Seen:
        """Size, thumbnail and blur; nothing is written anew. Raises a `BadPicture`."""
        _, image = self._open(self._read(chunks), least=1)
        with _translated():
            upright, (width, height) = normal(image, longest=_THUMB * 2)
            return Seen(width, height, *_small(upright))

    def _read(self, chunks: Iterable[bytes]) -> bytes:
        data = bytearray()
        for chunk in chunks:
            data += chunk
            if len(data) > self._max_bytes:
                most = self._max_bytes // 1_000_000
                raise PictureTooLarge(f"This photo is larger than {most} MB. Choose a smaller one.")
        return bytes(data)

    def _open(self, data: bytes, *, least: int) -> tuple[Outline, "Image"]:
        """The picture, not unpacked; only HEIC can be unpacked no other way than whole."""
        found = outline(data)
        if found.pixels:
            self._measure(found.pixels, least)
        with _translated():
            image = _opened(found, data)
        # Decoders may read another size than the outline did: the larger one would be unpacked.
        self._measure(image.size, least)
        with _translated():
            return found, image if found.kind is not Kind.HEIC else image.to_pillow()

    def _measure(self, size: tuple[int, int], least: int) -> None:
        short, long = sorted(size)
        if short * long > self._max_pixels:
            most = self._max_pixels // 1_000_000
            raise TooManyPixels(
                f"This photo has more than {most} megapixels. Make it smaller and try again."
            )
        if short < 1:
            raise BrokenPicture(_DAMAGED)
        if short < least or short * _LONGEST < least * long:
            raise PictureTooSmall(
                f"This photo is too small: its shorter side needs {least} pixels. "
                "Choose a larger one."
            )


@contextmanager
def _translated() -> Iterator[None]:
    from PIL import Image

    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels("This photo has too many pixels. Make it smaller.") from error
    except Exception as error:
        # About bytes of strangers decoders raise whatever they like.
        raise BrokenPicture(_DAMAGED) from error


def _opened(found: Outline, data: bytes) -> Any:
    """Its size is known, its pixels are not unpacked."""
    from PIL import Image

    if found.kind is not Kind.HEIC:
        return Image.open(io.BytesIO(data), formats=[_FORMATS[found.kind]])
    import pillow_heif

    # Straight from its library: registered with Pillow it would open for everybody.
    return pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)


def _written(kind: Kind, image: "Image") -> tuple[str, bytes]:
    """The same kind as it came in, so far as that is one to keep."""
    out = io.BytesIO()
    if kind is Kind.WEBP:
        image.save(out, "WEBP", quality=90)
        return Kind.WEBP.value, out.getvalue()
    if kind is Kind.PNG and image.mode == "RGBA":
        image.save(out, "PNG")
        return Kind.PNG.value, out.getvalue()
    on_white(image).save(out, "JPEG", quality=92, progressive=True)
    return Kind.JPEG.value, out.getvalue()


def _small(image: "Image") -> tuple[bytes, str]:
    """Thumbnail and blur."""
    out = io.BytesIO()
    thumb = scaled(image, _THUMB)
    thumb.save(out, "WEBP", quality=80)
    dots = scaled(on_white(thumb), 16)
    for quality in (40, 20, 1):
        tiny = io.BytesIO()
        dots.save(tiny, "WEBP", quality=quality, method=6)
        blur = f"data:image/webp;base64,{base64.b64encode(tiny.getvalue()).decode()}"
        if len(blur) <= _BLUR:
            break
    return out.getvalue(), blur
