"""The colour of every pixel, from factors, pictures and the colours of corners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.light import from_srgb
from app.adapters.models3d.materials import Material, Texture
from app.adapters.models3d.mesh import Heap
from app.adapters.models3d.raster import Seen
from app.adapters.models3d.scene import Floats, Ints

_LINEAR = from_srgb(np.arange(256, dtype=np.float32) / 255).astype(np.float32)
_PLAIN = np.arange(256, dtype=np.float32) / 255


@dataclass(frozen=True)
class Skin:
    """What the surface is, pixel by pixel."""

    colour: Floats
    alpha: Floats
    metallic: Floats
    roughness: Floats
    glow: Floats
    unlit: NDArray[np.bool_]


class Wardrobe:
    """The materials of a scene with their pictures unpacked, each once."""

    def __init__(self, materials: tuple[Material, ...]) -> None:
        self._materials = materials
        self._known: dict[bytes, NDArray[np.uint8]] = {}

    @property
    def blends(self) -> NDArray[np.bool_]:
        """Whether a material lets things shine through, by its number."""
        return np.array([material.blend for material in self._materials])

    def skin(self, heap: Heap, seen: Seen) -> Skin:
        """What is seen."""
        faces = heap.skin[seen.triangle]
        uv = blended(heap.uv, faces, seen.share)
        tint = blended(heap.colours, faces, seen.share)
        skin = _blank(len(faces))
        kind = heap.material[seen.triangle]
        for number in np.unique(kind):
            self._dress(skin, np.flatnonzero(kind == number), uv, tint, self._materials[number])
        return skin

    def _dress(
        self, skin: Skin, where: NDArray[np.intp], uv: Floats, tint: Floats, material: Material
    ) -> None:
        colour = np.array(material.colour, np.float32) * tint[where]
        if material.picture:
            colour = colour * self._sampled(material.picture, uv[where])
        skin.colour[where] = np.clip(colour[:, :3], 0, 1)
        alpha = np.clip(colour[:, 3], 0, 1)
        if material.cutoff is not None:
            alpha = (alpha >= material.cutoff).astype(np.float32)
        elif not material.blend:
            alpha = np.ones_like(alpha)
        skin.alpha[where] = alpha
        skin.metallic[where] = material.metallic
        skin.roughness[where] = material.roughness
        if material.rough_picture:
            both = self._sampled(material.rough_picture, uv[where], is_colour=False)
            skin.roughness[where] *= both[:, 1]
            skin.metallic[where] *= both[:, 2]
        if max(material.glow) > 0:
            glow = np.array(material.glow, np.float32)
            if material.glow_picture:
                glow = glow * self._sampled(material.glow_picture, uv[where])[:, :3]
            skin.glow[where] = glow
        skin.unlit[where] = material.unlit

    def _sampled(self, texture: Texture, uv: Floats, *, is_colour: bool = True) -> Floats:
        """Between the four nearest pixels; pictures repeat."""
        if texture.file not in self._known:
            self._known[texture.file] = texture.pixels()
        pixels = self._known[texture.file]
        high, wide = pixels.shape[:2]
        moved = uv * np.array(texture.scale, np.float32) + np.array(texture.offset, np.float32)
        x = np.mod(moved[:, 0], 1) * wide - 0.5
        y = np.mod(moved[:, 1], 1) * high - 0.5
        left, top = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
        along, down = (x - left)[:, None], (y - top)[:, None]
        curve = _LINEAR if is_colour else _PLAIN
        flat = pixels.reshape(-1, 4)

        def at(row: NDArray[np.intp], column: NDArray[np.intp]) -> Floats:
            taken = flat[(row % high) * wide + column % wide]
            found = curve[taken]
            found[:, 3] = _PLAIN[taken[:, 3]]
            return found

        upper = at(top, left) * (1 - along) + at(top, left + 1) * along
        lower = at(top + 1, left) * (1 - along) + at(top + 1, left + 1) * along
        return (upper * (1 - down) + lower * down).astype(np.float32)


def blended(values: Floats, faces: Ints, share: Floats) -> Floats:
    """What the corners carry, in between."""
    total = values[faces[:, 0]] * share[:, 0:1]
    total += values[faces[:, 1]] * share[:, 1:2]
    total += values[faces[:, 2]] * share[:, 2:3]
    return total


def _blank(count: int) -> Skin:
    return Skin(
        colour=np.zeros((count, 3), np.float32),
        alpha=np.ones(count, np.float32),
        metallic=np.zeros(count, np.float32),
        roughness=np.ones(count, np.float32),
        glow=np.zeros((count, 3), np.float32),
        unlit=np.zeros(count, np.bool_),
    )
