import pytest

from app.media.song import Genre, SongParams
from app.providers.sketch_song.form import Form, plan
from app.providers.sketch_song.reading import Reading, read_words


def planned(length_s: int, *, tempo: int, genre: Genre) -> tuple[Reading, Form]:
    params = SongParams(prompt="a song", genre=genre, tempo=tempo, length_s=length_s)
    reading = read_words(params, 1)
    return reading, plan(reading)


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize("tempo", [40, 97, 220])
@pytest.mark.parametrize("length_s", [3, 7, 20, 61, 180, 600])
def test_sections_follow_each_other_and_leave_time_to_ring(
    length_s: int, tempo: int, genre: Genre
) -> None:
    reading, form = planned(length_s, tempo=tempo, genre=genre)

    ends = [section.end for section in form.sections]
    assert [section.start for section in form.sections] == [0, *ends[:-1]]
    assert form.closing_start == ends[-1]
    assert (form.closing_start + form.closing_beats) * 60 / reading.tempo == pytest.approx(length_s)
    assert form.closing_beats * 60 / reading.tempo > 0.5


def test_a_song_of_three_seconds_still_begins_and_ends() -> None:
    _, form = planned(3, tempo=60, genre=Genre.JAZZ)

    assert form.names[0] == "A"
    assert form.names[-1] == "end"


def test_a_long_song_is_full_of_different_sections() -> None:
    _, form = planned(240, tempo=120, genre=Genre.ROCK)

    assert {section.name for section in form.sections} >= {"intro", "A", "B", "C", "outro"}
    assert form.sections[-2].shift == 2


def test_the_middle_is_fuller_than_the_edges() -> None:
    _, form = planned(90, tempo=120, genre=Genre.ELECTRONIC)

    fullest = max(section.fullness for section in form.sections)
    assert fullest > 2 * max(form.sections[0].fullness, form.sections[-1].fullness)


def test_sections_have_chords_of_their_own() -> None:
    _, form = planned(90, tempo=120, genre=Genre.BALLAD)
    chords = {s.name: [slot.chord.numeral for slot in s.slots] for s in form.sections}

    assert chords["A"] != chords["B"]
