"""Who plays: the genre proposes, the words decide."""

from dataclasses import dataclass

from app.media.song import Genre, Mood
from app.providers.sketch_song.dice import dice, pick
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.roles import CHORDAL, HELD, MELODIC, SINGLE_LINE
from app.providers.sketch_song.styles import STYLES

BASSES = ("upright bass", "electric bass", "synth bass", "sub bass", "cello")
DRUM_WORDS = frozenset({"drums", "brush", "janggu"})
SOFTER_DRUMS = {"rock": "folk", "funk": "bossa", "four on the floor": "lofi"}


@dataclass(frozen=True)
class Cast:
    """The players by role; an empty name is a role nobody has."""

    melody: str
    second: str
    chords: str
    pad: str
    bass: str
    drums: str
    sparkle: str
    figure: str


def cast(reading: Reading) -> Cast:
    """Players that were asked for come first, refused ones never play."""
    style = STYLES[reading.genre]
    rng = dice(reading.salt, "cast")
    asked = [voice for voice in reading.instruments if voice not in reading.without]
    chords = _first([v for v in asked if v in CHORDAL], _allowed(style.chords, reading))
    melody = _melody(reading, asked, chords)
    others = [v for v in asked if v in MELODIC and v not in {melody, chords}]
    counters = [v for v in _allowed(style.counter, reading) if v != melody]
    pads = _allowed(style.pads, reading)
    return Cast(
        melody=melody,
        second=others[0] if others else pick(rng, counters or [melody]),
        chords=chords,
        pad=_first([v for v in asked if v in HELD and v != melody], pads),
        bass=_bass(reading, asked),
        drums=_drums(reading, asked),
        sparkle=_first([v for v in asked if v in {"bell", "music box", "harp"}], [style.sparkle]),
        figure=pick(rng, style.comping),
    )


def _first(*lists: list[str]) -> str:
    return next((voice for voices in lists for voice in voices), "")


def _allowed(voices: tuple[str, ...], reading: Reading) -> list[str]:
    family = {"piano": {"felt piano", "electric piano"}, "strings": {"short strings"}}
    refused = set(reading.without).union(*(family.get(v, set()) for v in reading.without))
    return [voice for voice in voices if voice not in refused]


def _melody(reading: Reading, asked: list[str], chords: str) -> str:
    if reading.sung and "voice" not in reading.without:
        return "voice"
    lines = [voice for voice in asked if voice in SINGLE_LINE]
    tuneful = [voice for voice in asked if voice in MELODIC]
    usual = _allowed(STYLES[reading.genre].melody, reading)
    if lines or tuneful:
        return _first(lines, [v for v in tuneful if v != chords], tuneful)
    rng = dice(reading.salt, "lead")
    return pick(rng, usual[:3]) if usual else (chords or "soft lead")


def _bass(reading: Reading, asked: list[str]) -> str:
    if "bass" in reading.without:
        return ""
    usual = STYLES[reading.genre].bass
    return _first([v for v in asked if v in BASSES and v != "cello"], [usual])


def _drums(reading: Reading, asked: list[str]) -> str:
    if reading.without & DRUM_WORDS:
        return ""
    style = STYLES[reading.genre].drums
    if not style and set(asked) & DRUM_WORDS:
        return "waltz" if STYLES[reading.genre].beats == 3 else "ballad"
    if reading.energy < 0.25 and reading.mood in {Mood.CALM, Mood.SAD, Mood.DREAMY}:
        return SOFTER_DRUMS.get(style, style)
    return style if reading.genre is not Genre.AMBIENT else ""
