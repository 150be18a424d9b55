"""Lyrics become a plan that fits every limit, whatever somebody typed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ProviderRejected
from app.domain.providing import TaskSpec
from app.media.song import SongParams
from app.providers.elevenlabs.composition import order_of, sections_of
from tests.simulators.elevenlabs_orders import Order

LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=250)
LYRICS = st.lists(LINES, min_size=1, max_size=80).map(lambda lines: "\n".join(lines)[:3000])


def ordered(model: str = "music_v2", **params: Any) -> dict[str, Any]:
    known = SongParams.model_validate({"prompt": "soft piano, rain"} | params)
    return order_of(TaskSpec("task_x", model, {}, seed=2**40 + 5), known)


@given(lyrics=LYRICS.filter(str.strip), length_ms=st.integers(3_000, 600_000))
@settings(max_examples=150, deadline=None)
def test_every_plan_is_taken_and_as_long_as_the_song(lyrics: str, length_ms: int) -> None:
    order = ordered(lyrics=lyrics, length_ms=length_ms)

    assert Order.model_validate(order).length_ms == length_ms


@given(lyrics=LYRICS.filter(str.strip), length_ms=st.integers(3_000, 600_000))
@settings(max_examples=100, deadline=None)
def test_the_older_model_takes_it_or_we_say_why_not(lyrics: str, length_ms: int) -> None:
    if any(len(each.lines) > 30 for each in sections_of(lyrics, length_ms)):
        with pytest.raises(ProviderRejected, match="too many lines"):
            ordered("music_v1", lyrics=lyrics, length_ms=length_ms)
        return

    order = ordered("music_v1", lyrics=lyrics, length_ms=length_ms)

    assert Order.model_validate(order).length_ms == length_ms


def test_no_word_is_lost_and_headings_name_their_parts() -> None:
    sections = sections_of("[Verse]\none\ntwo\n\n[Chorus]\nthree\n\nfour", 60_000)

    assert [(each.name, each.lines) for each in sections] == [
        ("Verse", ["one", "two"]),
        ("Chorus", ["three"]),
        ("Verse 3", ["four"]),
    ]


def test_a_long_song_with_few_words_plays_on() -> None:
    names = [each.name for each in sections_of("one line", 600_000)]

    assert names == ["Verse 1", *["Instrumental"] * 4]


def test_words_alone_are_a_prompt_with_what_was_chosen() -> None:
    order = ordered(genre="jazz", mood="calm", tempo=90, length_ms=30_500)

    assert order == {
        "prompt": "soft piano, rain. jazz. calm mood. 90 BPM",
        "music_length_ms": 30_500,
        "model_id": "music_v2",
        "force_instrumental": True,
    }


@pytest.mark.parametrize("lyrics", [None, "  \n "])
def test_singing_without_lyrics_is_left_to_the_model(lyrics: str | None) -> None:
    order = ordered(instrumental=False, lyrics=lyrics)

    assert order["force_instrumental"] is False
    assert "seed" not in order


def test_nobody_sings_when_it_is_to_be_instrumental() -> None:
    assert ordered(instrumental=True, lyrics="la la")["force_instrumental"] is True


def test_the_seed_fits() -> None:
    assert ordered(lyrics="la")["seed"] == (2**40 + 5) % 2**31
