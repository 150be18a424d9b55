"""Listening with other people's ears: tempo, brightness and likeness by librosa."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]

PROMPTS = [
    "비 오는 날 잔잔한 재즈 피아노",
    "신나는 여름 파티 일렉트로닉",
    "슬픈 이별 발라드",
    "가야금과 대금의 고요한 새벽",
    "epic orchestral battle",
    "dreamy ambient space",
    "happy folk ukulele",
    "어두운 힙합",
    "a tender waltz with accordion",
    "bossa nova on the beach",
    "funky bass and brass",
    "fast rock guitar riff",
]
HEARD_RATE = 22_050


def sound(heard: object) -> np.ndarray:
    import librosa

    mono = heard.mono.astype(np.float32)  # type: ignore[attr-defined]
    return librosa.resample(mono, orig_sr=44_100, target_sr=HEARD_RATE)


def brightness(heard: object) -> float:
    import librosa

    return float(librosa.feature.spectral_centroid(y=sound(heard), sr=HEARD_RATE).mean())


def portrait(heard: object) -> np.ndarray:
    """Harmony, colour and movement as numbers."""
    import librosa

    wave = sound(heard)
    chroma = librosa.feature.chroma_stft(y=wave, sr=HEARD_RATE, tuning=0.0).mean(axis=1)
    timbre = librosa.feature.mfcc(y=wave, sr=HEARD_RATE, n_mfcc=12).mean(axis=1)
    onsets = librosa.onset.onset_strength(y=wave, sr=HEARD_RATE)
    return np.concatenate([chroma / chroma.sum() * 4, timbre / 60, [onsets.mean() / 2]])


@pytest.mark.parametrize(
    ("genre", "tempo"),
    [
        ("jazz", 120),
        ("lofi", 84),
        ("electronic", 128),
        ("rock", 132),
        ("folk", 100),
        ("hiphop", 92),
        ("ballad", 72),
        ("cinematic", 110),
        ("bossa", 100),
        ("waltz", 120),
        ("funk", 108),
        ("gugak", 70),
    ],
)
def test_the_tempo_that_was_asked_for_is_heard(listen: Callable, genre: str, tempo: int) -> None:
    import librosa

    heard = listen("a song", genre=genre, tempo=tempo, length_s=22)

    found, _ = librosa.beat.beat_track(y=sound(heard), sr=HEARD_RATE, hop_length=128)
    ratios = [abs(float(np.atleast_1d(found)[0]) / share - tempo) for share in (0.5, 1, 2)]
    assert min(ratios) <= 2


def test_a_happy_song_sounds_brighter_than_a_sad_one(listen: Callable) -> None:
    happy, sad = listen("happy piano song"), listen("sad piano song")

    assert happy.song.facts["mode"] in {"major", "lydian", "mixolydian"}
    assert sad.song.facts["mode"] in {"minor", "dorian"}
    assert brightness(happy) > 1.2 * brightness(sad)


def test_twelve_prompts_are_twelve_songs(listen: Callable) -> None:
    songs = [listen(prompt) for prompt in PROMPTS]
    portraits = [portrait(song) for song in songs]

    distances = [float(np.linalg.norm(a - b)) for a, b in combinations(portraits, 2)]
    assert min(distances) > 0.3
    assert len({song.song.facts["genre"] for song in songs}) >= 11
    assert len({song.song.facts["key"] for song in songs}) >= 7
    tempos = [song.song.facts["tempo"] for song in songs]
    assert max(tempos) > 2 * min(tempos)


def test_a_second_take_is_another_song_of_the_same_kind(listen: Callable) -> None:
    one, two = listen(PROMPTS[0]), listen(PROMPTS[0], seed=2)

    for fact in ("genre", "mood", "tempo", "mode"):
        assert one.song.facts[fact] == two.song.facts[fact]
    assert float(np.linalg.norm(portrait(one) - portrait(two))) > 0.2


@pytest.mark.parametrize("prompt", ["dreamy ambient space", "calm piano", "sad strings, no drums"])
def test_there_are_no_clicks(listen: Callable, prompt: str) -> None:
    """A click is a jerk of one sample that nothing around it explains."""
    jerk = np.abs(np.diff(listen(prompt).mono, 2))
    window = 441
    around = np.sqrt(np.convolve(jerk**2, np.ones(window) / window, "same")) + 1e-4

    assert (jerk / around).max() < 12


def test_sections_differ_in_strength(listen: Callable) -> None:
    mono = listen("cinematic", length_s=31).mono
    seconds = mono[: len(mono) // 44_100 * 44_100].reshape(-1, 44_100)
    levels = 10 * np.log10(np.mean(seconds**2, axis=1) + 1e-9)[:-3]

    assert np.percentile(levels, 90) - np.percentile(levels, 10) > 2.5


def test_it_is_stereo_and_survives_mono(listen: Callable) -> None:
    samples = listen("calm piano").samples
    left, right = samples[:, 0], samples[:, 1]

    assert np.abs(left - right).max() > 0.02
    assert np.sqrt(np.mean(((left + right) / 2) ** 2)) > 0.5 * np.sqrt(np.mean(left**2))
