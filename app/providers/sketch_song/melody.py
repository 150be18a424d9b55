"""Tunes: one motif, stated, moved, turned over, ornamented and brought home."""

from dataclasses import dataclass, replace

from numpy.random import Generator

from app.providers.sketch_song.dice import dice, pick, pick_weighted
from app.providers.sketch_song.form import Section
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.score import Note, nearest
from app.providers.sketch_song.styles import STYLES

BUSY = {
    2: [
        (0.5, 0.5, 1),
        (0.5, 0.5, 0.5, 0.5),
        (0.75, 0.25, 1),
        (0.5, 1, 0.5),
        (1, 0.5, 0.5),
        (-0.5, 0.5, 0.5, 0.5),
    ],
    1: [(0.5, 0.5), (1,), (-0.5, 0.5)],
}
CALM = {2: [(1, 1), (1.5, 0.5), (2,), (1, 0.5, 0.5), (-0.5, 0.5, 1)], 1: [(1,), (0.5, 0.5)]}
THIRD = 1 / 3
TRIPLE_BUSY = {
    2: [
        (2 * THIRD, THIRD, 1),
        (1, 2 * THIRD, THIRD),
        (THIRD, THIRD, THIRD, 1),
        (THIRD, 2 * THIRD, 1),
        (2 * THIRD, THIRD, 2 * THIRD, THIRD),
    ],
    1: [(2 * THIRD, THIRD), (1,), (THIRD, THIRD, THIRD)],
}
TRIPLE_CALM = {2: [(1, 1), (2,), (1, 2 * THIRD, THIRD)], 1: [(1,)]}


@dataclass(frozen=True, slots=True)
class Tone:
    """A note of a motif: when, how long, and how many scale steps from the motif's anchor."""

    start: float
    beats: float
    step: int


Motif = tuple[Tone, ...]


def write_motif(reading: Reading, name: str, *, beats: int) -> Motif:
    """Two bars with a rhythm and a contour one can remember."""
    rng = dice(reading.salt, "motif", name)
    style = STYLES[reading.genre]
    busy = min(0.95, (style.density + reading.energy) / 2 + (0.1 if name == "B" else 0))
    rhythm: list[float] = []
    for bar in range(2):
        rhythm += _bar_rhythm(rng, beats, busy=busy * (1 - 0.45 * bar), triple=style.triplet)
    tones: list[Tone] = []
    now, steps = 0.0, iter(_contour(rng, len(rhythm)))
    for length in rhythm:
        step = next(steps)
        if length > 0:
            tones.append(Tone(now, length, step))
        now += abs(length)
    return tuple(tones)


def _bar_rhythm(rng: Generator, beats: int, *, busy: float, triple: bool) -> list[float]:
    lively, calm = (TRIPLE_BUSY, TRIPLE_CALM) if triple else (BUSY, CALM)
    rhythm: list[float] = []
    left = beats
    while left:
        size = 2 if left >= 2 else 1
        cells = lively[size] if rng.random() < busy else calm[size]
        rhythm += pick(rng, cells)
        left -= size
    return rhythm


def _contour(rng: Generator, count: int) -> list[int]:
    """Mostly steps, a leap now and then, and after a leap a step back into the gap."""
    step, leapt, steps = 0, 0, [0]
    rising = bool(rng.random() < 0.65)
    while len(steps) < count:
        if leapt:
            move = -1 if leapt > 0 else 1
        else:
            sign = 1 if (rng.random() < 0.68) == rising else -1
            move = sign * pick_weighted(rng, {1: 0.6, 2: 0.22, 3: 0.1, 4: 0.05, 0: 0.03})
        leapt = move if abs(move) >= 3 else 0
        if len(steps) > count // 2:
            rising = step < 0
        step = max(-4, min(6, step + move))
        steps.append(step)
    return steps


def inverted(motif: Motif) -> Motif:
    """Upside down."""
    return tuple(replace(tone, step=-tone.step) for tone in motif)


def moved(motif: Motif, steps: int) -> Motif:
    """The same shape from another degree of the scale."""
    return tuple(replace(tone, step=tone.step + steps) for tone in motif)


def thinned(motif: Motif, *, keep: int = 3) -> Motif:
    """Only the bones: the first notes of each stretch, longer."""
    bones = motif[::2][:keep] if len(motif) > keep else motif
    ends = [*(tone.start for tone in bones[1:]), motif[-1].start + motif[-1].beats]
    return tuple(
        replace(tone, beats=max(tone.beats, min(3.0, end - tone.start)))
        for tone, end in zip(bones, ends, strict=True)
    )


def ornamented(motif: Motif, rng: Generator, *, triple: bool) -> Motif:
    """Some long notes become a note, its neighbour and the note again."""
    tones: list[Tone] = []
    for tone in motif:
        if tone.beats >= 1 and rng.random() < 0.55:
            first = 2 * THIRD if triple else 0.5
            rest = tone.beats - first
            side = 1 if rng.random() < 0.6 else -1
            tones += [
                Tone(tone.start, first / 2, tone.step),
                Tone(tone.start + first / 2, first / 2, tone.step + side),
                Tone(tone.start + first, rest, tone.step),
            ]
        else:
            tones.append(tone)
    return tuple(tone for tone in tones if tone.beats > 0.05)


