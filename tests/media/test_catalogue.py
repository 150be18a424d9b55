"""What people ask for is understood or refused in words."""

import pytest

from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.media.catalogue import RECIPES, title_of, understand


@pytest.mark.parametrize(
    "prompt", ["비 오는 서울", "🌧️😢", "لحن هادئ في المساء", "x" * 2000, "  padded  "]
)
def test_words_of_any_script_are_taken(prompt: str) -> None:
    params = understand(Medium.SONG, {"prompt": prompt})

    assert RECIPES[Medium.SONG].words(params) == prompt.strip()


@pytest.mark.parametrize(
    ("params", "field", "says"),
    [
        ({"prompt": ""}, "prompt", "few words"),
        ({"prompt": "\n \t"}, "prompt", "few words"),
        ({"prompt": "a\x00b"}, "prompt", "character"),
        ({"prompt": "x" * 5000}, "prompt", "2000 characters is the most"),
        ({"prompt": "x", "length_s": 2}, "length_s", "3 is the least"),
        ({"prompt": "x", "length_s": 601}, "length_s", "600 is the most"),
        ({"prompt": "x", "tempo": "fast"}, "tempo", "tempo"),
        ({"prompt": "x", "genre": "polka"}, "genre", "genre"),
        ({"prompt": "x", "volume": 11}, "volume", "no such setting"),
    ],
)
def test_the_refusal_names_the_field_and_says_what_to_do(
    params: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(Invalid, match=says) as caught:
        understand(Medium.SONG, params)

    assert caught.value.field == field


def test_a_title_is_made_of_whole_words() -> None:
    title = title_of("a rainy evening in Seoul, " * 10)

    assert title.startswith("A rainy evening in Seoul")
    assert len(title) <= 81
    assert title.endswith("…")
