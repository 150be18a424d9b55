"""Listens to finished songs with ffmpeg, which a wheel brings: their length and their shape."""

import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from typing import IO, Any

from app.domain.formats import Format
from app.domain.ports import Heard

_RATE = 8_000
_BLOCK = 400
"""Samples, a twentieth of a second, of which only the loudest is remembered."""
_PIECE = _BLOCK * 2 * 160
_PEAKS = 240
_WITHIN_S = 120.0
_LONGEST_S = 3 * 3600


class FfmpegEar:
    """Decodes as it reads, so a song of any size takes a few megabytes and one processor."""

    @cached_property
    def _program(self) -> str:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()

    def hear(self, chunks: Iterable[bytes], *, format_: Format) -> Heard | None:
        """Length and shape of a song; None when it cannot be understood."""
        process = subprocess.Popen(
            self._words(format_),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if process.stdin is None or process.stdout is None:
            raise TypeError("a process that was given pipes has none")
        patience = threading.Timer(_WITHIN_S, process.kill)
        feeder = threading.Thread(target=_feed, args=(process.stdin, chunks), daemon=True)
        patience.start()
        feeder.start()
        try:
            return _shape(process.stdout)
        finally:
            patience.cancel()
            process.kill()
            process.wait()
            process.stdout.close()
            feeder.join()

    def _words(self, format_: Format) -> list[str]:
        """The format is said and never guessed, and nothing but the pipe may be opened."""
        quiet = ("-hide_banner", "-nostdin", "-loglevel", "quiet", "-threads", "1")
        read = ("-protocol_whitelist", "pipe", "-f", format_.value, "-i", "pipe:0")
        sound = ("-map", "0:a:0", "-t", str(_LONGEST_S), "-ac", "1", "-ar", str(_RATE))
        return [self._program, *quiet, *read, *sound, "-f", "s16le", "pipe:1"]


def _feed(stdin: IO[bytes], chunks: Iterable[bytes]) -> None:
    # A song that is not understood is not read to its end; one that breaks off is heard so far.
    with suppress(OSError), stdin:
        for chunk in chunks:
            stdin.write(chunk)


def _shape(stdout: IO[bytes]) -> Heard | None:
    import numpy as np

    loudest: list[Any] = []
    samples = 0
    while piece := stdout.read(_PIECE):
        sound = np.abs(np.frombuffer(piece[: len(piece) // 2 * 2], dtype="<i2").astype(np.int32))
        samples += len(sound)
        rest = np.pad(sound, (0, -len(sound) % _BLOCK))
        loudest.append(rest.reshape(-1, _BLOCK).max(axis=1))
    if not samples:
        return None
    blocks = np.concatenate(loudest)
    edges = np.linspace(0, len(blocks), _PEAKS + 1).astype(int)
    peaks = [blocks[a : max(b, a + 1)].max() for a, b in pairwise(edges)]
    most = max(1, int(max(peaks)))
    return Heard(samples / _RATE, tuple(round(100 * int(peak) / most) for peak in peaks))
