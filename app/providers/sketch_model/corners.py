"""Corners ready for a file: normals that are sharp where edges are, and places in the picture."""

from typing import Any

import numpy as np

from app.providers.sketch_model.flesh import linear
from app.providers.sketch_model.mesh import Mesh, Numbers

Corners = dict[str, Any]
"""`points`, `normals`, and where there are any `uv` and `colours`; `faces` into all of them."""


def corners_of(mesh: Mesh, *, facets: bool = False) -> Corners:
    """Each corner once; with `facets`, every triangle is flat."""
    points, faces = _sound(mesh)
    normals = _normals(points, faces, 0.0 if facets else mesh.crease)
    rows = [points[faces.ravel()], normals.reshape(-1, 3)]
    widths = {"points": 3, "normals": 3}
    if mesh.paint.texture or mesh.uv is not None:
        rows.append(_laid(mesh, points, faces))
        widths["uv"] = 2
    if mesh.colours is not None:
        rows.append(mesh.colours[faces.ravel()])
        widths["colours"] = 3
    every = np.hstack(rows).astype(np.float32)
    _, first, of = np.unique(np.round(every, 5), axis=0, return_index=True, return_inverse=True)
    found: Corners = {"faces": of.reshape(-1, 3).astype(np.uint32)}
    at = 0
    for name, width in widths.items():
        found[name] = np.ascontiguousarray(every[first, at : at + width])
        at += width
    return found


def stacked(parts: list[Corners]) -> Corners:
    """Several of the same kind as one."""
    starts = np.cumsum([0, *(len(part["points"]) for part in parts)])
    found: Corners = {
        name: np.concatenate([part[name] for part in parts]) for name in parts[0] if name != "faces"
    }
    found["faces"] = np.concatenate(
        [part["faces"] + np.uint32(start) for part, start in zip(parts, starts, strict=False)]
    )
    return found


def _sound(mesh: Mesh) -> tuple[Numbers, Numbers]:
    """Without triangles that have no area."""
    a, b, c = (mesh.points[mesh.faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    size = float(np.ptp(mesh.points, axis=0).max())
    return mesh.points, mesh.faces[area > 1e-10 * size * size]


def _normals(points: Numbers, faces: Numbers, crease: float) -> Numbers:
    """Of each corner of each triangle: the mean of the triangles around it that lie flat to it."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    across = np.cross(b - a, c - a)
    flat = across / np.linalg.norm(across, axis=1, keepdims=True)
    if crease <= 0:
        return np.repeat(flat[:, None], 3, axis=1)
    _, same = np.unique(np.round(points, 7), axis=0, return_inverse=True)
    corner = same.ravel()[faces].ravel()
    face = np.repeat(np.arange(len(faces)), 3)
    mine, other = _pairs(corner)
    near = (flat[face[mine]] * flat[face[other]]).sum(1) >= np.cos(np.radians(crease))
    mine, other = mine[near], other[near]
    sums = np.stack(
        [np.bincount(mine, across[face[other], i], len(corner)) for i in range(3)], axis=1
    )
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    usual = flat[face]
    found = np.where(lengths > 1e-14, sums / np.maximum(lengths, 1e-14), usual)
    return found.reshape(-1, 3, 3)


def _pairs(corner: Numbers) -> tuple[Numbers, Numbers]:
    """Every corner with every one at the same point, itself among them."""
    order = np.argsort(corner, kind="stable")
    counts = np.bincount(corner)
    counts = counts[counts > 0]
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    sizes = np.repeat(counts, counts)
    mine = np.repeat(order, sizes)
    within = np.arange(len(mine)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return mine, order[np.repeat(starts, sizes) + within]


def _laid(mesh: Mesh, points: Numbers, faces: Numbers) -> Numbers:
    """Places in the picture, from the side that each triangle faces most."""
    if mesh.uv is not None:
        return mesh.uv[faces.ravel()]
    a, b, c = (points[faces[:, i]] for i in range(3))
    side = np.abs(np.cross(b - a, c - a)).argmax(axis=1)
    spread = np.ptp(points, axis=0)
    found = np.empty((len(faces), 3, 2))
    for axis in range(3):
        one, two = [(2, 1), (0, 2), (0, 1)][axis]
        if mesh.paint.texture == "wood" and spread[one] > spread[two]:
            one, two = two, one  # the grain of a board goes along its length
        chosen = side == axis
        found[chosen] = points[faces[chosen]][:, :, [one, two]]
    return found.reshape(-1, 2) / mesh.paint.tile


def light_of(colour: tuple[float, float, float]) -> list[float]:
    """A colour as light, for a file."""
    return [round(float(value), 5) for value in linear(np.array(colour))]
