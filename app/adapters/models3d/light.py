"""The light of a small photo studio: a soft key from the left, a cool fill, a rim from behind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.scene import Floats


@dataclass(frozen=True)
class Lamp:
    """A round soft light; the direction is towards it, x right, y up, z to the camera."""

    direction: tuple[float, float, float]
    colour: tuple[float, float, float]
    width: float
    """Cosine of half its angle, as it shows in what is smooth."""
    mirrored: float
    """How bright it shows there."""

    def towards(self, turned: NDArray[np.float64]) -> Floats:
        """The direction in the model's world, for a camera that is turned so."""
        found = turned.T @ np.array(self.direction)
        return (found / np.linalg.norm(found)).astype(np.float32)


KEY = Lamp((-0.55, 0.85, 0.55), (2.05, 1.98, 1.88), 0.86, 5.5)
FILL = Lamp((0.9, 0.25, 0.6), (0.30, 0.33, 0.39), 0.80, 1.3)
RIM = Lamp((0.55, 0.55, -0.9), (1.05, 1.1, 1.2), 0.90, 4.5)
BACK = Lamp((-0.9, 0.3, -0.7), (0.32, 0.32, 0.36), 0.93, 2.5)
LAMPS = (KEY, FILL, RIM, BACK)

_SKY = np.array([0.48, 0.51, 0.56], np.float32)
_FLOOR = np.array([0.27, 0.255, 0.24], np.float32)
_ROOM_SKY = np.array([0.55, 0.58, 0.63], np.float32)
_ROOM_WALL = np.array([0.80, 0.80, 0.80], np.float32)
_ROOM_FLOOR = np.array([0.26, 0.25, 0.24], np.float32)


@dataclass(frozen=True)
class Surface:
    """What the light falls on, pixel by pixel."""

    normal: Floats
    view: Floats
    """Towards the camera."""
    colour: Floats
    metallic: Floats
    roughness: Floats
    open: Floats
    """Share of the room that is not hidden by something near."""
    lit: Floats
    """Share of the key light that arrives."""


def shine(surface: Surface, turned: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """Light that surfaces send out: what scatters in them, and what they mirror. Linear."""
    metal = surface.metallic[:, None]
    f0 = 0.04 * (1 - metal) + surface.colour * metal
    scattered = _scattered(surface, turned) * surface.colour * (1 - metal)
    return scattered, _mirrored(surface, turned) * _brdf(surface, f0)


def _scattered(surface: Surface, turned: NDArray[np.float64]) -> Floats:
    up = surface.normal[:, 1:2] * 0.5 + 0.5
    total = (_FLOOR + (_SKY - _FLOOR) * up) * surface.open[:, None]
    for lamp in LAMPS:
        towards = surface.normal @ lamp.towards(turned)
        wrapped = np.clip((towards + 0.12) / 1.12, 0, 1)
        reaching = surface.lit if lamp is KEY else 0.35 + 0.65 * surface.open
        total = total + (wrapped * reaching)[:, None] * (np.array(lamp.colour, np.float32) * 0.38)
    return total.astype(np.float32)


def _mirrored(surface: Surface, turned: NDArray[np.float64]) -> Floats:
    """The room as it shows in a surface: the rougher, the more blurred."""
    along = (surface.normal * surface.view).sum(axis=1, keepdims=True)
    back = 2 * along * surface.normal - surface.view
    rough = surface.roughness
    blur = 0.06 + 0.9 * rough
    above = _step(-blur, blur, back[:, 1])[:, None]
    height = np.clip(back[:, 1:2], 0, 1)
    sky = _ROOM_WALL + (_ROOM_SKY - _ROOM_WALL) * np.sqrt(height)
    room = (_ROOM_FLOOR + (sky - _ROOM_FLOOR) * above) * surface.open[:, None]
    for lamp in LAMPS:
        edge = 0.02 + 0.4 * rough
        facing = back @ lamp.towards(turned)
        strength = lamp.mirrored / (1 + 5 * rough)
        reaching = 0.25 + 0.75 * surface.lit if lamp is KEY else surface.open
        room = room + (_step(lamp.width - edge, lamp.width + edge, facing) * strength * reaching)[
            :, None
        ] * _tint(lamp)
    return room.astype(np.float32)


def _tint(lamp: Lamp) -> Floats:
    colour = np.array(lamp.colour, np.float32)
    return colour / colour.max()


def _brdf(surface: Surface, f0: Floats) -> Floats:
    """Karis' approximation of how much of the room a rough surface mirrors."""
    rough = surface.roughness
    along = np.clip((surface.normal * surface.view).sum(axis=1), 0.02, 1)
    first = 1 - rough
    second = 0.0425 - 0.0275 * rough
    power = np.exp2(-9.28 * along)
    a004 = np.minimum(first * first, power) * first + second
    scale = (-1.04 * a004 + 1.04 - 0.572 * rough)[:, None]
    offset = (1.04 * a004 - 0.04 + 0.022 * rough)[:, None]
    return f0 * scale + np.clip(offset, 0, None)


def _step(low: Floats, high: Floats, value: Floats) -> Floats:
    share = np.clip((value - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


def developed(light: Floats) -> Floats:
    """As a display shows it, still linear: Khronos' neutral curve, which keeps colours true."""
    low = light.min(axis=-1, keepdims=True)
    toe = np.where(low < 0.08, low - 6.25 * low * low, 0.04)
    light = light - toe
    start = 0.8 - 0.04
    peak = light.max(axis=-1, keepdims=True)
    room = 1 - start
    squeezed = 1 - room * room / (np.maximum(peak, start) + room - start)
    bright = light * squeezed / np.maximum(peak, 1e-6)
    share = 1 - 1 / (0.15 * (peak - squeezed) + 1)
    bright = bright + (squeezed - bright) * share
    return np.clip(np.where(peak < start, light, bright), 0, 1)


def to_srgb(linear: Floats) -> Floats:
    """Linear light, 0 to 1, as it is written to a file."""
    low = linear * 12.92
    high = 1.055 * np.power(np.maximum(linear, 1e-8), 1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, low, high)


def from_srgb(values: Floats) -> Floats:
    """The other way."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
