"""Pictures that carry words, so that an order without a prompt can be scripted too."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_COMMENT = "Comment"


def picture_saying(words: str) -> bytes:
    """A small PNG with a comment."""
    known, written = PngInfo(), io.BytesIO()
    known.add_text(_COMMENT, words)
    Image.new("RGB", (64, 48), (180, 90, 60)).save(written, "PNG", pnginfo=known)
    return written.getvalue()


def words_in(picture: bytes) -> str:
    """Its comment; empty where it has none. Raises `ValueError` for what is no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            image.load()
            return str(image.info.get(_COMMENT, ""))
    except OSError as problem:
        raise ValueError("This is no picture.") from problem
