"""Writes songs in other formats with ffmpeg, which a wheel brings."""

import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from app.domain.errors import BadOutput
from app.domain.formats import Format

_LOOK_EVERY_S = 0.25
_ARTIST = "Meanwhile"
_CODECS: dict[Format, tuple[str, ...]] = {
    Format.MP3: ("-c:a", "libmp3lame", "-q:a", "0", "-id3v2_version", "3"),
    Format.WAV: ("-c:a", "pcm_s16le"),
    Format.FLAC: ("-c:a", "flac", "-sample_fmt", "s16", "-compression_level", "8"),
    # Vorbis keeps the sample rate, which Opus would change.
    Format.OGG: ("-c:a", "libvorbis", "-q:a", "7"),
}


class Ffmpeg:
    """Converts one file at a time, on one thread, with little memory."""

    def __init__(self, *, max_bytes: int) -> None:
        self._max = max_bytes

    @cached_property
    def _program(self) -> str:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()

    def convert(
        self,
        source: Path,
        target: Path,
        *,
        formats: tuple[Format, Format],
        title: str,
        keep_going: Callable[[], None],
    ) -> Mapping[str, Any]:
        """Write the file; the same source gives the same bytes. Raises `BadOutput`."""
        argv = self._words(source, target, formats=formats, title=title)
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            try:
                _wait(process, keep_going)
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            said.seek(0)
            words = said.read(2000).decode(errors="replace").strip()
        if process.returncode != 0:
            raise BadOutput(f"ffmpeg ended with {process.returncode}: {words}")
        if target.stat().st_size > self._max:
            raise BadOutput(f"the file would be larger than {self._max // 1_000_000} MB")
        return {}

    def _words(
        self, source: Path, target: Path, *, formats: tuple[Format, Format], title: str
    ) -> list[str]:
        """
        The command.

        The source's format is said and never guessed, and only files may be opened: a file that
        looks like a playlist leads nowhere.
        """
        quiet = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-threads", "1")
        read = ("-protocol_whitelist", "file", "-f", formats[0], "-i", f"file:{source}")
        sound = ("-map", "0:a:0", "-map_metadata", "-1", *_CODECS[formats[1]])
        # Without these the result would name the program's version and a random number.
        same = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-threads", "1")
        tags = ("-metadata", f"title={title}", "-metadata", f"artist={_ARTIST}")
        cap = ("-fs", str(self._max + 1_000_000), "-f", formats[1], f"file:{target}")
        return [self._program, *quiet, *read, *sound, *same, *tags, *cap]


def _wait(process: subprocess.Popen[bytes], keep_going: Callable[[], None]) -> None:
    while True:
        try:
            process.wait(_LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            keep_going()
        else:
            return
