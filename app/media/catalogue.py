"""Every kind of thing that can be made. A new one is its own file and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from app.domain import texts
from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.media import song

_TITLE_MAX = 80


@dataclass(frozen=True)
class Recipe:
    """What the engine needs to know of a medium."""

    params: type[BaseModel]
    size: Callable[[Any], float]
    words: Callable[[Any], str]


RECIPES: dict[Medium, Recipe] = {
    Medium.SONG: Recipe(song.SongParams, song.size, song.words),
}


def understand(medium: Medium, params: dict[str, Any]) -> BaseModel:
    """The parameters, checked. Raises `Invalid` with the field and a sentence for a person."""
    recipe = RECIPES.get(medium)
    if recipe is None:
        raise Invalid(f"{medium.value} cannot be made here.", field="medium")
    texts.check(params)
    try:
        return recipe.params.model_validate(params)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise Invalid(_sentence(first, field), field=field) from None


def title_of(words: str) -> str:
    """A title made of the first words, whole ones."""
    line = " ".join(words.split())
    if len(line) <= _TITLE_MAX:
        return line[:1].upper() + line[1:]
    cut = line[:_TITLE_MAX].rsplit(" ", 1)[0]
    return cut[:1].upper() + cut[1:] + "…"


def _sentence(error: Any, field: str | None) -> str:
    context = error.get("ctx", {})
    sentences = {
        "value_error": f"{context.get('error', error['msg'])}",
        "string_too_long": f"That is too long: {context.get('max_length')} characters is the most.",
        "greater_than_equal": f"That is too little: {context.get('ge')} is the least.",
        "less_than_equal": f"That is too much: {context.get('le')} is the most.",
        "extra_forbidden": f"There is no such setting: {field}.",
        "missing": f"{field} is missing.",
    }
    return sentences.get(error["type"], f"{field}: {error['msg']}.")
