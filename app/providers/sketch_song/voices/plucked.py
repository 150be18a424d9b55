"""Plucked strings: the Karplus-Strong loop, solved in the frequency domain."""

from dataclasses import dataclass

import numpy as np

from app.providers.sketch_song.sound import RATE, Audio


@dataclass(frozen=True)
class Pluck:
    """A string: how long it rings, how dull it is, where it is plucked, how it is bent."""

    ring_s: float = 2.0
    dullness: float = 0.5
    place: float = 0.18
    pick_hz: float = 4_500.0
    drive: float = 0.0
    vibrato: float = 0.0


def pluck(
    string: Pluck, pitch_hz: float, *, ring_s: float, brightness: float, rng: np.random.Generator
) -> Audio:
    """One note of the string.

    A sample-by-sample loop would be slow here and can only be tuned to whole samples. The loop is
    linear, so its answer to the pluck is one division per frequency, and the delay may be any
    fraction of a sample. Evaluating on a circle outside the unit circle keeps the endless ringing
    from folding back onto the beginning.
    """
    count = int(ring_s * RATE)
    size = 1 << (count - 1).bit_length()
    outside = 10 ** (3.5 / size)
    # Nothing above 12 kHz is worth the time it takes.
    angle = 2 * np.pi * np.arange(int(size * 12_000 / RATE)) / size
    period = RATE / pitch_hz
    damping = string.dullness * (1.15 - 0.5 * brightness)
    loop_gain = 0.001 ** (1 / (pitch_hz * string.ring_s * (196 / pitch_hz) ** 0.3))
    smooth = (1 - damping / 2) + damping / (2 * outside) * np.exp(-1j * angle)
    delay = np.exp((-1j * angle - np.log(outside)) * (period - damping / 2))
    excitation = _excitation(string, angle, pitch_hz, brightness, rng)
    spectrum = np.zeros(size // 2 + 1, dtype=np.complex128)
    spectrum[: len(angle)] = excitation / (1 - loop_gain * smooth * delay)
    wave = np.fft.irfft(spectrum, size)[:count] * np.exp(np.arange(count) * np.log(outside))
    return _played(string, wave.astype(np.float32), rng)


def _excitation(
    string: Pluck, angle: np.ndarray, pitch_hz: float, brightness: float, rng: np.random.Generator
) -> np.ndarray:
    """The finger: mostly one soft displacement, a little scratch, none of it below the note."""
    hertz = angle * RATE / (2 * np.pi)
    soft = 1 / (1 + (hertz / (string.pick_hz * (0.4 + brightness))) ** 2)
    soft *= 1 / (1 + hertz / (1.5 * pitch_hz)) * hertz / (hertz + 0.4 * pitch_hz)
    scratch = rng.standard_normal(256) * np.hanning(256) * 0.035
    size = round(2 * np.pi / angle[1])
    # Plucking at a fraction of the string silences the overtones that have a node there.
    comb = 1 - 0.85 * np.exp(-1j * angle * RATE / pitch_hz * string.place)
    return soft * comb * (1 + np.fft.rfft(scratch, size)[: len(angle)])


def _played(string: Pluck, wave: Audio, rng: np.random.Generator) -> Audio:
    if string.vibrato:
        wave = _bent(wave, string.vibrato, rate_hz=4.6 + 0.6 * float(rng.random()))
    if string.drive:
        level = max(float(np.max(np.abs(wave))), 1e-9)
        wave = np.tanh(wave * np.float32(string.drive / level)).astype(np.float32)
    return wave


def _bent(wave: Audio, depth: float, *, rate_hz: float) -> Audio:
    """The left hand presses the string after the pluck, and lets it sway."""
    place = np.arange(len(wave), dtype=np.float64)
    now = place / RATE
    onset = np.clip((now - 0.18) / 0.4, 0, 1)
    sway = depth * onset * (1 - np.cos(2 * np.pi * rate_hz * np.maximum(now - 0.18, 0)))
    return np.interp(place - sway * RATE / 1_000, place, wave).astype(np.float32)
