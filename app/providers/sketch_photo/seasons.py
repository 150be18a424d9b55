"""Spring, autumn and winter: what falls, near and far."""

from collections.abc import Callable

import cv2
import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    curves,
    mix,
    saturate,
    screen,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import bloom, bokeh, lit_from, places, pool, rim, vignette
from app.providers.sketch_photo.photographic import developed, with_grain
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.studio import balanced
from app.providers.sketch_photo.texture import clouds

Draw = Callable[[np.ndarray, tuple[float, float], float, float, np.ndarray], None]
_DEPTHS = ((0.35, 60, 0.8), (0.7, 34, 1.2), (1.4, 16, 3.5), (3.2, 7, 13.0))
"""How large, how many, and how blurred; the first ones are behind the person."""


def fallen(
    scene: Scene, picture: Picture, draw: Draw, tones: tuple[str, ...], *, size: float
) -> Picture:
    """Things in the air in four depths; the nearer ones leave the face free."""
    free = 1 - np.clip(1.5 * scene.near_faces(1.15), 0, 1)
    for index, (scale, count, soft) in enumerate(_DEPTHS):
        layer = _layer(scene, draw, tones, (size * scale * scene.unit, count))
        layer = blur(layer, soft * scene.unit)
        shown = layer[..., 3] * ((1 - scene.person) if index < 2 else free)
        strength = (0.75, 0.95, 0.95, 0.75)[index]
        color = layer[..., :3] / np.maximum(layer[..., 3:], 1e-3)
        picture = mix(picture, np.clip(color, 0, 1), shown * strength)
    return picture


def _layer(scene: Scene, draw: Draw, tones: tuple[str, ...], much: tuple[float, int]) -> np.ndarray:
    high, wide = scene.shape
    layer = np.zeros((high, wide, 4), np.float32)
    for _ in range(much[1]):
        at = (scene.dice.uniform(0, wide), scene.dice.uniform(0, high))
        color = tone(tones[scene.dice.integers(len(tones))]) * scene.dice.uniform(0.85, 1.06)
        draw(layer, at, much[0] * scene.dice.uniform(0.6, 1.3), scene.dice.uniform(0, 360), color)
    return layer


def _petal(
    layer: np.ndarray, at: tuple[float, float], size: float, turn: float, color: np.ndarray
) -> None:
    angle = np.radians(turn)
    narrow = 0.35 + 0.4 * abs(np.cos(angle * 1.7))
    t = np.linspace(-1, 1, 17)
    half = narrow * np.sqrt(np.clip(1 - t**2, 0, 1)) * (0.75 + 0.25 * t)
    notch = t - 0.22 * np.exp(-((t - 1) ** 2) / 0.02)
    outline = np.concatenate([np.stack([notch, half], 1), np.stack([notch, -half], 1)[::-1]])
    _fill(layer, outline * size, at, (angle, color))


def _leaf(
    layer: np.ndarray, at: tuple[float, float], size: float, turn: float, color: np.ndarray
) -> None:
    angle = np.radians(turn)
    around = np.linspace(0, 2 * np.pi, 61)
    lobes = 0.55 + 0.45 * np.abs(np.cos(2.5 * around)) ** 0.7 * (0.72 + 0.28 * np.cos(around))
    points = np.stack(
        [lobes * np.cos(around), lobes * np.sin(around) * abs(np.cos(angle * 1.3)) ** 0.5], 1
    )
    _fill(layer, points * size, at, (angle, color))
    stem = np.array([[0, 0], [-1.2 * size, 0.06 * size]])
    c, s = np.cos(angle), np.sin(angle)
    (ax, ay), (bx, by) = (stem @ np.array([[c, s], [-s, c]]) + at).astype(int).tolist()
    ink = (*(color * 0.7).tolist(), 1.0)
    cv2.line(layer, (ax, ay), (bx, by), ink, max(1, int(size * 0.06)), cv2.LINE_AA)


def _fill(
    layer: np.ndarray, points: np.ndarray, at: tuple[float, float], look: tuple[float, np.ndarray]
) -> None:
    c, s = np.cos(look[0]), np.sin(look[0])
    moved = points @ np.array([[c, s], [-s, c]]) + at
    cv2.fillPoly(
        layer, [(moved * 8).astype(np.int32)], (*look[1].tolist(), 1.0), cv2.LINE_AA, shift=3
    )


def _flake(
    layer: np.ndarray, at: tuple[float, float], size: float, turn: float, color: np.ndarray
) -> None:
    del turn
    radius = max(1.0, size)
    cv2.circle(
        layer,
        (int(at[0] * 8), int(at[1] * 8)),
        int(radius * 8),
        (*color.tolist(), 1.0),
        -1,
        cv2.LINE_AA,
        shift=3,
    )


