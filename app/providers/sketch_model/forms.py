"""Forms that things are built from: boxes with soft edges, turned, drawn and cut ones."""

from collections.abc import Sequence

import numpy as np

from app.providers.sketch_model.curves import Point, curve, wrapped
from app.providers.sketch_model.mesh import Mesh, Numbers
from app.providers.sketch_model.paint import Paint

_STEPS = 3
"""Facets of a soft edge."""


def box(size: Point, paint: Paint, *, at: Point = (0, 0, 0), soft: float | None = None) -> Mesh:
    """Stands on `at` with the middle of its base; its edges are round, `soft` metres wide."""
    half = np.array(size, float) / 2
    radius = min(half.min() * 0.25 if soft is None else soft, half.min() * 0.98)
    steps = np.linspace(-1, 1, 2 * _STEPS + 2)
    points, faces = _cube(len(steps))
    inner = half - radius
    # The first and the last steps bend round the edge, the one between them spans the side.
    bend = np.tan(np.linspace(-1, 0, _STEPS + 1) * np.pi / 4)
    places = np.concatenate([bend, -bend[::-1]])
    signs = np.concatenate([-np.ones(_STEPS + 1), np.ones(_STEPS + 1)])
    on_cube = places[points]
    corner = signs[points]
    out = on_cube / np.linalg.norm(on_cube, axis=1, keepdims=True)
    placed = corner * inner + out * radius
    return Mesh(placed + np.array(at) + [0, half[1], 0], faces, paint, crease=50)


def _cube(count: int) -> tuple[Numbers, Numbers]:
    """Grid indices of a cube's skin, 0 to count - 1 on each axis, and its triangles."""
    points, faces = [], []
    last = count - 1
    a, b = (grid.ravel() for grid in np.meshgrid(range(count), range(count), indexing="ij"))
    for axis in range(3):
        for end in (0, last):
            side = np.empty((count * count, 3), int)
            side[:, axis] = end
            side[:, (axis + 1) % 3], side[:, (axis + 2) % 3] = a, b
            start = len(points) * count * count
            quad = np.arange(last)[:, None] * count + np.arange(last)
            quads = np.stack([quad, quad + count, quad + count + 1, quad + 1], -1).reshape(-1, 4)
            triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]) + start
            points.append(side)
            faces.append(triangles if end else triangles[:, ::-1])
    every = np.concatenate(points)
    kept, same = np.unique(every, axis=0, return_inverse=True)
    return kept, same.ravel()[np.concatenate(faces)]


def lathe(
    profile: Sequence[tuple[float, float]],
    paint: Paint,
    *,
    at: Point = (0, 0, 0),
    sides: int = 40,
    smooth: bool = False,
    crease: float = 40.0,
) -> Mesh:
    """Turned about the y axis from (radius, height), upwards; a profile ends on the axis."""
    outline = np.array(profile, float)
    if smooth:
        outline = curve(outline, 6)
    outline[:, 0] = np.maximum(outline[:, 0], 0)
    ends = [outline[0] * [0, 1]] if outline[0, 0] > 1e-9 else []
    tops = [outline[-1] * [0, 1]] if outline[-1, 0] > 1e-9 else []
    outline = np.array([*ends, *outline, *tops])
    turn = np.arange(sides) * (2 * np.pi / sides)
    rings = outline[1:-1]
    x = rings[:, :1] * np.sin(turn)
    z = rings[:, :1] * np.cos(turn)
    y = np.repeat(rings[:, 1:], sides, axis=1)
    points = np.stack([x, y, z], -1).reshape(-1, 3)
    low, high = len(points), len(points) + 1
    points = np.concatenate([points, [[0, outline[0, 1], 0], [0, outline[-1, 1], 0]]])
    faces = wrapped(len(rings), sides)
    ring = np.arange(sides)
    after = (ring + 1) % sides
    last = (len(rings) - 1) * sides
    faces = [
        *faces,
        np.stack([np.full(sides, low), after, ring], -1),
        np.stack([np.full(sides, high), last + ring, last + after], -1),
    ]
    return Mesh(points + np.array(at), np.concatenate(faces), paint, crease=crease)


