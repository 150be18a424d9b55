"""Orders for things with a shape, from words or from a picture that says them."""

import itertools
from collections.abc import Callable
from typing import Any

from app.domain.providing import Reference, TaskSpec
from tests.simulators.pictures import picture_saying

UPLOAD = f"upload_{1:026}"
_numbers = itertools.count(1)


def shapes(model: str) -> Callable[..., TaskSpec]:
    """What makes orders, without textures; every one has another id and other words."""

    def make(marker: str = "", *, picture: Reference | None = None, **params: Any) -> TaskSpec:
        number = next(_numbers)
        known = {"source": "text", "prompt": words_of(number, marker), "texture": False} | params
        if picture is not None:
            known = {"source": "image", "prompt": "", "reference": picture.id} | params
        references = (picture,) if picture else ()
        return TaskSpec(f"task_{number:026}", model, known, seed=1, references=references)

    return make


def words_of(number: int, marker: str) -> str:
    return f"an owl {number}" + (f" [sim:{marker}]" if marker else "")


def a_picture(marker: str = "", *, data: bytes | None = None, kind: str = "image/png") -> Reference:
    """An upload that says these words."""
    body = picture_saying(words_of(next(_numbers), marker)) if data is None else data
    return Reference(UPLOAD, kind, len(body), 64, 48, read=lambda: body)
