"""Sounds that are struck and ring: banks of decaying partials, and two-operator FM."""

from dataclasses import dataclass

import numpy as np

from app.providers.sketch_song.sound import RATE, Audio, decay, seconds, shaped_noise

ONE_CORE_PRODUCT = 250_000


@dataclass(frozen=True)
class Bank:
    """The partials of a struck thing, relative to a note in the middle of the keyboard."""

    ratios: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()
    harmonics: int = 0
    slope: float = 1.2
    stiffness: float = 0.0
    hammer: float = 0.0
    ring_s: float = 1.2
    damping: float = 0.35
    knock: float = 0.0


def damped_partials(
    frequencies: np.ndarray, levels: np.ndarray, times: np.ndarray, *, count: int
) -> Audio:
    """The sum of decaying sines.

    A decaying sine at sample `m·J + j` is the product of a coarse and a fine rotation, so the
    whole bank is one small matrix product instead of a sine per sample and partial. The product
    is taken a few rows at a time: larger ones would be spread over all cores of the machine.
    """
    fine = int(np.ceil(np.sqrt(count)))
    turn = (2j * np.pi * frequencies - 1 / times) / RATE
    coarse = np.exp(np.outer(np.arange(fine) * fine, turn)) * levels
    within = np.exp(np.outer(turn, np.arange(fine)))
    left = np.hstack([np.real(coarse), np.imag(coarse)]).astype(np.float32)
    right = np.vstack([np.imag(within), np.real(within)]).astype(np.float32)
    rows = max(1, ONE_CORE_PRODUCT // (fine * left.shape[1]))
    parts = [left[row : row + rows] @ right for row in range(0, fine, rows)]
    return np.concatenate(parts).ravel()[:count]


def _partials(bank: Bank, pitch_hz: float, brightness: float) -> tuple[np.ndarray, np.ndarray]:
    if bank.ratios:
        ratios, levels = np.array(bank.ratios), np.array(bank.levels)
        return ratios, levels * ratios ** (0.9 * (brightness - 0.6))
    order = np.arange(1, bank.harmonics + 1)
    levels = order ** -(bank.slope + 1.1 * (0.6 - brightness))
    if bank.hammer:
        levels = levels * (0.25 + np.abs(np.sin(np.pi * order * bank.hammer)))
    # Short strings of high notes have fewer strong overtones.
    levels = levels * np.exp(-order * pitch_hz / 6_500)
    return order * np.sqrt(1 + bank.stiffness * order**2), levels


def strike(
    bank: Bank, pitch_hz: float, *, ring_s: float, brightness: float, rng: np.random.Generator
) -> Audio:
    """One note of the bank, from the blow until it has rung out."""
    count = int(ring_s * RATE)
    ratios, levels = _partials(bank, pitch_hz, brightness)
    frequencies = ratios * pitch_hz
    audible = frequencies < 0.42 * RATE
    frequencies, levels, ratios = frequencies[audible], levels[audible], ratios[audible]
    times = bank.ring_s * (261.6 / pitch_hz) ** 0.45 / (1 + bank.damping * (ratios - 1))
    wave = damped_partials(frequencies, levels, times, count=count)
    if bank.hammer:
        # A second, slower string a hair off gives the long, beating tail of a real piano.
        wave += 0.3 * damped_partials(
            frequencies[:6] * 1.0007, levels[:6], times[:6] * 2.2, count=count
        )
    if bank.knock:
        thump = shaped_noise(rng, int(0.05 * RATE), 180, 1_800) * decay(int(0.05 * RATE), 0.009)
        wave[: len(thump)] += bank.knock * thump[:count]
    return wave


@dataclass(frozen=True)
class Fm:
    """One carrier bent by one modulator, and a second, short pair for the attack."""

    ratio: float = 1.0
    index: float = 1.6
    index_decay_s: float = 0.6
    ring_s: float = 1.1
    tine_ratio: float = 14.0
    tine: float = 0.15
    tremolo_hz: float = 0.0
    pitch_drop: float = 0.0


def modulate(fm: Fm, pitch_hz: float, *, ring_s: float, brightness: float) -> Audio:
    """One note of the pair. High notes are bent less, so that they do not scream."""
    count = int(ring_s * RATE)
    now = seconds(count)
    turns = pitch_hz * np.arange(count) / RATE
    if fm.pitch_drop:
        turns = turns + fm.pitch_drop * (1 - np.exp(-now / 0.03)) * 0.03 * pitch_hz
    angle = (2 * np.pi * (turns % 1.0)).astype(np.float32)
    bend = fm.index * (0.4 + brightness) * min(1.0, (500 / pitch_hz) ** 0.5)
    modulator = np.sin((2 * np.pi * ((turns * fm.ratio) % 1.0)).astype(np.float32))
    falling = np.float32(0.25) + np.float32(0.75) * decay(count, fm.index_decay_s)
    wave = np.sin(angle + np.float32(bend) * falling * modulator)
    if fm.tine and fm.tine_ratio * pitch_hz < 0.4 * RATE:
        ping = np.sin((2 * np.pi * ((turns * fm.tine_ratio) % 1.0)).astype(np.float32))
        wave += np.float32(fm.tine * brightness) * ping * decay(count, 0.05)
    ring = fm.ring_s * (261.6 / pitch_hz) ** 0.3
    wave *= decay(count, ring)
    if fm.tremolo_hz:
        wave *= 1 - np.float32(0.16) * (0.5 - 0.5 * np.cos(2 * np.pi * fm.tremolo_hz * now))
    return wave.astype(np.float32)
