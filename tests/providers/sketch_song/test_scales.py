import pytest

from app.providers.sketch_song.progressions import COLOURS, PROGRESSIONS
from app.providers.sketch_song.scales import MODES, chord, key_name


def test_a_chord_is_built_on_its_numeral() -> None:
    assert chord("IIm7", tonic=0, mode="ionian").tones == (2, 5, 9, 0)
    assert chord("bVImaj7", tonic=9, mode="aeolian").tones == (5, 9, 0, 4)


def test_the_scale_bends_to_a_borrowed_chord() -> None:
    scale = chord("V7", tonic=9, mode="aeolian").scale

    assert 8 in scale
    assert 7 not in scale


@pytest.mark.parametrize("mode", MODES)
def test_every_chord_in_the_book_can_be_played_in_every_mode(mode: str) -> None:
    book = [line for pair in PROGRESSIONS.values() for lines in pair for line in lines]
    book += [line for lines in COLOURS.values() for line in lines]

    for numeral in " ".join(book).replace("|", " ").split():
        built = chord(numeral, tonic=3, mode=mode)
        assert set(built.tones) <= set(built.scale)


def test_keys_are_named_as_musicians_do() -> None:
    assert key_name(2, "dorian") == "D dorian"
    assert key_name(0, "ionian") == "C major"


def test_a_name_that_is_no_chord_is_refused() -> None:
    with pytest.raises(ValueError, match="not a chord"):
        chord("H7", tonic=0, mode="ionian")
