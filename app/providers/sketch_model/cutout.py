"""What of a picture is the thing, and what is behind it."""

from typing import Any

import numpy as np

from app.providers.sketch_model.mesh import Numbers

_EVEN = 30.0
"""How far colours at the border may be apart for it to be called a background."""


def figure_of(pixels: Numbers) -> Numbers | None:
    """What stands before a clear or an even background, 0 or 1; None when nothing does."""
    alpha = pixels[..., 3] > 127
    if 0.02 < alpha.mean() < 0.98:
        return _largest(alpha)
    small, border = _small(pixels)
    if border.std(axis=0).max() > _EVEN:
        return None
    mask = _cut(small)
    if not 0.04 < mask.mean() < 0.85:
        return None
    import cv2

    size = pixels.shape[1], pixels.shape[0]
    return _largest(cv2.resize(mask.astype(np.float32), size) > 0.5)


def _small(pixels: Numbers) -> tuple[Numbers, Numbers]:
    import cv2

    scale = 256 / max(pixels.shape[:2])
    size = max(16, int(pixels.shape[1] * scale)), max(16, int(pixels.shape[0] * scale))
    small = cv2.resize(pixels[..., :3], size, interpolation=cv2.INTER_AREA)
    edges = [small[:4], small[-4:], small[:, :4], small[:, -4:]]
    return small, np.concatenate([edge.reshape(-1, 3) for edge in edges]).astype(float)


def _cut(small: Numbers) -> Numbers:
    import cv2

    high, wide = small.shape[:2]
    mask = np.zeros((high, wide), np.uint8)
    inset = max(3, min(high, wide) // 40)
    around = (inset, inset, wide - 2 * inset, high - 2 * inset)
    cv2.setRNGSeed(7)
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    try:
        cv2.grabCut(
            np.ascontiguousarray(small), mask, around, back, front, 4, cv2.GC_INIT_WITH_RECT
        )
    except cv2.error:
        return np.zeros((high, wide), bool)
    return (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def _largest(mask: Numbers) -> Numbers | None:
    """The largest piece, its small holes closed."""
    import cv2

    kernel = np.ones((5, 5), np.uint8)
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    closed = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    if count < 2:
        return None
    piece = labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    return piece if piece.mean() > 0.01 else None


def bled(pixels: Numbers, mask: Numbers) -> Numbers:
    """Outside of the figure, the colour of its nearest point, so that no rim shows."""
    from scipy import ndimage

    core: Numbers = np.asarray(ndimage.binary_erosion(mask, iterations=2))
    core = core if core.any() else mask
    nearest: Any = ndimage.distance_transform_edt(
        ~core, return_distances=False, return_indices=True
    )
    return pixels[..., :3][tuple(nearest)]
