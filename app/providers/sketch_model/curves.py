"""Smooth lines, and the skin between their rings."""

import numpy as np

from app.providers.sketch_model.mesh import Numbers

Point = tuple[float, float, float]


def wrapped(rings: int, sides: int) -> list[Numbers]:
    """Triangles between rings of as many points each, which lie one after the other."""
    ring = np.arange(rings - 1)[:, None] * sides
    here = (ring + np.arange(sides)).ravel()
    after = (ring + (np.arange(sides) + 1) % sides).ravel()
    return [
        np.stack([here, after, after + sides], -1),
        np.stack([here, after + sides, here + sides], -1),
    ]


def curve(points: Numbers, steps: int) -> Numbers:
    """A smooth line through all of the points (Catmull and Rom)."""
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    share = np.arange(steps)[:, None] / steps
    parts = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * share
                + (2 * a - 5 * b + 4 * c - d) * share**2
                + (3 * b - a - 3 * c + d) * share**3
            )
        )
    return np.concatenate([*parts, points[-1:]])
