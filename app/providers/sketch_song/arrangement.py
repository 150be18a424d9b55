"""The whole score: who plays in which section, and how it ends."""

from dataclasses import replace

from app.providers.sketch_song.bassline import bass_root, lay_bass
from app.providers.sketch_song.casting import Cast, cast
from app.providers.sketch_song.comping import ChordPart, comp
from app.providers.sketch_song.dice import dice
from app.providers.sketch_song.drumming import drum
from app.providers.sketch_song.form import Form, Section
from app.providers.sketch_song.melody import sing
from app.providers.sketch_song.moods import MOODS
from app.providers.sketch_song.reading import Reading
from app.providers.sketch_song.scales import Chord
from app.providers.sketch_song.score import Note, nearest, voicing
from app.providers.sketch_song.styles import STYLES
from app.providers.sketch_song.voices.patches import PATCHES

LEVELS = {
    "melody": 0.0,
    "chords": -6.0,
    "pad": -15.0,
    "bass": -5.0,
    "drums": -1.0,
    "counter": -10.0,
    "sparkle": -11.0,
}
DRUMS_UP = {"cinematic": 2.5, "ballad": 1.0, "janggu": 1.0, "bossa": 2.5}
"""Drums that have to be heard through held chords."""
LIVELY = 0.6


def arrange(reading: Reading, form: Form) -> list[Note]:
    """Every note of the song, in order of time."""
    players = cast(reading)
    notes = [note for section in form.sections for note in _section(reading, players, section)]
    notes += _ending(reading, players, form)
    return sorted(notes, key=lambda note: (note.start, note.voice, note.pitch))


def _section(reading: Reading, players: Cast, section: Section) -> list[Note]:
    notes = [*_chords(reading, players, section), *_pad(players, section)]
    notes += _tune(reading, players, section)
    if players.bass and section.name != "intro":
        rng = dice(reading.salt, "bass", section.name, section.visit)
        line = STYLES[reading.genre].bassline
        level = LEVELS["bass"] - (5 if players.bass == "cello" else 0)
        bass = lay_bass(line, section, rng, voice=players.bass, level_db=level)
        notes += [_fitting(note) for note in bass]
    if players.drums and (section.fullness >= 0.36 or reading.energy > LIVELY):
        rng = dice(reading.salt, "drums", section.name, section.visit)
        level = LEVELS["drums"] + DRUMS_UP.get(players.drums, 0.0)
        notes += drum(players.drums, section, rng, level_db=level)
    if section.fullness > 0.78:
        notes += _guide_line(players, section)
        notes += _sparkles(reading, players, section)
    return notes


def _chords(reading: Reading, players: Cast, section: Section) -> list[Note]:
    if not players.chords:
        return []
    figures = STYLES[reading.genre].comping
    # The contrasting section also moves differently.
    figure = figures[-1] if section.name in {"B", "D"} and len(figures) > 1 else players.figure
    centre = 60.5 + 0.3 * MOODS[reading.mood].register
    size = 3 if reading.genre in {"rock", "folk", "gugak", "waltz"} else 4
    part = ChordPart(players.chords, figure, LEVELS["chords"], centre, size)
    return comp(
        part,
        section,
        dice(reading.salt, "comp", section.name, section.visit),
        variant=section.visit,
    )


def _pad(players: Cast, section: Section) -> list[Note]:
    """Held chords: they open the song quietly, and come back when it fills up."""
    if not players.pad or 0.4 < section.fullness < 0.62:
        return []
    notes: list[Note] = []
    previous: tuple[int, ...] = ()
    for slot in section.slots:
        previous = voicing(slot.chord, centre=59.0 + section.shift, previous=previous, size=4)
        notes += [
            Note(
                slot.start,
                slot.beats,
                pitch,
                0.45 + 0.25 * section.fullness,
                players.pad,
                LEVELS["pad"],
            )
            for pitch in previous
        ]
    return notes


def _tune(reading: Reading, players: Cast, section: Section) -> list[Note]:
    if section.name in {"intro", "break"}:
        voice, level = players.sparkle, LEVELS["sparkle"] + 5
    elif section.name in {"C", "D"} or (section.name == "B" and section.visit % 2):
        voice, level = players.second, LEVELS["melody"] - 0.5
    else:
        voice, level = players.melody, LEVELS["melody"]
    # A tune on the instrument that also plays the chords needs a hand of its own.
    register = _register(reading, voice) + (4 if voice == players.chords else 0)
    notes = sing(reading, section, voice=voice, register=register, level_db=level)
    if section.name == "intro":
        notes = [
            note for note in notes if note.start >= section.start + section.bars * section.beats / 2
        ]
    legato = MOODS[reading.mood].legato
    return [_fitting(replace(note, beats=note.beats * legato)) for note in notes]


