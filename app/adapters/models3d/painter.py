"""Draws a model as a camera in a small photo studio sees it, on nothing but its shadow."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d import raster, shade
from app.adapters.models3d.camera import Camera
from app.adapters.models3d.light import KEY, Surface, developed, shine, to_srgb
from app.adapters.models3d.materials import Material
from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.raster import FAR, Seen
from app.adapters.models3d.scene import Floats, Ints
from app.adapters.models3d.skin import Wardrobe, blended

_CORNERS = 0.085
"""How far away something still makes a corner darker; the model is one unit large."""
_SHADOW_DARK = 0.34
_ROUGHEST = 0.06
_COARSE = 4


class Painter:
    """One model, ready to be drawn from anywhere."""

    def __init__(self, heap: Heap, materials: tuple[Material, ...]) -> None:
        self._heap = heap
        self._wardrobe = Wardrobe(materials)
        self._see_through = self._wardrobe.blends[heap.material]
        self._floor = shade.Floor(heap)

    def picture(self, camera: Camera, side: int, *, fine: float = 2) -> NDArray[np.uint8]:
        """Red, green, blue and alpha; each pixel is `fine` samples wide."""
        import cv2

        light = self._light(camera, int(side * fine))
        small = cv2.resize(light, (side, side), interpolation=cv2.INTER_AREA)
        alpha = np.clip(small[..., 3:], 0, 1)
        colour = np.clip(small[..., :3] / np.maximum(alpha, 1e-4), 0, 1)
        both = np.concatenate([to_srgb(colour), alpha], axis=-1)
        return np.rint(both * 255).astype(np.uint8)

    def _light(self, camera: Camera, side: int) -> Floats:
        """Linear colour times alpha, and alpha."""
        heap = self._heap
        solid = raster.look(heap, camera, side, ~self._see_through)
        turned = camera.world[:3, :3]
        shadow = shade.Shadow(heap, KEY.towards(turned), max(256, side // 2))
        picture = self._ground(camera, side, shadow)
        self._lay(picture, solid, camera, shadow=shadow, depth=solid.depth)
        if self._see_through.any():
            glass = raster.look(heap, camera, side, self._see_through)
            front = glass.depth[glass.rows, glass.columns] < solid.depth[glass.rows, glass.columns]
            nearer = Seen(
                glass.depth,
                glass.rows[front],
                glass.columns[front],
                glass.triangle[front],
                glass.share[front],
            )
            self._lay(picture, nearer, camera, shadow=shadow, depth=None)
        return picture

    def _lay(
        self,
        picture: Floats,
        seen: Seen,
        camera: Camera,
        *,
        shadow: shade.Shadow,
        depth: Floats | None,
    ) -> None:
        """Put what is seen over what is there; where the depth is known, corners get darker."""
        if not len(seen.rows):
            return
        faces = self._heap.faces[seen.triangle]
        points = blended(self._heap.positions, faces, seen.share)
        view = _unit(camera.eye - points)
        normals = self._normals(faces, seen, view)
        skin = self._wardrobe.skin(self._heap, seen)
        turned = camera.world[:3, :3]
        free = np.ones(len(points), np.float32)
        if depth is not None:
            free = _corners(seen, normals @ turned.T.astype(np.float32), camera)
        surface = Surface(
            normal=normals,
            view=view,
            colour=skin.colour,
            metallic=skin.metallic,
            roughness=np.clip(skin.roughness, _ROUGHEST, 1),
            open=free,
            lit=_halved(seen, shadow, points, normals),
        )
        scattered, mirrored = shine(surface, turned)
        scattered = np.where(skin.unlit[:, None], skin.colour, scattered)
        mirrored = np.where(skin.unlit[:, None], 0, mirrored)
        alpha = skin.alpha[:, None]
        light = developed(scattered * alpha + mirrored * np.sqrt(alpha) + skin.glow)
        cover = np.clip(np.maximum(alpha, mirrored.max(axis=1, keepdims=True)), 0, 1)
        behind = picture[seen.rows, seen.columns] * (1 - cover)
        picture[seen.rows, seen.columns] = behind + np.concatenate(
            [np.minimum(light, cover), cover], axis=1
        )

    def _normals(self, faces: Ints, seen: Seen, view: Floats) -> Floats:
        """Towards the camera, also on the inside of things."""
        normals = _unit(blended(self._heap.normals, self._heap.skin[seen.triangle], seen.share))
        a, b, c = (self._heap.positions[faces[:, i]] for i in range(3))
        flat = _unit(np.cross(b - a, c - a))
        seen_from_behind = np.einsum("ij,ij->i", flat, view) < 0
        normals[seen_from_behind] *= -1
        # A smooth normal may look away from the camera at the rim of a coarse shape.
        away = np.einsum("ij,ij->i", normals, view)
        bent = np.minimum(away - 0.03, 0)[:, None]
        return _unit(normals - bent * view)

    def _ground(self, camera: Camera, full: int, shadow: shade.Shadow) -> Floats:
        """The shadow on the floor. It is soft, so a quarter of the size shows all of it."""
        import cv2

        side = full // _COARSE
        turned = camera.world[:3, :3].astype(np.float32)
        ways = shade.rays(camera, side).reshape(-1, 3) @ turned
        eye = camera.eye
        down = ways[:, 1] < -1e-4
        far = np.where(down, -eye[1] / np.where(down, ways[:, 1], -1), FAR)
        where = np.flatnonzero(down & (far < 6) & (far > 0))
        points = eye + ways[where] * far[where, None]
        dark = np.zeros(side * side, np.float32)
        reach = np.hypot(points[:, 0], points[:, 2])
        fading = np.clip(1.25 - reach, 0, 1)
        cast = (1 - shadow.lit(points)) * _SHADOW_DARK * fading
        dark[where] = 1 - (1 - self._floor.dark(points) * 0.8) * (1 - cast)
        picture = np.zeros((full, full, 4), np.float32)
        soft = _faded(cv2.GaussianBlur(dark.reshape(side, side), (0, 0), 1.3))
        picture[..., 3] = cv2.resize(soft, (full, full), interpolation=cv2.INTER_LINEAR)
        return picture


def _corners(seen: Seen, normals: Floats, camera: Camera) -> Floats:
    """How open each pixel is, looked at in half the size."""
    side = len(seen.depth)
    facing = np.zeros((side, side, 3), np.float32)
    facing[..., 2] = 1
    facing[seen.rows, seen.columns] = normals
    ways = shade.rays(camera, side)
    depth = np.minimum(seen.depth, _floor_depth(camera, ways))[::2, ::2]
    half = shade.openness(depth, facing[::2, ::2], ways[::2, ::2], _CORNERS)
    return half[seen.rows // 2, seen.columns // 2]


def _halved(seen: Seen, shadow: shade.Shadow, points: Floats, normals: Floats) -> Floats:
    """Where the light arrives, asked for every fourth pixel and told to its neighbours."""
    import cv2

    side = len(seen.depth) // 2 + 1
    asked = (seen.rows % 2 == 0) & (seen.columns % 2 == 0)
    known = np.zeros((side, side, 2), np.float32)
    rows, columns = seen.rows[asked] // 2, seen.columns[asked] // 2
    known[rows, columns, 0] = shadow.lit(points[asked], normals[asked])
    known[rows, columns, 1] = 1
    near = cv2.GaussianBlur(known, (3, 3), 0.7)
    share = near[..., 0] / np.maximum(near[..., 1], 1e-6)
    share[near[..., 1] == 0] = 1
    return share[seen.rows // 2, seen.columns // 2]


def _floor_depth(camera: Camera, ways: Floats) -> Floats:
    down = ways @ camera.world[:3, 1].astype(np.float32)
    return np.where(down < -1e-4, -camera.eye[1] / np.where(down < -1e-4, down, -1), FAR)


def _faded(dark: NDArray[Any]) -> Floats:
    """Nothing at the edges of the picture, so that no shadow is cut."""
    side = len(dark)
    from_edge = np.minimum(np.arange(side), np.arange(side)[::-1]) / side
    fade = np.clip(from_edge / 0.07, 0, 1).astype(np.float32)
    return dark * fade[:, None] * fade[None, :]


def _unit(vectors: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return vectors / np.maximum(lengths, 1e-12)