def petals(scene: Scene) -> Picture:
    """Cherry trees in flower behind; petals on the wind."""
    blossom = [tone(each) for each in ("ffd9e6", "fff0f4", "f7b9cf", "ffffff")]
    sky = mix(
        tone("eef2f6") + np.zeros((*scene.shape, 3), np.float32),
        tone("fbdfe8"),
        clouds(scene.shape, scene.dice, cells=2),
    )
    back = mix(sky, blur(scene.picture, 40 * scene.unit), 0.14)
    branch = clouds(scene.shape, scene.dice, cells=4, octaves=3)
    back = mix(back, tone("e3a3bb"), 0.45 * np.clip(branch * 1.6 - 0.6, 0, 1))
    back = screen(
        back, bokeh(scene.shape, scene.dice, blossom, count=110, size=(0.012, 0.05)) * 0.22
    )
    front = curve(balanced(scene), (0, 0.04), (0.3, 0.37), (0.6, 0.71), (1, 1))
    front = split_tone(front, "6f5a72", "fff0f0", 0.16)
    veil = blur(1 - scene.person, 24 * scene.unit)[..., None] * tone("ffe6ee") * 0.24
    picture = developed(scene, screen(front, veil), np.clip(back, 0, 1))
    picture = bloom(picture, scene.unit, share=0.15, wide=34)
    return fallen(scene, picture, _petal, ("ffdbe7", "ffeef3", "f9c3d6"), size=23)


def leaves(scene: Scene) -> Picture:
    """Maples and ginkgo in the low sun of an afternoon."""
    side = scene.side
    fire = [tone(each) for each in ("e8722a", "f2a93b", "c4412a", "f6d36b", "8a3a1f")]
    base = mix(
        tone("7a3d1e") + np.zeros((*scene.shape, 3), np.float32),
        tone("d98a35"),
        clouds(scene.shape, scene.dice, cells=3),
    )
    base = mix(base, tone("3b2618"), 0.7 * np.clip(places(scene.shape)[1] - 0.45, 0, 1))
    back = mix(blur(base, 14 * scene.unit), blur(scene.picture, 40 * scene.unit), 0.14)
    back = screen(back, bokeh(scene.shape, scene.dice, fire, count=120, size=(0.012, 0.055)) * 0.30)
    sun = pool(scene.shape, (0.5 + 0.45 * side, 0.2), 0.5)
    back = screen(back, sun[..., None] * tone("ffcf7a") * 0.55)
    front = curves(
        lit_from(scene.with_picture(balanced(scene, strength=0.5)), side, share=0.24),
        ((0, 0.04), (0.4, 0.45), (1, 1)),
        ((0, 0.025), (0.4, 0.40), (1, 0.96)),
        ((0, 0.02), (0.4, 0.33), (1, 0.84)),
    )
    front = screen(
        front, np.clip(1.3 * rim(scene, side, 14), 0, 1)[..., None] * tone("ffb45a") * 0.75
    )
    picture = developed(scene, saturate(front, 1.05), np.clip(back, 0, 1))
    picture = bloom(vignette(scene.with_picture(picture), 0.3), scene.unit, share=0.12)
    return fallen(scene, picture, _leaf, ("d9541e", "f0a431", "b8321f", "f3c84f"), size=27)


def snow(scene: Scene) -> Picture:
    """Dusk, blue all around, lamps behind, the first large flakes."""
    lamps = [tone(each) for each in ("ffcf87", "ffb35c", "fff0cf")]
    _, ys = places(scene.shape)
    back = mix(
        tone("33486b") + np.zeros((*scene.shape, 3), np.float32),
        tone("8fa6c4"),
        np.clip(ys * 1.2, 0, 1),
    )
    back = mix(back, blur(scene.picture, 40 * scene.unit), 0.16)
    trees = clouds(scene.shape, scene.dice, cells=5, octaves=3)
    back = mix(
        back, tone("223149"), 0.5 * np.clip(trees * 1.8 - 0.8, 0, 1) * np.clip(1.1 - ys, 0, 1)
    )
    back = blur(back, 10 * scene.unit)
    lights = bokeh(scene.shape, scene.dice, lamps, count=24, size=(0.014, 0.045))
    back = screen(back, lights * np.clip(1.1 - ys, 0, 1)[..., None] * 0.9)
    front = curves(
        balanced(scene),
        ((0, 0.03), (0.4, 0.36), (1, 0.95)),
        ((0, 0.04), (0.4, 0.39), (1, 0.97)),
        ((0, 0.08), (0.4, 0.46), (1, 1.0)),
    )
    warm = front * tone("fff0dd") * 1.04
    front = mix(saturate(front, 0.9), np.clip(warm, 0, 1), 0.75 * scene.near_faces(1.1))
    front = screen(
        front, np.clip(1.2 * rim(scene, scene.side, 14), 0, 1)[..., None] * tone("ffd9a0") * 0.6
    )
    picture = bloom(developed(scene, front, np.clip(back, 0, 1)), scene.unit, share=0.16)
    picture = vignette(scene.with_picture(picture), 0.26)
    flakes = fallen(scene, picture, _flake, ("ffffff", "eef4ff"), size=6.5)
    flakes = fallen(scene, flakes, _flake, ("ffffff", "f4f8ff"), size=3.6)
    return with_grain(scene, flakes, share=0.010, size=0.9)
