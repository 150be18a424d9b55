"""A tone of any length in any format that a provider of songs may be asked for."""

import hashlib
import subprocess
from functools import lru_cache

import imageio_ffmpeg
import lameenc
import numpy as np

_PITCHES = 48


def tone(order: str, *, form: str, seconds: float) -> bytes:
    """`form`: `mp3_44100_128`, `pcm_24000` (16 bit, two channels, no header), `opus_48000_64`."""
    codec, rate, *kbit_s = form.split("_")
    step = hashlib.sha256(order.encode()).digest()[0] % _PITCHES
    return _made(codec, int(rate), int(kbit_s[0]) if kbit_s else 0, round(seconds, 3), step)


@lru_cache(maxsize=32)
def _made(codec: str, rate: int, kbit_s: int, seconds: float, step: int) -> bytes:
    samples = _samples(rate, seconds, step)
    if codec == "pcm":
        return samples
    if codec == "mp3":
        return _mp3(samples, rate, kbit_s)
    return _ogg(samples, rate, kbit_s)


def _samples(rate: int, seconds: float, step: int) -> bytes:
    at = np.arange(int(rate * seconds)) / rate
    wave = 9_000 * np.sin(2 * np.pi * 220.0 * 2 ** (step / 12) * at)
    fade = np.minimum(1, np.minimum(at, seconds - at) * 50)
    return np.repeat((wave * fade).astype("<i2"), 2).tobytes()


def _mp3(samples: bytes, rate: int, kbit_s: int) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_channels(2)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(kbit_s)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())


def _ogg(samples: bytes, rate: int, kbit_s: int) -> bytes:
    source = ["-f", "s16le", "-ar", str(rate), "-ac", "2", "-i", "-"]
    into = ["-c:a", "libopus", "-b:a", f"{kbit_s}k", "-f", "ogg", "-"]
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, *into]
    return subprocess.run(argv, input=samples, capture_output=True, check=True).stdout
