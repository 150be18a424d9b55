"""Elsewhere: other light, and another world behind."""

import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    curves,
    luma,
    mix,
    saturate,
    screen,
    soft_light,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import (
    bloom,
    bokeh,
    flare,
    lit_from,
    panes,
    places,
    pool,
    rim,
    vignette,
)
from app.providers.sketch_photo.photographic import developed, with_grain
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.studio import balanced
from app.providers.sketch_photo.texture import clouds


def hills(scene: Scene, tones: tuple[str, ...], *, horizon: float) -> Picture:
    """A sky and ridges before it, each nearer one darker."""
    xs, ys = places(scene.shape)
    back = mix(
        np.broadcast_to(tone(tones[0]), (*scene.shape, 3)),
        tone(tones[1]),
        np.clip(ys / horizon, 0, 1) ** 1.3,
    )
    for index, each in enumerate(tones[2:]):
        wave = sum(
            scene.dice.uniform(0.4, 1) / k * np.sin(xs * k * 5 + scene.dice.uniform(0, 6))
            for k in (1, 2, 3)
        )
        top = horizon + 0.11 * index + 0.022 * wave
        back = mix(back, tone(each), np.clip((ys - top) / 0.004, 0, 1))
    return back.astype(np.float32)


def golden(scene: Scene) -> Picture:
    """The last hour: a low sun behind one shoulder, grass alight, a veil in the lens."""
    side = scene.side
    sun = (0.5 + side * scene.dice.uniform(0.30, 0.42), scene.dice.uniform(0.16, 0.32))
    warm = curves(
        balanced(scene, strength=0.4),
        ((0, 0.06), (0.3, 0.35), (0.6, 0.70), (1, 1)),
        ((0, 0.035), (0.3, 0.28), (0.6, 0.60), (1, 0.95)),
        ((0, 0.03), (0.3, 0.20), (0.6, 0.46), (1, 0.78)),
    )
    edge = np.clip(1.5 * rim(scene, side, 20), 0, 1)
    front = screen(warm, edge[..., None] * tone("ffc46b"))
    back = hills(scene, ("e8935a", "ffdb94", "b9783f", "86592c", "55401f"), horizon=0.50)
    back = blur(back, 13 * scene.unit)
    back = mix(back, blur(warm, 26 * scene.unit), 0.30)
    grass = bokeh(
        scene.shape,
        scene.dice,
        [tone("ffd27a"), tone("ffe9b0"), tone("e8a04a")],
        count=46,
        size=(0.012, 0.05),
    )
    back = screen(
        back, grass * (0.15 + 0.85 * pool(scene.shape, (sun[0], 0.75), 0.5))[..., None] * 0.6
    )
    picture = developed(scene, front, back)
    picture = screen(picture, flare(scene.shape, sun, tone("ffb35c"), 0.40))
    picture = screen(
        picture,
        pool(scene.shape, sun, 0.07)[..., None] * tone("fff3d6") * (1 - scene.person)[..., None],
    )
    return bloom(vignette(scene.with_picture(picture), 0.2), scene.unit, share=0.14)


def airy(scene: Scene) -> Picture:
    """By the sea in the morning: pale, open, a horizon far out of focus."""
    front = curve(balanced(scene), (0, 0.05), (0.3, 0.37), (0.6, 0.69), (1, 0.99))
    front = saturate(front, 0.86)
    horizon = scene.dice.uniform(0.40, 0.54)
    _, ys = places(scene.shape)
    sky = mix(
        np.broadcast_to(tone("cfe4ee"), (*scene.shape, 3)),
        tone("f6f3ec"),
        np.clip(ys / horizon, 0, 1),
    )
    sea = mix(
        np.broadcast_to(tone("9cc7d2"), (*scene.shape, 3)),
        tone("cfe6e4"),
        np.clip((ys - horizon) / 0.25, 0, 1),
    )
    back = mix(sky, sea, np.clip((ys - horizon) / 0.01, 0, 1))
    shore = horizon + 0.25 + 0.02 * np.sin(places(scene.shape)[0] * 5 + scene.dice.uniform(0, 6))
    back = mix(back, tone("f3e9d8"), np.clip((ys - shore) / 0.03, 0, 1))
    clouds_ = clouds(scene.shape, scene.dice, cells=2, octaves=3) * np.clip(1 - ys / horizon, 0, 1)
    back = screen(back, clouds_[..., None] * 0.35)
    glint = bokeh(
        scene.shape, scene.dice, [tone("ffffff"), tone("e8fbff")], count=34, size=(0.006, 0.02)
    )
    band = np.exp(-(((ys - horizon - 0.08) / 0.07) ** 2))
    back = blur(screen(back, glint * band[..., None]), 9 * scene.unit)
    veil = blur(1 - scene.person, 26 * scene.unit)[..., None] * 0.30
    picture = developed(scene, screen(front, veil * tone("e9f4f6")), back)
    picture = split_tone(picture, "6f8fa0", "fff6ec", 0.20)
    return bloom(picture, scene.unit, share=0.18, wide=40)


