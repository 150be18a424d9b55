"""What is behind the person of the samples."""

import cv2
import numpy as np


def draw_garden(size: tuple[int, int]) -> np.ndarray:
    """Leaves and light, far out of focus."""
    wide, high = size
    dice = np.random.default_rng(7)
    down = np.linspace(0, 1, high)[:, None, None]
    picture = np.array([0.36, 0.50, 0.42]) * (1 - down) + np.array([0.10, 0.20, 0.13]) * down
    picture = np.repeat(picture, wide, axis=1).astype(np.float32)
    tones = np.array(
        [[0.55, 0.62, 0.30], [0.14, 0.30, 0.17], [0.75, 0.70, 0.45], [0.30, 0.46, 0.38]]
    )
    for _ in range(90):
        spot = np.zeros((high, wide), np.float32)
        at = (int(dice.uniform(0, wide)), int(dice.uniform(0, high)))
        cv2.circle(spot, at, int(dice.uniform(0.02, 0.09) * high), 1.0, -1, cv2.LINE_AA)
        spot = cv2.GaussianBlur(spot, (0, 0), dice.uniform(0.003, 0.02) * high)[..., None]
        picture += (tones[dice.integers(len(tones))] - picture) * spot * dice.uniform(0.15, 0.5)
    return cv2.GaussianBlur(picture, (0, 0), 0.012 * high)