def ball(size: Point | float, paint: Paint, *, at: Point = (0, 0, 0), sides: int = 32) -> Mesh:
    """An ellipsoid of these radii around `at`."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, sides // 2 + 1)
    round_ = lathe(
        list(zip(np.cos(turn), np.sin(turn), strict=True)), paint, sides=sides, crease=80
    )
    x, y, z = (size, size, size) if isinstance(size, int | float) else size
    return round_.scaled(x, y, z).moved(*at)


def slab(
    outline: Sequence[tuple[float, float]],
    depth: float,
    paint: Paint,
    *,
    soft: float = 0.0,
    smooth: bool = False,
) -> Mesh:
    """Cut from a board that is `depth` thick: an outline in x and y, the middle of z at 0."""
    import mapbox_earcut
    from shapely.geometry import Polygon

    shape = np.array(outline, float)
    if smooth:
        shape = curve(np.concatenate([shape, shape[:1]]), 8)[:-1]
    if Polygon(shape).exterior.is_ccw is False:
        shape = shape[::-1]
    soft = min(soft, depth * 0.49)
    turn = np.linspace(0, np.pi / 2, _STEPS + 1) if soft else np.array([np.pi / 2])
    insets = soft * (1 - np.sin(turn))
    backs = -depth / 2 + soft * (1 - np.cos(turn))
    levels = [*zip(insets, backs, strict=True), *zip(insets[::-1], -backs[::-1], strict=True)]
    outward = _outward(shape)
    count = len(shape)
    points = np.concatenate(
        [np.column_stack([shape - outward * inset, np.full(count, z)]) for inset, z in levels]
    )
    cap = (
        mapbox_earcut.triangulate_float64(
            np.ascontiguousarray(points[:count, :2]), np.array([count], np.uint32)
        )
        .reshape(-1, 3)
        .astype(int)
    )
    one, two = np.diff(points[cap[0], :2], axis=0)
    if one[0] * two[1] < one[1] * two[0]:
        cap = cap[:, ::-1]
    faces = [*wrapped(len(levels), count), cap[:, ::-1], cap + (len(levels) - 1) * count]
    return Mesh(points, np.concatenate(faces), paint, crease=35)


def _outward(shape: Numbers) -> Numbers:
    """Of each corner, the way that moves both of its sides outwards by one."""
    before = shape - np.roll(shape, 1, axis=0)
    after = np.roll(shape, -1, axis=0) - shape
    one = np.column_stack([before[:, 1], -before[:, 0]])
    two = np.column_stack([after[:, 1], -after[:, 0]])
    one /= np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-12)
    two /= np.maximum(np.linalg.norm(two, axis=1, keepdims=True), 1e-12)
    both = one + two
    scale = np.maximum((both * one).sum(axis=1, keepdims=True), 0.6)
    return both / scale


def pillar(
    radius: float,
    height: float,
    paint: Paint,
    *,
    at: Point = (0, 0, 0),
    top: float | None = None,
    sides: int = 28,
) -> Mesh:
    """A round post with soft rims; `top` is its radius up there."""
    upper = radius if top is None else top
    rim = min(radius, max(upper, 1e-3), height) * 0.12
    outline = [
        (radius - rim, 0),
        (radius - rim * 0.3, rim * 0.3),
        (radius, rim),
        (upper, height - rim),
        (max(upper - rim * 0.3, 0), height - rim * 0.3),
        (max(upper - rim, 0), height),
    ]
    return lathe(outline, paint, at=at, sides=sides)


def hoop(radius: float, thick: float, paint: Paint, *, flat: float = 1.0, sides: int = 56) -> Mesh:
    """A ring that lies on its side around the origin; `flat` squeezes its height."""
    ring = np.arange(sides) * (2 * np.pi / sides)
    round_ = np.arange(20) * (2 * np.pi / 20)
    out = radius + thick * np.cos(round_)
    x = out[None, :] * np.sin(ring)[:, None]
    z = out[None, :] * np.cos(ring)[:, None]
    y = np.broadcast_to(thick * flat * np.sin(round_), x.shape)
    points = np.stack([x, y, z], -1).reshape(-1, 3)
    here = (np.arange(sides)[:, None] * 20 + np.arange(20)).ravel()
    up = (np.arange(sides)[:, None] * 20 + (np.arange(20) + 1) % 20).ravel()
    on = ((np.arange(sides)[:, None] + 1) % sides * 20 + np.arange(20)).ravel()
    both = ((np.arange(sides)[:, None] + 1) % sides * 20 + (np.arange(20) + 1) % 20).ravel()
    faces = np.concatenate([np.stack([here, on, both], -1), np.stack([here, both, up], -1)])
    return Mesh(points, faces, paint, crease=80)