def garden(scene: Scene) -> Picture:
    """Leaves behind, melted into discs; green light from below."""
    greens = [tone(each) for each in ("7fae5a", "c9dd8f", "4f8a4a", "e9f2c4", "ffffff")]
    base = mix(
        np.broadcast_to(tone("33573a"), (*scene.shape, 3)),
        tone("86a968"),
        clouds(scene.shape, scene.dice, cells=3),
    )
    base = mix(base, tone("1f3a2a"), 0.6 * np.clip(places(scene.shape)[1] - 0.35, 0, 1))
    back = mix(blur(base, 20 * scene.unit), blur(scene.picture, 40 * scene.unit), 0.16)
    back = screen(back, bokeh(scene.shape, scene.dice, greens, count=70, size=(0.015, 0.07)) * 0.42)
    flowers = bokeh(
        scene.shape, scene.dice, [tone("fff4f6"), tone("ffe1ec")], count=26, size=(0.01, 0.03)
    )
    low = np.clip((places(scene.shape)[1] - 0.55) / 0.3, 0, 1)
    back = screen(back, flowers * low[..., None])
    front = curve(balanced(scene), (0, 0.02), (0.3, 0.32), (0.6, 0.67), (1, 1))
    dapple = blur(clouds(scene.shape, scene.dice, cells=7, octaves=2), 6 * scene.unit)
    dapple = 0.90 + 0.22 * mix(dapple, np.full_like(dapple, 0.5), scene.near_faces())
    spill = blur(1 - scene.person, 26 * scene.unit) * scene.person
    front = mix(front * dapple[..., None], tone("b5d98a"), 0.16 * spill)
    picture = developed(scene, front, np.clip(back, 0, 1))
    return bloom(vignette(scene.with_picture(picture), 0.22), scene.unit, share=0.10)


def window(scene: Scene) -> Picture:
    """Late light through a window that is not in the picture; its bars lie on the wall."""
    side = scene.side
    plane = luma(scene.picture)
    lit = panes(scene.shape, scene.dice, side=side, soft=0.006)
    front = lit_from(scene.with_picture(balanced(scene, strength=0.4)), side, share=0.40)
    cool, warm = tone("4d5a73"), tone("ffcf94")
    wall = mix(
        np.broadcast_to(tone("8d8478"), (*scene.shape, 3)),
        blur(scene.picture, 60 * scene.unit),
        0.25,
    )
    wall = wall * (0.86 + 0.2 * clouds(scene.shape, scene.dice, cells=6))[..., None]
    back = mix(soft_light(wall, cool) * 0.62, screen(wall, warm * 0.5), lit)
    gentle = mix(lit, np.full_like(lit, 0.72), 0.62 * scene.near_faces())
    front = mix(soft_light(front, cool) * 0.78, soft_light(front, warm * 0.82) * 1.06, gentle)
    picture = developed(scene, front, back)
    dust = bokeh(scene.shape, scene.dice, [warm], count=22, size=(0.002, 0.006)) * lit[..., None]
    picture = screen(picture, dust * 0.35)
    picture = picture + 0.04 * (plane - 0.5)[..., None]
    return bloom(vignette(scene.with_picture(picture), 0.34, 0.8), scene.unit, share=0.12)


def neon(scene: Scene) -> Picture:
    """After rain: signs out of focus, one colour from each side, a window's light on the face."""
    side = scene.side
    pairs = (("ff3d8b", "18c7d6"), ("ff6a3d", "4a5cff"), ("b34dff", "22d3a5"))
    one, other = map(tone, pairs[scene.dice.integers(3)])
    xs, ys = places(scene.shape)
    dark = np.broadcast_to(tone("0b1020"), (*scene.shape, 3))
    back = mix(dark, blur(scene.picture, 50 * scene.unit) * 0.35, 0.5)
    lights = bokeh(
        scene.shape, scene.dice, [one, other, tone("ffd9a0")], count=52, size=(0.015, 0.06)
    )
    lights = lights * np.clip(1.15 - ys * 1.2, 0, 1)[..., None]
    mirrored = blur(lights[::-1], 18 * scene.unit) * np.clip(ys * 1.6 - 0.75, 0, 1)[..., None]
    back = screen(back, lights + 0.7 * mirrored)
    front = curve(balanced(scene), (0, 0.0), (0.3, 0.20), (0.6, 0.55), (1, 0.95))
    turn = np.clip(0.5 + side * (xs - scene.middle[0]) * 2.6, 0, 1)
    tint = mix(np.broadcast_to(one, (*scene.shape, 3)), other, turn)
    near = 0.55 * scene.near_faces(1.2)
    front = mix(soft_light(front, tint), front * tone("ffe6cf"), near)
    for edge_side, color in ((side, other), (-side, one)):
        front = screen(
            front, np.clip(1.3 * rim(scene, edge_side, 18), 0, 1)[..., None] * color * 0.8
        )
    picture = developed(scene, front, np.clip(back, 0, 1))
    picture = bloom(vignette(scene.with_picture(picture), 0.3), scene.unit, share=0.30, wide=26)
    return with_grain(scene, picture, share=0.014, size=1.0)
