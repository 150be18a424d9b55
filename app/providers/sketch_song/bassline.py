"""Bass lines, from a held root to a walking line."""

from numpy.random import Generator

from app.providers.sketch_song.form import Section, Slot
from app.providers.sketch_song.scales import Chord
from app.providers.sketch_song.score import Note, nearest

Step = tuple[float, float, str, float]
LOWEST = 31

LINES: dict[str, list[list[Step]]] = {
    "roots": [[(0, 3.8, "root", 0.7)], [(0, 2.9, "root", 0.7), (3, 0.9, "fifth", 0.5)]],
    "lazy": [
        [(0, 1.4, "root", 0.75), (2.5, 1.3, "root", 0.6)],
        [(0, 2.3, "root", 0.75), (2.5, 0.5, "octave", 0.5), (3, 0.9, "fifth", 0.55)],
    ],
    "root fifth": [
        [(0, 1.8, "root", 0.75), (2, 1.8, "fifth", 0.65)],
        [(0, 1.8, "root", 0.75), (2, 0.9, "fifth", 0.65), (3, 0.9, "near", 0.55)],
    ],
    "open fifth": [[(0, 3.9, "root", 0.6), (2, 1.9, "fifth", 0.45)]],
    "drone": [[(0, 4.1, "root", 0.55)]],
    "pulse": [
        [(place + 0.5, 0.42, "root", 0.75) for place in range(4)],
        [(place * 0.5, 0.4, "octave" if place % 4 == 3 else "root", 0.7) for place in range(8)],
    ],
    "eighths": [
        [(place * 0.5, 0.45, "root", 0.78 if place % 2 == 0 else 0.6) for place in range(8)],
        [
            *((place * 0.5, 0.45, "root", 0.7) for place in range(6)),
            (3, 0.45, "fifth", 0.65),
            (3.5, 0.45, "near", 0.65),
        ],
    ],
    "eight-oh-eight": [
        [(0, 1.4, "root", 0.85), (1.75, 0.5, "root", 0.6), (2.5, 1.2, "root", 0.75)],
        [(0, 2.2, "root", 0.85), (2.75, 0.4, "root", 0.65), (3.5, 0.45, "fifth", 0.6)],
    ],
    "bossa": [
        [(0, 1.6, "root", 0.78), (2, 1.4, "fifth", 0.72), (3.5, 0.5, "fifth", 0.42)],
        [(0, 1.4, "root", 0.78), (1.5, 0.5, "fifth", 0.42), (2, 1.6, "fifth", 0.72)],
    ],
    "waltz": [[(0, 1.3, "root", 0.75)], [(0, 1.3, "fifth", 0.7)]],
    "funk": [
        [
            (0, 0.45, "root", 0.85),
            (0.75, 0.2, "root", 0.55),
            (1.5, 0.4, "octave", 0.65),
            (2.5, 0.3, "seventh", 0.6),
            (2.75, 0.2, "fifth", 0.55),
            (3.5, 0.4, "root", 0.6),
        ],
        [
            (0, 0.7, "root", 0.85),
            (1.25, 0.2, "octave", 0.6),
            (1.75, 0.2, "fifth", 0.55),
            (2, 0.4, "root", 0.7),
            (2.75, 0.2, "octave", 0.6),
            (3.25, 0.2, "seventh", 0.55),
            (3.5, 0.4, "near", 0.6),
        ],
    ],
}


def lay_bass(
    line: str, section: Section, rng: Generator, *, voice: str, level_db: float
) -> list[Note]:
    """The bass of a section, moving to the next root at the end of every bar that allows it."""
    if line == "walking":
        return _walking(section, rng, voice=voice, level_db=level_db)
    notes: list[Note] = []
    quiet = section.fullness < 0.38 and line not in {"drone", "open fifth", "waltz"}
    figures = LINES["roots" if quiet else line]
    for bar in range(section.bars):
        start = section.start + bar * section.beats
        busy = bar % 2 == 1 and section.fullness > 0.45
        figure = figures[1 % len(figures)] if busy else figures[0]
        for when, length, which, strength in figure:
            if when >= section.beats - 0.01:
                continue
            pitch = _pitch(section, start + when, which)
            room = min(length, section.end - start - when)
            velocity = strength + float(rng.normal(0, 0.025))
            notes.append(Note(start + when, room, pitch, min(0.95, velocity), voice, level_db))
        notes += _second_chord(section, start, figure, (voice, level_db))
    return notes


def _second_chord(
    section: Section, start: float, figure: list[Step], part: tuple[str, float]
) -> list[Note]:
    """A chord that begins inside the bar gets its root, if the figure has nothing there."""
    busy = {round(start + when, 2) for when, *_ in figure}
    inside = [s for s in section.slots if start < s.start < start + section.beats]
    voice, level_db = part
    return [
        Note(slot.start, slot.beats * 0.95, bass_root(slot.chord), 0.65, voice, level_db)
        for slot in inside
        if round(slot.start, 2) not in busy
    ]


def bass_root(chord: Chord) -> int:
    """The root in the octave above a low G: deep, and still a pitch on small speakers."""
    return LOWEST + (chord.root - LOWEST) % 12


def _pitch(section: Section, beat: float, which: str) -> int:
    chord = section.chord_at(beat)
    root = bass_root(chord)
    match which:
        case "fifth":
            fifth = next(
                (tone for tone in chord.tones if (tone - chord.root) % 12 in {6, 7, 8}), chord.root
            )
            return root + (fifth - root) % 12 - (12 if root > 38 else 0)
        case "octave":
            return root + 12
        case "seventh":
            return nearest((chord.tones[3] if len(chord.tones) > 3 else chord.root,), root + 10)
        case "near":
            return _approach(section, beat, root)
        case _:
            return root


def _approach(section: Section, beat: float, root: int) -> int:
    """A scale step next to the root that comes next."""
    following = [slot for slot in section.slots if slot.start > beat]
    goal = bass_root(following[0].chord) if following else root
    scale = section.chord_at(beat).scale
    return nearest(
        tuple(note for note in scale if note != goal % 12), goal + (1 if goal < root else -1)
    )


def _walking(section: Section, rng: Generator, *, voice: str, level_db: float) -> list[Note]:
    """A note on every beat: root, chord tones and steps, and a half step into the next root."""
    notes: list[Note] = []
    for place, slot in enumerate(section.slots):
        following = section.slots[(place + 1) % len(section.slots)]
        for beat, pitch in enumerate(_walk(slot, bass_root(following.chord), rng)):
            strength = 0.72 if beat % 2 == 0 else 0.64
            velocity = strength + float(rng.normal(0, 0.03))
            notes.append(Note(slot.start + beat, 0.92, pitch, velocity, voice, level_db))
    return notes


def _walk(slot: Slot, goal: int, rng: Generator) -> list[int]:
    count = max(1, round(slot.beats))
    line = [bass_root(slot.chord)]
    direction = 1 if goal > line[0] or rng.random() < 0.5 else -1
    while len(line) < count:
        if len(line) == count - 1:
            line.append(goal + (1 if rng.random() < 0.5 else -1))
            break
        tones = slot.chord.tones if len(line) == 2 else slot.chord.scale
        step = nearest(tones, line[-1] + direction * 3)
        line.append(step if step != line[-1] else line[-1] + direction * 2)
    return [pitch if pitch >= LOWEST - 3 else pitch + 12 for pitch in line]
