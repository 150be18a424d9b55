"""Mastering: tone, glue, loudness and a limiter, in place and in blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import resample_poly, sosfilt

from app.providers.sketch_song.loudness import STEP, LoudnessMeter, integrated
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.room import BLOCK
from app.providers.sketch_song.sound import RATE, Audio, rise

HOP = 64
TARGET_LUFS = -14.1
CEILING_DB = -2.2
"""The encoder takes 0.3 dB away, and its own peaks rise above what it was given."""
RELEASE_DB_PER_S = 45.0
GLUE_RATIO = 1.7
BETWEEN = (np.sinc(np.arange(-28, 29) / 4) / 4 * np.kaiser(57, 5.0)).astype(np.float32)
"""The low pass that draws the wave between samples at four times the rate."""


@dataclass
class Mastered:
    """The song and the gain that each hop of it still has to get."""

    audio: Audio
    gains: np.ndarray

    def blocks(self) -> Iterator[Audio]:
        """The finished sound, block by block, so that there is never a second copy of it."""
        size = min(BLOCK, self.audio.shape[1] // 20)
        for start in range(0, self.audio.shape[1], size):
            part = self.audio[:, start : start + size]
            yield part * _interpolated(self.gains, start, part.shape[1])


def master(song: Audio, reading: Reading, *, progress: Callable[[float], None]) -> Mastered:
    """Even tone, -14 LUFS or so, no true peak above the ceiling. Changes `song` in place."""
    _fade(song, reading.length_s)
    levels = _toned(song, reading, progress)
    glue = _glue(levels)
    meter, peaks = LoudnessMeter(), []
    for start in range(0, song.shape[1], BLOCK):
        part = song[:, start : start + BLOCK]
        part *= _interpolated(glue, start, part.shape[1])
        meter.hear(part)
        peaks.append(_true_peaks(part))
        progress(0.4 + 0.6 * min(1.0, (start + BLOCK) / song.shape[1]))
    gains = _levelled(meter.energies(), np.concatenate(peaks))
    return Mastered(song, gains)


def _fade(song: Audio, length_s: float) -> None:
    out = int(min(2.6, 0.22 * length_s) * RATE)
    song[:, :256] *= rise(256)
    song[:, -out:] *= rise(out)[::-1]
    song[:, -200:] = 0


def _toned(song: Audio, reading: Reading, progress: Callable[[float], None]) -> np.ndarray:
    """Equalizes in place; the answer is the level of every hop."""
    filters = _equalizer(reading)
    state = np.zeros((len(filters), 2, 2))
    levels: list[np.ndarray] = []
    for start in range(0, song.shape[1], BLOCK):
        part, state = sosfilt(filters, song[:, start : start + BLOCK], axis=1, zi=state)
        song[:, start : start + BLOCK] = part
        levels.append(np.sqrt(_by_hop(np.mean(part**2, axis=0)).mean(axis=1)))
        progress(0.4 * min(1.0, (start + BLOCK) / song.shape[1]))
    return np.concatenate(levels)


def _equalizer(reading: Reading) -> np.ndarray:
    """No rumble, air by mood; a lofi song also loses its top."""
    rows = [_high_pass(32.0), _shelf(3_200.0, 8.0 * (reading.brightness - 0.28))]
    if reading.genre == "lofi":
        rows.append(_low_pass(6_500.0))
    return np.array(rows)


def _biquad(b: tuple[float, float, float], a: tuple[float, float, float]) -> list[float]:
    return [value / a[0] for value in (*b, *a)]


def _high_pass(hertz: float) -> list[float]:
    cos, alpha = np.cos(2 * np.pi * hertz / RATE), np.sin(2 * np.pi * hertz / RATE) / 1.414
    return _biquad(((1 + cos) / 2, -(1 + cos), (1 + cos) / 2), (1 + alpha, -2 * cos, 1 - alpha))


def _low_pass(hertz: float) -> list[float]:
    cos, alpha = np.cos(2 * np.pi * hertz / RATE), np.sin(2 * np.pi * hertz / RATE) / 1.414
    return _biquad(((1 - cos) / 2, 1 - cos, (1 - cos) / 2), (1 + alpha, -2 * cos, 1 - alpha))


def _shelf(hertz: float, gain_db: float) -> list[float]:
    top = 10 ** (gain_db / 40)
    cos, alpha = np.cos(2 * np.pi * hertz / RATE), np.sin(2 * np.pi * hertz / RATE) / 1.414
    root = 2 * np.sqrt(top) * alpha
    more, less = (top + 1), (top - 1)
    return _biquad(
        (
            top * (more + less * cos + root),
            -2 * top * (less + more * cos),
            top * (more + less * cos - root),
        ),
        (more - less * cos + root, 2 * (less - more * cos), more - less * cos - root),
    )


def _by_hop(samples: np.ndarray) -> np.ndarray:
    missing = -len(samples) % HOP
    return np.pad(samples, (0, missing)).reshape(-1, HOP)


def _glue(levels: np.ndarray) -> np.ndarray:
    """A slow, gentle compressor around the song's own level: loud parts lean back a little."""
    smooth = uniform_filter1d(levels**2, int(0.25 * RATE / HOP), mode="nearest")
    smooth = np.sqrt(np.maximum(smooth, 1e-12))
    middle = float(np.sqrt(np.mean(levels**2))) + 1e-9
    over_db = np.maximum(0.0, 20 * np.log10(smooth / (0.5 * middle)))
    return 10 ** (-over_db * (1 - 1 / GLUE_RATIO) / 20)


