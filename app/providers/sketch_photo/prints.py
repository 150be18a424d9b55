"""Posters and presses: few inks, put down flat."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    detail,
    luma,
    mix,
    ramp,
    saturate,
    tone,
)
from app.providers.sketch_photo.light import places, pool
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.strokes import contours, dots, drawn, halved, like, steps, touches
from app.providers.sketch_photo.texture import clouds, grain, paper


def scaled(scene: Scene, *, crisp: float = 0.5) -> np.ndarray:
    """Brightness over the whole scale, with local contrast, as a plate wants it."""
    plane = luma(scene.picture)
    low, top = np.quantile(plane[::9, ::9], (0.01, 0.985))
    plane = np.clip((plane - low) / max(0.2, top - low), 0, 1)
    return np.clip(plane + crisp * detail(plane, 30 * scene.unit), 0, 1)


def riso(scene: Scene) -> Picture:
    """Two drums, a little out of register, on uncoated paper."""
    pairs = (("ff4f7b", "1f4fa3"), ("ff7a3c", "12706e"), ("f5b400", "4b3fa0"), ("00a99d", "e8436e"))
    first, second = map(tone, pairs[scene.dice.integers(len(pairs))])
    plane = scaled(scene)
    plane = mix(plane, 0.55 + 0.4 * plane, (1 - scene.person) * 0.6)
    dark = curve(plane, (0, 0.02), (0.3, 0.34), (0.55, 0.86), (1, 1))
    light = curve(plane, (0, 0.20), (0.3, 0.32), (0.6, 0.54), (0.85, 0.86), (1, 1))
    pitch = 6.6 * scene.unit
    under = dots(light, pitch=pitch * 1.15, turn=0.26, soft=0.22)
    over = dots(dark, pitch=pitch, turn=1.31, soft=0.22)
    speck = grain(scene.shape, scene.dice, 0.8 * scene.unit)
    cover = clouds(scene.shape, scene.dice, cells=6)
    under = under * np.clip(0.92 + 0.07 * speck - 0.12 * cover, 0, 1)
    over = over * np.clip(0.94 + 0.08 * speck - 0.10 * cover[::-1], 0, 1)
    shift = scene.dice.integers(-3, 4, 2) + np.array([4, -3])
    way = np.array([[1, 0, shift[1] * scene.unit], [0, 1, shift[0] * scene.unit]], np.float32)
    under = cv2.warpAffine(under, way, scene.shape[::-1], borderMode=cv2.BORDER_REFLECT)
    sheet = tone("f7f3e9") * paper(scene.shape, scene.dice, scene.unit, depth=0.03)[..., None]
    picture = sheet * mix(np.ones_like(sheet), first, under)
    return picture * mix(np.ones_like(sheet), second, over)


def duotone(scene: Scene) -> Picture:
    """Two inks from dark to light, and one large disc behind the head."""
    pairs = (
        ("14213d", "fca311", "fff6e5"),
        ("2b0a3d", "ff6b6b", "ffe9d6"),
        ("03343b", "2ec4b6", "f4fff8"),
        ("2d1e2f", "f0a6ca", "fff4f8"),
        ("0b2545", "8da9c4", "f6fbff"),
    )
    inks = pairs[scene.dice.integers(len(pairs))]
    plane = scaled(scene, crisp=0.6)
    tones = curve(plane, (0, 0), (0.25, 0.15), (0.5, 0.46), (0.75, 0.82), (1, 1))
    front = ramp(tones, *inks)
    x, y = scene.middle
    xs, ys = places(scene.shape)
    reach = 0.7 * (scene.faces[0].width if scene.faces else 0.4) + 0.20
    at = (x + 0.07 * scene.side, y - 0.04)
    far = np.hypot(xs - at[0], (ys - at[1]) * scene.shape[0] / scene.shape[1])
    disc = np.clip((reach - far) * scene.shape[1] / 2, 0, 1)
    back = mix(tone(inks[2]) + np.zeros_like(front), tone(inks[1]), disc)
    ghost = 0.10 * (1 - blur(tones, 3 * scene.unit))
    back = mix(back, tone(inks[0]) + np.zeros_like(back), ghost)
    picture = mix(back, front, np.clip(scene.person * 1.15 - 0.08, 0, 1))
    speck = grain(scene.shape, scene.dice, 0.7 * scene.unit)
    return np.clip(picture + 0.018 * speck[..., None], 0, 1)


def pop(scene: Scene) -> Picture:
    """Flat bright colours by brightness, dots in the half tones, black outlines."""
    plane = scaled(scene, crisp=0.75)
    flat = scaled(
        scene.with_picture(like(touches(touches(halved(scene.picture), 4), 3), scene.shape))
    )
    sets = (
        ("2a1a5e", "e4007f", "ff9bb5", "ffe7d0", "00b7c3"),
        ("0c2340", "ef3e36", "ffb37a", "fff0d0", "ffd23f"),
        ("31135e", "0091ad", "8fe3cf", "fff6d5", "ff6f91"),
        ("10243e", "f26419", "ffc857", "fff4dc", "2f9c95"),
    )
    *inks, behind = sets[scene.dice.integers(len(sets))]
    levels = steps(flat, 3, 0.05)
    front = ramp(np.clip(levels * 1.05, 0, 1), *inks)
    shade = np.clip((0.62 - plane) / 0.3, 0, 1)
    half = dots(1 - 0.62 * shade, pitch=11 * scene.unit, turn=0.6, soft=0.12) * (
        1 - scene.near_faces(0.7) * 0.5
    )
    front = mix(front, tone(inks[0]) + np.zeros_like(front), 0.55 * half)
    xs, ys = places(scene.shape)
    ring = 1 - pool(scene.shape, scene.middle, 0.55)
    dotted = dots(1 - 0.75 * ring, pitch=22 * scene.unit, turn=0.78, soft=0.06)
    back = mix(tone(behind) + np.zeros_like(front), tone(inks[3]), dotted)
    picture = mix(back, front, np.clip(scene.person * 1.4 - 0.2, 0, 1))
    lines = drawn(plane, 1.8 * scene.unit, sharp=22, level=0.20)
    edge = contours(blur(scene.person, 1.5 * scene.unit), 3 * scene.unit, 7.0)
    black = lines * edge * contours(plane, 1.6 * scene.unit, 9.0)
    picture = mix(tone("17121c") + np.zeros_like(picture), picture, black)
    rub = clouds(scene.shape, scene.dice, cells=12, octaves=2)
    return (
        np.clip(saturate(picture, 1.05) * (0.97 + 0.04 * rub)[..., None], 0, 1)
        * (1 - 0.03 * ys * xs)[..., None]
    )
