"""What surfaces are made of, and the pictures on them."""

import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.container import Container
from app.domain.errors import BadOutput

_LARGEST_PIXELS = 8192 * 8192
_TOO_LARGE = "A picture on the model is too large to be shown."
_SIDE = 1024
"""Pixels of a picture as it is drawn; the file keeps its own."""


@dataclass(frozen=True)
class Texture:
    """A picture inside a file."""

    file: bytes
    """PNG, JPEG or WebP."""
    offset: tuple[float, float] = (0.0, 0.0)
    scale: tuple[float, float] = (1.0, 1.0)

    def pixels(self) -> NDArray[np.uint8]:
        """Red, green, blue and alpha, no larger than is drawn. Raises `BadOutput`."""
        from PIL import Image, UnidentifiedImageError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                image = Image.open(io.BytesIO(self.file), formats=("PNG", "JPEG", "WEBP"))
                if image.width * image.height > _LARGEST_PIXELS:
                    raise BadOutput(_TOO_LARGE)
                image.draft("RGB", (_SIDE * 2, _SIDE * 2))
                image.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
                return np.asarray(image.convert("RGBA"))
        except Image.DecompressionBombError:
            raise BadOutput(_TOO_LARGE) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            raise BadOutput("A picture on the model cannot be read.") from None


@dataclass(frozen=True)
class Material:
    """A surface, in the words of glTF; colours are linear."""

    name: str = ""
    colour: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    metallic: float = 1.0
    roughness: float = 1.0
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)
    blend: bool = False
    """Lets what is behind it shine through."""
    cutoff: float | None = None
    """Below this alpha there is nothing."""
    unlit: bool = False
    picture: Texture | None = None
    rough_picture: Texture | None = None
    """Roughness in its green, metal in its blue."""
    glow_picture: Texture | None = None


def material_of(container: Container, entry: dict[str, Any]) -> Material:
    """A material as the file describes it. Raises `BadOutput`."""
    shine = _map(entry, "pbrMetallicRoughness")
    more = _map(entry, "extensions")
    red, green, blue, alpha = _row(shine, "baseColorFactor", (1.0, 1.0, 1.0, 1.0))
    through = _share(_map(more, "KHR_materials_transmission"), "transmissionFactor", 0.0)
    mode = entry.get("alphaMode", "OPAQUE")
    lit = _number(_map(more, "KHR_materials_emissive_strength"), "emissiveStrength", 1.0)
    glow = _row(entry, "emissiveFactor", (0.0, 0.0, 0.0))
    return Material(
        name=str(entry.get("name", "")),
        colour=(red, green, blue, (alpha if mode != "OPAQUE" else 1.0) * (1 - 0.75 * through)),
        metallic=_share(shine, "metallicFactor", 1.0),
        roughness=_share(shine, "roughnessFactor", 1.0),
        glow=(glow[0] * lit, glow[1] * lit, glow[2] * lit),
        blend=mode == "BLEND" or through > 0,
        cutoff=_share(entry, "alphaCutoff", 0.5) if mode == "MASK" else None,
        unlit="KHR_materials_unlit" in more,
        picture=_texture(container, shine, "baseColorTexture"),
        rough_picture=_texture(container, shine, "metallicRoughnessTexture"),
        glow_picture=_texture(container, entry, "emissiveTexture"),
    )


def _texture(container: Container, entry: dict[str, Any], name: str) -> Texture | None:
    info = _map(entry, name)
    if not info:
        return None
    texture = container.item("textures", info.get("index"))
    webp = _map(_map(texture, "extensions"), "EXT_texture_webp")
    source = webp.get("source", texture.get("source"))
    if source is None:
        return None
    moved = _map(_map(info, "extensions"), "KHR_texture_transform")
    x, y = _row(moved, "offset", (0.0, 0.0))
    wide, high = _row(moved, "scale", (1.0, 1.0))
    return Texture(container.picture(source), (x, y), (wide, high))


def _map(entry: dict[str, Any], name: str) -> dict[str, Any]:
    found = entry.get(name, {})
    if not isinstance(found, dict):
        raise BadOutput("The model is damaged: what it is made of cannot be understood.")
    return found


def _number(entry: dict[str, Any], name: str, usual: float) -> float:
    value = entry.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise BadOutput("The model is damaged: what it is made of cannot be understood.")
    return float(value)


def _share(entry: dict[str, Any], name: str, usual: float) -> float:
    return min(1.0, max(0.0, _number(entry, name, usual)))


def _row(entry: dict[str, Any], name: str, usual: tuple[float, ...]) -> tuple[float, ...]:
    values = entry.get(name, usual)
    if not isinstance(values, list | tuple) or len(values) != len(usual):
        raise BadOutput("The model is damaged: what it is made of cannot be understood.")
    return tuple(_number({"": value}, "", 0.0) for value in values)
