"""Drums, cymbals and shakers, each made once per loudness."""

from collections.abc import Callable

import numpy as np

from app.providers.sketch_song.sound import RATE, Audio, decay, seconds, shaped_noise
from app.providers.sketch_song.voices.struck import damped_partials

Rng = np.random.Generator


def _thump(*, start_hz: float, end_hz: float, drop_s: float, ring_s: float) -> Audio:
    count = int(ring_s * 5 * RATE)
    now = seconds(count).astype(np.float64)
    turns = end_hz * now + (start_hz - end_hz) * drop_s * (1 - np.exp(-now / drop_s))
    return np.sin(2 * np.pi * turns).astype(np.float32) * decay(count, ring_s)


def _hiss(rng: Rng, low_hz: float, high_hz: float, *, ring_s: float) -> Audio:
    count = int(ring_s * 6 * RATE)
    return shaped_noise(rng, count, low_hz, high_hz) * decay(count, ring_s)


def _layered(*layers: tuple[float, Audio]) -> Audio:
    mixed = np.zeros(max(len(audio) for _, audio in layers), dtype=np.float32)
    for level, audio in layers:
        mixed[: len(audio)] += np.float32(level) * audio
    return mixed


def _kick(rng: Rng) -> Audio:
    body = _thump(start_hz=150, end_hz=49, drop_s=0.028, ring_s=0.13)
    return _layered((1.0, body), (0.06, _hiss(rng, 800, 3_500, ring_s=0.006)))


def _deep_kick(rng: Rng) -> Audio:
    body = _thump(start_hz=120, end_hz=43, drop_s=0.04, ring_s=0.22)
    return _layered((1.0, body), (0.03, _hiss(rng, 600, 2_500, ring_s=0.005)))


def _soft_kick(rng: Rng) -> Audio:
    body = _thump(start_hz=95, end_hz=55, drop_s=0.02, ring_s=0.09)
    return _layered((1.0, body), (0.02, _hiss(rng, 500, 1_800, ring_s=0.008)))


def _snare(rng: Rng) -> Audio:
    shell = _thump(start_hz=245, end_hz=182, drop_s=0.015, ring_s=0.055)
    return _layered((0.75, shell), (0.33, _hiss(rng, 1_200, 7_500, ring_s=0.06)))


def _soft_snare(rng: Rng) -> Audio:
    shell = _thump(start_hz=220, end_hz=170, drop_s=0.012, ring_s=0.045)
    return _layered((0.6, shell), (0.28, _hiss(rng, 700, 4_200, ring_s=0.045)))


def _clap(rng: Rng) -> Audio:
    hands = np.zeros(int(0.3 * RATE), dtype=np.float32)
    for late_s, level in ((0.0, 0.6), (0.011, 0.7), (0.023, 1.0)):
        slap = _hiss(rng, 900, 4_500, ring_s=0.03 if level == 1.0 else 0.006)
        start = int(late_s * RATE)
        room = slap[: len(hands) - start]
        hands[start : start + len(room)] += np.float32(level) * room
    return hands


def _rim(rng: Rng) -> Audio:
    wood = damped_partials(
        np.array([820.0, 1_720.0]), np.array([1.0, 0.5]), np.array([0.012, 0.008]), count=4_000
    )
    return _layered((0.8, wood), (0.05, _hiss(rng, 1_500, 5_000, ring_s=0.01)))


def _hat(rng: Rng) -> Audio:
    return _hiss(rng, 6_000, 11_500, ring_s=0.022)


def _open_hat(rng: Rng) -> Audio:
    return _hiss(rng, 5_500, 11_000, ring_s=0.11)


def _ride(rng: Rng) -> Audio:
    metal = np.array([2_970.0, 3_843.0, 4_521.0, 5_367.0, 6_211.0, 7_493.0])
    ping = damped_partials(metal, np.full(6, 0.12), np.linspace(0.35, 0.12, 6), count=40_000)
    return _layered((1.0, ping), (0.1, _hiss(rng, 4_000, 10_000, ring_s=0.12)))


def _crash(rng: Rng) -> Audio:
    return _layered(
        (0.8, _hiss(rng, 3_000, 10_000, ring_s=0.42)), (0.3, _hiss(rng, 900, 4_000, ring_s=0.2))
    )


def _brush(rng: Rng) -> Audio:
    count = int(0.22 * RATE)
    sweep = np.sin(np.pi * np.minimum(1, seconds(count) / 0.22)) ** 2
    return shaped_noise(rng, count, 1_500, 6_500) * sweep.astype(np.float32)


def _shaker(rng: Rng) -> Audio:
    count = int(0.09 * RATE)
    beads = np.sin(np.pi * np.minimum(1, seconds(count) / 0.09)) ** 3
    return shaped_noise(rng, count, 5_000, 10_500) * beads.astype(np.float32)


def _tom(rng: Rng) -> Audio:
    body = _thump(start_hz=170, end_hz=104, drop_s=0.04, ring_s=0.13)
    return _layered((1.0, body), (0.05, _hiss(rng, 500, 2_500, ring_s=0.012)))


def _timpani(rng: Rng) -> Audio:
    skin = np.array([73.4, 110.0, 146.0, 178.0])
    ring = np.array([0.8, 0.55, 0.35, 0.25])
    bowl = damped_partials(skin, np.array([1.0, 0.6, 0.3, 0.2]), ring, count=100_000)
    return _layered((0.7, bowl), (0.08, _hiss(rng, 100, 900, ring_s=0.02)))


def _buk(rng: Rng) -> Audio:
    """The left, deep head of the janggu."""
    body = _thump(start_hz=130, end_hz=86, drop_s=0.03, ring_s=0.12)
    return _layered((1.0, body), (0.06, _hiss(rng, 300, 1_500, ring_s=0.015)))


def _chae(rng: Rng) -> Audio:
    """The right head of the janggu, struck with a thin stick."""
    skin = damped_partials(
        np.array([392.0, 690.0, 1_080.0]),
        np.array([0.7, 0.4, 0.25]),
        np.array([0.05, 0.03, 0.02]),
        count=12_000,
    )
    return _layered((0.9, skin), (0.16, _hiss(rng, 1_800, 6_000, ring_s=0.018)))


DRUMS: dict[str, Callable[[Rng], Audio]] = {
    "kick": _kick,
    "deep kick": _deep_kick,
    "soft kick": _soft_kick,
    "snare": _snare,
    "soft snare": _soft_snare,
    "clap": _clap,
    "rim": _rim,
    "hat": _hat,
    "open hat": _open_hat,
    "ride": _ride,
    "crash": _crash,
    "brush": _brush,
    "shaker": _shaker,
    "tom": _tom,
    "timpani": _timpani,
    "janggu low": _buk,
    "janggu high": _chae,
}
