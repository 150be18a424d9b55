"""Help with words."""

import pytest

from app.domain.errors import BadOutput, ProviderBusy, ProviderFailed
from app.domain.providing import Lyricist
from app.media.song import LYRICS_MAX
from app.providers.mureka.provider import Mureka, _fitting


def test_words_are_written_with_a_title(mureka: Mureka) -> None:
    assert isinstance(mureka, Lyricist)

    lyrics = mureka.write_lyrics("rain in Seoul")

    assert lyrics.title == "Long Ago"
    assert lyrics.text.startswith("[Verse]\nRain upon the window")


def test_words_go_on_after_what_is_there(mureka: Mureka) -> None:
    lyrics = mureka.extend_lyrics("Rain upon the window")

    assert lyrics.text.startswith("Rain upon the window\n\n[Chorus]")


def test_too_many_words_end_with_a_whole_line() -> None:
    text = _fitting("a line of words\n" * 1000)

    assert len(text) <= LYRICS_MAX
    assert text.endswith("a line of words")


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("hang-lyrics", ProviderFailed),
        ("500-lyrics", ProviderFailed),
        ("429-lyrics", ProviderBusy),
        ("html-lyrics", ProviderFailed),
        ("no-lyrics", BadOutput),
    ],
)
def test_what_goes_wrong_has_a_name(mureka: Mureka, marker: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        mureka.write_lyrics(f"rain [sim:{marker}]")
