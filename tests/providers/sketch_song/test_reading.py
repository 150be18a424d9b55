import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.song import Genre, Mood, SongParams
from app.providers.sketch_song import Reading, read_words


def read(prompt: str, *, seed: int = 1, **fields: object) -> Reading:
    return read_words(SongParams.model_validate({"prompt": prompt, **fields}), seed)


@pytest.mark.parametrize(
    ("prompt", "genre", "mood"),
    [
        ("비 오는 날 잔잔한 재즈 피아노", Genre.JAZZ, Mood.CALM),
        ("신나는 여름 바다 댄스 파티", Genre.ELECTRONIC, Mood.ENERGETIC),
        ("새벽 감성 로파이", Genre.LOFI, Mood.CALM),
        ("슬픈 이별 발라드", Genre.BALLAD, Mood.SAD),
        ("가야금과 대금의 고요한 새벽", Genre.GUGAK, Mood.CALM),
        ("epic orchestral battle", Genre.CINEMATIC, Mood.EPIC),
        ("funky bass groove for a party", Genre.FUNK, Mood.ENERGETIC),
        ("a tender waltz for a wedding", Genre.WALTZ, Mood.ROMANTIC),
        ("어두운 힙합", Genre.HIPHOP, Mood.DARK),
    ],
)
def test_genre_and_mood_come_from_the_words(prompt: str, genre: Genre, mood: Mood) -> None:
    reading = read(prompt)

    assert (reading.genre, reading.mood) == (genre, mood)


def test_fields_win_over_words() -> None:
    reading = read("slow sad jazz 70 bpm", genre=Genre.ROCK, mood=Mood.HAPPY, tempo=150)

    assert (reading.genre, reading.mood, reading.tempo) == (Genre.ROCK, Mood.HAPPY, 150)


def test_slow_is_slower_than_fast() -> None:
    assert read("slow jazz").tempo + 40 < read("fast jazz").tempo


def test_who_refuses_a_gloomy_mood_gets_none() -> None:
    gloomy = {Mood.SAD, Mood.DARK, Mood.TENSE}

    assert all(read("not sad", seed=seed).mood not in gloomy for seed in range(20))


def test_a_happy_song_is_major_and_bright_and_a_sad_one_is_not() -> None:
    happy, sad = read("행복한 피아노"), read("슬픈 피아노")

    assert (happy.is_major, sad.is_major) == (True, False)
    assert happy.brightness > sad.brightness + 0.3


def test_another_seed_keeps_what_the_words_asked_for() -> None:
    takes = [read("잔잔한 재즈", seed=seed) for seed in range(8)]

    assert len({(take.genre, take.mood, take.tempo, take.mode) for take in takes}) == 1
    assert len({take.tonic for take in takes}) > 1


def test_without_any_known_word_the_seed_decides() -> None:
    assert len({read("qwzx", seed=seed).genre for seed in range(30)}) > 4


def test_gugak_is_in_a_mode_of_its_own() -> None:
    assert read("즐거운 국악").mode == "pyeongjo"
    assert read("구슬픈 국악").mode == "gyemyeonjo"


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip().replace("\0", "")))
def test_any_text_is_some_song(text: str) -> None:
    reading = read(text.replace("\0", "-"))

    assert 40 <= reading.tempo <= 220
    assert 0.1 <= reading.brightness <= 0.95
