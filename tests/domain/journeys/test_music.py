"""Words into music: what is heard in a log, and what becomes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.journeys import lexicon, why
from app.domain.journeys.changing import changed
from app.domain.journeys.course import LogKind
from app.domain.journeys.hearing import moods_in
from app.domain.journeys.music import Past, Reading, plan_of
from app.domain.journeys.plans import MusicPlan, PlanChange
from app.domain.journeys.wording import PROMPT_MAX, PROMPT_MOST, ordered
from app.media.song import Genre, Mood, SongParams

TEXT = st.text(max_size=400) | st.sampled_from(
    [
        "슬프지 않았다. 비가 오는 밤 😢",
        "I was not calm, but so very hopeful",
        "고요" * 3000,
        "👩‍👩‍👧‍👦" * 900,
    ]
)
PAGE = st.none() | st.integers(0, 9_999)
READINGS = st.builds(
    Reading,
    title=st.text(min_size=1, max_size=300),
    subjects=st.lists(st.text(max_size=30), max_size=5).map(tuple),
    kind=st.sampled_from(LogKind),
    thoughts=TEXT,
    quote=TEXT,
    moods=st.lists(st.sampled_from([*lexicon.MOODS]), max_size=3, unique=True).map(tuple),
    rating=st.none() | st.integers(1, 5),
    page_from=PAGE,
    page_to=PAGE,
    pages=PAGE,
)
PASTS = st.lists(
    st.builds(
        Past,
        mood=st.none() | st.sampled_from([*lexicon.MOODS]),
        tempo=st.none() | st.integers(40, 220),
        rating=st.none() | st.integers(1, 5),
        thoughts=TEXT,
    ),
    max_size=12,
)
LANGUAGE = st.sampled_from(["ko", "en"])


def test_moods_and_genres_are_those_that_songs_know() -> None:
    assert set(lexicon.MOODS) == {mood.value for mood in Mood}
    assert set(lexicon.GENRES) == {genre.value for genre in Genre}
    assert set(lexicon.PLAYED_IN) == set(lexicon.GENRES)
    assert {i for played in lexicon.PLAYED_IN.values() for i in played} <= set(lexicon.INSTRUMENTS)


@settings(max_examples=150, deadline=None)
@given(READINGS, PASTS, LANGUAGE)
def test_every_log_becomes_an_order_that_can_be_given(
    reading: Reading, past: list[Past], language: str
) -> None:
    plan = plan_of(reading, past, language=language)  # type: ignore[arg-type] -- drawn from both

    words = ordered(plan, 960)

    assert 1 <= len(plan.prompt) <= PROMPT_MAX
    assert len(words) <= 960
    SongParams.model_validate(
        {"prompt": words, "genre": plan.genre, "mood": plan.mood, "tempo": plan.tempo}
    )


@settings(max_examples=80, deadline=None)
@given(READINGS, PASTS)
def test_the_same_reading_gives_the_same_plan_and_languages_differ_in_words_alone(
    reading: Reading, past: list[Past]
) -> None:
    ko, en = (plan_of(reading, past, language=each) for each in ("ko", "en"))

    assert ko == plan_of(reading, past, language="ko")
    assert (ko.genre, ko.mood, ko.tempo, ko.instruments, ko.why) == (
        (en.genre, en.mood, en.tempo, en.instruments, en.why)
    )


@settings(max_examples=80, deadline=None)
@given(READINGS, PASTS, LANGUAGE)
def test_every_reason_is_a_sentence_and_every_choice_has_one(
    reading: Reading, past: list[Past], language: str
) -> None:
    plan = plan_of(reading, past)

    sentences = [why.said(reason, language) for reason in plan.why]  # type: ignore[arg-type]

    assert all(len(s) > 5 and s.endswith(".") for s in sentences)
    assert {r.code.split(".")[0] for r in plan.why} >= {"mood", "genre", "tempo", "instruments"}


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("조용한 밤, 마음이 차분해졌다", "calm"),
        ("눈물이 났다. 너무 슬펐다", "sad"),
        ("A quiet evening, so peaceful", "calm"),
        ("I cried until I had no tears left", "sad"),
        ("😂🤣", "playful"),
        ("무섭지 않았다. 오히려 웃음이 났다", "happy"),
        ("별로 안 슬펐고 용기를 얻었다", "hopeful"),
        ("It wasn't scary. It gave me courage", "hopeful"),
        ("not only sad", "sad"),
        ("Saddlebags and sadism", None),
        ("긴장감이 없었다", None),
        ("I don't love it", None),
        ("", None),
    ],
)
def test_moods_are_heard_and_what_is_denied_is_not(text: str, mood: str | None) -> None:
    assert moods_in(text).strongest == mood


def test_a_chosen_mood_is_louder_than_words() -> None:
    plan = plan_of(Reading("Book", thoughts="so sad, so sad, tears", moods=("epic",)))

    assert plan.mood == "epic"
    assert why.said(plan.why[0], "en") == "Epic, because you chose “epic”."
    assert why.said(plan.why[0], "ko") == "웅장하게, 왜냐하면 ‘웅장’ 기분을 골랐으니까요."


def test_words_decide_between_chosen_moods() -> None:
    assert plan_of(Reading("Book", thoughts="눈물", moods=("calm", "sad"))).mood == "sad"


def test_the_reason_names_the_word_as_it_was_written() -> None:
    plan = plan_of(Reading("데미안", thoughts="조금 슬펐지만 좋았다"))

    assert why.said(plan.why[0], "ko") == "슬프게, 왜냐하면 ‘슬펐지만’ 같은 말을 적었으니까요."


def test_without_words_the_kind_of_book_speaks() -> None:
    plan = plan_of(Reading("The Hobbit", subjects=("Fantasy fiction",), kind=LogKind.START))

    assert (plan.genre, plan.mood) == ("cinematic", "epic")


def test_without_anything_the_title_speaks_and_then_calm() -> None:
    assert plan_of(Reading("어둠의 심장")).mood == "dark"
    assert plan_of(Reading("Ulysses")).mood == "calm"


def test_a_log_that_says_nothing_goes_on_as_the_one_before() -> None:
    plan = plan_of(Reading("Ulysses"), [Past("sad"), Past("tense")])

    assert (plan.mood, plan.why[0].code) == ("tense", "mood.before")


def test_many_pages_are_faster_than_few() -> None:
    many, few = (
        plan_of(Reading("Book", moods=("calm",), page_from=1, page_to=to)) for to in (120, 5)
    )

    assert many.tempo > few.tempo


def test_a_scene_brings_its_instrument() -> None:
    plan = plan_of(Reading("Book", thoughts="바다가 보이는 창가", moods=("calm",)))

    assert plan.instruments[-1] == "harp"
    assert "바다와 파도" in plan.prompt
    assert "하프" in ordered(plan)


def test_the_end_draws_on_the_whole_journey() -> None:
    past = [
        Past("calm", 72, 3, "처음엔 낯설었다"),
        Past("sad", 66, 4),
        Past("hopeful", 98, 5, "다시 걷는다"),
    ]

    plan = plan_of(
        Reading("데미안", kind=LogKind.FINAL, thoughts="희망이 남았다", rating=5),
        past,
        language="ko",
    )

    assert plan.mood == "hopeful"
    assert "차분함 → 슬픔 → 희망" in plan.prompt
    assert "처음엔 낯설었다" in plan.prompt
    assert "희망이 남았다" in plan.prompt
    codes = {reason.code for reason in plan.why}
    assert {"mood.arc", "tempo.arc", "whole.rating", "whole.thoughts"} <= codes


def test_ten_thousand_characters_with_emoji_fit() -> None:
    text = ("비가 오는 밤, 나는 울지 않았다 👩‍👩‍👧‍👦 그리고 희망을 보았다. " * 400)[:10_000]

    plan = plan_of(Reading("긴 책", thoughts=text))

    assert plan.mood == "hopeful"
    assert len(ordered(plan)) <= PROMPT_MAX + 100


def test_addresses_stay_with_the_reader() -> None:
    plan = plan_of(Reading("Book", thoughts="see https://a.example/x or me@example.org now"))

    assert "example" not in plan.prompt


def test_what_a_person_changes_is_theirs() -> None:
    plan = plan_of(Reading("Book", thoughts="quiet"))

    mine = changed(plan, PlanChange(mood="epic", instruments=("칼림바",)))
    again = changed(mine, PlanChange(prompt=" only this "))

    assert (again.mood, again.instruments, again.prompt) == ("epic", ("칼림바",), "only this")
    assert again.edited
    assert "mood" not in {reason.code.split(".")[0] for reason in again.why}
    assert why.said(again.why[-1], "ko") == "직접 바꾼 것: 분위기, 악기, 설명."
    assert why.said(again.why[-1], "en") == "Changed by you: mood, instruments, description."
    assert changed(plan, PlanChange()) is plan


def test_another_mood_brings_its_genre_its_pace_and_its_instruments() -> None:
    plan = plan_of(Reading("Book", thoughts="so quiet, by the sea", page_from=1, page_to=120))

    wild = changed(plan, PlanChange(mood="energetic"))

    said = [why.said(reason, "en") for reason in wild.why]
    assert (wild.genre, wild.tempo) == ("rock", 140)
    assert wild.instruments == ("electric_guitar", "bass", "drums", "harp")
    assert "Rock, because that is how energetic sounds." in said
    assert "A little faster, 140 BPM, because you read 120 pages at once." in said
    assert not [sentence for sentence in said if "calm" in sentence or "ambient" in sentence]


def test_what_was_chosen_by_hand_does_not_follow() -> None:
    plan = plan_of(Reading("Book", thoughts="quiet"))

    mine = changed(plan, PlanChange(tempo=60, genre="waltz", instruments=("harp",)))
    wild = changed(mine, PlanChange(mood="energetic"))

    assert (wild.tempo, wild.genre, wild.instruments) == (60, "waltz", ("harp",))


def test_instruments_are_known_by_their_names_in_both_languages() -> None:
    plan = plan_of(Reading("Book"))

    mine = changed(plan, PlanChange(instruments=("Felt  Piano", "피아노", "칼림바", "piano")))

    assert mine.instruments == ("felt_piano", "piano", "칼림바")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (PlanChange(prompt=" "), "prompt"),
        (PlanChange(prompt="x" * (PROMPT_MOST + 1)), "prompt"),
        (PlanChange(prompt="\x00"), "prompt"),
        (PlanChange(genre="polka"), "genre"),
        (PlanChange(mood="bored"), "mood"),
        (PlanChange(tempo=10), "tempo"),
        (PlanChange(instruments=("x" * 41,)), "instruments"),
        (PlanChange(instruments=("x",) * 9), "instruments"),
        (PlanChange(lyrics="x" * 3_001), "lyrics"),
    ],
)
def test_what_cannot_be_is_refused_by_name(change: PlanChange, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        changed(plan_of(Reading("Book")), change)

    assert refused.value.field == field


def test_long_words_of_a_person_are_sent_as_they_are() -> None:
    plan = changed(plan_of(Reading("Book")), PlanChange(prompt="x" * PROMPT_MOST))

    assert ordered(plan) == "x" * PROMPT_MOST


def test_both_languages_know_every_reason() -> None:
    plan = MusicPlan("x", "jazz", "calm", 80)

    assert plan.why == ()
    assert set(why.KO) == set(why.EN)