def _register(reading: Reading, voice: str) -> float:
    patch = PATCHES[voice]
    wanted = 70.0 + MOODS[reading.mood].register
    return min(patch.high - 9.0, max(patch.low + 6.0, wanted))


def _fitting(note: Note) -> Note:
    """An octave away when the instrument does not reach."""
    patch, pitch = PATCHES[note.voice], note.pitch
    while pitch > patch.high:
        pitch -= 12
    while pitch < patch.low:
        pitch += 12
    return replace(note, pitch=pitch)


def _guide_line(players: Cast, section: Section) -> list[Note]:
    """A second voice on thirds and sevenths, one note per chord, below the tune."""
    notes: list[Note] = []
    target = 64.0 if PATCHES[players.second].high > 72 else 57.0
    for slot in section.slots:
        tones = slot.chord.tones[1:2] + slot.chord.tones[3:4]
        pitch = nearest(tones, target)
        target = 0.7 * pitch + 0.3 * target
        notes.append(
            Note(slot.start, slot.beats * 0.98, pitch, 0.6, players.second, LEVELS["counter"])
        )
    return [_fitting(note) for note in notes]


def _sparkles(reading: Reading, players: Cast, section: Section) -> list[Note]:
    """High chord tones at the ends of phrases, where the tune breathes."""
    rng = dice(reading.salt, "sparkle", section.name, section.visit)
    notes: list[Note] = []
    for bar in range(3, section.bars, 4):
        beat = section.start + bar * section.beats + section.beats * 0.5
        tones = section.chord_at(beat).tones
        for place in range(3):
            pitch = nearest((tones[place % len(tones)],), 84 + 4 * place)
            velocity = float(rng.uniform(0.4, 0.6))
            notes.append(
                Note(beat + place * 0.5, 1.5, pitch, velocity, players.sparkle, LEVELS["sparkle"])
            )
    return [_fitting(note) for note in notes]


def _ending(reading: Reading, players: Cast, form: Form) -> list[Note]:
    """The last chord: everybody lands, the chord is rolled upward and rings out."""
    start, ring, chord = form.closing_start, form.closing_beats, form.closing
    notes = _rolled(players.chords or players.melody, chord, start, ring)
    if players.pad:
        pitches = voicing(chord, centre=60, previous=(), size=4)
        notes += [Note(start, ring, pitch, 0.5, players.pad, LEVELS["pad"]) for pitch in pitches]
    if players.bass:
        low = Note(start, ring, bass_root(chord), 0.7, players.bass, LEVELS["bass"])
        notes.append(_fitting(low))
    target = _register(reading, players.melody)
    last = Note(start, ring * 0.8, nearest((chord.root,), target), 0.6, players.melody, -2.0)
    notes.append(_fitting(last))
    notes += _echoes(players, chord, start, ring)
    if players.drums and reading.energy > LIVELY and players.drums != "janggu":
        notes += [
            Note(start, 2, 0, 0.6, voice, LEVELS["drums"]) for voice in ("soft kick", "crash")
        ]
    return notes


def _rolled(voice: str, chord: Chord, start: float, ring: float) -> list[Note]:
    pitches = voicing(chord, centre=60, previous=(), size=4)
    rolled = [*pitches, pitches[0] + 12]
    gap = min(0.12, ring / 20)
    return [
        _fitting(Note(start + place * gap, ring, pitch, 0.6, voice, LEVELS["chords"] - 2))
        for place, pitch in enumerate(rolled)
    ]


def _echoes(players: Cast, chord: Chord, start: float, ring: float) -> list[Note]:
    """A long ending is not left empty: the chord is spelled once more, slower and softer."""
    if ring < 5:
        return []
    tones = [nearest((tone,), 79) for tone in chord.tones[:3]]
    return [
        _fitting(
            Note(
                start + 2 + place, 3, pitch, 0.5 - 0.06 * place, players.sparkle, LEVELS["sparkle"]
            )
        )
        for place, pitch in enumerate(sorted(tones))
    ]
