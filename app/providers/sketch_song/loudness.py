"""Loudness as broadcasters measure it (ITU-R BS.1770): K-weighting and two gates."""

import numpy as np
from scipy.signal import sosfilt

from app.providers.sketch_song.sound import RATE, Audio

STEP_S = 0.1
STEP = int(STEP_S * RATE)
OFFSET_DB = -0.691
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0

K_WEIGHTING = np.array(
    [
        # The head: a high shelf; then the ear's deafness to low rumble: a high pass. At 44.1 kHz.
        [1.5308412300503478, -2.6509799951547297, 1.169079079921587,
         1.0, -1.6636551132560204, 0.7125954280732254],
        [1.0, -2.0, 1.0, 1.0, -1.9891696736297957, 0.9891990357870394],
    ]
)  # fmt: skip


class LoudnessMeter:
    """Collects the K-weighted energy of each tenth of a second, block by block."""

    def __init__(self) -> None:
        self._state = np.zeros((2, 2, 2))
        self._left_over = np.zeros(0)
        self._energies: list[np.ndarray] = []

    def hear(self, block: Audio) -> None:
        """The next stretch of a stereo signal."""
        weighted, self._state = sosfilt(K_WEIGHTING, block, axis=1, zi=self._state)
        power = np.concatenate([self._left_over, np.sum(weighted**2, axis=0)])
        whole = len(power) // STEP * STEP
        self._energies.append(power[:whole].reshape(-1, STEP).mean(axis=1))
        self._left_over = power[whole:]

    def energies(self) -> np.ndarray:
        """Mean power of each tenth of a second, both channels together."""
        return np.concatenate(self._energies) if self._energies else np.zeros(0)


def integrated(energies: np.ndarray) -> float:
    """LUFS of tenths of a second; shorter than one gating window counts as one window."""
    size = min(4, len(energies))
    if not size or not np.any(energies > 0):
        return ABSOLUTE_GATE
    windows = np.convolve(energies, np.ones(size) / size, mode="valid")
    loud = windows[_lufs(windows) > ABSOLUTE_GATE]
    if not len(loud):
        return ABSOLUTE_GATE
    gate = float(_lufs(np.array([loud.mean()]))[0]) + RELATIVE_GATE
    kept = loud[_lufs(loud) > gate]
    return float(_lufs(np.array([kept.mean()]))[0])


def _lufs(power: np.ndarray) -> np.ndarray:
    return OFFSET_DB + 10 * np.log10(np.maximum(power, 1e-12))
