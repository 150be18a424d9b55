"""From paper to time: swing, human hands and echoes."""

from dataclasses import dataclass

from app.providers.sketch_song.dice import dice
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.score import Note
from app.providers.sketch_song.styles import STYLES
from app.providers.sketch_song.voices.drumkit import DRUMS

LEAD_IN_S = 0.03
FINE_SWING = frozenset({"lofi", "hiphop", "funk"})
ECHOING = frozenset({"soft lead", "synth lead", "synth pluck", "bell", "flute"})
ECHO_GENRES = frozenset({"ambient", "electronic", "lofi"})


@dataclass(frozen=True, slots=True)
class Played:
    """A note as it is heard: seconds instead of beats."""

    start_s: float
    held_s: float
    pitch: int
    velocity: float
    voice: str
    level_db: float
    pan: float


def perform(notes: list[Note], reading: Reading) -> list[Played]:
    """The notes in seconds, in order. Drums stay tight; hands are a little early or late."""
    style = STYLES[reading.genre]
    grain = 0.5 if reading.genre in FINE_SWING else 1.0
    beat_s = 60 / reading.tempo
    rng = dice(reading.salt, "hands")
    played: list[Played] = []
    for note in [*notes, *_echoes(notes, reading)]:
        tight = 0.0025 if note.voice in DRUMS else 0.006
        sway = min(2.5 * tight, max(-2.5 * tight, float(rng.normal(0, tight))))
        start = LEAD_IN_S + beat_s * _swung(note.start, style.swing, grain) + sway
        velocity = min(0.99, max(0.08, note.velocity * float(rng.uniform(0.94, 1.06))))
        held = max(0.06, beat_s * note.beats)
        place = (max(0.0, start), held, note.pitch, velocity)
        played.append(Played(*place, note.voice, note.level_db, note.pan))
    return sorted(played, key=lambda one: (one.start_s, one.voice, one.pitch, one.velocity))


def _swung(beat: float, swing: float, grain: float) -> float:
    """Off-beats come late: the middle of each grain moves from a half to `swing`."""
    whole, part = divmod(beat / grain, 1.0)
    bent = part * 2 * swing if part < 0.5 else swing + (part - 0.5) * 2 * (1 - swing)
    return (whole + bent) * grain


def _echoes(notes: list[Note], reading: Reading) -> list[Note]:
    if reading.genre not in ECHO_GENRES:
        return []
    source = [note for note in notes if note.voice in ECHOING and note.beats < 3]
    return [
        Note(
            note.start + late,
            note.beats,
            note.pitch,
            note.velocity * 0.8,
            note.voice,
            note.level_db - drop,
            side,
        )
        for note in source
        for late, drop, side in ((0.75, 10.0, -0.5), (1.5, 17.0, 0.5))
    ]
