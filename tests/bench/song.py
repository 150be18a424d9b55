"""How fast the sketch provider makes songs on one core, and what memory a long one needs."""

import subprocess
import sys

from app.media.song import Genre
from tests.bench.report import Figure
from tests.bench.rig import Rig

_ONE = """
import resource, sys, time
from app.media.song import SongParams
from app.providers.sketch_song import render_song
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
genre, length = sys.argv[1], int(sys.argv[2])
params = SongParams(prompt="rain on a tin roof", genre=genre, length_s=length)
started = time.process_time()
render_song(params, seed=7, progress=lambda share: None, title="Rain")
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.process_time() - started, used / 1000, before / 1000)
"""
_FEW = (Genre.JAZZ, Genre.AMBIENT, Genre.ELECTRONIC)


def run(rig: Rig) -> list[Figure]:
    """One process per song, so that none is warmed up by another."""
    genres = _FEW if rig.quick else tuple(Genre)
    length = rig.size(60, 20)
    figures = []
    for genre in genres:
        cpu_s, _, _ = _made(genre, length)
        figures.append(Figure(f"{genre}, times real time on one core", length / cpu_s, "×"))
    long = rig.size(300, 60)
    _, most, before = _made(Genre.CINEMATIC, long)
    return [*figures, Figure(f"memory for {long} s", most, "MB", before, "imports only")]


def _made(genre: Genre, length_s: int) -> tuple[float, float, float]:
    words = [sys.executable, "-c", _ONE, genre.value, str(length_s)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    cpu_s, most, before = (float(word) for word in done.stdout.split())
    return cpu_s, most, before
