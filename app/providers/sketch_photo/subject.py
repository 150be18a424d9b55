"""Tells the person from what is behind them."""

import cv2
import numpy as np

from app.providers.sketch_photo.color import blur, guided, luma
from app.providers.sketch_photo.faces import Box

_LOOKED_AT = 300
_ROUNDS = 3
_SURE = 0.5
_FEW = 0.02
_HEAD = 0.45
"""Of a person on a portrait, how much is head; of a whole figure it is less, and more is kept."""


def find_person(picture: np.ndarray, faces: tuple[Box, ...]) -> np.ndarray:
    """0 to 1 for each pixel; soft where hair is."""
    high, wide = picture.shape[:2]
    share = _LOOKED_AT / max(high, wide)
    size = (max(16, round(wide * share)), max(16, round(high * share)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    seeds = _around_faces(size, faces) if faces else _by_saliency(small)
    # Seeds that are only likely take three times as long, and a second look changes little.
    rough = _cut(small, seeds, rounds=_ROUNDS if faces else 1)
    if not 0.04 < rough.mean() < 0.92:
        rough = (seeds >= cv2.GC_PR_FGD).astype(np.float32) * (seeds != cv2.GC_PR_BGD)
    mid = (max(16, wide // 2), max(16, high // 2))
    guides = cv2.split(cv2.resize(picture, mid, interpolation=cv2.INTER_AREA))
    soft = cv2.resize(blur(rough, 0.8), mid, interpolation=cv2.INTER_CUBIC)
    # What has the same brightness on both sides of an edge differs in one of the colours.
    fine = np.mean([guided(each, soft, max(3, mid[0] // 90), 0.0006) for each in guides], axis=0)
    soft = np.clip((fine - 0.22) / 0.6, 0, 1)
    return cv2.resize(soft, (wide, high), interpolation=cv2.INTER_LINEAR).astype(np.float32)


def head_of(person: np.ndarray) -> Box:
    """
    Where the head must be of somebody whose face was not found, as from the side.

    Rather too much than too little: all that is at the top of the person, as wide as it is there.
    """
    high, wide = person.shape
    rows = np.flatnonzero((person > _SURE).sum(axis=1) > _FEW * wide)
    if not len(rows):
        return Box(0.25, 0.1, 0.5, 0.5)
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    tall = max(_HEAD * (bottom - top), 0.1 * min(high, wide))
    part = (person[top : top + round(tall)] > _SURE).sum(axis=0)
    columns = np.flatnonzero(part > _FEW * tall)
    left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, wide)
    return Box(left / wide, top / high, (right - left) / wide, min(tall, high - top) / high)


def _cut(small: np.ndarray, seeds: np.ndarray, *, rounds: int) -> np.ndarray:
    mask = seeds.copy()
    if not np.isin(mask, (cv2.GC_BGD, cv2.GC_PR_BGD)).any():
        return np.ones(mask.shape, np.float32)
    pixels = (np.clip(small, 0, 1) * 255).astype(np.uint8)
    cv2.setRNGSeed(1)
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(pixels, mask, (0, 0, 1, 1), back, front, rounds, cv2.GC_INIT_WITH_MASK)
    found = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    return _largest(found, seeds == cv2.GC_FGD)


def _largest(found: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Without islands that touch no sure part, and without small holes."""
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    kept = {int(each) for each in np.unique(labels[sure]) if each}
    if not kept and count > 1:
        kept = {1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())}
    return np.isin(labels, list(kept)).astype(np.float32)


def _around_faces(size: tuple[int, int], faces: tuple[Box, ...]) -> np.ndarray:
    wide, high = size
    seeds = np.full((high, wide), cv2.GC_PR_BGD, np.uint8)
    for face in faces:
        _seed(seeds, face, likely=True)
    reach = seeds == cv2.GC_PR_FGD
    room = cv2.dilate(reach.astype(np.uint8), np.ones((int(0.07 * wide) * 2 + 1,) * 2, np.uint8))
    seeds[room == 0] = cv2.GC_BGD
    for face in faces:
        _seed(seeds, face, likely=False)
    return seeds


def _seed(seeds: np.ndarray, face: Box, *, likely: bool) -> None:
    """A head and shoulders: where they are likely, or where they are for sure."""
    high, wide = seeds.shape
    x, y = face.middle[0] * wide, face.middle[1] * high
    w, h = face.width * wide, face.height * high
    value = int(cv2.GC_PR_FGD if likely else cv2.GC_FGD)
    head, grow = ((0.80, 1.02), 1.0) if likely else ((0.36, 0.48), 0.42)
    cv2.ellipse(
        seeds,
        ((x, y - (0.10 * h if likely else 0)), (2 * head[0] * w, 2 * head[1] * h), 0),
        value,
        -1,
    )
    chin, low = y + 0.62 * h, high + 2
    body = [(x - 0.3 * w * grow, chin), (x + 0.3 * w * grow, chin)]
    body += [(x + 1.45 * w * grow, chin + 0.75 * h), (x + 1.75 * w * grow, low)]
    body += [(x - 1.75 * w * grow, low), (x - 1.45 * w * grow, chin + 0.75 * h)]
    cv2.fillPoly(seeds, [np.array(body, np.int32)], value)


def _by_saliency(small: np.ndarray) -> np.ndarray:
    """Where nobody looks at the camera: what stands out, and rather in the middle."""
    plane = cv2.resize(luma(small), (64, 64), interpolation=cv2.INTER_AREA)
    waves = np.fft.fft2(plane)
    loud = np.log(np.abs(waves) + 1e-6).astype(np.float32)
    rest = loud - cv2.blur(loud, (3, 3))
    stands = np.abs(np.fft.ifft2(np.exp(rest + 1j * np.angle(waves)))) ** 2
    high, wide = small.shape[:2]
    stands = cv2.resize(blur(stands.astype(np.float32), 4), (wide, high))
    ys, xs = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j]
    prior = np.exp(-(xs**2 / 0.4 + (ys - 0.1) ** 2 / 0.7))
    score = stands / (stands.max() + 1e-9) * 0.6 + prior
    seeds = np.full((high, wide), cv2.GC_PR_BGD, np.uint8)
    seeds[score > np.quantile(score, 0.55)] = cv2.GC_PR_FGD
    seeds[score > np.quantile(score, 0.93)] = cv2.GC_FGD
    edge = max(2, wide // 40)
    seeds[:edge] = cv2.GC_BGD
    seeds[:, :edge] = seeds[:, -edge:] = cv2.GC_BGD
    return seeds
