"""Composes a picture: where to crop, so that faces sit well, and how to make it large."""

import cv2
import numpy as np

from app.media.photo import Aspect
from app.providers.sketch_photo.color import blur, guided, luma
from app.providers.sketch_photo.faces import Box

SHORTER = 1080
_EYES_AT = 0.42
"""Where the middle of a face sits, from the top."""


def size_of(aspect: Aspect, *, shorter: int = SHORTER) -> tuple[int, int]:
    """Width and height in pixels."""
    wide, high = map(int, aspect.value.split(":"))
    share = shorter / min(wide, high)
    return round(wide * share / 2) * 2, round(high * share / 2) * 2


def compose(
    rgb: np.ndarray, faces: list[Box], size: tuple[int, int], dice: np.random.Generator
) -> tuple[np.ndarray, tuple[Box, ...]]:
    """A part of this shape, as large as asked, in floats; and where the faces are in it."""
    high, wide = rgb.shape[:2]
    left, top, broad, tall = _crop((wide, high), faces, size[0] / size[1], dice)
    x, y = round(left), round(top)
    part = rgb[y : y + max(1, round(tall)), x : x + max(1, round(broad))]
    moved = (_moved(face, (wide, high), (x, y, part.shape[1], part.shape[0])) for face in faces)
    inside = (face for face in moved if 0 < face.middle[0] < 1 and 0 < face.middle[1] < 1)
    return enlarge(part, size), tuple(inside)


def enlarge(rgb: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """To this size in floats; what is made larger gets its edges back."""
    picture = rgb.astype(np.float32) / 255
    zoom = size[0] / rgb.shape[1]
    if zoom <= 1:
        return np.clip(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), 0, 1)
    large = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    # What it would be if it were made small again, against what it was: the difference is owed.
    back = cv2.resize(large, rgb.shape[1::-1], interpolation=cv2.INTER_AREA)
    large += cv2.resize(picture - back, size, interpolation=cv2.INTER_CUBIC)
    if zoom > 1.3:
        plane = luma(large)
        calm = guided(plane, plane, max(2, round(zoom)), 0.0006)
        fine = plane - blur(plane, 0.6 * zoom)
        large += ((calm - plane) * min(0.8, 0.3 * zoom) + 0.45 * np.clip(fine, -0.05, 0.05))[
            ..., None
        ]
    return np.clip(large, 0, 1)


def _crop(
    whole: tuple[int, int], faces: list[Box], ratio: float, dice: np.random.Generator
) -> tuple[float, float, float, float]:
    wide, high = whole
    tallest = min(high, wide / ratio)
    if not faces:
        tall = tallest * dice.uniform(0.90, 1.0)
        middle = (wide * dice.uniform(0.47, 0.53), high * 0.5)
        return _within(whole, middle, (tall * ratio, tall), at=0.5)
    left = min(face.x for face in faces) * wide
    right = max(face.x + face.width for face in faces) * wide
    top = min(face.y for face in faces) * high
    bottom = max(face.y + face.height for face in faces) * high
    wanted = max((bottom - top) * dice.uniform(3.3, 4.2), (right - left) * 2.2 / ratio)
    tall = min(tallest, max(wanted, 0.35 * tallest))
    off = dice.uniform(-0.03, 0.03) * tall
    middle = ((left + right) / 2 + off, (top + bottom) / 2)
    return _within(whole, middle, (tall * ratio, tall), at=_EYES_AT + dice.uniform(-0.02, 0.03))


def _within(
    whole: tuple[int, int], middle: tuple[float, float], part: tuple[float, float], *, at: float
) -> tuple[float, float, float, float]:
    left = np.clip(middle[0] - part[0] / 2, 0, whole[0] - part[0])
    top = np.clip(middle[1] - part[1] * at, 0, whole[1] - part[1])
    return float(left), float(top), part[0], part[1]


def _moved(face: Box, whole: tuple[int, int], part: tuple[int, int, int, int]) -> Box:
    left, top, broad, tall = part
    return Box(
        (face.x * whole[0] - left) / broad,
        (face.y * whole[1] - top) / tall,
        face.width * whole[0] / broad,
        face.height * whole[1] / tall,
    )
