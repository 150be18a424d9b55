"""
Makes the sample of every style: `python -m app.providers.sketch_photo.samples`.

All show the same person, who does not exist, in what the style's treatment makes of them.
"""

import io
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from app.media.photo import Aspect
from app.media.styles import styles
from app.providers.sketch_photo.rendering import treat
from app.providers.sketch_photo.sitter import draw_sitter

SIZE = (240, 320)
MOST = 12_000
"""Bytes of a sample."""
_FOLDER = Path(__file__).parents[3] / "assets" / "styles"


def sample(person: np.ndarray, word: str) -> bytes:
    """A style's sample as WebP: always the same bytes for the same treatment."""
    seed = zlib.crc32(word.encode())
    made = treat(person, styles()[word].sketch, aspect=Aspect.PORTRAIT, seed=seed, shorter=540)
    whole = Image.fromarray((made.mounted * 255 + 0.5).astype(np.uint8))
    small = whole.resize(SIZE, Image.Resampling.LANCZOS)
    for quality in range(84, 0, -6):
        out = io.BytesIO()
        small.save(out, "WEBP", quality=quality, method=6)
        if len(out.getvalue()) <= MOST:
            return out.getvalue()
    raise ValueError(f"the sample of {word} does not fit into {MOST} bytes")


def main() -> None:
    """Write them all."""
    person = draw_sitter((720, 960))
    for word in styles():
        (_FOLDER / f"{word}.webp").write_bytes(sample(person, word))


if __name__ == "__main__":
    main()
