"""From a request to a finished file."""

from collections.abc import Callable
from dataclasses import dataclass

from app.media.song import SongParams
from app.providers.sketch_song.arrangement import arrange
from app.providers.sketch_song.form import Form, plan
from app.providers.sketch_song.performance import Played, perform
from app.providers.sketch_song.reading import Reading, read_words
from app.providers.sketch_song.scales import MODE_NAMES
from app.providers.sketch_song.sound import RATE

Progress = Callable[[float], None]
Facts = dict[str, str | int | float | list[str]]


@dataclass(frozen=True)
class RenderedSong:
    """A song as a file, and what there is to say about it."""

    mp3: bytes
    duration_s: float
    peaks: list[int]
    facts: Facts


def render_song(
    params: SongParams, *, seed: int, progress: Progress, title: str = ""
) -> RenderedSong:
    """The same words and seed give the same bytes. Whatever `progress` raises goes through."""
    # numpy is quick to import, scipy and the encoder are not: only who renders waits for them.
    from app.providers.sketch_song.encode import KBIT_S, encode, tags
    from app.providers.sketch_song.master import master
    from app.providers.sketch_song.mix import mix

    progress(0.0)
    reading = read_words(params, seed)
    form = plan(reading)
    played = perform(arrange(reading, form), reading)
    song = mix(played, reading, progress=_part(progress, 0.02, 0.62))
    mastered = master(song, reading, progress=_part(progress, 0.62, 0.8))
    total = reading.length_s * RATE
    wanted = params.output_format.kbit_s if params.output_format else None
    frames, peaks = encode(
        mastered.blocks(),
        total=total,
        progress=_part(progress, 0.8, 0.999),
        kbit_s=wanted or KBIT_S,
    )
    name = title or " ".join(params.prompt.split())[:80]
    result = RenderedSong(
        tags(reading, title=name) + frames, total / RATE, peaks, _facts(reading, form, played)
    )
    progress(1.0)
    return result


def _part(progress: Progress, start: float, end: float) -> Progress:
    """A stage reports its own share; this places it in the whole."""
    return lambda share: progress(start + (end - start) * share)


def _facts(reading: Reading, form: Form, played: list[Played]) -> Facts:
    return {
        "genre": reading.genre.value,
        "mood": reading.mood.value,
        "tempo": reading.tempo,
        "key": reading.key,
        "mode": MODE_NAMES.get(reading.mode, reading.mode),
        "instruments": sorted({note.voice for note in played}),
        "form": form.names,
        "heard": list(reading.heard),
        "seed": reading.seed,
    }
