"""One model, from what was asked for to its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.media.model3d import ModelParams, Source
from app.providers.sketch_model.composing import compose
from app.providers.sketch_model.gltf import Exhibit, write
from app.providers.sketch_model.paint import Paint
from app.providers.sketch_model.pictured import solid_of
from app.providers.sketch_model.reading import read_words
from app.providers.sketch_model.understood import Reading, Wanted

_BARE = Paint((0.86, 0.84, 0.80), 0.75)
_FRAMES = ("frame", "액자", "틀")


@dataclass(frozen=True)
class Model:
    """A finished model."""

    glb: bytes
    facts: dict[str, Any]
    """What was understood of the words, what was not, and what came of it."""


def make_model(
    params: ModelParams, *, seed: int, progress: Callable[[float], None], picture: bytes = b""
) -> Model:
    """The same parameters and seed give the same bytes. Raises `OSError` for a broken picture."""
    progress(0.02)
    if params.source is Source.IMAGE:
        return _from_picture(params, picture, progress)
    reading = read_words(params.prompt)
    exhibits = compose(reading, seed)
    progress(0.6)
    if not params.texture:
        exhibits = [_bare(exhibit) for exhibit in exhibits]
    glb = write(exhibits, lambda share: progress(0.6 + 0.38 * share))
    return Model(glb, _facts(reading))


def _from_picture(params: ModelParams, picture: bytes, progress: Callable[[float], None]) -> Model:
    framed = any(word in params.prompt.casefold() for word in _FRAMES)
    solid = solid_of(picture, textured=params.texture, framed=framed)
    progress(0.6)
    exhibit = Exhibit(solid.name, solid.body, picture=solid.picture)
    glb = write([exhibit], lambda share: progress(0.6 + 0.38 * share))
    return Model(glb, {"made_as": solid.name})


def _bare(exhibit: Exhibit) -> Exhibit:
    """The shape without colours."""
    return replace(exhibit, body=[replace(m, paint=_BARE, colours=None) for m in exhibit.body])


def _facts(reading: Reading) -> dict[str, Any]:
    return {
        "understood": reading.understood,
        "ignored": reading.ignored,
        "things": [_told(thing) for thing in reading.things],
        "relations": [
            [reading.things[link.figure].noun, link.relation, reading.things[link.landmark].noun]
            for link in reading.links
        ],
    }


def _told(thing: Wanted) -> dict[str, Any]:
    looks = {name: getattr(thing, name) for name in ("colour", "material", "size", "style")}
    known = {name: value for name, value in looks.items() if value}
    return {"noun": thing.noun, "count": max(1, thing.count)} | known
