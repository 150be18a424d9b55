"""Light: where it falls, what it passes through, and what it does in a lens and on film."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import Picture, Plane, blur, luma, mix, screen
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.texture import Dice, Shape


def places(shape: Shape) -> tuple[Plane, Plane]:
    """Of every pixel how far right and how far down it is, 0 to 1."""
    ys, xs = np.mgrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j].astype(np.float32)
    return xs, ys


def pool(shape: Shape, middle: tuple[float, float], reach: float) -> Plane:
    """1 at a place, falling off softly; the reach is a share of the longer side."""
    xs, ys = places(shape)
    long = max(shape)
    far = np.hypot((xs - middle[0]) * shape[1], (ys - middle[1]) * shape[0]) / (reach * long)
    return np.exp(-(far**2))


def vignette(scene: Scene, strength: float, reach: float = 0.75) -> Picture:
    """Darker away from the person."""
    dark = 1 - strength * (1 - pool(scene.shape, (scene.middle[0], scene.middle[1] + 0.08), reach))
    return scene.picture * dark[..., None]


def halation(
    picture: Picture, unit: float, *, tint: tuple[float, float, float], share: float
) -> Picture:
    """Light that comes back from behind the film, reddish around what is bright."""
    bright = np.clip((luma(picture) - 0.72) / 0.28, 0, 1) ** 1.5
    glow = blur(bright, 14 * unit)[..., None] * np.array(tint, np.float32) * share
    return screen(picture, glow)


def bloom(picture: Picture, unit: float, *, share: float, wide: float = 30) -> Picture:
    """The softness of a lens that is wide open."""
    bright = picture * np.clip((luma(picture) - 0.45) / 0.5, 0, 1)[..., None]
    return screen(picture, blur(bright, wide * unit) * share)


def rim(scene: Scene, side: int, width: float) -> Plane:
    """The edge of the person that light from behind and one side draws, 0 to 1."""
    shift = width * scene.unit
    moved = np.array([[1, 0, -side * shift], [0, 1, shift * 0.8]], np.float32)
    gone = cv2.warpAffine(
        blur(scene.person, shift * 0.3), moved, scene.shape[::-1], borderMode=cv2.BORDER_REPLICATE
    )
    edge = np.clip(scene.person - gone, 0, 1)
    return blur(edge, 0.35 * shift) * scene.person


def bokeh(
    shape: Shape, dice: Dice, tones: list[np.ndarray], *, count: int, size: tuple[float, float]
) -> Picture:
    """Lights out of focus: discs with brighter rims; sizes are shares of the shorter side."""
    high, wide = shape
    total = np.zeros((high // 2, wide // 2, 3), np.float32)
    for _ in range(count):
        radius = dice.uniform(*size) * min(shape) / 2
        at = (int(dice.uniform(0, wide / 2) * 8), int(dice.uniform(0, high / 2) * 8))
        light = (tones[dice.integers(len(tones))] * dice.uniform(0.25, 1.0)).tolist()
        disc = np.zeros_like(total)
        cv2.circle(disc, at, int(radius * 8), light, -1, cv2.LINE_AA, shift=3)
        ring = np.zeros_like(total)
        cv2.circle(
            ring, at, int(radius * 8), light, max(1, int(radius * 0.12)), cv2.LINE_AA, shift=3
        )
        total += disc * 0.6 + ring * 0.35
    return cv2.resize(
        blur(total, 0.0025 * min(shape)), (wide, high), interpolation=cv2.INTER_LINEAR
    )


def panes(shape: Shape, dice: Dice, *, side: int, soft: float) -> Plane:
    """Light through a window with bars, fallen on a wall at a slant, 0 to 1."""
    xs, ys = places(shape)
    lean = side * dice.uniform(0.25, 0.45)
    u = (xs - 0.5) + lean * (ys - 0.5)
    v = (ys - 0.42) + 0.12 * side * (xs - 0.5)
    at, wide, tall = dice.uniform(-0.08, 0.08), dice.uniform(0.56, 0.66), dice.uniform(0.8, 0.95)
    across, down = (u - at) / wide + 0.5, v / tall + 0.5
    lit = _between(across) * _between(down)
    for bar, count in ((across, 2), (down, 3)):
        near = np.abs((bar * count) % 1 - 0.5)
        lit = lit * np.clip((0.5 - near - 0.035) / 0.02, 0, 1)
    return blur(lit.astype(np.float32), soft * min(shape))


def blinds(shape: Shape, dice: Dice, *, side: int, soft: float) -> Plane:
    """Stripes of light between slats, 0 to 1."""
    xs, ys = places(shape)
    slant = ys + side * dice.uniform(0.10, 0.2) * (xs - 0.5)
    stripes = np.sin(slant * 2 * np.pi * dice.uniform(9, 12) + dice.uniform(0, 6))
    return blur(np.clip(stripes * 3.2 + 0.6, 0, 1), soft * min(shape))


def lit_from(scene: Scene, side: int, *, share: float) -> Picture:
    """As if a large soft lamp stood on one side: shape out of the picture's own slow shading."""
    xs, _ = places(scene.shape)
    fall = 0.5 + 0.5 * np.tanh(side * (xs - scene.middle[0]) * 3.2)
    body = blur(scene.person, 34 * scene.unit)
    slope = blur(cv2.Sobel(body, cv2.CV_32F, 1, 0, ksize=5), 9 * scene.unit)
    turn = np.clip(-side * slope / (np.abs(slope).max() + 1e-6), -1, 1) * scene.person
    light = 1 + share * ((fall - 0.5) * 1.1 + 0.8 * turn)
    return np.clip(scene.picture * light[..., None], 0, 1)


def flare(shape: Shape, at: tuple[float, float], tint: np.ndarray, share: float) -> Picture:
    """Sun into the lens: a warm veil from its place."""
    veil = 0.75 * pool(shape, at, 0.55) + 0.6 * pool(shape, at, 0.22)
    return veil[..., None] * tint * share


def cover(front: Picture, back: Picture, person: Plane) -> Picture:
    """The person before another background, without the colours of the old one at the edges."""
    core = np.clip(person * 8 - 7, 0, 1)
    reach = 0.006 * min(person.shape)
    known = blur(core, reach)
    inner = blur(front * core[..., None], reach) / np.maximum(known, 1e-3)[..., None]
    trust = (1 - person) * np.clip(known * 12, 0, 1)
    return mix(back, mix(front, np.clip(inner, 0, 1), trust), person)


def _between(share: Plane) -> Plane:
    return np.clip(np.minimum(share, 1 - share) / 0.012, 0, 1)
