"""Quiet beds of sound for what the words show: rain, waves, wind, an old record."""

from collections.abc import Callable

import numpy as np

from app.providers.sketch_song.dice import dice
from app.providers.sketch_song.sound import RATE, Audio, rise, shaped_noise

LOOP = 9 * RATE
SEAM = RATE // 2

Rng = np.random.Generator


def _rain(rng: Rng) -> Audio:
    bed = 0.7 * shaped_noise(rng, LOOP + SEAM, 900, 5_500)
    for _ in range(260):
        start = int(rng.integers(LOOP))
        size = int(rng.integers(300, 900))
        drop = shaped_noise(rng, size, 1_200, 5_000) * np.hanning(size).astype(np.float32)
        bed[start : start + size] += np.float32(rng.uniform(0.3, 1.3)) * drop[: len(bed) - start]
    return bed


def _waves(rng: Rng) -> Audio:
    now = np.arange(LOOP + SEAM) / RATE
    swell = 0.25 + 0.75 * (0.5 - 0.5 * np.cos(2 * np.pi * now / 4.5)) ** 2
    return (shaped_noise(rng, LOOP + SEAM, 200, 1_700) * swell).astype(np.float32)


def _wind(rng: Rng) -> Audio:
    now = np.arange(LOOP + SEAM) / RATE
    gusts = 0.5 + 0.3 * np.sin(2 * np.pi * now / 4.5) + 0.2 * np.sin(2 * np.pi * now / 3 + 1)
    return (shaped_noise(rng, LOOP + SEAM, 250, 800) * gusts).astype(np.float32)


def _vinyl(rng: Rng) -> Audio:
    bed = 0.35 * shaped_noise(rng, LOOP + SEAM, 300, 4_000)
    for _ in range(90):
        start = int(rng.integers(LOOP))
        tick = shaped_noise(rng, 220, 800, 4_500) * np.hanning(220).astype(np.float32)
        bed[start : start + 220] += np.float32(rng.uniform(0.8, 3.0)) * tick
    return bed


SCENES: dict[str, tuple[Callable[[Rng], Audio], float]] = {
    "rain": (_rain, 0.011),
    "waves": (_waves, 0.016),
    "wind": (_wind, 0.012),
    "vinyl": (_vinyl, 0.006),
}


class Scenery:
    """A bed that loops without a seam, and is a little different in each ear."""

    def __init__(self, scenes: tuple[str, ...]) -> None:
        self._loop = np.zeros(LOOP, dtype=np.float32)
        self.is_empty = not scenes
        for name in scenes:
            make, level = SCENES[name]
            self._loop += np.float32(level) * _seamless(make(dice("scene", name)))

    def add_to(self, block: Audio, start: int) -> None:
        """Adds the bed to a stereo block that begins at sample `start`."""
        if self.is_empty:
            return
        places = np.arange(start, start + block.shape[1])
        block[0] += np.take(self._loop, places, mode="wrap")
        block[1] += np.take(self._loop, places + LOOP // 3, mode="wrap")


def _seamless(bed: Audio) -> Audio:
    fade = rise(SEAM)
    loop = bed[:LOOP].copy()
    loop[:SEAM] = loop[:SEAM] * np.sqrt(fade) + bed[LOOP : LOOP + SEAM] * np.sqrt(1 - fade)
    return loop
