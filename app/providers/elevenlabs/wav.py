"""Bare samples become a WAV file: its header says how many there are, so they are counted first."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from tempfile import TemporaryFile

from app.domain.errors import BadOutput

_CHUNK = 256 * 1024
_SAMPLE = 2
_STEREO = 2
_LONGER = 1.5
"""Twice as many bytes as one channel of the asked length needs: two channels."""
_SPARE_S = 60
_ENOUGH_TO_TELL = 64


@contextmanager
def as_wav(
    pieces: Iterator[bytes], *, rate: int, seconds: float, size: int | None
) -> Iterator[Iterator[bytes]]:
    """
    A WAV file in pieces, made of 16-bit samples in pieces; `size` is their bytes, when known.

    An unknown size is counted by way of a file without a name, never in memory. How many channels
    there are is nowhere said, so it is told from the size. Raises `BadOutput` for what is no sound.
    """
    head = next(pieces, b"")
    if len(head) < _ENOUGH_TO_TELL:
        head += next(pieces, b"")
    if head.startswith(b"RIFF"):
        yield chain([head], pieces)
        return
    _must_be_samples(head)
    pieces = chain([head], pieces)
    if size is not None:
        yield chain([header(size, rate=rate, channels=_channels(size, rate, seconds))], pieces)
        return
    most = int((seconds + _SPARE_S) * rate * _SAMPLE * _STEREO)
    with TemporaryFile() as counted:
        for piece in pieces:
            counted.write(piece)
            if counted.tell() > most:
                raise BadOutput("more samples came than the song can have")
        size = counted.tell()
        counted.seek(0)
        beginning = header(size, rate=rate, channels=_channels(size, rate, seconds))
        yield chain([beginning], iter(lambda: counted.read(_CHUNK), b""))


def header(size: int, *, rate: int, channels: int) -> bytes:
    """The 44 bytes before so many bytes of 16-bit samples."""
    block = channels * _SAMPLE
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * block, block, 8 * _SAMPLE)
    total = struct.pack("<I", 36 + size)
    return b"RIFF" + total + b"WAVEfmt \x10\0\0\0" + form + b"data" + struct.pack("<I", size)


def _channels(size: int, rate: int, seconds: float) -> int:
    return _STEREO if size > _LONGER * seconds * rate * _SAMPLE else 1


def _must_be_samples(head: bytes) -> None:
    """Samples have no beginning to know them by, but other things have."""
    beginning = head[:_ENOUGH_TO_TELL]
    is_text = beginning.isascii() and beginning.decode("ascii").isprintable()
    if not beginning or is_text or beginning.startswith((b"ID3", b"OggS", b"fLaC")):
        raise BadOutput("no samples came, but " + ("something else" if beginning else "nothing"))
