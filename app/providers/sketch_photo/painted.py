"""Painted and drawn by hand, or nearly."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    blur,
    curve,
    detail,
    guided,
    luma,
    mix,
    ramp,
    saturate,
    screen,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import pool, vignette
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.strokes import (
    along,
    contours,
    flow,
    halved,
    like,
    relief,
    steps,
    touches,
)
from app.providers.sketch_photo.texture import canvas, clouds, paper


def oil(scene: Scene) -> Picture:
    """Touches that follow the forms, thick paint that catches the light, a painted ground."""
    small = halved(scene.picture, 0.6)
    way = flow(blur(luma(small), 1.5), 6)
    loose = along(touches(touches(small, 7), 5), way, steps=5, stride=1.4)
    close = touches(small, 3)
    near = halved(scene.near_faces(0.95), 0.6)
    paint = mix(loose, close, near)
    ground = tone(("5a4632", "4b5148", "5c3f37", "3f4a57")[scene.dice.integers(4)])
    back = (
        blur(small, 26) * 0.45
        + ground * (0.25 + 0.6 * clouds(near.shape, scene.dice, cells=4))[..., None]
    )
    sweep = along(back.astype(np.float32), way, steps=4, stride=2.5)
    paint = mix(sweep, paint, np.clip(halved(scene.person, 0.6) + 0.15, 0, 1))
    paint = saturate(paint + 0.25 * detail(paint, 16), 1.22)
    noise = scene.dice.standard_normal(near.shape, np.float32)
    bristles = along(blur(noise, 0.7), way, steps=9, stride=1.3) + 0.004 * luma(paint)
    body = relief(bristles, 0.16)
    paint = paint * mix(body, np.ones_like(body), 0.45 * near)[..., None]
    picture = (
        like(np.clip(paint, 0, 1), scene.shape)
        * canvas(scene.shape, scene.unit, depth=0.022)[..., None]
    )
    picture = split_tone(
        curve(picture, (0, 0.02), (0.5, 0.49), (1, 0.97)), "1c2230", "ffe9c4", 0.22
    )
    return vignette(scene.with_picture(picture), 0.34, 0.72)


def watercolor(scene: Scene) -> Picture:
    """Washes that stop at wet edges, pigment in the tooth of the paper, white left around."""
    small = halved(scene.picture, 0.5)
    calm = touches(touches(small, 5), 3)
    calm = curve(calm, (0, 0.10), (0.3, 0.40), (0.6, 0.76), (1, 1.0))
    wash = saturate(calm, 1.35)
    levels = steps(luma(wash), 5, 0.16)
    wash = np.clip(wash * (0.45 + 0.55 * levels / (luma(wash) + 0.08))[..., None], 0, 1)
    pools = blur(clouds(levels.shape, scene.dice, cells=9, octaves=3), 2)
    thin = mix(np.ones_like(pools), 0.62 + 0.62 * pools, np.clip(luma(wash) * 1.8 - 0.2, 0, 1))
    wash = 1 - (1 - wash) * thin[..., None]
    edge = np.abs(detail(levels, 2.2)) + 0.6 * np.abs(detail(blur(pools, 3), 5))
    wash = wash * (1 - np.clip(1.1 * blur(edge, 0.7), 0, 0.34))[..., None]
    wash = mix(wash, small**0.85, 0.45 * halved(scene.near_faces(0.9)))
    picture = like(wash, scene.shape)
    lines = contours(luma(scene.picture), 1.3 * scene.unit, 9.0)
    picture = picture * mix(tone("5b4a44") + np.zeros_like(picture), np.ones_like(picture), lines)
    reach = np.clip(scene.person * 0.9 + pool(scene.shape, scene.middle, 0.40) * 0.9, 0, 1)
    ragged = (clouds(scene.shape, scene.dice, cells=5, octaves=5) - 0.5) * 1.1
    wet = np.clip((blur(reach, 26 * scene.unit) + ragged - 0.34) / 0.10, 0, 1)
    rim = np.clip(wet * (1 - wet) * 4, 0, 1) * (1 - scene.near_faces())
    picture = np.clip(picture, 0, 1) * (1 - 0.16 * rim)[..., None]
    sheet = tone("fbf8f0") * paper(scene.shape, scene.dice, 1.5 * scene.unit, depth=0.05)[..., None]
    return mix(sheet, picture * sheet, wet)


def gouache(scene: Scene) -> Picture:
    """Matte layers of few colours, as in a picture book."""
    small = halved(scene.picture, 0.6)
    flat = touches(touches(touches(small, 6), 5), 4)
    flat = mix(flat, touches(small, 2), 0.7 * halved(scene.near_faces(0.9), 0.6))
    palettes = (
        ("3a3350", "b0655b", "f3b98c", "fff1d6"),
        ("22414a", "5f8f7c", "e9c07f", "fff3dc"),
        ("3d2f45", "8d5a78", "eda793", "fdeedd"),
    )
    palette = palettes[scene.dice.integers(3)]
    levels = steps(luma(flat), 7, 0.12)
    toned = ramp(curve(levels, (0, 0.06), (0.5, 0.56), (1, 1)), *palette)
    own = saturate(flat * (levels / (luma(flat) + 0.05))[..., None], 1.25)
    paint = mix(toned, np.clip(own, 0, 1), 0.42)
    back = np.full((*levels.shape, 3), tone(palette[2]))
    blobs = steps(clouds(levels.shape, scene.dice, cells=3, octaves=2), 4, 0.06)
    back = mix(back, ramp(0.45 + 0.5 * blobs, *palette), 0.8)
    paint = mix(back, paint, np.clip(halved(scene.person, 0.6) * 1.3 - 0.15, 0, 1))
    way = flow(blur(luma(paint), 2), 7)
    noise = blur(scene.dice.standard_normal(levels.shape, np.float32), 0.8)
    dry = along(noise, way, steps=6, stride=1.5)
    paint = paint * relief(dry, 0.07)[..., None]
    picture = like(np.clip(paint, 0, 1), scene.shape)
    return (
        np.clip(picture, 0, 1) * paper(scene.shape, scene.dice, scene.unit, depth=0.028)[..., None]
    )


def pencil(scene: Scene) -> Picture:
    """Graphite: lines first, then hatching that follows the forms, darker in each layer."""
    plane = luma(scene.picture)
    plane = plane + 0.5 * detail(plane, 30 * scene.unit)
    open_ = curve(np.clip(plane, 0, 1), (0, 0.06), (0.3, 0.42), (0.6, 0.80), (1, 1.0))
    lines = np.clip(plane / (blur(plane, 5 * scene.unit) + 0.02), 0, 1) ** 2.4
    lines = lines * contours(plane, 1.1 * scene.unit, 10.0)
    small = halved(plane, 0.6)
    way = flow(blur(small, 2), 9)
    lean = scene.dice.uniform(0.5, 0.9)
    fixed = (np.full_like(small, np.cos(lean)), np.full_like(small, -np.sin(lean)))
    noise = blur(scene.dice.standard_normal(small.shape, np.float32), 0.55)
    hatch = along(noise, fixed, steps=11, stride=1.2)
    curved = along(np.roll(noise, 17, axis=0), way, steps=8, stride=1.2)
    hatch = like(hatch / hatch.std() + 0.8 * curved / curved.std(), scene.shape)
    dark = 1 - open_
    strokes = 1 - np.clip(dark * (0.86 + 0.30 * hatch), 0, 0.94)
    strokes = mix(strokes, open_, 0.45 * scene.near_faces(0.9))
    shade = mix(strokes, np.ones_like(strokes), (1 - scene.person) * 0.72)
    fade = np.clip(pool(scene.shape, scene.middle, 0.55) * 1.9 - 0.1, 0, 1)
    ragged = np.clip(fade + 0.5 * (clouds(scene.shape, scene.dice, cells=6) - 0.5), 0, 1)
    drawing = 1 - (1 - shade * (0.25 + 0.75 * lines)) * ragged
    tooth = paper(scene.shape, scene.dice, scene.unit, depth=0.07)
    graphite = np.clip(drawing + (tooth - 1) * 2.0 * (1 - drawing), 0, 1)
    sheet = tone(("f6f2e8", "f3efe6", "efe9dc")[scene.dice.integers(3)])
    return mix(
        tone("2b2a2e") + np.zeros((*scene.shape, 3), np.float32),
        sheet * tooth[..., None] ** 0.3,
        graphite,
    )


def stained_glass(scene: Scene) -> Picture:
    """Panes of one colour each with lead between them; the face is painted on one large pane."""
    panes, labels, face = _panes(scene)
    glow = saturate(curve(panes, (0, 0.10), (0.3, 0.42), (0.7, 0.84), (1, 1)), 2.1)
    painted = like(touches(halved(scene.picture), 3), scene.shape)
    painted = saturate(curve(painted, (0, 0.03), (0.4, 0.46), (1, 0.98)), 1.35)
    glass = mix(glow, painted, blur(face, 1.2 * scene.unit))
    streaks = clouds(scene.shape, scene.dice, cells=14, octaves=3)
    glass = glass * (0.84 + 0.30 * streaks * (1 - 0.6 * face))[..., None]
    light = pool(scene.shape, (0.5 + 0.3 * scene.side, 0.2), 0.7)
    glass = np.clip(glass * (0.80 + 0.30 * light)[..., None], 0, 1)
    lead = _lead(labels, scene)
    metal = (
        tone("17171b") * (0.55 + 0.9 * (relief(blur(lead, 1.6 * scene.unit), 0.5) - 0.5))[..., None]
    )
    glass = screen(glass * 0.94, 0.22 * blur(glass, 16 * scene.unit))
    return mix(glass, np.clip(metal, 0, 1), lead)


def _panes(scene: Scene) -> tuple[Picture, np.ndarray, np.ndarray]:
    """Cells around scattered points, denser where there is more to see; and where the face is."""
    small = halved(scene.picture, 0.5)
    plane = guided(luma(small), luma(small), 5, 0.002)
    edges = blur(np.abs(detail(plane, 4)), 5)
    person, near = halved(scene.person, 0.5), halved(scene.near_faces(0.8), 0.5)
    crowd = 0.00035 * (0.35 + 1.6 * edges / (edges.mean() + 1e-6)) * (0.5 + 0.6 * person)
    seeds = np.where(scene.dice.random(plane.shape, np.float32) < crowd, 0, 255).astype(np.uint8)
    _, cells = cv2.distanceTransformWithLabels(
        seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    # A pane does not reach from the person into what is behind.
    labels = (cells * 2 + (person > 0.5)).ravel()
    count = np.maximum(np.bincount(labels), 1)
    tones = np.stack([np.bincount(labels, small[..., i].ravel()) / count for i in range(3)], axis=1)
    behind = np.bincount(labels, person.ravel()) / count < 0.5
    jewels = np.stack(
        [tone(each) for each in ("1f4e9e", "2f7fb8", "1f7a6b", "8fc1d9", "d8a531", "a3274a")]
    )
    chosen = jewels[scene.dice.choice(6, len(count), p=(0.26, 0.24, 0.16, 0.2, 0.09, 0.05))]
    tones[behind] = (0.35 * tones + 0.65 * chosen)[behind]
    is_face = (np.bincount(labels, near.ravel()) / count > 0.30) & ~behind
    labels = np.where(is_face[labels], -1, labels).reshape(plane.shape)
    whole = cv2.resize(
        labels.astype(np.float32), scene.shape[::-1], interpolation=cv2.INTER_NEAREST
    )
    whole = whole.astype(np.int64)
    return tones.astype(np.float32)[whole], whole, (whole < 0).astype(np.float32)


def _lead(labels: np.ndarray, scene: Scene) -> np.ndarray:
    between = np.zeros(labels.shape, np.float32)
    between[2:] = labels[2:] != labels[:-2]
    between[:, 2:] = np.maximum(between[:, 2:], labels[:, 2:] != labels[:, :-2])
    thick = cv2.dilate(between, np.ones((3, 3), np.uint8))
    return np.clip(blur(thick, 1.9 * scene.unit) * 2.0 - 0.25, 0, 1)
