"""The page offers what a maker can do, and nothing else."""

from datetime import timedelta

from app.domain.bounds import Bound
from app.domain.medium import Medium
from app.domain.providing import Traits
from app.media.song import PROMPT_MAX, OutputFormat
from app.ui.state.offers import LENGTHS, _choices, _reads, _within


class Maker:
    """Somebody with these bounds."""

    id, title, medium, models = "acme", "Acme", Medium.SONG, ("one",)
    traits, slots, deadline = Traits(), 1, timedelta(minutes=1)

    def __init__(self, **bounds: Bound) -> None:
        self._bounds = bounds

    def bounds(self, model: str) -> dict[str, Bound]:
        assert model == "one"
        return self._bounds


def test_only_lengths_that_it_takes_are_offered() -> None:
    lengths, _ = _choices(Maker(length_s=Bound(least=40, most=120)))

    assert lengths == [60, 120]
    assert _within(lengths, {"length_s": 180}) == {"length_s": 120}
    assert _within(lengths, {"length_s": 60}) == {"length_s": 60}


def test_who_decides_the_length_is_not_asked_for_one() -> None:
    lengths, _ = _choices(Maker(length_s=Bound(heard=False)))

    assert lengths == []
    assert _within(lengths, {"length_s": 60}) == {"length_s": 60}


def test_who_says_nothing_takes_all_lengths_and_one_file() -> None:
    assert _choices(Maker()) == (list(LENGTHS), [])


def test_files_are_offered_in_words_where_there_are_several() -> None:
    forms = (OutputFormat.MP3_44100_128, OutputFormat.PCM_24000, OutputFormat.OPUS_48000_64)

    _, files = _choices(Maker(output_format=Bound(choices=forms)))
    _, alone = _choices(Maker(output_format=Bound(choices=forms[:1])))

    assert [each.value for each in files] == ["", "pcm_24000", "opus_48000_64"]
    assert [each.label for each in files] == [
        "MP3 · 44.1 kHz · 128 kbit/s",
        "WAV · 24 kHz",
        "Opus · 48 kHz · 64 kbit/s",
    ]
    assert alone == []


def test_a_prompt_may_be_as_long_as_its_maker_reads_and_as_anybody_may_write() -> None:
    assert _reads(Maker(prompt=Bound(most=960))) == 960
    assert _reads(Maker(prompt=Bound(most=9_000))) == _reads(Maker()) == PROMPT_MAX
