"""The room: a made-up echo of it, and convolution in blocks."""

import numpy as np
from scipy.fft import irfft, rfft

from app.providers.sketch_song.dice import dice
from app.providers.sketch_song.sound import RATE, Audio, rise

BLOCK = 1 << 17
"""Samples mixed at once; also the longest echo of the room."""


def echo_of_the_room(size: float) -> Audio:
    """A stereo impulse response: bright early, dark late, different in each ear."""
    count = min(BLOCK, int((0.9 + 1.1 * size) * RATE))
    ears = [_ear(dice("room", side), count, size) for side in ("left", "right")]
    response = np.stack(ears)
    response /= np.sqrt(np.sum(response**2, axis=1, keepdims=True))
    return response.astype(np.float32)


def _ear(rng: np.random.Generator, count: int, size: float) -> Audio:
    now = np.arange(count) / RATE
    bins = np.fft.rfftfreq(count, 1 / RATE)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    rumble = bins**2 / (bins**2 + 220**2)
    dark = np.fft.irfft(spectrum * rumble / (1 + (bins / 1_600) ** 2), count)
    bright = np.fft.irfft(spectrum * rumble / (1 + (bins / 5_500) ** 4), count)
    fall = 0.16 + 0.2 * size
    tail = dark * np.exp(-now / fall) + 0.35 * bright * np.exp(-now / (0.4 * fall))
    delay = int(0.012 * RATE)
    tail[delay : delay + 400] *= rise(400)
    tail[:delay] = 0
    tail[-4_000:] *= rise(4_000)[::-1]
    return tail.astype(np.float32)


class Room:
    """Convolves a mono send with the room, block by block; remembers what still rings."""

    def __init__(self, size: float) -> None:
        response = echo_of_the_room(size)
        self._spectrum = np.asarray(rfft(response, 2 * BLOCK))
        self._ringing = np.zeros((2, BLOCK), dtype=np.float32)

    def answer(self, send: Audio) -> Audio:
        """The echo that belongs to this block. `send` is exactly one block long."""
        heard = np.asarray(rfft(send, 2 * BLOCK))
        echo = np.asarray(irfft(self._spectrum * heard, 2 * BLOCK))
        echo[:, :BLOCK] += self._ringing
        self._ringing = echo[:, BLOCK:].copy()
        return echo[:, :BLOCK]
