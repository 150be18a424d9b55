"""
Finds faces that look at the camera, with the classical cascade whose figures are in `faces.json`.

The picture is looked at through a window of 24 × 24 in many sizes. Stage by stage fewer places are
left; where several windows agree, there is a face.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

_WINDOW = 24
_LOOKED_AT = 360
"""Pixels of the longer side while looking."""
_ZOOM = 1.12
_AGREE = 3
_NEIGHBOURS = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))
"""Row and column of the cells around the middle, most significant bit first."""

Corner = Callable[[int, int], np.ndarray]
"""Of every window still looked at, the sum at a place in it: row and column."""


@dataclass(frozen=True)
class Box:
    """A face: a square from the brows to below the lips, as shares of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Between the eyes and the mouth."""
        return self.x + self.width / 2, self.y + self.height / 2

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of this width and height."""
        wide, high = size
        left, top = max(0, int(self.x * wide)), max(0, int(self.y * high))
        right, bottom = (self.x + self.width) * wide, (self.y + self.height) * high
        return left, top, min(wide, int(right)), min(high, int(bottom))


def find_faces(rgb: np.ndarray) -> list[Box]:
    """The faces in an upright picture of bytes, the surest first."""
    high, wide = rgb.shape[:2]
    share = _LOOKED_AT / max(high, wide)
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    grey = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(4, 4)).apply(grey)
    found: list[tuple[float, float, float]] = []
    zoom = max(1.0, 0.1 * _LOOKED_AT / _WINDOW)
    while min(grey.shape) / zoom >= _WINDOW:
        small = cv2.resize(grey, None, fx=1 / zoom, fy=1 / zoom, interpolation=cv2.INTER_AREA)
        found += [(x * zoom, y * zoom, _WINDOW * zoom) for x, y in _windows(small)]
        zoom *= _ZOOM
    tall, broad = grey.shape
    return [
        Box(x / broad, y / tall, side / broad, side / tall)
        for x, y, side, agree in _agreed(found)
        if agree >= _AGREE
    ]


@lru_cache
def _stages() -> list[tuple[float, list[tuple[tuple[int, ...], np.ndarray]]]]:
    """Of each stage what it asks for at least, and its cells with the value of each pattern."""
    told = json.loads(Path(__file__).with_name("faces.json").read_text(encoding="utf-8"))
    return [(each["least"], [_weak(row) for row in each["weak"]]) for each in told["stages"]]


def _weak(row: list[float]) -> tuple[tuple[int, ...], np.ndarray]:
    words = np.array(row[4:12], dtype=np.uint32)
    bits = (words[:, None] >> np.arange(32, dtype=np.uint32)) & 1
    return tuple(map(int, row[:4])), np.where(bits.ravel(), row[12], row[13])


def _windows(grey: np.ndarray) -> list[tuple[int, int]]:
    """Corners of the windows that hold a face."""
    sums = cv2.integral(grey)
    high, wide = (side - _WINDOW + 1 for side in grey.shape)
    step = 2 if wide > 3 * _WINDOW else 1
    ys, xs = (each.ravel() for each in np.mgrid[0:high:step, 0:wide:step])

    def everywhere(dy: int, dx: int) -> np.ndarray:
        # As long as no window is ruled out, a slice is ten times as quick as picking.
        return sums[dy : dy + high : step, dx : dx + wide : step].ravel()

    def where_left(dy: int, dx: int) -> np.ndarray:
        return sums[ys + dy, xs + dx]

    at: Corner = everywhere
    for least, weak in _stages():
        score = sum(values[_patterns(at, cell)] for cell, values in weak)
        stays = score >= least
        ys, xs, at = ys[stays], xs[stays], where_left
        if not len(xs):
            break
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def _patterns(at: Corner, cell: tuple[int, ...]) -> np.ndarray:
    """Which of the eight cells around the middle one are as bright as it, as bits."""
    x, y, wide, high = cell
    corners = [[at(y + r * high, x + c * wide) for c in range(4)] for r in range(4)]
    cells = [
        [b[1] - b[0] - a[1] + a[0] for a, b in zip(pairwise(above), pairwise(below), strict=True)]
        for above, below in pairwise(corners)
    ]
    bits = np.zeros(len(cells[1][1]), dtype=np.int64)
    for row, column in _NEIGHBOURS:
        bits = bits * 2 + (cells[row][column] >= cells[1][1])
    return bits


def _agreed(found: list[tuple[float, float, float]]) -> list[tuple[float, float, float, int]]:
    """Windows that mean the same face, as one; the most certain first."""
    groups: list[list[tuple[float, float, float]]] = []
    for x, y, side in sorted(found, key=lambda each: each[2]):
        for group in groups:
            mx, my, mean = np.mean(group, axis=0)
            near = abs(x + side / 2 - mx - mean / 2) + abs(y + side / 2 - my - mean / 2)
            if near < 0.35 * max(side, mean) and 0.55 < side / mean < 1.8:
                group.append((x, y, side))
                break
        else:
            groups.append([(x, y, side)])
    means = [(*np.mean(group, axis=0).tolist(), len(group)) for group in groups]
    return _apart(sorted(means, key=lambda each: -each[3]))


def _apart(means: list[tuple[float, float, float, int]]) -> list[tuple[float, float, float, int]]:
    """Without those that lie within a surer one."""
    kept: list[tuple[float, float, float, int]] = []
    for x, y, side, agree in means:
        inside = any(
            abs(x + side / 2 - a - s / 2) + abs(y + side / 2 - b - s / 2) < 0.9 * max(s, side)
            for a, b, s, _ in kept
        )
        if not inside:
            kept.append((x, y, side, agree))
    return kept
