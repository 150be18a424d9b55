"""Photos of one colour."""

import io
from functools import cache

from PIL import Image


@cache
def photo(
    width: int = 320, height: int = 400, *, colour: str = "teal", kind: str = "JPEG"
) -> bytes:
    """The bytes of one."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()
