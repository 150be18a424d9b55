"""Triangles of one paint, and how they are moved about. Metres, y up, the front towards z."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.providers.sketch_model.paint import Paint

Numbers = NDArray[Any]
Body = list["Mesh"]
"""A thing: meshes that belong together."""


@dataclass(frozen=True)
class Mesh:
    """One closed piece."""

    points: Numbers
    faces: Numbers
    paint: Paint
    crease: float = 40.0
    """Edges sharper than this, in degrees, stay sharp."""
    colours: Numbers | None = None
    """Linear red, green and blue of each point, over the paint's own."""
    uv: Numbers | None = None
    """Where each point lies in the paint's picture; without it, the picture is laid on from the
    side that a triangle faces."""

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Mesh":
        """The same elsewhere."""
        return replace(self, points=self.points + np.array([x, y, z]))

    def scaled(self, x: float, y: float | None = None, z: float | None = None) -> "Mesh":
        """The same in another size, from the origin."""
        sizes = np.array([x, x if y is None else y, x if z is None else z])
        faces = self.faces[:, ::-1] if sizes.prod() < 0 else self.faces
        return replace(self, points=self.points * sizes, faces=faces)

    def turned(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Mesh":
        """The same turned about the axes, in degrees; x first, then y, then z."""
        points = self.points
        for axis, degrees in enumerate((x, y, z)):
            if degrees:
                points = points @ _about(axis, np.radians(degrees)).T
        return replace(self, points=points)


def moved(body: Body, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Body:
    """All of it elsewhere."""
    return [mesh.moved(x, y, z) for mesh in body]


def turned(body: Body, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Body:
    """All of it turned."""
    return [mesh.turned(x, y, z) for mesh in body]


def scaled(body: Body, x: float, y: float | None = None, z: float | None = None) -> Body:
    """All of it in another size."""
    return [mesh.scaled(x, y, z) for mesh in body]


def mirrored(body: Body) -> Body:
    """Both: it, and the same on the other side of x = 0."""
    return [*body, *scaled(body, -1, 1, 1)]


def around(body: Body, count: int, *, first: float = 0.0) -> Body:
    """So many of it in a circle about the y axis."""
    return [mesh.turned(y=first + 360 * number / count) for number in range(count) for mesh in body]


def bounds(body: Body) -> tuple[Numbers, Numbers]:
    """The lowest and the highest corner."""
    points = np.concatenate([mesh.points for mesh in body])
    return points.min(axis=0), points.max(axis=0)


def standing(body: Body) -> Body:
    """All of it with its middle above the origin and its foot on the floor."""
    low, high = bounds(body)
    middle = (low + high) / 2
    return moved(body, -middle[0], -low[1], -middle[2])


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """Meshes of one paint as one."""
    starts = np.cumsum([0, *(len(mesh.points) for mesh in meshes)])
    return replace(
        meshes[0],
        points=np.concatenate([mesh.points for mesh in meshes]),
        faces=np.concatenate(
            [mesh.faces + start for mesh, start in zip(meshes, starts, strict=False)]
        ),
    )


def _about(axis: int, angle: float) -> Numbers:
    cos, sin = np.cos(angle), np.sin(angle)
    one, two = [(1, 2), (2, 0), (0, 1)][axis]
    found = np.eye(3)
    found[one, one] = found[two, two] = cos
    found[one, two], found[two, one] = -sin, sin
    return found
