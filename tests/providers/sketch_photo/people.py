"""People to make pictures of: on a real photo, drawn, and nobody at all."""

from functools import lru_cache

import numpy as np
from skimage import data

from app.providers.sketch_photo.sitter import draw_sitter
from tests.simulators.portraits import somebody


@lru_cache
def astronaut() -> np.ndarray:
    """A photo of NASA's, in the public domain; it comes with scikit-image."""
    return data.astronaut()


@lru_cache
def sitter() -> np.ndarray:
    """Somebody who does not exist."""
    return draw_sitter((240, 320))


@lru_cache
def from_the_side() -> np.ndarray:
    """A photographer of whom one sees the side of the head; it comes with scikit-image (MIT)."""
    return np.repeat(data.camera()[20:400, 60:345, None], 3, axis=2)


@lru_cache
def cat() -> np.ndarray:
    """No face of a person."""
    return data.chelsea()


def drawn(name: str) -> bytes:
    """A flat drawing, as the simulators have them."""
    return somebody(name)
