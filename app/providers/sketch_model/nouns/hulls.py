"""Skins given as a grid of points, with a lid over them."""

import numpy as np

from app.providers.sketch_model.mesh import Mesh, Numbers
from app.providers.sketch_model.paint import Paint


def closed(grid: Numbers, paint: Paint, *, sunk: float = 0.08) -> Mesh:
    """Stations along the first axis, each from one edge to the other; a lid lies `sunk` below."""
    rows, columns = grid.shape[:2]
    lid = grid.copy()
    edge = np.linspace(0, 1, columns)[None, :, None]
    lid[:] = grid[:, :1] * (1 - edge) + grid[:, -1:] * edge
    inner = lid.copy()
    inner[..., 1] -= sunk
    number = np.arange(rows * columns).reshape(rows, columns)
    quads = np.stack([number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]], -1)
    quads = quads.reshape(-1, 4)
    outside = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    total = rows * columns
    edges = np.concatenate([outside[:, [0, 1]], outside[:, [1, 2]], outside[:, [2, 0]]])
    keys, back = edges[:, 0] * total + edges[:, 1], edges[:, 1] * total + edges[:, 0]
    rim = edges[~np.isin(keys, back)]
    walls = np.concatenate(
        [
            np.stack([rim[:, 0], rim[:, 0] + total, rim[:, 1] + total], -1),
            np.stack([rim[:, 0], rim[:, 1] + total, rim[:, 1]], -1),
        ]
    )
    points = np.concatenate([grid.reshape(-1, 3), inner.reshape(-1, 3)])
    faces = np.concatenate([outside, outside[:, ::-1] + total, walls])
    a, b, c = (points[faces[:, i]] for i in range(3))
    if np.einsum("ij,ij->i", a, np.cross(b, c)).sum() < 0:
        faces = faces[:, ::-1]
    return Mesh(points, faces, paint, crease=45)
