"""What a picture looks like, as plain pixels: upright, in sRGB, with nothing beside them."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

_ORIENTATION = 0x0112
_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


def fit(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size made not longer than this, and never larger than it was."""
    share = min(1.0, longest / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def scaled(image: "Image", longest: int) -> "Image":
    """The whole picture, not longer than this."""
    from PIL.Image import Resampling

    return image.resize(fit(image.size, longest), Resampling.LANCZOS, reducing_gap=3.0)


def on_white(image: "Image") -> "Image":
    """Without transparency."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def normal(image: "Image", *, longest: int) -> tuple["Image", tuple[int, int]]:
    """The picture as RGB or RGBA with nothing beside its pixels, and how large it was, upright."""
    turn = _turn(image)
    wide, high = image.size
    # JPEG unpacks to an eighth, a quarter or half at no cost: only what is needed.
    image.draft(None, fit(image.size, longest))
    image.load()
    profile = image.info.get("icc_profile")
    plain = _in_srgb(scaled(_straight(image), longest), profile)
    upright = plain if turn is None else plain.transpose(turn)
    upright.info = {}
    return upright, (high, wide) if turn in _lying() else (wide, high)


def _turn(image: "Image") -> "Transpose | None":
    """What holds it upright."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return turns.get(image.getexif().get(_ORIENTATION, 1))


def _lying() -> tuple["Transpose", ...]:
    """The turns that make width of height."""
    from PIL.Image import Transpose

    return (
        Transpose.TRANSPOSE,
        Transpose.ROTATE_270,
        Transpose.TRANSVERSE,
        Transpose.ROTATE_90,
    )


def _straight(image: "Image") -> "Image":
    """In a mode that can be made smaller and coloured: L, RGB, RGBA or CMYK."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return _in_eight_bits(image)
    has_alpha = image.mode in _ALPHA or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _in_eight_bits(image: "Image") -> "Image":
    """Pillow would cut 16 bits off at 255 instead of dividing them."""
    import numpy as np
    from PIL import Image

    return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    """RGB or RGBA; a profile that is broken, or belongs to other colours, counts as none."""
    from PIL import ImageCms

    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, target, outputMode=wanted)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            made = None
        if made is not None:
            return made
    return image.convert(wanted)
