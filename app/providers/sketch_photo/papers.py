"""Ink, mineral colours and light on paper."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import (
    Picture,
    Plane,
    blur,
    curve,
    detail,
    luma,
    mix,
    ramp,
    saturate,
    split_tone,
    tone,
)
from app.providers.sketch_photo.light import places, pool
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.strokes import (
    along,
    contours,
    drawn,
    flow,
    halved,
    like,
    steps,
    touches,
)
from app.providers.sketch_photo.texture import Dice, brushed, clouds, hanji, paper


def colors_on_hanji(scene: Scene) -> Picture:
    """Thin mineral colours within fine outlines; what is behind the person is left empty."""
    sheet = hanji(scene.shape, scene.dice, scene.unit)
    small = halved(scene.picture, 0.5)
    flat = mix(touches(touches(small, 4), 3), touches(small, 2), halved(scene.near_faces()))
    calm = like(flat, scene.shape)
    colors = saturate(curve(calm, (0, 0.16), (0.3, 0.45), (0.6, 0.79), (1, 1)), 1.32)
    colors = split_tone(colors, "4a3b34", "fff2d6", 0.18)
    lines = contours(luma(scene.picture), 1.5 * scene.unit, 13.0)
    soak = 0.80 + 0.24 * clouds(scene.shape, scene.dice, cells=10)
    shown = np.clip(scene.person * soak, 0, 1)
    empty = 0.16 * pool(scene.shape, scene.middle, 0.5) * (1 - scene.person)
    painted = sheet * mix(np.ones_like(sheet), np.clip(colors, 0, 1), np.clip(shown + empty, 0, 1))
    drawn_ = 1 - (1 - lines) * np.clip(scene.person * 1.2, 0.12, 1)
    painted = mix(tone("3a2d28") + np.zeros_like(painted), painted, drawn_)
    return seal(painted, scene)


def ink(scene: Scene) -> Picture:
    """Wet washes from grey to black and a few sure lines, on paper that drinks."""
    sheet = hanji(scene.shape, scene.dice, scene.unit)
    sheet = mix(sheet, tone("f4f0e6") + np.zeros_like(sheet), 0.55)
    plane = luma(scene.picture)
    plane = np.clip(plane + 0.45 * detail(plane, 30 * scene.unit), 0, 1)
    washes = steps(
        blur(luma(like(touches(touches(halved(scene.picture), 5), 4), scene.shape)), 1.5), 4, 0.2
    )
    bleed = blur(washes, 5 * scene.unit) + 0.16 * (
        clouds(scene.shape, scene.dice, cells=8, octaves=5) - 0.5
    )
    wash = np.clip(0.55 * washes + 0.5 * bleed, 0, 1)
    gentle = curve(plane, (0, 0.08), (0.3, 0.42), (0.55, 0.80), (1, 1))
    wash = mix(
        curve(wash, (0, 0.10), (0.3, 0.46), (0.6, 0.88), (1, 1)), gentle, 0.7 * scene.near_faces()
    )
    lines = drawn(blur(plane, 1.2 * scene.unit), 2.6 * scene.unit, sharp=16, level=0.24)
    held = mix(np.full_like(lines, 0.40), np.full_like(lines, 0.68), scene.near_faces(0.8))
    inked = wash * (held + (1 - held) * blur(lines, 1.2 * scene.unit))
    shown = np.clip(blur(scene.person, 3 * scene.unit) + 0.10, 0, 1)
    mist = blur(1 - plane, 30 * scene.unit) * 0.28 * pool(scene.shape, scene.middle, 0.6)
    inked = 1 - (1 - inked) * shown - mist * (1 - scene.person)
    inked = inked * (1 - _hill(scene) * (1 - scene.person))
    black = ramp(np.clip(inked, 0, 1), "141518", "5e6062", "ffffff")
    return seal(sheet * black, scene)


def _hill(scene: Scene) -> Plane:
    """A far ridge in one stroke of a broad wet brush."""
    xs, ys = places(scene.shape)
    ridge = 0.40 + 0.07 * np.sin(xs * 4 + scene.dice.uniform(0, 6)) + 0.03 * np.sin(xs * 11)
    under = np.clip((ys - ridge) / 0.006, 0, 1) * np.exp(-np.clip(ys - ridge, 0, 1) / 0.09)
    return 0.30 * under * (0.6 + 0.6 * clouds(scene.shape, scene.dice, cells=7))


def seal(picture: Picture, scene: Scene) -> Picture:
    """A small red seal in a corner that is free."""
    side = int(62 * scene.unit)
    stamp = np.zeros((side, side), np.float32)
    cv2.rectangle(stamp, (3, 3), (side - 4, side - 4), 1.0, -1)
    pen = max(2, side // 12)
    third = side // 3
    for x1, y1, x2, y2 in (
        (1, 1, 1, 2),
        (1, 1, 2, 1),
        (2, 1, 2, 2),
        (1, 1.5, 2, 1.5),
        (1.5, 0.6, 1.5, 2.4),
        (0.6, 2.35, 2.4, 2.35),
    ):
        cv2.line(
            stamp, (int(x1 * third), int(y1 * third)), (int(x2 * third), int(y2 * third)), 0.0, pen
        )
    worn = clouds((side, side), scene.dice, cells=9, octaves=3)
    stamp = blur(stamp, 0.8) * np.clip(0.5 + worn, 0, 1)
    left, top = _free_corner(scene, side)
    picture = picture.copy()
    part = picture[top : top + side, left : left + side]
    red = np.full_like(part, tone("b93224"))
    picture[top : top + side, left : left + side] = mix(part, red * (0.4 + 0.6 * part), 0.9 * stamp)
    return picture


def _free_corner(scene: Scene, side: int) -> tuple[int, int]:
    """Left and top of a place for something small, where least of the person is; rather low."""
    high, wide = scene.shape
    lefts, tops = (
        (int(0.9 * side), wide - int(1.9 * side)),
        (high - int(2.0 * side), int(1.2 * side)),
    )
    places_ = [(left, top) for top in tops for left in lefts]
    taken = [float(scene.person[y : y + side, x : x + side].mean()) for x, y in places_]
    return places_[int(np.argmin(np.round(taken, 1)))]


def saekdong(scene: Scene) -> Picture:
    """Soft silk light; the stripes are in the mount."""
    picture = curve(scene.picture, (0, 0.04), (0.3, 0.36), (0.6, 0.70), (1, 1))
    picture = split_tone(saturate(picture, 1.06), "3b3550", "fff1dc", 0.20)
    picture = mix(picture, blur(picture, 9 * scene.unit), 0.62 * (1 - scene.person))
    wall = mix(tone("e9dcc3") + np.zeros_like(picture), picture, 0.62)
    picture = mix(wall, picture, np.clip(scene.person + 0.15, 0, 1))
    return picture * paper(scene.shape, scene.dice, scene.unit, depth=0.012)[..., None]


def cyanotype(scene: Scene) -> Picture:
    """Prussian blue, brushed on by hand; ferns that lay on the paper in the sun."""
    plane = luma(scene.picture)
    plane = np.clip(plane + 0.4 * detail(plane, 34 * scene.unit), 0, 1)
    plane = curve(plane, (0, 0.02), (0.25, 0.20), (0.55, 0.60), (0.85, 0.93), (1, 0.98))
    plane = mix(plane, 0.25 + 0.35 * plane, (1 - scene.person) * 0.75)
    leaves = ferns(scene.shape, scene.dice, scene.unit) * (1 - np.clip(scene.person * 1.4, 0, 1))
    plane = mix(plane, np.full_like(plane, 0.95), 0.86 * leaves)
    coat = brushed(scene.shape, scene.dice, scene.unit, margin=52)
    uneven = 0.86 + 0.24 * clouds(scene.shape, scene.dice, cells=5)
    blue = ramp(1 - (1 - plane) * uneven, "06204a", "0f4a86", "5f9cc4", "eef4f2")
    sheet = (
        tone("f3efe4") * paper(scene.shape, scene.dice, 1.3 * scene.unit, depth=0.045)[..., None]
    )
    return mix(sheet, np.clip(blue, 0, 1) * (0.25 + 0.75 * sheet), coat)


def ferns(shape: tuple[int, int], dice: Dice, unit: float) -> Plane:
    """Leaves on both sides of bent stems that come in from the edges, 0 to 1."""
    sheet = np.zeros(shape, np.float32)
    high, wide = shape
    for side in (-1, 1):
        for _ in range(int(dice.integers(1, 3))):
            x, y = wide * (0.5 + side * dice.uniform(0.40, 0.47)), high * dice.uniform(0.86, 1.0)
            turn, bend = (
                -np.pi / 2 + side * dice.uniform(-0.05, 0.25),
                -side * dice.uniform(0.008, 0.022),
            )
            count = int(dice.integers(26, 36))
            for step in range(count):
                turn += bend
                x, y = x + 17 * unit * np.cos(turn), y + 17 * unit * np.sin(turn)
                size = 80 * unit * np.sin(np.pi * (0.12 + 0.88 * (1 - step / count))) * 0.9
                for lean in (-1, 1):
                    angle = turn + lean * 0.95
                    at = (x + 0.5 * size * np.cos(angle), y + 0.5 * size * np.sin(angle))
                    cv2.ellipse(
                        sheet, (at, (size, 0.2 * size), np.degrees(angle)), 1.0, -1, cv2.LINE_AA
                    )
                cv2.circle(sheet, (int(x), int(y)), max(1, int(2.4 * unit)), 1.0, -1, cv2.LINE_AA)
    return np.clip(blur(sheet, 1.4 * unit), 0, 1)


def woodcut(scene: Scene) -> Picture:
    """Black lines carved along the forms, thicker in the dark, over one warm colour."""
    plane = luma(scene.picture)
    plane = np.clip(plane + 0.6 * detail(plane, 26 * scene.unit), 0, 1)
    plane = curve(plane, (0, 0), (0.25, 0.18), (0.5, 0.52), (0.75, 0.88), (1, 1))
    small = halved(plane, 0.6)
    way = flow(blur(small, 2.5), 12)
    noise = blur(scene.dice.standard_normal(small.shape, np.float32), 1.9)
    cut = along(noise, way, steps=14, stride=1.5)
    cut = like(cut / (cut.std() + 1e-6), scene.shape)
    level = 0.40 + 0.17 * np.tanh(cut)
    fine = mix(level, np.full_like(level, 0.40) + 0.05 * np.tanh(cut), 0.75 * scene.near_faces(0.9))
    black = np.clip((plane - fine) / 0.05 + 0.5, 0, 1) * drawn(
        plane, 1.6 * scene.unit, sharp=20, level=0.24
    )
    rays = _rays(scene) * (1 - scene.person)
    black = mix(black, np.clip(rays, 0, 1), 1 - np.clip(scene.person * 1.2, 0, 1))
    inks = ("d9683b", "c98a2b", "b5493c", "5f8a78")
    accent = tone(inks[scene.dice.integers(len(inks))])
    sheet = tone("f4ecdb") * paper(scene.shape, scene.dice, scene.unit, depth=0.03)[..., None]
    mid = np.clip((0.62 - blur(plane, 5 * scene.unit)) / 0.06, 0, 1) * (
        1 - 0.7 * scene.near_faces(0.9)
    )
    mid = np.maximum(mid * scene.person, (1 - scene.person) * 0.9)
    board = along(
        scene.dice.standard_normal(small.shape, np.float32), _grain(small), steps=14, stride=2.0
    )
    board = like(board / (board.std() + 1e-6), scene.shape)
    color = mix(sheet, sheet * accent, mid * np.clip(0.86 + 0.16 * board, 0, 1))
    bare = np.clip(1 - 0.10 * np.clip(board - 0.6, 0, 2), 0, 1)
    return mix(tone("16130f") + np.zeros_like(color), color, 1 - (1 - black) * bare)


def _grain(plane: Plane) -> tuple[Plane, Plane]:
    ys = np.linspace(0, 9, plane.shape[0], dtype=np.float32)[:, None]
    turn = 0.06 * np.sin(ys + np.linspace(0, 3, plane.shape[1], dtype=np.float32)[None, :])
    return np.cos(turn), np.sin(turn)


def _rays(scene: Scene) -> Plane:
    """Lines that run out from behind the head, 0 where they are cut in black."""
    xs, ys = places(scene.shape)
    x, y = (xs - scene.middle[0]) * scene.shape[1], (ys - scene.middle[1]) * scene.shape[0]
    far = np.hypot(x, y) / max(scene.shape)
    turn = np.arctan2(y, x) + 0.012 * np.sin(far * 26 + scene.dice.uniform(0, 6))
    count = int(scene.dice.integers(44, 64))
    wave = np.sin(turn * count) + 0.5 - 1.5 * far
    return np.clip(wave / 0.35 + 0.8, 0, 1)
