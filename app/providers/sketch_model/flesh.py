"""Soft bodies: lumps that flow into each other, skinned by surface nets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.providers.sketch_model.mesh import Mesh, Numbers
from app.providers.sketch_model.paint import Colour, Paint

Point = tuple[float, float, float]
_CELLS = 60
"""Along the longest side."""


@dataclass(frozen=True)
class Lump:
    """An ellipsoid, or, with an end, a rounded stick."""

    at: Point
    radii: Point
    colour: Colour
    end: Point | None = None
    end_radius: float = 0.0
    tilt: float = 0.0
    """Of an ellipsoid about x, in degrees: above 0 its front goes down."""

    def distance(self, points: Numbers) -> Numbers:
        """About how far each point is outside; below zero within."""
        if self.end is not None:
            return self._from_stick(points)
        from_here = points - np.array(self.at)
        if self.tilt:
            turn = np.radians(-self.tilt)
            y, z = from_here[..., 1], from_here[..., 2]
            from_here = np.stack(
                [
                    from_here[..., 0],
                    np.cos(turn) * y - np.sin(turn) * z,
                    np.sin(turn) * y + np.cos(turn) * z,
                ],
                -1,
            )
        scaled = from_here / np.array(self.radii)
        near = np.sqrt((scaled**2).sum(-1))
        slope = np.sqrt(((scaled / np.array(self.radii)) ** 2).sum(-1))
        return near * (near - 1) / np.maximum(slope, 1e-9)

    def _from_stick(self, points: Numbers) -> Numbers:
        start, end = np.array(self.at), np.array(self.end)
        along = end - start
        share = np.clip(((points - start) @ along) / (along @ along), 0, 1)
        nearest = start + share[..., None] * along
        radius = self.radii[0] + (self.end_radius - self.radii[0]) * share
        return np.sqrt(((points - nearest) ** 2).sum(-1)) - radius


def lump(at: Point, radii: Point | float, colour: Colour, *, tilt: float = 0.0) -> Lump:
    """An ellipsoid."""
    sizes = (radii, radii, radii) if isinstance(radii, int | float) else radii
    return Lump(at, sizes, colour, tilt=tilt)


def limb(
    start: Point, end: Point, radius: float, colour: Colour, *, end_radius: float | None = None
) -> Lump:
    """A stick with round ends."""
    thin = radius if end_radius is None else end_radius
    return Lump(start, (radius, radius, radius), colour, end, thin)


def both(*lumps: Lump) -> list[Lump]:
    """Each of them, and the same on the other side of x = 0."""
    return [*lumps, *(_mirrored(each) for each in lumps)]


def flesh(lumps: Sequence[Lump], paint: Paint, *, blend: float, cells: int = _CELLS) -> Mesh:
    """All of the lumps as one skin; where they meet, they flow over about `blend` metres."""
    reach = np.array([_reach(each) for each in lumps])
    low, high = reach[:, 0].min(axis=0) - blend * 1.5, reach[:, 1].max(axis=0) + blend * 1.5
    cell = float((high - low).max()) / cells
    counts = np.ceil((high - low) / cell).astype(int) + 3
    axes = [low[i] - cell + np.arange(counts[i]) * cell for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    distances = (each.distance(grid) for each in lumps)
    near = sum(np.exp(np.clip(-distance / (blend * 0.5), -60, 60)) for distance in distances)
    field = -blend * 0.5 * np.log(np.maximum(near, 1e-30))
    points, faces = skin(field)
    points = points * cell + low - cell
    return Mesh(points, faces, paint, crease=75, colours=_coloured(points, lumps, blend))


def _coloured(points: Numbers, lumps: Sequence[Lump], blend: float) -> Numbers:
    sharp = blend * 0.16
    weights = np.stack(
        [np.exp(np.clip(-each.distance(points) / sharp, -60, 60)) for each in lumps], -1
    )
    colours = linear(np.array([each.colour for each in lumps]))
    total = np.maximum(weights.sum(-1, keepdims=True), 1e-30)
    return (weights @ colours) / total


def linear(colours: Numbers) -> Numbers:
    """From colours as they are written to light."""
    colours = np.asarray(colours, float)
    return np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)


def skin(field: Numbers) -> tuple[Numbers, Numbers]:
    """Where a field on a grid is zero: points in steps of the grid, and triangles."""
    shape = tuple(size - 1 for size in field.shape)
    sums, counts = np.zeros((*shape, 3)), np.zeros(shape)
    for axis in range(3):
        for shift in np.ndindex(2, 2):
            offset = np.insert(np.array(shift), axis, 0)
            here = field[tuple(slice(o, o + s) for o, s in zip(offset, shape, strict=True))]
            step = offset + np.eye(3, dtype=int)[axis]
            there = field[tuple(slice(o, o + s) for o, s in zip(step, shape, strict=True))]
            crossed = (here < 0) != (there < 0)
            gap = np.where(crossed, here - there, 1)
            share = np.where(crossed, here / gap, 0)
            for i in range(3):
                sums[..., i] += crossed * (offset[i] + (share if i == axis else 0))
            counts += crossed
    used = counts > 0
    number = np.full(shape, -1)
    number[used] = np.arange(int(used.sum()))
    points = np.argwhere(used) + sums[used] / counts[used][:, None]
    return points, _quads(field, number)


def _quads(field: Numbers, number: Numbers) -> Numbers:
    faces = []
    for axis in range(3):
        one, two = (axis + 1) % 3, (axis + 2) % 3
        ahead = np.take(field, range(1, field.shape[axis]), axis)
        here = np.take(field, range(field.shape[axis] - 1), axis)
        places = np.argwhere((here < 0) != (ahead < 0))
        inner = (places[:, one] > 0) & (places[:, two] > 0)
        inner &= (places[:, one] < number.shape[one]) & (places[:, two] < number.shape[two])
        places = places[inner]
        back_one, back_two = np.eye(3, dtype=int)[one], np.eye(3, dtype=int)[two]
        corners = [places - back_one - back_two, places - back_two, places, places - back_one]
        quads = np.stack([number[tuple(corner.T)] for corner in corners], -1)
        outwards = here[tuple(places.T)] < 0
        quads = np.where(outwards[:, None], quads, quads[:, ::-1])
        faces += [quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]
    return np.concatenate(faces)


def _reach(each: Lump) -> tuple[Numbers, Numbers]:
    at, radii = (
        np.array(each.at),
        np.full(3, max(each.radii)) if each.tilt else np.array(each.radii),
    )
    if each.end is None:
        return at - radii, at + radii
    end = np.array(each.end)
    return (
        np.minimum(at - each.radii[0], end - each.end_radius),
        np.maximum(at + each.radii[0], end + each.end_radius),
    )


def _mirrored(each: Lump) -> Lump:
    x, y, z = each.at
    end = None if each.end is None else (-each.end[0], each.end[1], each.end[2])
    return replace(each, at=(-x, y, z), end=end)
