"""Colour arithmetic on pictures of floats, 0 to 1, RGB as screens have it."""

import cv2
import numpy as np
from scipy.interpolate import PchipInterpolator

Picture = np.ndarray
Plane = np.ndarray
Tone = tuple[float, float, float]

_LEVELS = 1024
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


def luma(picture: Picture) -> Plane:
    """How bright each pixel looks."""
    return picture @ _WEIGHTS


def grey(plane: Plane) -> Picture:
    """The same in all three colours."""
    return np.repeat(plane[..., None], 3, axis=2)


def tone(hex_: str) -> np.ndarray:
    """A colour from its six digits."""
    return np.array([int(hex_[i : i + 2], 16) / 255 for i in (0, 2, 4)], dtype=np.float32)


def curve(values: np.ndarray, *points: tuple[float, float]) -> np.ndarray:
    """Through a smooth curve that never turns back; the ends are given too."""
    xs, ys = zip(*points, strict=True)
    table = PchipInterpolator(xs, ys)(np.linspace(0, 1, _LEVELS)).astype(np.float32)
    return table[(np.clip(values, 0, 1) * (_LEVELS - 1)).astype(np.int32)]


def curves(picture: Picture, *by_channel: tuple[tuple[float, float], ...]) -> Picture:
    """Red, green and blue, each through its own curve."""
    return np.stack([curve(picture[..., i], *each) for i, each in enumerate(by_channel)], axis=2)


def ramp(plane: Plane, *tones: str) -> Picture:
    """Dark to light, through these colours."""
    stops = np.linspace(0, 1, len(tones))
    table = np.stack(
        [
            np.interp(np.linspace(0, 1, _LEVELS), stops, c)
            for c in np.stack([tone(t) for t in tones]).T
        ],
        axis=1,
    )
    return table.astype(np.float32)[(np.clip(plane, 0, 1) * (_LEVELS - 1)).astype(np.int32)]


def mix(one: np.ndarray, other: np.ndarray, share: "np.ndarray | float") -> np.ndarray:
    """The first where the share is 0, the other where it is 1."""
    weight = share[..., None] if isinstance(share, np.ndarray) and share.ndim < one.ndim else share
    step = other - one
    # A picture that is only passed through costs more time than the sum.
    if step.shape != np.broadcast_shapes(step.shape, np.shape(weight)) or (
        step.dtype != np.result_type(step, weight, one)
    ):
        return one + step * weight
    step *= weight
    step += one
    return step


def saturate(picture: Picture, share: float) -> Picture:
    """More colour above 1, less below."""
    return mix(grey(luma(picture)), picture, share)


def screen(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Light upon light."""
    dark, rest = np.clip(one, 0, 1), np.clip(other, 0, 1)
    np.subtract(1, dark, out=dark)
    np.subtract(1, rest, out=rest)
    dark = dark * rest if dark.shape != rest.shape else np.multiply(dark, rest, out=dark)
    return np.subtract(1, dark, out=dark)


def soft_light(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Darker where the other is below the middle, lighter where it is above."""
    return (1 - 2 * other) * one * one + 2 * other * one


def split_tone(picture: Picture, dark: str, light: str, share: float) -> Picture:
    """A tint for the shadows and one for the lights, as bright as before."""
    plane = luma(picture)
    tint = ramp(plane, dark, light)
    tint = tint - grey(luma(tint)) + grey(plane)
    return mix(picture, np.clip(tint, 0, 1), share)


def blur(picture: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian; wide ones are made on a smaller picture, where they cost little."""
    if sigma < 0.3:
        return picture
    high, wide = picture.shape[:2]
    shrink = max(1, int(sigma / 3))
    if shrink == 1:
        return cv2.GaussianBlur(picture, (0, 0), sigma)
    size = (max(8, wide // shrink), max(8, high // shrink))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink)
    return cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC)


def guided(guide: Plane, plane: np.ndarray, radius: int, softness: float) -> np.ndarray:
    """The plane made smooth, but with the edges of its guide."""

    def mean(values: np.ndarray) -> np.ndarray:
        return cv2.blur(values, (2 * radius + 1, 2 * radius + 1))

    lead = guide if plane.ndim == guide.ndim else guide[..., None]
    level, target = mean(guide), mean(plane)
    mid = level if plane.ndim == guide.ndim else level[..., None]
    spread = mean(guide * guide) - level * level
    spread = spread if plane.ndim == guide.ndim else spread[..., None]
    slope = (mean(lead * plane) - mid * target) / (spread + softness)
    return mean(slope) * lead + mean(target - slope * mid)


def detail(plane: np.ndarray, sigma: float) -> np.ndarray:
    """What a blur takes away."""
    return plane - blur(plane, sigma)
