"""Every note is made once and kept while there is room: songs repeat their notes."""

from collections import OrderedDict
from math import ceil

import numpy as np

from app.providers.sketch_song.dice import dice
from app.providers.sketch_song.sound import RATE, Audio, fade_edges, frequency
from app.providers.sketch_song.voices.drumkit import DRUMS
from app.providers.sketch_song.voices.patch import Patch
from app.providers.sketch_song.voices.patches import PATCHES
from app.providers.sketch_song.voices.plucked import Pluck, pluck
from app.providers.sketch_song.voices.struck import Bank, Fm, modulate, strike
from app.providers.sketch_song.voices.sustained import Wave, hold

ROOM_BYTES = 72_000_000
LOUDNESS_STEPS = 3
HELD_STEP_S = 0.5
HELD_MAX_S = 14.0

Key = tuple[str, int, int, float]


class Sampler:
    """Plays single notes. The same question gets the same samples, asked in any order."""

    def __init__(self, *, brightness: float) -> None:
        self.brightness = brightness
        self._kept: OrderedDict[Key, Audio] = OrderedDict()
        self._bytes = 0

    def sound(self, voice: str, pitch: int, *, held_s: float, velocity: float) -> Audio:
        """At least `held_s` of the note, or all of it when it has rung out before. Read only."""
        step = min(LOUDNESS_STEPS - 1, int(velocity * LOUDNESS_STEPS))
        key = (voice, pitch, step, self._length(voice, held_s))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        audio = self._made(key)
        self._keep(key, audio)
        return audio

    def _length(self, voice: str, held_s: float) -> float:
        if voice in DRUMS:
            return 0.0
        patch = PATCHES[voice]
        if isinstance(patch.sound, Wave):
            return min(HELD_MAX_S, ceil(held_s / HELD_STEP_S) * HELD_STEP_S)
        return patch.ring_s / 2 if held_s < patch.ring_s / 2 else patch.ring_s

    def _made(self, key: Key) -> Audio:
        voice, pitch, step, length_s = key
        rng = dice("note", voice, pitch, step)
        if voice in DRUMS:
            return _levelled(fade_edges(DRUMS[voice](rng), attack_s=0.0006, release_s=0.02), 0.03)
        bright = min(1.0, max(0.05, self.brightness + 0.22 * (step - 1)))
        patch = PATCHES[voice]
        audio = _note(patch, frequency(pitch), length_s, brightness=bright, rng=rng)
        return _levelled(fade_edges(audio, attack_s=0.002, release_s=0.05), 0.12)

    def _keep(self, key: Key, audio: Audio) -> None:
        self._kept[key] = audio
        self._bytes += audio.nbytes
        while self._bytes > ROOM_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.nbytes


def _note(
    patch: Patch, pitch_hz: float, length_s: float, *, brightness: float, rng: np.random.Generator
) -> Audio:
    match patch.sound:
        case Bank() as bank:
            return strike(bank, pitch_hz, ring_s=length_s, brightness=brightness, rng=rng)
        case Fm() as fm:
            return modulate(fm, pitch_hz, ring_s=length_s, brightness=brightness)
        case Pluck() as string:
            return pluck(string, pitch_hz, ring_s=length_s, brightness=brightness, rng=rng)
        case Wave() as wave:
            return hold(wave, pitch_hz, hold_s=length_s, brightness=brightness, rng=rng)


def _levelled(audio: Audio, window_s: float) -> Audio:
    """Equally strong in its strongest moment, so that the table of levels means something."""
    mono = audio if audio.ndim == 1 else audio[0]
    size = min(len(mono), int(window_s * RATE))
    usable = mono[: len(mono) // size * size].reshape(-1, size)
    strongest = float(np.sqrt(np.max(np.mean(usable * usable, axis=1))))
    audio *= np.float32(0.1 / max(strongest, 1e-9))
    return audio
