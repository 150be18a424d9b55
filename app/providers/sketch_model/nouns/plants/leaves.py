"""Bark and leaves."""

import numpy as np

from app.providers.sketch_model.forms import slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Mesh
from app.providers.sketch_model.paint import Paint, hexed

BARK = Paint(hexed("#6e4c33"), 0.9, texture="wood", tile=0.9)


GREENS = ("#5c8f45", "#6da04c", "#4c7f4b", "#86a84f")


def leaf(long: float, wide: float, paint: Paint) -> Mesh:
    """From the origin along x, bent a little downwards."""
    outline = [
        (0, 0),
        (0.25 * long, 0.42 * wide),
        (0.55 * long, 0.5 * wide),
        (0.85 * long, 0.22 * wide),
        (long, 0),
        (0.85 * long, -0.22 * wide),
        (0.55 * long, -0.5 * wide),
        (0.25 * long, -0.42 * wide),
    ]
    board = slab(outline, long * 0.022, paint, smooth=True).turned(x=90)
    share = board.points[:, 0] / long
    board.points[:, 1] += -0.22 * long * share**2 + 0.35 * np.abs(board.points[:, 2])
    return board


def dimpled(mesh: Mesh, look: Look, by: float) -> Mesh:
    """Each point a little out of place, as leaves are."""
    rng = look.dice
    middle = mesh.points.mean(axis=0)
    out = mesh.points - middle
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    mesh.points[:] += out * rng.uniform(-by, by, size=(len(mesh.points), 1))
    return mesh
