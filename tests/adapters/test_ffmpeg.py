"""Every format is written from every other: same length, same rate, with its tags."""

import itertools
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile

from app.adapters.ffmpeg import Ffmpeg
from app.domain.errors import Abandoned, BadOutput
from app.domain.files import kind_of
from app.domain.formats import CONTENT_TYPES, FORMATS, Format
from app.domain.medium import Medium

SECONDS = 3.0
MAX = 50_000_000
PAIRS = list(itertools.permutations(FORMATS[Medium.SONG], 2))


def keep_going() -> None:
    """Nobody stands in the way."""


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stereo tone, as WAV at the rate of our songs."""
    path = tmp_path_factory.mktemp("tone") / "tone.wav"
    moments = np.arange(int(SECONDS * 44_100)) / 44_100
    sound = 0.4 * np.sin(2 * np.pi * 440 * moments)
    soundfile.write(path, np.stack([sound, sound], axis=1), 44_100)
    return path


def convert(source: Path, source_format: Format, target: Path, *, title: str = "비 & rain") -> Path:
    path = target.with_suffix(f".{target.name}")
    formats = (source_format, Format(target.name))
    Ffmpeg(max_bytes=MAX).convert(source, path, formats=formats, title=title, keep_going=keep_going)
    return path


@pytest.mark.parametrize(("given", "wanted"), PAIRS, ids="-".join)
def test_every_pair(tone: Path, tmp_path: Path, given: Format, wanted: Format) -> None:
    source = tone if given is Format.WAV else convert(tone, Format.WAV, tmp_path / given)

    made = convert(source, given, tmp_path / wanted)

    sound, rate = soundfile.read(made, always_2d=True)
    assert kind_of(made.read_bytes()[:512]) == CONTENT_TYPES[wanted]
    assert (rate, sound.shape[1]) == (44_100, 2)
    assert len(sound) / rate == pytest.approx(SECONDS, abs=0.05)
    assert 0.25 < np.sqrt((sound[4410:-4410] ** 2).mean()) < 0.31


@pytest.mark.parametrize("wanted", [Format.MP3, Format.FLAC, Format.OGG])
def test_title_and_artist_are_kept(tone: Path, tmp_path: Path, wanted: Format) -> None:
    tags = mutagen.File(convert(tone, Format.WAV, tmp_path / wanted), easy=True)

    assert tags is not None
    assert (tags["title"], tags["artist"]) == (["비 & rain"], ["Meanwhile"])


@pytest.mark.parametrize("wanted", [Format.MP3, Format.FLAC, Format.OGG])
def test_the_same_source_gives_the_same_bytes(tone: Path, tmp_path: Path, wanted: Format) -> None:
    (tmp_path / "again").mkdir()

    once, again = (
        convert(tone, Format.WAV, folder / wanted).read_bytes()
        for folder in (tmp_path, tmp_path / "again")
    )

    assert once == again


def test_what_is_no_song_is_told(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"#EXTM3U\nhttp://127.0.0.1/secret\n" * 100)

    with pytest.raises(BadOutput, match="ffmpeg ended with"):
        convert(source, Format.MP3, tmp_path / Format.WAV)


def test_a_file_that_would_be_too_large_is_not_written(tone: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.wav"

    with pytest.raises(BadOutput, match="larger than 0 MB"):
        Ffmpeg(max_bytes=1000).convert(
            tone,
            target,
            formats=(Format.WAV, Format.WAV),
            title="",
            keep_going=keep_going,
        )


def test_work_that_nobody_wants_any_more_ends(tone: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    sound, rate = soundfile.read(tone)
    soundfile.write(long, np.concatenate([sound] * 200), rate)

    def stop() -> None:
        raise Abandoned

    with pytest.raises(Abandoned):
        Ffmpeg(max_bytes=MAX).convert(
            long,
            tmp_path / "out.flac",
            formats=(Format.WAV, Format.FLAC),
            title="",
            keep_going=stop,
        )
