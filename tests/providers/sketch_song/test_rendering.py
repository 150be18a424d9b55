import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256

import numpy as np
import pyloudnorm
import pytest
from mutagen.mp3 import MP3
from scipy.signal import resample_poly

from app.media.song import Genre, SongParams
from app.providers.sketch_song import render_song

GENRES = [genre.value for genre in Genre]


class Stopped(Exception):
    """Somebody cancelled."""


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_is_loud_enough_and_never_too_loud(listen: Callable, genre: str) -> None:
    heard = listen("a song", genre=genre)

    loudness = pyloudnorm.Meter(heard.rate).integrated_loudness(heard.samples)
    true_peak = 20 * np.log10(np.abs(resample_poly(heard.samples, 4, 1, axis=0)).max())
    assert -16 <= loudness <= -13
    assert true_peak <= -1


@pytest.mark.parametrize("length_s", [3, 5, 12, 31])
def test_a_song_is_as_long_as_asked(listen: Callable, length_s: int) -> None:
    heard = listen("calm piano", length_s=length_s)

    assert len(heard.samples) / heard.rate == pytest.approx(length_s, abs=0.1)
    assert heard.song.duration_s == length_s


@pytest.mark.parametrize("length_s", [3, 12])
def test_a_song_begins_and_ends_in_silence(listen: Callable, length_s: int) -> None:
    heard = listen("calm piano", length_s=length_s)

    assert np.abs(heard.samples[:64]).max() < 0.01
    assert np.abs(heard.samples[-500:]).max() < 0.01
    assert np.abs(heard.samples[heard.rate // 20 : heard.rate]).max() > 0.05


def test_progress_is_told_often_and_never_goes_back(listen: Callable) -> None:
    for length_s in (3, 12):
        shares = listen("calm piano", length_s=length_s).shares

        assert len(shares) >= 25
        assert list(shares) == sorted(shares)
        assert (shares[0], shares[-1]) == (0, 1)
        assert max(np.diff(shares)) < 0.25


@pytest.mark.parametrize("when", [0.0, 0.3, 0.7, 0.9])
def test_work_stops_when_progress_says_so(when: float) -> None:
    def stop(share: float) -> None:
        if share >= when:
            raise Stopped

    with pytest.raises(Stopped):
        render_song(SongParams(prompt="jazz", length_s=3), seed=1, progress=stop)


def test_another_process_makes_the_same_bytes(listen: Callable) -> None:
    code = (
        "import hashlib; from app.media.song import SongParams;"
        "from app.providers.sketch_song import render_song;"
        "song = render_song(SongParams(prompt='재즈 😢', length_s=4), seed=7, progress=print);"
        "print(hashlib.sha256(song.mp3).hexdigest())"
    )
    here = sha256(listen("재즈 😢", seed=7, length_s=4).song.mp3).hexdigest()

    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert out.split()[-1] == here


def test_the_file_says_what_it_is() -> None:
    params = SongParams(prompt="jazz 120 bpm", length_s=3)
    file = MP3(
        io.BytesIO(render_song(params, seed=1, progress=lambda _: None, title="비와 너").mp3)
    )

    assert file.tags is not None
    assert str(file.tags["TIT2"]) == "비와 너"
    assert str(file.tags["TPE1"]) == "Meanwhile sketch"
    assert str(file.tags["TCON"]) == "jazz"
    assert str(file.tags["TBPM"]) == "120"
    assert "seed 1" in str(file.tags.getall("COMM")[0])
    assert not file.tags.getall("TDRC")
    sound = vars(file.info)
    assert (sound["sample_rate"], sound["channels"], sound["bitrate"]) == (44_100, 2, 192_000)


def test_facts_say_what_was_understood(listen: Callable) -> None:
    facts = listen("비 오는 날 잔잔한 재즈 피아노", tempo=90).song.facts

    assert facts["genre"] == "jazz"
    assert facts["mood"] == "calm"
    assert facts["tempo"] == 90
    assert facts["heard"] == ["비 오는", "잔잔", "재즈", "피아노"]
    assert "piano" in facts["instruments"]
    assert facts["form"][-1] == "end"
    assert json.loads(json.dumps(facts)) == facts


def test_peaks_follow_the_sound(listen: Callable) -> None:
    heard = listen("calm piano")
    peaks = heard.song.peaks

    assert len(peaks) == 240
    assert all(0 <= peak <= 100 for peak in peaks)
    assert max(peaks) == 100
    decoded = np.abs(heard.samples[: 240 * 2_205]).max(axis=1).reshape(240, -1).max(axis=1)
    assert np.corrcoef(peaks, decoded)[0, 1] > 0.8


@pytest.mark.parametrize("prompt", ["qwzx", "مرحبا بالعالم", "🌧️😢", "!!!", "\u202eabc", "a" * 2000])
def test_any_words_make_a_song(listen: Callable, prompt: str) -> None:
    heard = listen(prompt, length_s=4)

    loudness = pyloudnorm.Meter(heard.rate).integrated_loudness(heard.samples)
    assert -16 <= loudness <= -13


@pytest.mark.parametrize("tempo", [40, 220])
def test_extreme_tempos_make_songs_of_the_right_length(listen: Callable, tempo: int) -> None:
    heard = listen("jazz", tempo=tempo, length_s=5)

    assert len(heard.samples) / heard.rate == pytest.approx(5, abs=0.1)
