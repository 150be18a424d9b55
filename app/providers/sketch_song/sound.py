"""The few facts and shapes of sound that every voice shares."""

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Audio = NDArray[np.float32]
"""Samples: `(n,)` when mono, `(2, n)` when stereo."""


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def seconds(count: int) -> Audio:
    """The moment of each sample."""
    return np.arange(count, dtype=np.float32) / np.float32(RATE)


def decay(count: int, time_s: float) -> Audio:
    """An exponential fall to 1/e in `time_s`."""
    return np.exp(-seconds(count) / np.float32(time_s))


def rise(count: int) -> Audio:
    """A raised-cosine ramp from 0 to 1: both ends are flat, so that nothing clicks."""
    return (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, max(count, 1)))).astype(np.float32)


def fade_edges(audio: Audio, *, attack_s: float, release_s: float) -> Audio:
    """The same sound, in place, starting and ending at silence."""
    count = audio.shape[-1]
    head = min(count // 2, max(int(attack_s * RATE), 8))
    tail = min(count // 2, max(int(release_s * RATE), 8))
    audio[..., :head] *= rise(head)
    audio[..., count - tail :] *= rise(tail)[::-1]
    return audio


def shaped_noise(rng: np.random.Generator, count: int, low_hz: float, high_hz: float) -> Audio:
    """Noise whose spectrum rolls off softly outside the band."""
    spectrum = np.fft.rfft(rng.standard_normal(count).astype(np.float32))
    bins = np.fft.rfftfreq(count, 1 / RATE)
    above = 1 / (1 + (low_hz / np.maximum(bins, 1.0)) ** 4)
    below = 1 / (1 + (bins / high_hz) ** 4)
    noise = np.fft.irfft(spectrum * np.sqrt(above * below), count).astype(np.float32)
    return noise / max(float(np.sqrt(np.mean(noise**2))), 1e-9)
