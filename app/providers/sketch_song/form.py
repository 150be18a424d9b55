"""The plan of a song: sections, how full each is, and the chord of every moment."""

from dataclasses import dataclass

from app.providers.sketch_song.dice import dice, pick
from app.providers.sketch_song.progressions import COLOURS, OWN_HARMONY, PROGRESSIONS
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.scales import Chord, chord
from app.providers.sketch_song.styles import STYLES

SHAPES = {0: "", 1: "A", 2: "AB", 3: "ABA", 4: "AABA", 5: "ABACA", 6: "AABACB", 7: "AABACAB"}
FULLNESS = {"A": 0.55, "B": 0.82, "C": 0.4, "D": 0.7}


@dataclass(frozen=True)
class Slot:
    """A chord and the time it lasts, in beats from the beginning."""

    start: float
    beats: float
    chord: Chord


@dataclass(frozen=True)
class Section:
    """Some bars that belong together."""

    name: str
    visit: int
    start: float
    bars: int
    beats: int
    fullness: float
    shift: int
    slots: tuple[Slot, ...]

    @property
    def end(self) -> float:
        """The beat after the last one."""
        return self.start + self.bars * self.beats

    def chord_at(self, beat: float) -> Chord:
        """The chord that sounds on a beat."""
        return next(
            (s.chord for s in reversed(self.slots) if s.start <= beat + 1e-6), self.slots[0].chord
        )


@dataclass(frozen=True)
class Form:
    """All sections, and the closing chord that rings until the end."""

    sections: tuple[Section, ...]
    beats: int
    closing_start: float
    closing_beats: float
    closing: Chord

    @property
    def names(self) -> list[str]:
        """The form as a list, with a prime for each return of a section."""
        shown = [section.name + "'" * min(3, section.visit) for section in self.sections]
        return [*shown, "end"]


def plan(reading: Reading) -> Form:
    """Sections to fill the length exactly, whatever the tempo."""
    beats, bars = _bars(reading)
    layout = _layout(bars, reading)
    visits: dict[str, int] = {}
    sections: list[Section] = []
    start = 0
    for place, (name, count) in enumerate(layout):
        visit = visits.get(name, 0)
        visits[name] = visit + 1
        shift = _shift(reading, place, len(layout))
        fullness = _fullness(name, visit, place / max(1, len(layout) - 1), reading)
        slots = _slots(reading, name, start=start, bars=count, beats=beats, shift=shift)
        sections.append(Section(name, visit, start, count, beats, fullness, shift, slots))
        start += count * beats
    total = reading.length_s * reading.tempo / 60
    shift = sections[-1].shift if sections else 0
    return Form(tuple(sections), beats, start, total - start, _closing(reading, shift))


def _bars(reading: Reading) -> tuple[int, int]:
    """Beats in a bar and number of bars; a few seconds get shorter bars instead of none."""
    total = reading.length_s * reading.tempo / 60
    ring = min(3.2, 0.32 * reading.length_s) * reading.tempo / 60
    beats = STYLES[reading.genre].beats
    while beats > 1 and (total - ring) / beats < 2:
        beats = beats // 2 if beats != 3 else 1
    return beats, max(1, int((total - ring) / beats))


def _layout(bars: int, reading: Reading) -> list[tuple[str, int]]:
    edge = 4 if bars >= 22 else 2 if bars >= 10 else 1 if bars >= 6 else 0
    body = bars - 2 * edge
    unit = 8 if body >= 20 else 4 if body >= 8 else max(1, body)
    count, rest = divmod(body, unit)
    shape = _shape(count, reading)
    layout = [("intro", edge)] if edge else []
    layout += [(name, unit) for name in shape]
    if rest >= 4 and len(layout) > 2:
        layout.insert(len(layout) - 1, ("break", rest))
    elif rest:
        layout[-1] = (layout[-1][0], layout[-1][1] + rest)
    return [*layout, ("outro", edge)] if edge else layout


def _shape(count: int, reading: Reading) -> str:
    if count in SHAPES:
        return SHAPES[count]
    rng = dice(reading.salt, "form")
    middle = "".join(pick(rng, ["AB", "AC", "BC", "DB", "AD", "CB"]) for _ in range(count // 2))
    return ("AAB" + middle)[: count - 2] + "AB"


def _fullness(name: str, visit: int, place: float, reading: Reading) -> float:
    """How many play: it grows over the song, and thins out at its edges and in breaks."""
    if name == "intro":
        return 0.25
    if name == "outro":
        return 0.3
    if name == "break":
        return 0.35
    grown = FULLNESS[name] + 0.12 * min(2, visit) + 0.15 * (place - 0.4)
    return min(1.0, max(0.3, grown + 0.25 * (reading.energy - 0.4)))


def _shift(reading: Reading, place: int, count: int) -> int:
    """Long songs rise by a tone for the last third, where the genre allows it."""
    if reading.length_s < 150 or reading.genre in {"ambient", "lofi", "gugak", "hiphop"}:
        return 0
    return 2 if place >= count * 0.7 else 0


def _slots(  # noqa: PLR0913  a stretch of time in a key
    reading: Reading, name: str, *, start: int, bars: int, beats: int, shift: int
) -> tuple[Slot, ...]:
    numerals = [bar.split() for bar in _progression(reading, name).split("|")]
    slots: list[Slot] = []
    for bar in range(bars):
        here = numerals[bar % len(numerals)]
        if bar == bars - 1 and bars >= 4 and name not in {"intro", "outro"}:
            here = _leading_back(reading, here)
        here = here[: max(1, beats)]
        each = beats / len(here)
        for place, numeral in enumerate(here):
            sounding = chord(numeral, tonic=(reading.tonic + shift) % 12, mode=reading.mode)
            slots.append(Slot(start + bar * beats + place * each, each, sounding))
    return tuple(slots)


def _progression(reading: Reading, name: str) -> str:
    """The chords of a section: the same each time it returns, others for another section."""
    major, minor = PROGRESSIONS[reading.genre]
    options = list(major if reading.is_major else minor)
    dice(reading.salt, "progressions").shuffle(options)
    colours = COLOURS.get(reading.mode, [])
    if colours and reading.genre not in OWN_HARMONY:
        options.insert(1, pick(dice(reading.salt, "colour"), colours))
    index = {"A": 0, "intro": 0, "outro": 0, "B": 1, "C": 2, "break": 2, "D": 3}[name]
    return options[index % len(options)]


def _leading_back(reading: Reading, here: list[str]) -> list[str]:
    if reading.genre in {"gugak", "ambient", "funk", "hiphop"}:
        return here
    if any(numeral.startswith("V") and not numeral.startswith("VI") for numeral in here):
        return here
    return [here[0], "V" if reading.mode == "mixolydian" else "V7"]


def _closing(reading: Reading, shift: int) -> Chord:
    colours = {"gugak": "I5", "jazz": "I69" if reading.is_major else "Im9"}
    colours |= {"bossa": "I69" if reading.is_major else "Im6"}
    colours |= {"lofi": "Imaj9" if reading.is_major else "Im9"}
    colours |= {"ambient": "Iadd9" if reading.is_major else "Imadd9"}
    numeral = colours.get(reading.genre, "I" if reading.is_major else "Im")
    return chord(numeral, tonic=(reading.tonic + shift) % 12, mode=reading.mode)
