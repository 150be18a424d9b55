"""Putting the notes in the room: levels, seats, releases, echo."""

from collections.abc import Callable

import numpy as np

from app.providers.sketch_song.performance import Played
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.room import BLOCK, Room
from app.providers.sketch_song.scenery import Scenery
from app.providers.sketch_song.sound import RATE, Audio, rise
from app.providers.sketch_song.styles import STYLES
from app.providers.sketch_song.voices.patch import Drum, Patch
from app.providers.sketch_song.voices.patches import DRUM_SEATS, PATCHES
from app.providers.sketch_song.voices.sampler import HELD_MAX_S, Sampler

SENDS = {"dry": 0.0, "near": 0.08, "hall": 0.16, "far": 0.3}
RELEASE_MAX_S = 1.0
REACH = BLOCK + int((HELD_MAX_S + RELEASE_MAX_S + 1) * RATE)


class Desk:
    """A stereo bus for each distance; notes ring on into the blocks that follow."""

    def __init__(self, reading: Reading) -> None:
        self._sampler = Sampler(brightness=reading.brightness)
        self._ringing_until = BLOCK
        self._buses = {name: np.zeros((2, REACH), dtype=np.float32) for name in SENDS}
        self._room = Room(STYLES[reading.genre].reverb)
        self._wet = np.float32(0.75 + 0.35 * STYLES[reading.genre].reverb)

    def play(self, note: Played, offset: int) -> None:
        """Adds a note that begins `offset` samples into the current block."""
        seat = _seat(note.voice)
        release = seat.release_s if isinstance(seat, Patch) else 0.0
        sound = self._sampler.sound(
            note.voice, note.pitch, held_s=note.held_s + release, velocity=note.velocity
        )
        if isinstance(seat, Patch):
            sound = _released(sound, note.held_s, release)
        gain = 10 ** ((note.level_db + seat.level_db) / 20) * note.velocity**1.4
        left, right = _seated(seat.pan + note.pan)
        bus = self._buses[seat.room]
        end = offset + sound.shape[-1]
        self._ringing_until = max(self._ringing_until, end)
        channels = (sound, sound) if sound.ndim == 1 else (sound[0], sound[1])
        bus[0, offset:end] += np.float32(gain * left) * channels[0]
        bus[1, offset:end] += np.float32(gain * right) * channels[1]

    def take_block(self) -> Audio:
        """The finished block; what rings on moves up."""
        block = np.zeros((2, BLOCK), dtype=np.float32)
        send = np.zeros(BLOCK, dtype=np.float32)
        for name, bus in self._buses.items():
            block += bus[:, :BLOCK]
            if SENDS[name]:
                send += np.float32(SENDS[name]) * (bus[0, :BLOCK] + bus[1, :BLOCK])
            rest = self._ringing_until - BLOCK
            bus[:, :rest] = bus[:, BLOCK : self._ringing_until].copy()
            bus[:, rest : self._ringing_until] = 0
        self._ringing_until = max(BLOCK, self._ringing_until - BLOCK)
        block += self._wet * self._room.answer(send)
        return block


def _seat(voice: str) -> Patch | Drum:
    return DRUM_SEATS[voice] if voice in DRUM_SEATS else PATCHES[voice]


def _seated(pan: float) -> tuple[float, float]:
    angle = (min(1.0, max(-1.0, pan)) + 1) * np.pi / 4
    return float(np.cos(angle) * 1.2), float(np.sin(angle) * 1.2)


def _released(sound: Audio, held_s: float, release_s: float) -> Audio:
    """The note let go after `held_s`: a smooth fall, never a cut."""
    fall = int(release_s * RATE)
    length = min(sound.shape[-1], int(held_s * RATE) + fall)
    fall = min(fall, length)
    part = sound[..., :length].copy()
    part[..., length - fall :] *= rise(fall)[::-1]
    return part


def mix(played: list[Played], reading: Reading, *, progress: Callable[[float], None]) -> Audio:
    """The whole song before mastering. `progress` hears the share of notes that are done."""
    total = reading.length_s * RATE
    song = np.zeros((2, total), dtype=np.float32)
    desk, scenery = Desk(reading), Scenery(reading.scenes)
    every = max(1, len(played) // 40)
    place = 0
    for start in range(0, total, BLOCK):
        while place < len(played) and played[place].start_s * RATE < min(total, start + BLOCK):
            desk.play(played[place], int(played[place].start_s * RATE) - start)
            place += 1
            if place % every == 0:
                progress(place / len(played))
        block = desk.take_block()
        scenery.add_to(block, start)
        size = min(BLOCK, total - start)
        song[:, start : start + size] = block[:, :size]
    progress(1.0)
    return song
