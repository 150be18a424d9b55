"""Which triangle is seen in which pixel: OpenCV's rasteriser, which needs no screen and no GPU."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.camera import Camera
from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.scene import Floats

NEAR, FAR = 0.01, 100.0


@dataclass(frozen=True)
class Seen:
    """What one camera sees; rows go down."""

    depth: Floats
    """Along the view; `FAR` where there is nothing."""
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    triangle: NDArray[np.intp]
    """In each pixel that is covered, as are `share`s."""
    share: Floats
    """How near to each of the triangle's three corners."""


def look(heap: Heap, camera: Camera, side: int, which: NDArray[np.bool_] | None = None) -> Seen:
    """The nearest triangles of the heap, or of those that are asked for, in a square picture."""
    chosen = np.arange(len(heap.faces)) if which is None else np.flatnonzero(which)
    corners = _corners(heap, which)
    numbers = np.zeros((len(chosen), 3, 3), np.float32)
    numbers[..., 0] = np.arange(len(chosen), dtype=np.float32)[:, None]
    picture, depth = _draw(corners, numbers.reshape(-1, 3), camera, side, is_flat=True)
    rows, columns = np.nonzero(picture[..., 0] >= 0)
    triangle = chosen[picture[rows, columns, 0].astype(np.intp)]
    each = np.tile(np.eye(3, dtype=np.float32), (len(chosen), 1))
    shares, _ = _draw(corners, each, camera, side, is_flat=False)
    return Seen(depth, rows, columns, triangle, shares[rows, columns])


def depth(heap: Heap, camera: Camera, side: int) -> Floats:
    """How far away things are."""
    import cv2

    found = np.full((side, side), FAR, np.float32)
    corners = heap.corners
    order = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
    cv2.triangleRasterizeDepth(
        corners, order, found, camera.world, camera.view, NEAR, FAR, _settings(is_flat=False)
    )
    return found


def _corners(heap: Heap, which: NDArray[np.bool_] | None) -> Floats:
    if which is None:
        return heap.corners
    return np.ascontiguousarray(heap.corners.reshape(-1, 3, 3)[which].reshape(-1, 3))


def _draw(
    corners: Floats, values: Floats, camera: Camera, side: int, *, is_flat: bool
) -> tuple[Floats, Floats]:
    import cv2

    picture = np.full((side, side, 3), -1, np.float32)
    depth = np.full((side, side), FAR, np.float32)
    if len(corners):
        order = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
        settings = _settings(is_flat=is_flat)
        cv2.triangleRasterize(
            corners,
            order,
            values,
            picture,
            depth,
            camera.world,
            camera.view,
            NEAR,
            FAR,
            settings,
        )
    return picture, depth


def _settings(*, is_flat: bool) -> Any:
    import cv2

    settings = cv2.TriangleRasterizeSettings()
    shading = cv2.RASTERIZE_SHADING_FLAT if is_flat else cv2.RASTERIZE_SHADING_SHADED
    settings.setShadingType(shading)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    settings.setGlCompatibleMode(cv2.RASTERIZE_COMPAT_DISABLED)
    return settings