def cadence(motif: Motif, *, beats: int) -> Motif:
    """The beginning of the motif, then one long note and a breath."""
    opening = tuple(tone for tone in motif if tone.start < beats - 0.01)
    return (*opening, Tone(float(beats), beats * 0.75, 0))


def sing(
    reading: Reading, section: Section, *, voice: str, register: float, level_db: float
) -> list[Note]:
    """The tune of one section. It knows the chords, and comes home at the end."""
    rng = dice(reading.salt, "melody", section.name, section.visit)
    notes: list[Note] = []
    sung = [round(register)]
    for start, motif, is_end in _statements(reading, section, rng):
        anchor = register + _arch(start, section)
        for tone in motif:
            beat = start + tone.start
            if beat >= section.end - 0.05:
                break
            target = min(register + 13, 0.82 * (anchor + tone.step * 2.1) + 0.18 * sung[-1])
            home = is_end and tone is motif[-1]
            sung.append(_pitch(section, target, beat, tone.beats, home=home, tired=_tired(sung)))
            length = _until_clash(section, sung[-1], beat, tone.beats)
            velocity = _strength(tone, is_first=beat % section.beats < 0.01, rng=rng)
            notes.append(Note(beat, length, sung[-1], velocity, voice, level_db))
    return notes


def _strength(tone: Tone, *, is_first: bool, rng: Generator) -> float:
    """The first beat and the high notes are a little stronger."""
    strength = 0.62 + 0.14 * is_first + 0.012 * tone.step + float(rng.normal(0, 0.035))
    return min(0.95, max(0.3, strength))


def _tired(sung: list[int]) -> int | None:
    """A pitch that was just sung twice and should not come a third time."""
    return sung[-1] if len(sung) > 2 and sung[-1] == sung[-2] else None


def _statements(
    reading: Reading, section: Section, rng: Generator
) -> list[tuple[float, Motif, bool]]:
    """Where each statement of the motif begins, how it is changed, and which ones end a phrase."""
    beats = section.beats
    own = "A" if section.name in {"A", "intro", "outro", "C"} else section.name
    motif = write_motif(reading, own, beats=beats)
    answer = write_motif(reading, own + " answer", beats=beats)
    if section.name == "C":
        motif, answer = inverted(motif), thinned(inverted(answer))
    pairs = max(1, (section.bars + 1) // 2)
    statements: list[tuple[float, Motif, bool]] = []
    for pair in range(pairs):
        is_end = pair == pairs - 1 or pair % 4 == 3
        shape = _shaped(motif, answer, pair=pair, is_end=is_end, beats=beats, rng=rng)
        if section.visit and rng.random() < 0.3 + 0.25 * section.visit:
            shape = ornamented(shape, rng, triple=STYLES[reading.genre].triplet)
        if section.fullness < 0.36 or STYLES[reading.genre].density < 0.3:
            shape = thinned(shape)
        statements.append((section.start + pair * 2 * beats, shape, is_end))
    return statements


def _shaped(  # noqa: PLR0913  the two ideas, and the place in the phrase
    motif: Motif, answer: Motif, *, pair: int, is_end: bool, beats: int, rng: Generator
) -> Motif:
    match pair % 4:
        case 0:
            shape = motif if pair == 0 else moved(motif, int(rng.integers(0, 3)))
        case 1:
            shape = pick(rng, [answer, moved(motif, 1), moved(motif, -1)])
        case 2:
            shape = pick(rng, [motif, moved(motif, 2), inverted(motif)])
        case _:
            shape = answer
    return cadence(shape, beats=beats) if is_end else shape


def _arch(beat: float, section: Section) -> float:
    """Tunes climb to about two thirds of a section and come down again."""
    place = (beat - section.start) / max(1.0, section.end - section.start)
    height = 4.0 if section.name == "B" else 2.0
    return height * (1 - abs(place - 0.6) / 0.6) + (3 if section.name == "B" else 0) + section.shift


def _pitch(  # noqa: PLR0913  where a note falls decides what it may be
    section: Section, target: float, beat: float, length: float, *, home: bool, tired: int | None
) -> int:
    """Chord tones where it counts, scale tones in passing."""
    chord = section.chord_at(beat)
    if home:
        return nearest(chord.resting[:2], target)
    pulses = {0, 2 if section.beats == 4 else 0}
    strong = abs(beat - round(beat)) < 0.01 and round(beat) % section.beats in pulses
    if strong or length >= 1:
        options = chord.resting
    else:
        options = chord.passing if length >= 0.4 else chord.scale
    fresh = tuple(note for note in options if tired is None or note != tired % 12)
    return nearest(fresh or options, target)


def _until_clash(section: Section, pitch: int, beat: float, length: float) -> float:
    """A held note ends where a chord begins that does not want it."""
    for slot in section.slots:
        inside = beat < slot.start < beat + length - 0.01
        if inside and pitch % 12 not in slot.chord.passing:
            return max(0.2, slot.start - beat)
    return min(length, section.end - beat + 0.5)
