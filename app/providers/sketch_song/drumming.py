"""Drum patterns, as a drummer writes them, and the fills between sections.

One character is one sixteenth (one third of a beat in triple time): a digit is a stroke and how
strong, a dot is nothing. The three patterns of a style are for quiet, middle and full sections.
"""

from numpy.random import Generator

from app.providers.sketch_song.form import Section
from app.providers.sketch_song.score import Note

Pattern = dict[str, str]

PATTERNS: dict[str, tuple[Pattern, Pattern, Pattern]] = {
    "swing": (
        {"brush": "6...7...6...7...", "ride": "5.......5......."},
        {"ride": "6...7.4.6...7.4.", "soft kick": "5...4...5...4...", "brush": "....6.......6...", "hat": "....5.......5..."},
        {"ride": "7...8.5.7...8.5.", "soft kick": "6...4...6...4...", "soft snare": "......3.....3...", "hat": "....6.......6..."},
    ),
    "lofi": (
        {"hat": "5.3.5.3.5.3.5.3."},
        {"soft kick": "8.........7.....", "rim": "....7.......7...", "hat": "5.3.5.3.5.3.5.34"},
        {"soft kick": "8......5..7.....", "soft snare": "....7.......7..3", "hat": "6.4.6.4.6.4.6.44", "shaker": "..3...3...3...3."},
    ),
    "four on the floor": (
        {"shaker": "5.4.6.4.5.4.6.4.", "soft kick": "7...7...7...7..."},
        {"kick": "8...8...8...8...", "hat": "..6...6...6...6.", "clap": "....6.......6..."},
        {"kick": "9...9...9...9...", "open hat": "..6...6...6...6.", "hat": "5.354.355.354.35", "clap": "....8.......8..."},
    ),
    "rock": (
        {"hat": "6...6...6...6...", "kick": "7.......7......."},
        {"kick": "8.......8.5.....", "snare": "....8.......8...", "hat": "6.4.6.4.6.4.6.4."},
        {"kick": "9.....5.9.6.....", "snare": "....9.......9...", "open hat": "5...5...5...5...", "hat": "..6...6...6...6."},
    ),
    "folk": (
        {"shaker": "6.3.5.3.6.3.5.3."},
        {"soft kick": "7.......7.......", "shaker": "6.3.5.4.6.3.5.4.", "brush": "....6.......6..."},
        {"soft kick": "8.......8.4.....", "shaker": "6.4.6.4.6.4.6.4.", "soft snare": "....6.......6..."},
    ),
    "boom bap": (
        {"hat": "5.3.5.3.5.3.5.3.", "deep kick": "7..............."},
        {"deep kick": "9.........8.....", "snare": "....8.......8...", "hat": "6.4.6.4.6.4.6.4."},
        {"deep kick": "9..5...5..8.....", "snare": "....9.......9..3", "hat": "6.446.4.6.4.6644", "rim": ".......3......3."},
    ),
    "ballad": (
        {},
        {"soft kick": "7.......6.......", "rim": "....5.......5...", "hat": "4...3...4...3..."},
        {"kick": "7.......6.5.....", "soft snare": "....7.......7...", "hat": "5.3.5.3.5.3.5.3."},
    ),
    "cinematic": (
        {},
        {"timpani": "7...........5...", "tom": "........5......."},
        {"timpani": "8.......7...5...", "tom": "8..5..5.8..5.55.", "deep kick": "8.......8......."},
    ),
    "bossa": (
        {"shaker": "5.3.5.3.5.3.5.3."},
        {"soft kick": "7.....5.7.....5.", "rim": "6.....6.....6...", "shaker": "6.4.5.4.6.4.5.4."},
        {"soft kick": "8.....5.8.....5.", "rim": "7.....6.....6...", "shaker": "6.4.5.4.6.4.5.4.", "brush": "....5.......5..."},
    ),
    "waltz": (
        {},
        {"soft kick": "7...........", "brush": "....5...4..."},
        {"soft kick": "8...........", "brush": "....6...5...", "ride": "5...4...4..."},
    ),
    "funk": (
        {"hat": "6.4.6.4.6.4.6.4.", "soft kick": "7.......7......."},
        {"kick": "9.....5...7.....", "snare": "....8..3.3..8...", "hat": "6.4.6.4.6.4.6.4."},
        {"kick": "9.5...5...7..5..", "snare": "....9..3.3..9..3", "hat": "6444644464446.44", "open hat": "..............5."},
    ),
    "janggu": (
        {"janggu low": "7.....5.....", "janggu high": "7.....4....."},
        {"janggu low": "8.....6.....", "janggu high": "8..4.56..5.4"},
        {"janggu low": "9..5..7..5..", "janggu high": "9..55.7.455."},
    ),
}  # fmt: skip

FILLS: dict[str, Pattern] = {
    "swing": {"soft snare": "..5..4..6..5.67.", "soft kick": "6......."},
    "lofi": {"soft snare": "........5..5.6..", "soft kick": "7......."},
    "four on the floor": {"clap": "....6...6.6.6666", "kick": "8...8..."},
    "rock": {"snare": "....8...6.667788", "tom": "........7..7..7.", "kick": "8.......8......."},
    "folk": {"soft snare": "........4.5.6.6.", "shaker": "6.3.5.3.6.3.5.3."},
    "boom bap": {"snare": "....8.......8.68", "deep kick": "9......5..8....."},
    "ballad": {"tom": "........6..5.6.7", "kick": "7......."},
    "cinematic": {"timpani": "5...5...55556677"},
    "bossa": {"rim": "6..6..6...6.6...", "shaker": "6.4.5.4.6.4.5.4."},
    "waltz": {"brush": "5...5...5.5."},
    "funk": {"snare": "....9..5.6.77.88", "kick": "9.....5........."},
    "janggu": {"janggu low": "8..5..8..5..", "janggu high": "8.56.58.5656"},
}

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
