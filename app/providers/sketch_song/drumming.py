"""Drummers: which pattern a section gets, small changes, and fills into what follows."""

from numpy.random import Generator

from app.providers.sketch_song.form import Section
from app.providers.sketch_song.patterns import FILLS, PATTERNS, Pattern
from app.providers.sketch_song.score import Note

WITH_CRASH = frozenset({"rock", "four on the floor", "ballad", "cinematic", "funk"})
KICKS = frozenset({"kick", "deep kick", "soft kick", "janggu low", "timpani"})


def drum(style: str, section: Section, rng: Generator, *, level_db: float) -> list[Note]:
    """The drums of a section: fuller as it is fuller, with a fill into what follows."""
    quiet, middle, full = PATTERNS[style]
    pattern = quiet if section.fullness < 0.42 else middle if section.fullness < 0.72 else full
    notes: list[Note] = []
    for bar in range(section.bars):
        start = section.start + bar * section.beats
        turning = bar == section.bars - 1 and section.bars >= 4 and section.fullness > 0.42
        played = FILLS[style] if turning else _varied(pattern, rng) if bar % 4 == 3 else pattern
        notes += _bar(played, style, start, section, rng, level_db=level_db)
    if style in WITH_CRASH and section.fullness > 0.72:
        notes.append(Note(section.start, 1, 0, 0.7, "crash", level_db))
    return notes


def _varied(pattern: Pattern, rng: Generator) -> Pattern:
    """Every fourth bar one soft stroke is added or dropped, away from the beat."""
    return {
        voice: "".join(
            "4"
            if char == "." and place % 4 == 2 and voice not in KICKS and rng.random() < 0.12
            else char
            for place, char in enumerate(strokes)
        )
        for voice, strokes in pattern.items()
    }


def _bar(  # noqa: PLR0913  a bar is a pattern at a place
    pattern: Pattern, style: str, start: float, section: Section, rng: Generator, *, level_db: float
) -> list[Note]:
    step = 1 / 3 if style == "janggu" else 0.25
    notes: list[Note] = []
    for voice, strokes in pattern.items():
        for place, char in enumerate(strokes):
            if char == "." or place * step >= section.beats - 0.01:
                continue
            velocity = int(char) / 10 + float(rng.normal(0, 0.025))
            notes.append(
                Note(start + place * step, 0.25, 0, min(0.98, max(0.1, velocity)), voice, level_db)
            )
    return notes
