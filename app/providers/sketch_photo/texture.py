"""Papers, grains and other surfaces, made of noise: planes around 1 to multiply with."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import Picture, Plane, blur, mix, tone

Shape = tuple[int, int]
Dice = np.random.Generator


def clouds(shape: Shape, dice: Dice, *, cells: float = 4, octaves: int = 4) -> Plane:
    """Soft noise, 0 to 1; so many clouds across the shorter side, and finer ones on them."""
    high, wide = shape
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        count = cells * 2**octave / min(shape)
        grid = dice.random((max(2, round(high * count)), max(2, round(wide * count))), np.float32)
        total += cv2.resize(grid, (wide, high), interpolation=cv2.INTER_CUBIC) / 2**octave
    low, top = np.quantile(total[::7, ::7], (0.01, 0.99))
    return np.clip((total - low) / (top - low), 0, 1)


def grain(shape: Shape, dice: Dice, size: float) -> Plane:
    """Noise of about one, in clumps of this many pixels."""
    # One sheet is thrown and laid twice, turned: chance is slow, and nobody sees it.
    sheet = blur(dice.standard_normal(shape, np.float32), size)
    return (sheet + 0.6 * sheet[::-1, ::-1]) / (1e-6 + 1.17 * float(sheet.std()))


def paper(shape: Shape, dice: Dice, unit: float, *, depth: float = 0.05) -> Plane:
    """The tooth of drawing paper, lit from the side."""
    bumps = blur(dice.standard_normal(shape, np.float32), 1.1 * unit)
    bumps += 1.5 * blur(dice.standard_normal(shape, np.float32), 3 * unit)
    slope = np.roll(bumps, 1, axis=0) - np.roll(bumps, -1, axis=1)
    return 1 + depth * np.clip(slope / (2.2 * slope.std()), -1, 1)


def canvas(shape: Shape, unit: float, *, depth: float = 0.06) -> Plane:
    """Threads over and under each other."""
    ys, xs = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    turn = np.pi / (2.4 * unit)
    weave = np.sin(xs * turn) * np.sin(ys * turn) + 0.4 * np.sin(xs * turn * 2) * np.cos(ys * turn)
    return 1 + depth * weave


def fibres(shape: Shape, dice: Dice, unit: float, *, count: int, length: float) -> Plane:
    """Long thin curls, 0 to 1."""
    sheet = np.zeros(shape, np.uint8)
    high, wide = shape
    for _ in range(count):
        x, y, turn = dice.uniform(0, wide), dice.uniform(0, high), dice.uniform(0, 2 * np.pi)
        bend, reach = dice.normal(0, 0.16), dice.uniform(0.3, 1) * length * unit / 9
        turns = turn + bend * np.arange(10) + dice.normal(0, 0.08, 10).cumsum()
        points = np.stack(
            [x + reach * np.cos(turns).cumsum(), y + reach * np.sin(turns).cumsum()], 1
        )
        strength = int(dice.uniform(60, 255))
        cv2.polylines(
            sheet,
            [(points * 8).astype(np.int32)],
            isClosed=False,
            color=strength,
            thickness=max(1, round(dice.uniform(0.5, 1.6) * unit)),
            lineType=cv2.LINE_AA,
            shift=3,
        )
    return blur(sheet.astype(np.float32) / 255, 0.6 * unit)


def hanji(shape: Shape, dice: Dice, unit: float) -> Picture:
    """A sheet of mulberry paper: warm, uneven, with fibres and the lines of the bamboo screen."""
    sheet = np.full((*shape, 3), tone("efe6d2"), np.float32)
    thick = clouds(shape, dice, cells=5)
    sheet = mix(sheet, tone("e3d5b8"), 0.55 * thick)
    ys = np.arange(shape[0], dtype=np.float32)[:, None]
    laid = 0.5 + 0.5 * np.sin(
        ys * 2 * np.pi / (9 * unit) + 2 * clouds(shape, dice, cells=2, octaves=1)
    )
    sheet = sheet * (1 - 0.018 * laid)[..., None]
    bright = fibres(shape, dice, unit, count=420, length=170)
    dark = fibres(shape, dice, unit, count=110, length=70)
    sheet = mix(sheet, tone("fbf6ea"), 0.75 * bright)
    sheet = mix(sheet, tone("a8895c"), 0.5 * dark)
    return sheet * paper(shape, dice, unit, depth=0.025)[..., None]


def brushed(shape: Shape, dice: Dice, unit: float, *, margin: float) -> Plane:
    """1 where a wide brush left its coat, with streaks at the ends of its strokes."""
    high, wide = shape
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    rows = np.interp(np.arange(high), np.linspace(0, high, 130), dice.normal(0, 1, 130))
    lefts = np.interp(np.arange(high), np.linspace(0, high, 14), dice.normal(0, 1, 14))
    reach = (margin + 13 * lefts + 7 * rows)[:, None] * unit
    ends = np.interp(np.arange(wide), np.linspace(0, wide, 120), dice.normal(0, 1, 120))
    drops = (margin + 9 * ends)[None, :] * unit
    side = np.minimum(xs - reach, wide - 1 - xs - reach[::-1])
    inside = np.minimum(side, np.minimum(ys - drops, high - 1 - ys - drops[:, ::-1]))
    return np.clip(inside / (5 * unit) + 0.5, 0, 1)
