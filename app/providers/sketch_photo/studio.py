"""Before a backdrop, in the light of lamps."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    grey,
    luma,
    mix,
    saturate,
    screen,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import (
    bloom,
    bokeh,
    lit_from,
    places,
    pool,
    rim,
    vignette,
)
from app.providers.sketch_photo.photographic import developed
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.texture import clouds


def balanced(scene: Scene, *, strength: float = 0.4) -> Picture:
    """As if metered on the person: neutral, with a full scale."""
    weight = (scene.person > 0.5)[::6, ::6]
    sample = (
        scene.picture[::6, ::6][weight]
        if weight.sum() > 50
        else scene.picture[::6, ::6].reshape(-1, 3)
    )
    low, top = np.quantile(sample @ np.array([0.21, 0.72, 0.07], np.float32), (0.02, 0.97))
    stretched = (scene.picture - low * 0.8) / max(0.3, top - low * 0.8)
    return np.clip(mix(scene.picture, np.clip(stretched, 0, 1.1), strength), 0, 1)


def shadow_on_wall(scene: Scene, side: int, *, away: float) -> np.ndarray:
    """Where the person keeps the lamp from the backdrop, 0 to 1."""
    step = away * scene.unit
    way = np.array([[1, 0, -side * step], [0, 1, step / 2]], np.float32)
    soft = blur(scene.person, 0.4 * step)
    moved = cv2.warpAffine(soft, way, scene.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    return np.clip(moved, 0, 1) * (1 - scene.person)


def backdrop_light(scene: Scene) -> Picture:
    """White seamless paper, a large octabox, reflector from below."""
    side = scene.side
    front = lit_from(scene.with_picture(balanced(scene)), side, share=0.14)
    front = saturate(curve(front, (0, 0.02), (0.3, 0.36), (0.6, 0.70), (1, 1.0)), 0.95)
    xs, ys = places(scene.shape)
    tints = (("ffffff", "d9dde2"), ("fffdf8", "e4dcd2"), ("fbfdff", "cfd9e2"))
    near, far = map(tone, tints[scene.dice.integers(3)])
    glow = pool(scene.shape, (0.5 + 0.12 * side, 0.36), 0.62)
    back = mix(np.broadcast_to(far, (*scene.shape, 3)), near, glow)
    back = back * (1 - 0.10 * np.clip(ys - 0.72, 0, 1) - 0.06 * np.abs(xs - 0.5))[..., None]
    back = back * (1 - 0.16 * shadow_on_wall(scene, side, away=90))[..., None]
    wrapped = screen(front, blur(grey(1 - scene.person), 16 * scene.unit) * 0.16)
    return bloom(developed(scene, wrapped, back), scene.unit, share=0.06)


def backdrop_dark(scene: Scene) -> Picture:
    """Charcoal canvas, one lamp high at the side, a strip behind for the hair."""
    side = scene.side
    front = lit_from(scene.with_picture(balanced(scene)), side, share=0.62)
    front = curve(front, (0, 0.0), (0.25, 0.16), (0.55, 0.52), (0.8, 0.86), (1, 1))
    edge = rim(scene, -side, 15)
    front = screen(front, edge[..., None] * tone("ffe9d0") * 0.55)
    mottled = clouds(scene.shape, scene.dice, cells=3, octaves=5)
    hue = tone(("3a3f45", "46403a", "33414a", "443a44")[scene.dice.integers(4)])
    back = hue * (0.30 + 0.55 * mottled[..., None])
    back = back * (0.28 + 0.95 * pool(scene.shape, (0.5 - 0.18 * side, 0.42), 0.42))[..., None]
    low = 1 - 0.75 * np.clip((places(scene.shape)[1] - 0.62) / 0.38, 0, 1) ** 1.4
    picture = developed(scene, front, back) * low[..., None]
    picture = vignette(scene.with_picture(picture), 0.42, 0.7)
    return split_tone(saturate(picture, 0.92), "0d1420", "ffe7cf", 0.16)


def backdrop_color(scene: Scene) -> Picture:
    """One saturated paper that goes with the clothes, with the clean edge of a shadow on it."""
    side = scene.side
    papers = ("e4572e", "f2b134", "2e86ab", "3a9d78", "e07a8b", "6c5b9e", "d9a5b3", "1f6f8b")
    color = tone(papers[scene.dice.integers(len(papers))])
    front = lit_from(scene.with_picture(balanced(scene)), side, share=0.16)
    front = curve(front, (0, 0.01), (0.3, 0.31), (0.6, 0.66), (1, 1))
    glow = 0.80 + 0.32 * pool(scene.shape, (0.5 + 0.2 * side, 0.35), 0.6)
    back = color * glow[..., None] * (1 - 0.38 * shadow_on_wall(scene, side, away=70))[..., None]
    spill = blur(1 - scene.person, 22 * scene.unit) * scene.person
    front = mix(front, front * 0.5 + color * 0.5, 0.35 * np.clip(spill * 1.6, 0, 1))
    return developed(scene, saturate(front, 1.08), np.clip(back, 0, 1))


def backdrop_office(scene: Scene) -> Picture:
    """A bright room far behind, and light from a window."""
    side = scene.side
    front = lit_from(scene.with_picture(balanced(scene)), side, share=0.18)
    xs, ys = places(scene.shape)
    walls = ("e8ecee", "ece7e0", "dfe7ea")
    back = np.broadcast_to(tone(walls[scene.dice.integers(3)]), (*scene.shape, 3)).copy()
    for _ in range(7):
        at, wide = scene.dice.uniform(0, 1), scene.dice.uniform(0.03, 0.12)
        shade = tone(("b9c4c9", "ffffff", "9aaab0", "d9c7ae", "c6d3cf")[scene.dice.integers(5)])
        band = np.clip((wide - np.abs(xs - at)) / 0.01, 0, 1)
        back = mix(back, shade, 0.75 * band)
    floor = np.clip((ys - scene.dice.uniform(0.66, 0.8)) / 0.02, 0, 1)
    back = mix(back, tone("b3a998"), 0.7 * floor)
    lamps = [tone("fff6e0"), tone("e6f2ff")]
    back = blur(back, 30 * scene.unit)
    back = screen(back, bokeh(scene.shape, scene.dice, lamps, count=14, size=(0.02, 0.06)) * 0.4)
    glow = pool(scene.shape, (0.5 + 0.6 * side, 0.3), 0.6)
    back = screen(back, glow[..., None] * 0.25)
    front = saturate(curve(front, (0, 0.02), (0.3, 0.33), (0.6, 0.66), (1, 0.99)), 0.98)
    picture = developed(scene, front, np.clip(back, 0, 1))
    return mix(picture, grey(luma(picture)), 0.04)
