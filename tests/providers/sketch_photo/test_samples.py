"""Every style can be looked at before it is chosen."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.media.styles import styles
from app.providers.sketch_photo.samples import MOST, SIZE

FOLDER = Path(__file__).parents[3] / "assets" / "styles"


@pytest.mark.parametrize("word", styles())
def test_every_style_has_its_sample(word: str) -> None:
    file = FOLDER / f"{word}.webp"

    assert file.stat().st_size <= MOST
    with Image.open(file) as image:
        assert (image.format, image.size) == ("WEBP", SIZE)
        assert np.asarray(image.convert("L")).std() > 15


def test_no_sample_is_left_of_a_style_that_went() -> None:
    assert {file.stem for file in FOLDER.glob("*.webp")} == set(styles())


def test_no_two_samples_look_the_same() -> None:
    seen = [
        np.asarray(Image.open(FOLDER / f"{word}.webp").convert("RGB").resize((24, 32)), dtype=float)
        for word in styles()
    ]

    pairs = [(i, j) for i in range(len(seen)) for j in range(i)]
    assert min(np.abs(seen[i] - seen[j]).mean() for i, j in pairs) > 6
