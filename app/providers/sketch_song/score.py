"""Notes on paper: what sounds when, how long and how strong."""

from dataclasses import dataclass, replace
from itertools import pairwise

from app.providers.sketch_song.scales import Chord


@dataclass(frozen=True, slots=True)
class Note:
    """One note or stroke. Times are in beats; `level_db` is the part's place in the mix."""

    start: float
    beats: float
    pitch: int
    velocity: float
    voice: str
    level_db: float = 0.0
    pan: float = 0.0

    def later(self, beats: float) -> "Note":
        """The same note, moved in time."""
        return replace(self, start=self.start + beats)


def nearest(pitch_classes: tuple[int, ...], target: float) -> int:
    """The pitch closest to the target among all octaves of the pitch classes."""
    around = range(int(target) - 7, int(target) + 8)
    fitting = [pitch for pitch in around if pitch % 12 in pitch_classes]
    return min(fitting, key=lambda pitch: (abs(pitch - target), pitch))


def voicing(
    chord: Chord, *, centre: float, previous: tuple[int, ...], size: int
) -> tuple[int, ...]:
    """A chord in close position that moves little from the one before and is never muddy."""
    tones = chord.tones if len(chord.tones) <= size else _essential(chord, size)
    options = [_stacked(tones, first) for first in range(len(tones))]
    placed = [_octave(option, centre) for option in options]

    def unrest(pitches: tuple[int, ...]) -> float:
        middle = sum(pitches) / len(pitches)
        moves = sum(min(abs(p - old) for old in previous) for p in pitches) if previous else 0
        rubs = sum(4 for low, high in pairwise(pitches) if high - low == 1)
        return moves + 0.6 * abs(middle - centre) + rubs

    return min(placed, key=unrest)


def _essential(chord: Chord, size: int) -> tuple[int, ...]:
    """Third, seventh and colours say what a chord is; the bass has the root."""
    colourful = [chord.tones[1], *chord.tones[3:], chord.tones[2], chord.tones[0]]
    return tuple(colourful[:size])


def _stacked(tones: tuple[int, ...], first: int) -> tuple[int, ...]:
    ordered = sorted({tone % 12 for tone in tones})
    turned = ordered[first % len(ordered) :] + [t + 12 for t in ordered[: first % len(ordered)]]
    return tuple(turned)


def _octave(pitches: tuple[int, ...], centre: float) -> tuple[int, ...]:
    middle = sum(pitches) / len(pitches)
    octaves = round((centre - middle) / 12)
    return tuple(pitch + 12 * octaves for pitch in pitches)
