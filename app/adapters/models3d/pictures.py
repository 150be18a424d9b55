"""The pictures of a model that lists show: one that stands still, one that turns."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d import camera
from app.adapters.models3d.materials import Material
from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.painter import Painter

STILL_SIDE, TURNING_SIDE = 640, 320
FRAMES = 30
MOST_BYTES = 400_000
_FRAME_MS = 100
_QUALITIES = (82, 68, 50, 30, 10)


def still(heap: Heap, materials: tuple[Material, ...]) -> bytes:
    """One WebP with a clear background."""
    from PIL import Image

    picture = Painter(heap, materials).picture(camera.still(heap), STILL_SIDE)
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "WEBP", quality=84, method=4, alpha_quality=90)
    return out.getvalue()


def turning(heap: Heap, materials: tuple[Material, ...], keep_going: Callable[[], None]) -> bytes:
    """One WebP that goes round for ever, of the best quality that `MOST_BYTES` hold."""
    painter = Painter(heap, materials)
    frames = []
    for view in camera.around(heap, FRAMES):
        keep_going()
        frames.append(_flattened(painter.picture(view, TURNING_SIDE, fine=1.5)))
    film = b""
    for quality in _QUALITIES:
        keep_going()
        film = _film(frames, quality)
        if len(film) <= MOST_BYTES:
            break
    return film


def _film(frames: list[NDArray[np.uint8]], quality: int) -> bytes:
    from PIL import Image

    images = [Image.fromarray(frame) for frame in frames]
    out = io.BytesIO()
    images[0].save(
        out,
        "WEBP",
        save_all=True,
        append_images=images[1:],
        duration=_FRAME_MS,
        loop=0,
        quality=quality,
        alpha_quality=100,
        method=2,
        minimize_size=False,
        allow_mixed=False,
    )
    return out.getvalue()


def _flattened(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Fewer steps in the soft shadow: transparency is kept without loss, and costs the most."""
    alpha = frame[..., 3]
    steps = np.where(alpha > 250, 255, (alpha // 3) * 3).astype(np.uint8)
    return np.dstack([frame[..., :3], steps])
