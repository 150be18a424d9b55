import numpy as np
import pyloudnorm
import pytest

from app.providers.sketch_song.loudness import LoudnessMeter, integrated
from app.providers.sketch_song.sound import RATE


def noise(seconds: float, *, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    swell = 0.02 + 0.2 * np.sin(np.linspace(0, 9, int(seconds * RATE))) ** 4
    return (rng.standard_normal((2, len(swell))) * swell).astype(np.float32)


@pytest.mark.parametrize("seed", range(3))
def test_loudness_agrees_with_another_meter(seed: int) -> None:
    sound = noise(8, seed=seed)
    meter = LoudnessMeter()
    for start in range(0, sound.shape[1], 50_000):
        meter.hear(sound[:, start : start + 50_000])

    other = pyloudnorm.Meter(RATE).integrated_loudness(sound.T.astype(np.float64))
    assert integrated(meter.energies()) == pytest.approx(other, abs=0.15)


def test_silence_is_as_quiet_as_the_scale_goes() -> None:
    meter = LoudnessMeter()
    meter.hear(np.zeros((2, RATE), dtype=np.float32))

    assert integrated(meter.energies()) == -70
