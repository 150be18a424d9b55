"""Bare samples become files that say how long they are."""

import io
import tracemalloc
import wave
from collections.abc import Iterator

import pytest

from app.domain.errors import BadOutput
from app.providers.elevenlabs.wav import as_wav

RATE = 8_000


def pieces(size: int, piece: int = 1000) -> Iterator[bytes]:
    """Noise that is no text."""
    for at in range(0, size, piece):
        yield (b"\x80\xff\x01\x7f" * 250)[: min(piece, size - at)]


def whole(size: int, *, known: bool, seconds: float = 2.0) -> bytes:
    """The file that comes of so many bytes of samples."""
    with as_wav(pieces(size), rate=RATE, seconds=seconds, size=size if known else None) as wav:
        return b"".join(wav)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_header_counts_what_follows_and_tells_the_channels(
    *, known: bool, channels: int
) -> None:
    file = whole(2 * RATE * 2 * channels, known=known)

    with wave.open(io.BytesIO(file)) as read:
        assert (read.getnchannels(), read.getframerate(), read.getsampwidth()) == (
            channels,
            RATE,
            2,
        )
        assert read.getnframes() == 2 * RATE


def test_what_has_a_header_already_keeps_it() -> None:
    given = whole(4_000, known=True)

    with as_wav(iter([given]), rate=RATE, seconds=1, size=None) as wav:
        assert b"".join(wav) == given


@pytest.mark.parametrize(
    "body", [b"", b"this is no music " * 9, b"ID3\x04" + bytes(99), b"OggS\x00"]
)
def test_what_is_no_sound_is_said(body: bytes) -> None:
    with pytest.raises(BadOutput), as_wav(iter([body]), rate=RATE, seconds=1, size=None):
        pass


def test_more_than_the_song_can_have_is_not_taken() -> None:
    with pytest.raises(BadOutput, match="more samples"):
        whole(200 * RATE * 4, known=False, seconds=1)


def test_a_long_song_is_never_whole_in_memory() -> None:
    tracemalloc.start()
    try:
        size = 60 * 48_000 * 4
        with as_wav(pieces(size), rate=48_000, seconds=60, size=None) as wav:
            total = sum(map(len, wav))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert total == size + 44
    assert most < 2_000_000
