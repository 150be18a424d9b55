"""Film stocks and prints of them."""

import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    curves,
    detail,
    grey,
    luma,
    mix,
    saturate,
    soft_light,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import (
    blinds,
    bloom,
    cover,
    halation,
    lit_from,
    places,
    pool,
    vignette,
)
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.texture import clouds, grain, paper


def with_grain(scene: Scene, picture: Picture, *, share: float, size: float) -> Picture:
    """Most in the middle tones, as in film."""
    plane = luma(picture)
    weight = share * (0.35 + 2.6 * plane * (1 - plane))
    noise = grain(scene.shape, scene.dice, size * scene.unit)
    return picture + (noise * weight)[..., None]


def film(scene: Scene) -> Picture:
    """Colour negative, a stop over: soft shoulders, warm skin, greenish shadows."""
    warm = scene.dice.uniform(0.9, 1.15)
    picture = curves(
        scene.picture**0.92,
        ((0, 0.055), (0.25, 0.25), (0.5, 0.56), (0.75, 0.82), (1, 0.985)),
        ((0, 0.06), (0.25, 0.26), (0.5, 0.535), (0.75, 0.79), (1, 0.965)),
        ((0, 0.085), (0.25, 0.255), (0.5, 0.49), (0.75, 0.725), (1, 0.90)),
    )
    picture = split_tone(saturate(picture, 1.05), "24403c", "ffe9d2", 0.10 * warm)
    picture = halation(picture, scene.unit, tint=(1.0, 0.36, 0.16), share=0.34)
    picture = bloom(picture, scene.unit, share=0.14)
    leak = pool(scene.shape, (0.5 + 0.62 * scene.side, scene.dice.uniform(0.1, 0.9)), 0.32)
    picture = mix(picture, tone("ffb27a"), 0.30 * leak)
    return with_grain(scene, vignette(scene.with_picture(picture), 0.16), share=0.022, size=0.9)


def slide(scene: Scene) -> Picture:
    """Reversal film: dense, clean, saturated; the far half of the sky a deeper blue."""
    crisp = scene.picture + 0.6 * detail(luma(scene.picture), 22 * scene.unit)[..., None] * 0.45
    picture = curves(
        crisp,
        ((0, 0), (0.2, 0.13), (0.5, 0.52), (0.8, 0.88), (1, 1)),
        ((0, 0), (0.2, 0.14), (0.5, 0.50), (0.8, 0.85), (1, 0.99)),
        ((0, 0.01), (0.2, 0.17), (0.5, 0.50), (0.8, 0.82), (1, 0.97)),
    )
    picture = mix(picture, saturate(picture, 1.55), 1 - 0.55 * scene.near_faces())
    deep = tone(("1d5fa8", "0f7d86", "5b4a9c")[scene.dice.integers(3)])
    _, ys = places(scene.shape)
    sky = np.clip(0.75 - ys * 1.4, 0, 1) * (1 - scene.person)
    picture = mix(picture, soft_light(picture, deep * 0.9), sky * 0.9)
    picture = split_tone(picture, "0a1a3a", "fff0d8", 0.12)
    return with_grain(scene, vignette(scene.with_picture(picture), 0.34), share=0.012, size=0.5)


def noir(scene: Scene) -> Picture:
    """One hard lamp through blinds, and the rest of the room in the dark."""
    side = scene.side
    plane = scene.picture @ np.array([0.45, 0.42, 0.13], np.float32)
    plane = plane + 0.5 * detail(plane, 26 * scene.unit)
    lamp = luma(lit_from(scene.with_picture(grey(plane)), side, share=0.75))
    slats = blinds(scene.shape, scene.dice, side=side, soft=0.004)
    wall = 0.05 + 0.34 * slats * pool(scene.shape, (0.5 + 0.25 * side, 0.4), 0.45)
    haze = 0.10 * pool(scene.shape, (0.5 + 0.5 * side, 0.15), 0.6)
    gate = 1 - (1 - slats) * (0.50 - 0.42 * scene.near_faces(0.9))
    front = curve(lamp, (0, 0), (0.2, 0.09), (0.5, 0.50), (0.78, 0.90), (1, 1)) * gate
    plane = front * scene.person + (wall * (0.5 + lamp)) * (1 - scene.person) + haze
    picture = halation(grey(plane), scene.unit, tint=(1, 1, 1), share=0.25)
    dark = vignette(scene.with_picture(picture), 0.72, 0.62)
    return split_tone(with_grain(scene, dark, share=0.036, size=1.1), "0c0d11", "f7f4ee", 0.6)


def darkroom(scene: Scene) -> Picture:
    """A fibre print: full scale, a little selenium, dodged face, a white border."""
    weights = np.array([0.30, 0.52, 0.18], np.float32) + scene.dice.uniform(-0.05, 0.05)
    plane = scene.picture @ weights
    low, top = np.quantile(plane[::9, ::9], (0.01, 0.985))
    plane = np.clip((plane - low) / max(0.2, top - low), 0, 1)
    plane = plane + 0.30 * detail(plane, 40 * scene.unit)
    plane = curve(plane, (0, 0.02), (0.25, 0.19), (0.5, 0.49), (0.75, 0.80), (1, 0.97))
    burn = clouds(scene.shape, scene.dice, cells=2, octaves=2) * (1 - scene.near_faces(1.6))
    plane = plane * (1 - 0.28 * burn) + 0.05 * scene.near_faces() * plane
    picture = with_grain(
        scene, vignette(scene.with_picture(grey(plane)), 0.22), share=0.024, size=1.0
    )
    tints = (("1b1518", "f6f2e8"), ("14181d", "f2f3f1"), ("21160e", "f8efdd"))
    picture = split_tone(picture, *tints[scene.dice.integers(3)], 0.9)
    return picture * paper(scene.shape, scene.dice, scene.unit, depth=0.008)[..., None]


def instant(scene: Scene) -> Picture:
    """Peel-apart colours that have hung in a kitchen for a summer."""
    picture = curves(
        scene.picture,
        ((0, 0.11), (0.3, 0.33), (0.6, 0.69), (1, 0.97)),
        ((0, 0.13), (0.3, 0.36), (0.6, 0.67), (1, 0.955)),
        ((0, 0.17), (0.3, 0.33), (0.6, 0.59), (1, 0.84)),
    )
    shift = scene.dice.uniform(0.15, 0.32)
    picture = split_tone(saturate(picture, 0.82), "1f5a58", "ffd9a0", shift)
    flash = pool(scene.shape, scene.middle, 0.5)
    picture = picture * (0.86 + 0.22 * flash)[..., None]
    picture = bloom(picture, scene.unit, share=0.22, wide=18)
    stain = clouds(scene.shape, scene.dice, cells=3) ** 3 * (1 - scene.near_faces(1.4))
    picture = mix(picture, tone("ffcf9a"), 0.28 * stain)
    soft = mix(picture, blur(picture, 1.6 * scene.unit), 0.5)
    return with_grain(scene, vignette(scene.with_picture(soft), 0.30), share=0.020, size=1.4)


def developed(scene: Scene, front: Picture, back: Picture) -> Picture:
    """A person before another background, in one light and one grain."""
    return with_grain(scene, cover(front, back, scene.person), share=0.012, size=0.8)
