"""Modes, chords and the notes that go with them."""

import re
from dataclasses import dataclass

MODES: dict[str, tuple[int, ...]] = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "pyeongjo": (0, 2, 5, 7, 9),
    "gyemyeonjo": (0, 3, 5, 7, 10),
}
MAJOR_MODES = frozenset({"ionian", "lydian", "mixolydian", "pyeongjo"})
MODE_NAMES = {"ionian": "major", "aeolian": "minor"}
TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
ROMAN = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "dim": (0, 3, 6), "aug": (0, 4, 8),
    "sus2": (0, 2, 7), "sus4": (0, 5, 7), "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9),
    "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "m7b5": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9), "7sus4": (0, 5, 7, 10), "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14),
    "9": (0, 4, 7, 10, 14), "maj9": (0, 4, 7, 11, 14), "m9": (0, 3, 7, 10, 14),
    "13": (0, 4, 10, 14, 21), "7b9": (0, 4, 7, 10, 13), "69": (0, 4, 7, 9, 14),
}  # fmt: skip
NUMERAL = re.compile(r"([b#]?)(VII|VI|IV|V|III|II|I)(.*)")


@dataclass(frozen=True)
class Chord:
    """Pitch classes: the root, the tones from the root up, and the scale to play over it."""

    numeral: str
    root: int
    tones: tuple[int, ...]
    scale: tuple[int, ...]

    @property
    def resting(self) -> tuple[int, ...]:
        """Tones a tune may rest on: those that no other tone lies just below."""
        return tuple(tone for tone in self.tones[:4] if (tone - 1) % 12 not in self.tones)

    @property
    def passing(self) -> tuple[int, ...]:
        """Scale notes that are smooth in passing, too."""
        return tuple(note for note in self.scale if (note - 1) % 12 not in self.tones)


def key_name(tonic: int, mode: str) -> str:
    """As a musician says it: `D dorian`, `C major`."""
    return f"{TONICS[tonic]} {MODE_NAMES.get(mode, mode)}"


def chord(numeral: str, *, tonic: int, mode: str) -> Chord:
    """The chord of a roman numeral, counted from the major scale of the tonic (`bVIImaj7`)."""
    found = NUMERAL.fullmatch(numeral)
    if not found:
        raise ValueError(f"{numeral} is not a chord.")
    sign, degree, quality = found.groups()
    root = (tonic + ROMAN[degree] + {"b": -1, "#": 1, "": 0}[sign]) % 12
    tones = tuple((root + step) % 12 for step in QUALITIES[quality])
    return Chord(numeral, root, tones, _scale_over(tones, tonic=tonic, mode=mode))


def _scale_over(tones: tuple[int, ...], *, tonic: int, mode: str) -> tuple[int, ...]:
    """The mode, bent to the chord: a note that rubs against a borrowed chord tone gives way."""
    own = {(tonic + step) % 12 for step in MODES[mode]}
    borrowed = set(tones) - own
    kept = {note for note in own if not any((note - tone) % 12 in {1, 11} for tone in borrowed)}
    return tuple(sorted(kept | set(tones)))
