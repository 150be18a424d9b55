"""Who stands in whose way: shadow of the key light, corners where little light comes, the floor."""

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d import raster
from app.adapters.models3d.camera import Camera, from_above, towards
from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.scene import Floats

_TAPS = [
    (float(np.cos(turn) * reach), float(np.sin(turn) * reach))
    for turn, reach in zip(np.arange(9) * 2.39996, np.sqrt((np.arange(9) + 0.5) / 9), strict=True)
]
"""Nine places spread evenly over a round of one unit."""
_FLOOR_SIDE = 256


class Shadow:
    """Which points the light reaches."""

    def __init__(self, heap: Heap, direction: Floats, side: int) -> None:
        self._direction = direction
        self._camera = towards(direction, heap)
        self._depth = raster.depth(heap, self._camera, side)

    def lit(self, points: Floats, normals: Floats | None = None) -> Floats:
        """The share of the light that arrives at each point: 0 to 1, soft at the edges."""
        shift = 0.006 * self._direction if normals is None else 0.008 * normals
        rows, columns, depth = project(self._camera, points + shift, len(self._depth))
        soft = 0.011 / 1.5 * len(self._depth)
        total = np.zeros(len(points), np.float32)
        for x, y in _TAPS:
            near = _taken(self._depth, rows + y * soft, columns + x * soft)
            total += near > (depth - np.float32(0.004))
        return total / len(_TAPS)


class Floor:
    """The ground under the model: darker where something stands near it."""

    def __init__(self, heap: Heap) -> None:
        import cv2

        self._camera, reach = from_above(heap)
        height = raster.depth(heap, self._camera, _FLOOR_SIDE) + self._camera.world[2, 3]
        near = np.exp(-np.clip(height, 0, None) / 0.035).astype(np.float32)
        far = np.exp(-np.clip(height, 0, None) / 0.16).astype(np.float32)
        texel = 2 * reach / _FLOOR_SIDE
        self._dark = np.clip(
            0.62 * cv2.GaussianBlur(near, (0, 0), 0.012 / texel)
            + 0.5 * cv2.GaussianBlur(far, (0, 0), 0.05 / texel),
            0,
            0.92,
        )

    def dark(self, points: Floats) -> Floats:
        """How much of the light is gone at each point of the floor, 0 to 1."""
        rows, columns, _ = project(self._camera, points, _FLOOR_SIDE)
        inside = (rows >= 0) & (columns >= 0) & (rows < _FLOOR_SIDE - 1)
        inside &= columns < _FLOOR_SIDE - 1
        return np.where(inside, _smooth(self._dark, rows, columns), 0)


def project(camera: Camera, points: Floats, side: int) -> tuple[Floats, Floats, Floats]:
    """Row, column (of pixel centres) and depth of each point."""
    turned = camera.world.astype(np.float32)
    seen = points @ turned[:3, :3].T + turned[:3, 3]
    depth = -seen[:, 2]
    focal = np.float32(side / 2 / np.tan(camera.view / 2))
    inverse = focal / np.maximum(depth, np.float32(1e-6))
    return side / 2 - seen[:, 1] * inverse - 0.5, side / 2 + seen[:, 0] * inverse - 0.5, depth


def rays(camera: Camera, side: int) -> Floats:
    """For each pixel the way to where depth is one, in the camera's own axes."""
    reach = np.tan(camera.view / 2)
    along = ((np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1) * reach
    found = np.empty((side, side, 3), np.float32)
    found[..., 0] = along[None, :]
    found[..., 1] = -along[:, None]
    found[..., 2] = -1
    return found.astype(np.float32)


def openness(depth: Floats, normals: Floats, ways: Floats, radius: float) -> Floats:
    """
    For each pixel, the share of its surroundings that is not hidden by something near.

    `normals` and `ways` (as `rays` gives them) are in the camera's axes; `radius` in its units.
    """
    import cv2

    points = ways * depth[..., None]
    side = len(depth)
    focal = 1 / abs(float(ways[0, 0, 0])) * side / 2
    step = float(np.clip(radius * focal / np.median(depth), 4, side / 8))
    hidden = np.zeros_like(depth)
    for x, y in _TAPS:
        move = np.array([[1, 0, x * step], [0, 1, y * step]], np.float32)
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        other = cv2.warpAffine(
            points, move, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        apart = other - points
        far = np.sqrt(np.einsum("ijk,ijk->ij", apart, apart)) + 1e-6
        faces = np.einsum("ijk,ijk->ij", apart, normals) / far
        near = np.clip(1.6 - far / radius, 0, 1)
        hidden += np.clip(faces - 0.12, 0, 1) * near
    share = cv2.GaussianBlur((hidden / len(_TAPS)).astype(np.float32), (0, 0), 1.2)
    return np.clip(1 - 1.9 * share, 0.12, 1)


def _taken(values: Floats, rows: Floats, columns: Floats) -> NDArray[np.float32]:
    last = np.float32(len(values) - 1)
    row = np.clip(rows + np.float32(0.5), 0, last).astype(np.int32)
    row *= len(values)
    row += np.clip(columns + np.float32(0.5), 0, last).astype(np.int32)
    return values.ravel().take(row)


def _smooth(values: Floats, rows: Floats, columns: Floats) -> Floats:
    last = len(values) - 2
    row = np.clip(np.floor(rows), 0, last).astype(np.intp)
    column = np.clip(np.floor(columns), 0, last).astype(np.intp)
    down, along = np.clip(rows - row, 0, 1), np.clip(columns - column, 0, 1)
    top = values[row, column] * (1 - along) + values[row, column + 1] * along
    low = values[row + 1, column] * (1 - along) + values[row + 1, column + 1] * along
    return top * (1 - down) + low * down
