"""What follows a line."""

from collections.abc import Sequence

import numpy as np

from app.providers.sketch_model.curves import Point, curve, wrapped
from app.providers.sketch_model.mesh import Mesh, Numbers
from app.providers.sketch_model.paint import Paint


def tube(
    path: Sequence[Point],
    radius: float | Sequence[float],
    paint: Paint,
    *,
    sides: int = 14,
    smooth: bool = True,
    flat: float = 1.0,
) -> Mesh:
    """Drawn along a path, with round ends; `flat` squeezes it across the bend."""
    line = np.array(path, float)
    widths = np.full(len(line), radius) if isinstance(radius, int | float) else np.array(radius)
    if smooth and len(line) > 2:
        both = curve(np.column_stack([line, widths]), 8)
        line, widths = both[:, :3], both[:, 3]
    line, widths = _with_ends(line, widths)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    across = _carried(along)
    third = np.cross(along, across)
    turn = np.arange(sides) * (2 * np.pi / sides)
    rings = (
        line[:, None]
        + (across[:, None] * np.cos(turn)[:, None] + third[:, None] * np.sin(turn)[:, None] * flat)
        * widths[:, None, None]
    )
    points = np.concatenate([rings.reshape(-1, 3), line[[0]], line[[-1]]])
    ring = np.arange(sides)
    after = (ring + 1) % sides
    first, last, end = len(points) - 2, len(points) - 1, (len(line) - 1) * sides
    faces = [
        *wrapped(len(line), sides),
        np.stack([np.full(sides, first), after, ring], -1),
        np.stack([np.full(sides, last), end + ring, end + after], -1),
    ]
    return Mesh(points, np.concatenate(faces), paint, crease=60)


def _with_ends(line: Numbers, widths: Numbers) -> tuple[Numbers, Numbers]:
    """Half a ball at both ends."""
    turn = np.linspace(0.15, np.pi / 2, 4)
    first = (line[0] - line[1]) / max(float(np.linalg.norm(line[0] - line[1])), 1e-12)
    last = (line[-1] - line[-2]) / max(float(np.linalg.norm(line[-1] - line[-2])), 1e-12)
    before = line[0] + first * (np.cos(turn)[:, None] * widths[0])
    behind = line[-1] + last * (np.cos(turn)[::-1, None] * widths[-1])
    return (
        np.concatenate([before[:-1], line, behind[1:]]),
        np.concatenate(
            [np.sin(turn)[:-1] * widths[0], widths, np.sin(turn)[::-1][1:] * widths[-1]]
        ),
    )


def _carried(along: Numbers) -> Numbers:
    """A direction across the path that does not turn about it."""
    start = np.array([0.0, 0, 1]) if abs(along[0][2]) < 0.9 else np.array([1.0, 0, 0])
    found = np.empty_like(along)
    across = start
    for number, direction in enumerate(along):
        across = across - direction * (across @ direction)
        across = across / max(float(np.linalg.norm(across)), 1e-12)
        found[number] = across
    return found
