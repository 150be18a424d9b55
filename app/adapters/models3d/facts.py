"""What can be said of a model in numbers."""

from typing import Any

import numpy as np

from app.adapters.models3d.scene import Scene

_PARTS_PER = 100_000
"""Points nearer to each other than this share of the whole are one."""


def facts_of(scene: Scene) -> dict[str, Any]:
    """Counts; width, height and depth in cm; whether it is closed; whether a picture is on it."""
    positions = np.concatenate([part.positions for part in scene.parts])
    return {
        "triangles": scene.triangles,
        "vertices": len(positions),
        "meshes": scene.meshes,
        "materials": len({part.material for part in scene.parts}),
        "size_cm": [_rounded(size * 100) for size in np.ptp(positions, axis=0)],
        "watertight": is_watertight(scene),
        "textured": any(
            scene.materials[part.material].picture is not None and part.uv is not None
            for part in scene.parts
        ),
    }


def is_watertight(scene: Scene) -> bool:
    """Whether each edge is passed as often one way as the other, so that nothing is open."""
    starts = np.cumsum([0, *(len(part.positions) for part in scene.parts)])
    positions = np.concatenate([part.positions for part in scene.parts]).astype(np.float64)
    faces = np.concatenate(
        [part.faces + start for part, start in zip(scene.parts, starts, strict=False)]
    )
    low, span = positions.min(axis=0), max(float(np.ptp(positions, axis=0).max()), 1e-9)
    cells = np.rint((positions - low) * (_PARTS_PER / span)).astype(np.int64)
    keys = (cells[:, 0] * (_PARTS_PER + 1) + cells[:, 1]) * (_PARTS_PER + 1) + cells[:, 2]
    _, point = np.unique(keys, return_inverse=True)
    corner = point[faces]
    a, b, c = corner.T
    real = (a != b) & (b != c) & (a != c)
    if not real.any():
        return False
    ends = np.concatenate(
        [corner[real][:, [0, 1]], corner[real][:, [1, 2]], corner[real][:, [2, 0]]]
    )
    count = int(point.max()) + 1
    one_way = np.sort(ends[:, 0].astype(np.int64) * count + ends[:, 1])
    other_way = np.sort(ends[:, 1].astype(np.int64) * count + ends[:, 0])
    return bool((one_way == other_way).all())


def _rounded(cm: float) -> float:
    """Three digits that matter."""
    return float(f"{float(cm):.3g}")
