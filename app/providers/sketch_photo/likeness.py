"""How much of a face is left: the bound that every treatment keeps."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import blur, luma
from app.providers.sketch_photo.faces import Box

LEAST = 0.6
"""Of `likeness`, in every face of every picture; somebody else has at most 0.4 or so."""
_FACE = 112
_SPREAD = 1.6
_QUIET = 0.0004
_ROUNDS = (0.25, 0.5, 0.75, 0.95)


def likeness(
    before: np.ndarray, after: np.ndarray, face: Box, *, who: np.ndarray | None = None
) -> float:
    """
    How alike the light and dark shapes in a face are, 1 when they are the same.

    It is the structure term of SSIM over a face of 112 pixels: how brightness goes along from
    point to point, whatever the colour, the contrast and the light. With `who`, 0 to 1 for each
    pixel, only what is theirs counts.
    """
    one, other = _plane(before, face), _plane(after, face)
    a, b = one - blur(one, _SPREAD * 2), other - blur(other, _SPREAD * 2)
    together = blur(a * b, _SPREAD * 2)
    loud = blur(a * a, _SPREAD * 2), blur(b * b, _SPREAD * 2)
    same = (together + _QUIET) / (np.sqrt(np.maximum(loud[0] * loud[1], 0)) + _QUIET)
    weight = np.sqrt(loud[0]) + 0.01
    if who is not None:
        weight = weight * (_part(who, face) + 1e-6)
    return float((same * weight).sum() / weight.sum())


def keep_likeness(
    before: np.ndarray,
    after: np.ndarray,
    faces: tuple[Box, ...],
    near: np.ndarray,
    *,
    who: np.ndarray | None = None,
) -> np.ndarray:
    """The picture with as much of the drawing of its faces given back as the bound asks for."""
    for share in _ROUNDS:
        if all(likeness(before, after, face, who=who) >= LEAST for face in faces):
            return after
        sigma = max(2.0, faces[0].width * after.shape[1] * 0.06)
        one, other = luma(before), luma(after)
        owed = (one - blur(one, sigma)) - (other - blur(other, sigma))
        after = np.clip(after + (owed * share * near)[..., None], 0, 1)
    return after


def _plane(picture: np.ndarray, face: Box) -> np.ndarray:
    return luma(_part(picture, face))


def _part(picture: np.ndarray, face: Box) -> np.ndarray:
    left, top, right, bottom = face.pixels(picture.shape[1::-1])
    part = picture[top:bottom, left:right]
    return cv2.resize(part, (_FACE, _FACE), interpolation=cv2.INTER_AREA)
