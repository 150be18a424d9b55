"""What listening to a song tells."""

import itertools
import math
import resource
import subprocess
import tracemalloc
from array import array
from collections.abc import Iterator

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from app.adapters.ear import FfmpegEar
from app.domain.formats import FORMATS, Format
from app.domain.medium import Medium

RATE = 44_100
SECONDS = 4


def a_swell() -> bytes:
    """A tone that begins in silence and grows."""
    count = RATE * SECONDS
    tone = (int(30_000 * i / count * math.sin(i / 20)) for i in range(count))
    return array("h", tone).tobytes()


def as_(format_: Format, pcm: bytes) -> bytes:
    words = (get_ffmpeg_exe(), "-loglevel", "error", "-f", "s16le", "-ar", str(RATE), "-i", "-")
    argv = (*words, "-f", format_.value, "-")
    return subprocess.run(argv, input=pcm, capture_output=True, check=True).stdout


@pytest.mark.parametrize("format_", FORMATS[Medium.SONG])
def test_length_and_shape_are_true_in_every_format(format_: Format) -> None:
    heard = FfmpegEar().hear([as_(format_, a_swell())], format_=format_)

    assert heard is not None
    assert heard.duration_s == pytest.approx(SECONDS, abs=0.1)
    assert len(heard.peaks) == 240
    assert max(heard.peaks) == 100
    assert heard.peaks[20] < heard.peaks[120] < heard.peaks[220]
    assert all(0 <= peak <= 100 for peak in heard.peaks)


@pytest.mark.parametrize("sound", [b"", b"no music at all " * 500, b"ID3\x04" + bytes(5000)])
def test_what_is_no_music_is_not_heard(sound: bytes) -> None:
    assert FfmpegEar().hear([sound], format_=Format.MP3) is None


def test_a_song_that_breaks_off_is_heard_so_far() -> None:
    whole = as_(Format.MP3, a_swell())

    def broken() -> Iterator[bytes]:
        yield whole[: len(whole) // 2]
        raise OSError("the storage is away")

    heard = FfmpegEar().hear(broken(), format_=Format.MP3)

    assert heard is not None
    assert heard.duration_s < SECONDS


def test_a_playlist_opens_nothing() -> None:
    heard = FfmpegEar().hear([b"#EXTM3U\nfile:///etc/passwd\n"], format_=Format.MP3)

    assert heard is None


def test_an_hour_of_music_takes_no_more_memory_than_a_minute() -> None:
    minute = as_(Format.MP3, a_swell() * 15)
    ear = FfmpegEar()
    ear.hear([minute], format_=Format.MP3)

    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    tracemalloc.start()
    heard = ear.hear(itertools.repeat(minute, 20), format_=Format.MP3)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert heard is not None
    assert heard.duration_s == pytest.approx(20 * 60, rel=0.01)
    assert most < 8_000_000
    # The figure is that of the largest child this process ever had, other tests' included.
    now = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert now == largest_child or now < 200_000
