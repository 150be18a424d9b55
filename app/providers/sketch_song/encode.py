"""MP3 with its tags, and the outline of the wave."""

from collections.abc import Callable, Iterable
from io import BytesIO

import lameenc
import numpy as np
from mutagen.id3 import COMM, ID3, TBPM, TCON, TIT2, TKEY, TPE1

from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.sound import RATE, Audio

KBIT_S = 192
QUALITY = 5
PEAKS = 240
ARTIST = "Meanwhile sketch"


class Outline:
    """Collects the highest sample of each of many equal stretches."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._seen = 0
        self._peaks = np.zeros(PEAKS)

    def hear(self, block: Audio) -> None:
        """The next stretch of the sound."""
        heights = np.abs(block).max(axis=0)
        places = (np.arange(self._seen, self._seen + len(heights)) * PEAKS) // self._total
        firsts = np.flatnonzero(np.diff(places, prepend=-1))
        highest = np.maximum.reduceat(heights, firsts)
        here = places[firsts]
        self._peaks[here] = np.maximum(self._peaks[here], highest)
        self._seen += block.shape[1]

    def values(self) -> list[int]:
        """Whole numbers from 0 to 100; the loudest stretch is 100."""
        loudest = max(float(self._peaks.max()), 1e-9)
        return [round(100 * float(peak) / loudest) for peak in self._peaks]


def encode(
    blocks: Iterable[Audio],
    *,
    total: int,
    progress: Callable[[float], None],
    kbit_s: int = KBIT_S,
) -> tuple[bytes, list[int]]:
    """The MP3 frames and the outline of what went into them."""
    encoder = _encoder(kbit_s)
    outline, frames, done = Outline(total), bytearray(), 0
    for block in blocks:
        outline.hear(block)
        samples = np.clip(np.rint(block.T * 32_767), -32_768, 32_767).astype("<i2")
        frames += encoder.encode(samples.tobytes())
        done += block.shape[1]
        progress(done / total)
    frames += encoder.flush()
    return bytes(frames), outline.values()


def _encoder(kbit_s: int) -> "lameenc.Encoder":
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(kbit_s)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(2)
    encoder.set_quality(QUALITY)
    encoder.silence()
    return encoder


def tags(reading: Reading, *, title: str) -> bytes:
    """What players show. No dates, so that the same song is the same bytes."""
    id3 = ID3()
    id3.add(TIT2(encoding=3, text=title))
    id3.add(TPE1(encoding=3, text=ARTIST))
    id3.add(TCON(encoding=3, text=reading.genre.value))
    id3.add(TBPM(encoding=3, text=str(reading.tempo)))
    id3.add(TKEY(encoding=3, text=reading.key))
    comment = f"{reading.mood.value}, {reading.key}, seed {reading.seed}"
    id3.add(COMM(encoding=3, lang="eng", desc="", text=comment))
    file = BytesIO()
    id3.save(file, v2_version=3)
    return file.getvalue()
