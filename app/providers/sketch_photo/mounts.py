"""What a print is mounted on: paper around it, a frame, stripes of cloth."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import Picture, blur, mix, tone
from app.providers.sketch_photo.texture import Dice, Shape, clouds, hanji, paper

Inside = tuple[int, int, int, int]
"""Left, top, right and bottom of the print in its mount, in pixels."""


def _laid(sheet: Picture, picture: Picture, inside: Inside) -> Picture:
    left, top, right, bottom = inside
    sheet = sheet.copy()
    sheet[top:bottom, left:right] = picture
    return sheet


def _sheet(shape: Shape, color: str) -> Picture:
    return np.full((*shape, 3), tone(color), np.float32)


def instant_frame(picture: Picture, shape: Shape, inside: Inside, dice: Dice) -> Picture:
    """The white card of an instant film, with more room below."""
    unit = min(shape) / 1000
    card = _sheet(shape, "f4f1ea") * paper(shape, dice, unit, depth=0.012)[..., None]
    card = card * (0.97 + 0.04 * clouds(shape, dice, cells=2))[..., None]
    window = np.zeros(shape, np.float32)
    left, top, right, bottom = inside
    window[top:bottom, left:right] = 1
    sunk = blur(window, 5 * unit)
    card = card * (1 - 0.22 * sunk)[..., None]
    return _laid(card, picture, inside)


def white_border(picture: Picture, shape: Shape, inside: Inside, dice: Dice) -> Picture:
    """Fibre paper around a print, and the thin black line of the negative's edge."""
    unit = min(shape) / 1000
    sheet = _sheet(shape, "f5f2ea") * paper(shape, dice, unit, depth=0.014)[..., None]
    left, top, right, bottom = inside
    pen = max(2, round(3 * unit))
    cv2.rectangle(
        sheet, (left - pen, top - pen), (right + pen - 1, bottom + pen - 1), (0.07, 0.065, 0.06), -1
    )
    return _laid(sheet, picture, inside)


def poster_margin(picture: Picture, shape: Shape, inside: Inside, dice: Dice) -> Picture:
    """Paper with room below the picture, and a bar where words would stand."""
    unit = min(shape) / 1000
    edge = picture[:: max(1, picture.shape[0] // 40), :: max(1, picture.shape[1] // 40)].reshape(
        -1, 3
    )
    dark = edge[edge.sum(axis=1).argmin()]
    sheet = _sheet(shape, "faf6ec") * paper(shape, dice, unit, depth=0.016)[..., None]
    left, _, right, bottom = inside
    base = bottom + (shape[0] - bottom) // 2
    for share, high, drop in ((0.34, 15, -12), (0.20, 7, 18)):
        wide = round((right - left) * share)
        top = base + round(drop * unit)
        cv2.rectangle(
            sheet, (left, top), (left + wide, top + round(high * unit)), dark.tolist(), -1
        )
    radius = round(17 * unit)
    cv2.circle(
        sheet, (right - radius, base + round(2 * unit)), radius, dark.tolist(), -1, cv2.LINE_AA
    )
    return _laid(sheet, picture, inside)


def saekdong_stripes(picture: Picture, shape: Shape, inside: Inside, dice: Dice) -> Picture:
    """Hanji with a band of the coloured stripes of children's sleeves on both sides."""
    unit = min(shape) / 1000
    sheet = np.ascontiguousarray(hanji(shape, dice, unit))
    high, wide = shape
    tones = ["c8372d", "f0c24b", "2f6f5e", "f3efe6", "2b4c8c", "e58ba0", "6a4a86", "e07b39"]
    dice.shuffle(tones)
    silk = 1 + 0.05 * np.sin(np.arange(high, dtype=np.float32) * 2 * np.pi / (3.2 * unit))[:, None]
    stripe = round(15 * unit)
    for index, each in enumerate(tones):
        for left in (
            round(30 * unit) + index * stripe,
            wide - round(30 * unit) - (index + 1) * stripe,
        ):
            part = sheet[:, left : left + stripe - 1]
            sheet[:, left : left + stripe - 1] = mix(part, tone(each) * silk[..., None], 0.92)
    left, top, right, bottom = inside
    pen = max(2, round(2.5 * unit))
    cv2.rectangle(
        sheet,
        (left - 4 * pen, top - 4 * pen),
        (right + 4 * pen, bottom + 4 * pen),
        tone("f8f3e6").tolist(),
        -1,
    )
    cv2.rectangle(
        sheet,
        (left - pen, top - pen),
        (right + pen - 1, bottom + pen - 1),
        tone("8c6a3f").tolist(),
        -1,
    )
    return _laid(sheet, picture, inside)
