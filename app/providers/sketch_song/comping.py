"""How chords are played: strummed, rolled, stabbed, broken or laid down softly."""

from dataclasses import dataclass

from numpy.random import Generator

from app.providers.sketch_song.figures import FIGURES, Stroke
from app.providers.sketch_song.form import Section
from app.providers.sketch_song.scales import Chord
from app.providers.sketch_song.score import Note, voicing


@dataclass(frozen=True)
class ChordPart:
    """Who plays the chords of a section, how, and where on the keyboard."""

    voice: str
    figure: str
    level_db: float
    centre: float = 60.0
    size: int = 4


def comp(part: ChordPart, section: Section, rng: Generator, *, variant: int) -> list[Note]:
    """The chords of a section. The figure changes on the second half and rests before the turn."""
    figures = FIGURES[part.figure]
    previous: tuple[int, ...] = ()
    notes: list[Note] = []
    for bar in range(section.bars):
        start = section.start + bar * section.beats
        figure = figures[(variant + (bar % 4 == 3) + (bar >= 4)) % len(figures)]
        for when, length, which, strength in figure:
            if when >= section.beats - 0.01:
                continue
            chord = section.chord_at(start + when)
            pitches = voicing(
                chord, centre=part.centre + section.shift, previous=previous, size=part.size
            )
            previous = pitches
            room = _room_left(section, start + when, length)
            velocity = strength * (0.85 + 0.25 * section.fullness) + float(rng.normal(0, 0.03))
            notes += _stroke(part, chord, pitches, (start + when, room, which, velocity))
    return notes


def _room_left(section: Section, beat: float, length: float) -> float:
    """Until the chord changes, and not much longer."""
    ends = [slot.start for slot in section.slots if slot.start > beat + 0.01]
    return min(length, (ends[0] if ends else section.end) - beat + 0.05)


def _stroke(part: ChordPart, chord: Chord, pitches: tuple[int, ...], stroke: Stroke) -> list[Note]:
    start, length, which, strength = stroke
    strength = min(0.95, max(0.15, strength))
    if which.isdigit():
        place = int(which)
        pitch = pitches[place % len(pitches)] + 12 * (place // len(pitches))
        return [Note(start, length, pitch, strength, part.voice, part.level_db)]
    if which == "power":
        low = 40 + (chord.root - 40) % 12
        pitches = (low, low + 7, low + 12)
    ordered = tuple(reversed(pitches)) if which == "up" and part.figure == "strum" else pitches
    spread = {"up": 0.045, "down": 0.03, "all": 0.008}.get(which, 0.0)
    softer = strength * (0.8 if which == "up" else 1.0)
    return [
        Note(start + place * spread, length, pitch, softer, part.voice, part.level_db - 3.0)
        for place, pitch in enumerate(ordered)
    ]
