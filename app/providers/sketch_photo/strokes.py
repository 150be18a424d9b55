"""What painters and engravers do: flow along forms, flat touches, drawn lines."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import Picture, Plane, blur, luma


def halved(picture: np.ndarray, share: float = 0.5) -> np.ndarray:
    """Smaller, where a finer one would only be slow."""
    return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def like(picture: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """As large as this again."""
    return cv2.resize(picture, shape[::-1], interpolation=cv2.INTER_CUBIC)


def flow(plane: Plane, sigma: float) -> tuple[Plane, Plane]:
    """The direction along the forms, at every pixel: across it brightness changes most."""
    dx = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3)
    dy = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3)
    xx, yy, xy = blur(dx * dx, sigma), blur(dy * dy, sigma), blur(dx * dy, sigma)
    turn = 0.5 * np.arctan2(2 * xy, xx - yy) + np.float32(np.pi / 2)
    return np.cos(turn), np.sin(turn)


def along(noise: np.ndarray, way: tuple[Plane, Plane], *, steps: int, stride: float) -> np.ndarray:
    """Smeared along a flow, as a brush does."""
    high, wide = noise.shape[:2]
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    total = noise.copy()
    for sign in (1, -1):
        x, y = xs.copy(), ys.copy()
        last = (np.zeros_like(xs), np.zeros_like(xs))
        for _ in range(steps):
            dx = cv2.remap(way[0], x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            dy = cv2.remap(way[1], x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            # A direction has two ends: go on the way one came.
            back = np.where(dx * last[0] + dy * last[1] < 0, -1, 1).astype(np.float32)
            last = (dx * back, dy * back)
            x += sign * stride * last[0]
            y += sign * stride * last[1]
            total += cv2.remap(noise, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return total / (2 * steps + 1)


def touches(picture: Picture, radius: int) -> Picture:
    """Flat touches with sharp edges: of four squares around a pixel, the calmest (Kuwahara)."""
    side = radius + 1
    plane = luma(picture)
    best = np.full(plane.shape, np.inf, np.float32)
    result = picture.copy()
    for ax in (0, radius):
        for ay in (0, radius):
            where = {"anchor": (ax, ay), "borderType": cv2.BORDER_REFLECT}
            level = cv2.blur(plane, (side, side), **where)
            spread = cv2.blur(plane * plane, (side, side), **where) - level * level
            mean = cv2.blur(picture, (side, side), **where)
            calmer = spread < best
            best = np.where(calmer, spread, best)
            result = np.where(calmer[..., None], mean, result)
    return result


def drawn(plane: Plane, sigma: float, *, sharp: float = 14.0, level: float = 0.5) -> Plane:
    """Lines and dark masses, 0 where ink is: a difference of two blurs, hardened (XDoG)."""
    one, other = blur(plane, sigma), blur(plane, sigma * 1.6)
    edge = one + sharp * (one - other)
    return (
        np.where(edge >= level, 1.0, 1 + np.tanh(9 * (edge - level))).astype(np.float32).clip(0, 1)
    )


def contours(plane: Plane, sigma: float, strength: float) -> Plane:
    """Thin outlines only, 0 where a line is."""
    one, other = blur(plane, sigma), blur(plane, sigma * 1.6)
    return np.clip(1 - strength * np.maximum(other - one, 0), 0, 1)


def relief(height: Plane, depth: float) -> Plane:
    """How a surface catches light from the upper left, around 1."""
    slope = height - np.roll(height, (2, 2), (0, 1))
    return 1 + depth * np.clip(slope / (2.5 * float(slope.std()) + 1e-6), -1, 1)


def steps(plane: np.ndarray, count: int, softness: float) -> np.ndarray:
    """In so many levels, with soft borders between them."""
    scaled = np.clip(plane, 0, 1) * count
    base = np.floor(scaled)
    return (base + 0.5 + 0.5 * np.tanh((scaled - base - 0.5) / softness)) / (count + 0.5)


def dots(plane: Plane, *, pitch: float, turn: float, soft: float = 0.10) -> Plane:
    """A halftone screen: how much ink, 0 to 1, for how dark a plane is."""
    high, wide = plane.shape
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    u = (xs * np.cos(turn) + ys * np.sin(turn)) * (2 * np.pi / pitch)
    v = (ys * np.cos(turn) - xs * np.sin(turn)) * (2 * np.pi / pitch)
    level = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    return np.clip((level - plane) / soft + 0.5, 0, 1)
