"""Makes a fine skin coarse, as people like it who say low poly."""

from dataclasses import replace

import numpy as np

from app.providers.sketch_model.mesh import Mesh

_FINE = 1_500
_CELLS = 15


def faceted(mesh: Mesh) -> Mesh:
    """Points that are near to each other become one; a mesh that is coarse already stays."""
    if len(mesh.faces) < _FINE:
        return mesh
    low, size = mesh.points.min(axis=0), float(np.ptp(mesh.points, axis=0).max())
    cells = np.floor((mesh.points - low) / size * _CELLS).astype(int)
    _, of = np.unique(cells, axis=0, return_inverse=True)
    of = of.ravel()
    count = np.bincount(of)[:, None]
    faces = of[mesh.faces]
    a, b, c = faces.T
    kept = faces[(a != b) & (b != c) & (a != c)]

    def middle(values: np.ndarray) -> np.ndarray:
        return np.stack([np.bincount(of, column) for column in values.T], -1) / count

    colours = None if mesh.colours is None else middle(mesh.colours)
    return replace(mesh, points=middle(mesh.points), faces=kept, colours=colours)
