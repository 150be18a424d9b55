"""How chords are played: strummed, rolled, stabbed, broken or laid down softly.

A figure is written for one bar as strokes: when, how long, which notes of the chord, how strong.
`all` plays the chord together, a number plays that note of it from the bottom, and `up` or
`down` spread it like a hand across strings.
"""

from dataclasses import dataclass

from numpy.random import Generator

from app.providers.sketch_song.form import Section
from app.providers.sketch_song.scales import Chord
from app.providers.sketch_song.score import Note, voicing

Stroke = tuple[float, float, str, float]
THIRD = 1 / 3


def _even(
    count: int, length: float, order: str, *, strengths: tuple[float, ...] = (0.75, 0.5)
) -> list[Stroke]:
    """A run of single notes; `order` names the notes of the chord, one digit each."""
    return [
        (place * length, length * 1.6, order[place % len(order)], strengths[min(place % 2, 1)])
        for place in range(count)
    ]


FIGURES: dict[str, list[list[Stroke]]] = {
    "block": [[(0, 3.8, "all", 0.7)], [(0, 1.9, "all", 0.7), (2, 1.8, "all", 0.55)]],
    "lazy": [
        [(0, 2.4, "up", 0.7), (2.5, 1.3, "all", 0.5)],
        [(0, 1.4, "up", 0.7), (1.5, 2.2, "all", 0.55)],
        [(0, 3.7, "up", 0.7)],
    ],
    "charleston": [
        [(0, 1.0, "all", 0.7), (1.5, 0.6, "all", 0.6)],
        [(0.5, 0.5, "all", 0.55), (2.5, 0.9, "all", 0.65)],
        [(1.5, 0.5, "all", 0.6), (3.5, 0.8, "all", 0.6)],
    ],
    "jazz stabs": [
        [(1, 0.4, "all", 0.6), (3, 0.4, "all", 0.6)],
        [(0, 0.8, "all", 0.65), (2.5, 0.4, "all", 0.55), (3.5, 0.5, "all", 0.6)],
        [(1.5, 1.9, "all", 0.6)],
    ],
    "alberti": [_even(8, 0.5, "0212"), _even(8, 0.5, "0212"), _even(8, 0.5, "0121")],
    "arpeggio": [_even(8, 0.5, "01232101"), _even(8, 0.5, "01230123"), _even(8, 0.5, "02132132")],
    "broken": [[(0, 1.0, "0", 0.7), (0.5, 3.0, "1", 0.5), (1, 3.0, "2", 0.5), (2, 1.8, "all", 0.5)],
               _even(8, 0.5, "01232123")],
    "swell": [[(0, 4.2, "all", 0.6)]],
    "drift": [[(0, 4, "0", 0.6), (1, 3, "2", 0.5), (2.5, 2, "1", 0.45)], [(0, 4, "1", 0.55), (1.5, 3, "3", 0.5)]],
    "sequence": [_even(16, 0.25, "0213021302130312"), _even(16, 0.25, "0012301200123213")],
    "offbeat": [[(place + 0.5, 0.4, "all", 0.65) for place in range(4)],
                [(0.5, 0.4, "all", 0.6), (1.5, 0.4, "all", 0.65), (2.5, 0.4, "all", 0.6), (3.25, 0.5, "all", 0.65)]],
    "drive": [[(place * 0.5, 0.45, "power", 0.8 if place % 4 == 0 else 0.6) for place in range(8)],
              [(0, 1.4, "power", 0.8), (1.5, 1.4, "power", 0.7), (3, 0.9, "power", 0.75)]],
    "strum": [
        [(0, 1, "down", 0.8), (1, 0.5, "down", 0.6), (1.5, 1, "up", 0.5), (2.5, 0.5, "up", 0.5), (3, 0.5, "down", 0.65),
         (3.5, 0.5, "up", 0.5)],
        [(0, 1, "down", 0.8), (1, 1, "down", 0.55), (2, 0.5, "down", 0.7), (2.5, 0.5, "up", 0.5), (3.5, 0.5, "up", 0.5)],
    ],
    "picking": [_even(8, 0.5, "02130213"), _even(8, 0.5, "03120312")],
    "ostinato": [_even(8, 0.5, "00120012", strengths=(0.75, 0.55)), _even(8, 0.5, "02010201", strengths=(0.75, 0.55))],
    "bossa": [
        [(0, 1.2, "all", 0.65), (1.5, 1.0, "all", 0.6), (3, 0.8, "all", 0.6)],
        [(0.5, 1.0, "all", 0.6), (2, 0.9, "all", 0.6), (3.5, 0.6, "all", 0.6)],
    ],
    "oom pah": [[(1, 0.6, "all", 0.55), (2, 0.6, "all", 0.5)]],
    "waltz arpeggio": [_even(6, 0.5, "012321"), _even(6, 0.5, "013231")],
    "sixteenths": [
        [(0, 0.2, "all", 0.6), (0.75, 0.2, "all", 0.5), (1.5, 0.3, "all", 0.6), (2.75, 0.2, "all", 0.55),
         (3.25, 0.2, "all", 0.5)],
        [(0.5, 0.2, "all", 0.55), (1.25, 0.2, "all", 0.5), (2.5, 0.3, "all", 0.6), (3.5, 0.2, "all", 0.55)],
    ],
    "gayageum rolls": [
        [(0, 1.6, "0", 0.75), (1, 1.2, "1", 0.55), (1 + 2 * THIRD, 1.0, "2", 0.5), (2, 1.6, "3", 0.65), (3, 1, "2", 0.5),
         (3 + 2 * THIRD, 0.8, "1", 0.5)],
        [(0, 2, "up", 0.7), (2, 1.2, "1", 0.55), (2 + 2 * THIRD, 1.0, "2", 0.5), (3, 1.2, "1", 0.5)],
    ],
}  # fmt: skip


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
