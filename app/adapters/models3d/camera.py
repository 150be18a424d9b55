"""Where a model is looked at from."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.scene import Floats

VIEW = math.radians(26)
"""Angle of the field of view."""
LOOK_DOWN = math.radians(17)
FRONT = math.radians(-32)
"""A little from the side: the shape shows better."""
_FILLS = 0.86


@dataclass(frozen=True)
class Camera:
    """Looks along its own negative z; y is up."""

    world: NDArray[np.float64]
    """From the model's world to the camera's, 4 × 4."""
    view: float = VIEW

    @property
    def eye(self) -> Floats:
        """Where it stands in the model's world."""
        turned = self.world[:3, :3]
        return (-turned.T @ self.world[:3, 3]).astype(np.float32)


def posed(points: Floats, turn: float, *, down: float = LOOK_DOWN) -> Camera:
    """The camera that has just all of these points in its picture."""
    turned = _looking(turn, down)
    seen = points.astype(np.float64) @ turned.T
    reach = math.tan(VIEW / 2) * _FILLS
    middle = (seen.min(axis=0) + seen.max(axis=0)) / 2
    distance = 1.0
    for _ in range(4):
        x, y, z = (seen - middle).T
        distance = float(np.max(np.maximum(np.abs(x), np.abs(y)) / reach + z))
        # What is near looks larger, so the middle of the picture is not that of the model.
        scale = distance / (distance - z)
        for axis, along in ((0, x), (1, y)):
            middle[axis] += (float((along * scale).min()) + float((along * scale).max())) / 2
    world = np.eye(4)
    world[:3, :3] = turned
    world[:3, 3] = -middle
    world[2, 3] -= distance
    return Camera(world)


def still(heap: Heap) -> Camera:
    """For one picture."""
    return posed(heap.silhouette, FRONT)


def around(heap: Heap, count: int) -> list[Camera]:
    """Once around, always as far away; the first looks as the single picture does."""
    turns = FRONT + np.arange(count) * (2 * math.pi / count)
    points = heap.silhouette
    radius = np.hypot(points[:, 0], points[:, 2])
    rings = [
        np.stack([radius * math.cos(turn), points[:, 1], radius * math.sin(turn)], axis=1)
        for turn in np.linspace(0, 2 * math.pi, 16, endpoint=False)
    ]
    first = posed(np.concatenate(rings).astype(np.float32), 0.0)
    return [Camera(first.world @ _about_y(turn)) for turn in turns]


def from_above(heap: Heap) -> tuple[Camera, float]:
    """From far below, upwards: what stands near the floor. And half the width of its picture."""
    reach = 1.3 * max(0.05, float(np.hypot(heap.silhouette[:, 0], heap.silhouette[:, 2]).max()))
    distance = 40.0
    world = np.eye(4)
    world[:3, :3] = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]])  # its x is x, its y is z
    world[2, 3] = -distance
    return Camera(world, 2 * math.atan(reach / distance)), reach


def towards(direction: Floats, heap: Heap) -> Camera:
    """As a far light sees the model."""
    back = direction / np.linalg.norm(direction)
    right = np.cross([0, 1, 0], back)
    right /= np.linalg.norm(right)
    world = np.eye(4)
    world[:3, :3] = np.stack([right, np.cross(back, right), back])
    middle = world[:3, :3] @ np.array([0, float(heap.silhouette[:, 1].max()) / 2, 0])
    world[:3, 3] = -middle
    world[2, 3] -= 12.0
    return Camera(world, 2 * math.atan(0.75 / 12.0))


def _looking(turn: float, down: float) -> NDArray[np.float64]:
    cos, sin = math.cos(down), math.sin(down)
    tilted = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    return tilted @ _about_y(turn)[:3, :3]


def _about_y(turn: float) -> NDArray[np.float64]:
    cos, sin = math.cos(turn), math.sin(turn)
    return np.array([[cos, 0, sin, 0], [0, 1, 0, 0], [-sin, 0, cos, 0], [0, 0, 0, 1.0]])
