"""All parts of a scene as one heap of triangles, as the drawing needs it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.scene import Floats, Ints, Scene


@dataclass(frozen=True)
class Heap:
    """Triangles with what each corner carries, laid around the origin and one unit large."""

    positions: Floats
    faces: Ints
    """Three positions for each triangle."""
    skin: Ints
    """For the same corners, the rows of what they carry: `normals`, `uv` and `colours`."""
    normals: Floats
    uv: Floats
    colours: Floats
    material: Ints
    """Of each triangle."""

    @cached_property
    def corners(self) -> Floats:
        """Three points for each triangle, one after the other."""
        return np.ascontiguousarray(self.positions[self.faces].reshape(-1, 3))

    @cached_property
    def silhouette(self) -> Floats:
        """So few points that they can be looked at often; the outermost are among them."""
        used = self.positions[np.unique(self.faces)]
        if len(used) <= 4_000:
            return used
        directions = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
        sample = used[:: max(1, len(used) // 20_000)]
        ends = [sample[np.argmax(sample @ d)] for d in directions]
        axes = [used[pick(used[:, i])] for i in range(3) for pick in (np.argmin, np.argmax)]
        return np.array([*ends, *axes], np.float32)

    def thinned(self, most: int) -> "Heap":
        """The same shape with about so many triangles at most, or itself."""
        grid = 320
        thin = self
        while len(thin.faces) > most and grid >= 40:
            thin, grid = self._clustered(grid), grid * 4 // 5
        return thin

    def _clustered(self, grid: int) -> "Heap":
        """
        Points in the same cell become one, in their middle; triangles that fall together are gone.

        Those that stay keep what their corners carried, so no picture is torn at its seams.
        """
        low = self.positions.min(axis=0)
        size = max(float(np.ptp(self.positions, axis=0).max()), 1e-9)
        cells = ((self.positions - low) * (grid / size)).astype(np.int64)
        keys = (cells[:, 0] * 4096 + cells[:, 1]) * 4096 + cells[:, 2]
        _, of = np.unique(keys, return_inverse=True)
        count = np.bincount(of)
        middle = [np.bincount(of, self.positions[:, axis]) / count for axis in range(3)]
        faces = of[self.faces].astype(np.int32)
        a, b, c = faces.T
        kept = (a != b) & (b != c) & (a != c)
        return replace(
            self,
            positions=np.stack(middle, axis=1).astype(np.float32),
            faces=faces[kept],
            skin=self.skin[kept],
            material=self.material[kept],
        )


def heap_of(scene: Scene) -> Heap:
    """Everything in the scene; its centre above the origin, its foot at zero, one unit large."""
    starts = np.cumsum([0, *(len(part.positions) for part in scene.parts)])
    positions = np.concatenate([part.positions for part in scene.parts])
    low, high = positions.min(axis=0), positions.max(axis=0)
    foot = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2], np.float32)
    size = max(float(np.linalg.norm(high - low)), 1e-9)
    faces = np.concatenate(
        [part.faces + start for part, start in zip(scene.parts, starts, strict=False)]
    ).astype(np.int32)
    return Heap(
        positions=(positions - foot) / size,
        faces=faces,
        skin=faces,
        normals=np.concatenate([part.normals for part in scene.parts]),
        uv=np.concatenate([_or(part.uv, part.positions, 0.0, width=2) for part in scene.parts]),
        colours=np.concatenate(
            [_or(part.colours, part.positions, 1.0, width=4) for part in scene.parts]
        ),
        material=np.concatenate(
            [np.full(len(part.faces), part.material, np.int32) for part in scene.parts]
        ),
    )


def _or(values: Floats | None, beside: NDArray[Any], usual: float, *, width: int) -> Floats:
    return np.full((len(beside), width), usual, np.float32) if values is None else values
