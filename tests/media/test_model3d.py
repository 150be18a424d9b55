"""A 3D model is made from words or from one picture, never from neither."""

from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.media.catalogue import RECIPES, understand

PICTURE = "upload_" + "0" * 26


def test_the_picture_that_is_needed_is_named() -> None:
    params = understand(Medium.MODEL3D, {"source": "image", "reference": PICTURE})

    assert RECIPES[Medium.MODEL3D].references(params) == (PICTURE,)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"source": "text"}, "few words"),
        ({"source": "text", "prompt": "   "}, "few words"),
        ({"source": "text", "prompt": "x", "reference": PICTURE}, "not from both"),
        ({"source": "image"}, "Choose the picture"),
        ({"source": "image", "reference": "asset_1"}, "reference"),
        ({"source": "text", "prompt": "x" * 601}, "600 characters is the most"),
        ({"source": "video", "prompt": "x"}, "source"),
    ],
)
def test_what_makes_no_model_is_refused_in_words(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        understand(Medium.MODEL3D, asked)
