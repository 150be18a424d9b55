import numpy as np
import pytest

from app.providers.sketch_song.sound import RATE, frequency
from app.providers.sketch_song.voices.drumkit import DRUMS
from app.providers.sketch_song.voices.patches import DRUM_SEATS, PATCHES
from app.providers.sketch_song.voices.sampler import Sampler


def note(voice: str, pitch: int = 60, *, velocity: float = 0.6) -> np.ndarray:
    sampler = Sampler(brightness=0.5)
    sound = sampler.sound(voice, pitch, held_s=1.0, velocity=velocity)
    return sound if sound.ndim == 1 else sound.mean(axis=0)


@pytest.mark.parametrize("voice", [*PATCHES, *DRUMS])
def test_a_voice_starts_and_ends_in_silence(voice: str) -> None:
    wave = note(voice)

    peak = np.abs(wave).max()
    assert 0.02 < peak < 1.2
    assert np.isfinite(wave).all()
    assert abs(wave[0]) < 0.01 * peak
    assert abs(wave[-1]) < 0.01 * peak
    assert abs(wave.mean()) < 0.05 * peak


@pytest.mark.parametrize("voice", PATCHES)
def test_a_voice_is_in_tune(voice: str) -> None:
    patch = PATCHES[voice]
    pitch = min(patch.high - 2, max(patch.low + 2, 57))
    wave = note(voice, pitch)[: RATE // 2]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 18))
    bins = np.fft.rfftfreq(1 << 18, 1 / RATE)

    near = (bins > frequency(pitch) * 0.94) & (bins < frequency(pitch) * 1.06)
    found = bins[near][spectrum[near].argmax()]
    cents = 1200 * np.log2(found / frequency(pitch))
    assert abs(cents) < 22


def test_there_is_a_seat_for_every_drum() -> None:
    assert set(DRUM_SEATS) == set(DRUMS)


def test_a_strong_note_is_brighter_than_a_soft_one() -> None:
    def centre(wave: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(wave)) ** 2
        return float((power * np.fft.rfftfreq(len(wave), 1 / RATE)).sum() / power.sum())

    assert centre(note("piano", velocity=0.9)) > 1.1 * centre(note("piano", velocity=0.2))


def test_a_note_is_the_same_whatever_was_played_before() -> None:
    fresh, used = Sampler(brightness=0.5), Sampler(brightness=0.5)
    used.sound("harp", 64, held_s=1, velocity=0.5)
    used.sound("snare", 0, held_s=1, velocity=0.5)

    one, other = (s.sound("harp", 60, held_s=1, velocity=0.5) for s in (fresh, used))

    assert np.array_equal(one, other)