def _true_peaks(part: Audio) -> np.ndarray:
    """The highest point of the wave between the samples too, for every hop."""
    above = np.abs(np.asarray(resample_poly(part, 4, 1, axis=1, window=BETWEEN))).max(axis=0)
    missing = -len(above) % (4 * HOP)
    return np.pad(above, (0, missing)).reshape(-1, 4 * HOP).max(axis=1)


def _levelled(energies: np.ndarray, peaks: np.ndarray) -> np.ndarray:
    """The gains that bring the song to its loudness below the ceiling.

    A limiter takes loudness away, so the two are solved together, on hops instead of samples.
    """
    gain_db = TARGET_LUFS - integrated(energies)
    limited = np.ones(len(peaks))
    for _ in range(6):
        limited = _limited(peaks, gain_db)
        power = energies * _mean_square_per_step(limited, len(energies))
        missing = TARGET_LUFS - integrated(power)
        if abs(missing) < 0.05:
            break
        gain_db += float(np.clip(missing, -6, 6))
    return limited


def _mean_square_per_step(gains: np.ndarray, count: int) -> np.ndarray:
    edges = np.minimum((np.arange(count) * STEP) // HOP, len(gains) - 1)
    sums = np.add.reduceat(gains**2, edges)
    sizes = np.diff(np.append(edges, len(gains)))
    return sums / np.maximum(sizes, 1)


def _limited(peaks: np.ndarray, gain_db: float) -> np.ndarray:
    """Gain per hop: it leans down before a peak comes and rises evenly after it."""
    over = np.maximum(0.0, 20 * np.log10(np.maximum(peaks, 1e-9)) + gain_db - CEILING_DB)
    slope = RELEASE_DB_PER_S * HOP / RATE
    ramp = slope * np.arange(len(over))
    released = np.maximum.accumulate(over + ramp) - ramp
    ahead = maximum_filter1d(released, 11, mode="nearest")
    return 10 ** ((gain_db - uniform_filter1d(ahead, 7, mode="nearest")) / 20)


def _interpolated(gains: np.ndarray, start: int, count: int) -> Audio:
    """Gain of every sample: straight lines between the middles of the hops."""
    middles = (np.arange(len(gains)) + 0.5) * HOP
    return np.interp(np.arange(start, start + count), middles, gains).astype(np.float32)
