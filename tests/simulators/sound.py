"""A second of music: a real MP3 that players play, another one for every order."""

import hashlib
import math
import subprocess
from array import array
from functools import lru_cache

import lameenc
from imageio_ffmpeg import get_ffmpeg_exe

MP3 = "audio/mpeg"
RATE = 22_050
SECONDS = 1.0
_PITCHES = 48


def song_of(order: str) -> bytes:
    """A tone whose pitch and title come from the order, so that no two files are the same."""
    digest = hashlib.sha256(order.encode()).digest()
    return _title(order) + _tone(digest[0] % _PITCHES)


@lru_cache(maxsize=8)
def flac_of(order: str) -> bytes:
    """The same song without loss."""
    words = (get_ffmpeg_exe(), "-loglevel", "error", "-i", "-", "-f", "flac", "-")
    return subprocess.run(words, input=song_of(order), capture_output=True, check=True).stdout


@lru_cache(maxsize=_PITCHES)
def _tone(step: int) -> bytes:
    pitch = 220.0 * 2 ** (step / 12)
    count = int(RATE * SECONDS)
    samples = array("h", (_sample(pitch, i, count) for i in range(count)))
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(48)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())


def _sample(pitch: float, i: int, count: int) -> int:
    fade = min(1.0, i / 400, (count - i) / 4000)
    return int(12_000 * fade * math.sin(2 * math.pi * pitch * i / RATE))


def _title(words: str) -> bytes:
    """An ID3v2.3 tag with nothing but a title."""
    text = b"\x00" + words.encode("latin-1", "replace")
    frame = b"TIT2" + len(text).to_bytes(4, "big") + b"\x00\x00" + text
    size = len(frame)
    packed = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + packed + frame
