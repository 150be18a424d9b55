from itertools import pairwise

import pytest

from app.media.song import Genre, Mood, SongParams
from app.providers.sketch_song.arrangement import arrange
from app.providers.sketch_song.casting import cast
from app.providers.sketch_song.form import Form, plan
from app.providers.sketch_song.reading import Reading, read_words
from app.providers.sketch_song.score import Note
from app.providers.sketch_song.voices.drumkit import DRUMS
from app.providers.sketch_song.voices.patches import PATCHES


def score(prompt: str, *, seed: int = 1, **fields: object) -> tuple[Reading, Form, list[Note]]:
    params = SongParams.model_validate({"prompt": prompt, "length_s": 60, **fields})
    reading = read_words(params, seed)
    form = plan(reading)
    return reading, form, arrange(reading, form)


def tune(reading: Reading, form: Form, notes: list[Note]) -> list[Note]:
    lead = cast(reading).melody
    section = next(section for section in form.sections if section.name == "A")
    return [
        note
        for note in notes
        if note.voice == lead and note.level_db == 0 and section.start <= note.start < section.end
    ]


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize("mood", Mood)
def test_every_genre_in_every_mood_is_playable(genre: Genre, mood: Mood) -> None:
    reading, form, notes = score("a song", genre=genre, mood=mood, length_s=45)

    last = form.closing_start + form.closing_beats
    assert len(notes) > 60
    for note in notes:
        assert 0 <= note.start < last
        assert note.beats > 0
        assert 0 < note.velocity < 1
        if note.voice not in DRUMS:
            patch = PATCHES[note.voice]
            assert patch.low - 12 <= note.pitch <= patch.high + 12
    assert reading.genre is genre


@pytest.mark.parametrize("genre", Genre)
def test_on_the_first_beat_the_tune_is_in_the_chord(genre: Genre) -> None:
    reading, form, notes = score("a song", genre=genre)

    section = next(section for section in form.sections if section.name == "A")
    strong = [
        note
        for note in tune(reading, form, notes)
        if abs((note.start - section.start) % section.beats) < 0.01
    ]
    assert strong
    for note in strong:
        assert note.pitch % 12 in section.chord_at(note.start).tones


@pytest.mark.parametrize("genre", Genre)
def test_the_tune_hardly_ever_rubs_against_the_chords(genre: Genre) -> None:
    reading, form, notes = score("a song", genre=genre, length_s=90)
    lead = tune(reading, form, notes)
    others = [note for note in notes if note.level_db < -2 and note.voice not in DRUMS]

    rubbing = sum(
        max(0.0, min(a.start + a.beats, b.start + b.beats) - max(a.start, b.start) - 0.3)
        for a in lead
        for b in others
        if abs(a.pitch - b.pitch) == 1
    )
    assert rubbing < 0.05 * sum(note.beats for note in lead)


@pytest.mark.parametrize("seed", range(5))
def test_the_tune_moves_mostly_in_small_steps_and_never_stands_still(seed: int) -> None:
    pitches = [note.pitch for note in tune(*score("gentle piano ballad", seed=seed))]

    leaps = [abs(high - low) for low, high in pairwise(pitches)]
    assert sum(leap <= 5 for leap in leaps) > 0.7 * len(leaps)
    assert max(leaps) <= 14
    assert len(set(pitches)) >= 4


def test_the_motif_comes_back() -> None:
    reading, form, notes = score("calm folk song", length_s=120)
    section = next(section for section in form.sections if section.name == "A")
    bars: dict[int, list[float]] = {}
    for note in tune(reading, form, notes):
        bar, place = divmod(note.start - section.start, section.beats)
        bars.setdefault(int(bar), []).append(round(place, 2))

    rhythms = [tuple(rhythm) for rhythm in bars.values()]
    assert len(set(rhythms)) < len(rhythms)
    assert len(set(rhythms)) > 1


def test_no_bar_is_repeated_for_ever() -> None:
    _, form, notes = score("lofi beats", length_s=120)
    beats = form.beats
    bars: dict[int, list[tuple[float, int, str]]] = {}
    for note in notes:
        bars.setdefault(int(note.start // beats), []).append(
            (round(note.start % beats, 2), note.pitch, note.voice)
        )

    different = {tuple(sorted(bar)) for bar in bars.values()}
    assert len(different) > 0.7 * len(bars)


def test_who_is_asked_for_plays_and_who_is_refused_does_not() -> None:
    _, _, notes = score("flute and harp ballad, without drums, no bass")
    voices = {note.voice for note in notes}

    assert {"flute", "harp"} <= voices
    assert not voices & {"electric bass", *DRUMS}


def test_a_song_with_lyrics_is_hummed() -> None:
    _, _, notes = score("folk song", instrumental=False, lyrics="la la la")

    assert "voice" in {note.voice for note in notes}


def test_nothing_plays_thick_chords_in_the_deep() -> None:
    for genre in Genre:
        _, _, notes = score("a song", genre=genre)
        deep: dict[tuple[float, str], set[int]] = {}
        for note in notes:
            if note.voice not in DRUMS and note.pitch < 48:
                deep.setdefault((round(note.start, 2), note.voice), set()).add(note.pitch)
        gaps = [high - low for p in deep.values() for low, high in pairwise(sorted(p))]
        assert sum(gap < 4 for gap in gaps) == 0, genre
