"""Every kind of thing that can be made. A new one is its own file and one line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from app.domain import texts
from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.media import model3d, photo, song

_TITLE_MAX = 80


@dataclass(frozen=True)
class Recipe:
    """What the engine needs to know of a medium."""

    params: type[BaseModel]
    words: Callable[[Any], str]
    """What a job is named after and found by."""
    plan: Callable[[Any], Sequence[BaseModel]] = lambda params: (params,)
    """The parameters of each task, in their order: what a provider gets."""
    size: Callable[[Any], float] = lambda _: 1.0
    """How much one task asks for, in the medium's own measure."""
    references: Callable[[Any], Sequence[str]] = lambda _: ()
    """Uploads that must be there before it begins."""


RECIPES: dict[Medium, Recipe] = {
    Medium.SONG: Recipe(song.SongParams, song.words, size=song.size),
    Medium.PHOTO: Recipe(
        photo.ShootParams, photo.words, plan=photo.plan, references=photo.references
    ),
    Medium.MODEL3D: Recipe(model3d.ModelParams, model3d.words, references=model3d.references),
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


def words_of(medium: Medium, params: dict[str, Any]) -> str:
    """What something with these parameters, as they were stored, can be found by."""
    recipe = RECIPES[medium]
    try:
        return recipe.words(recipe.params.model_validate(params))
    except ValidationError:
        # Of what was found at a provider nobody knows more than its words.
        return str(params.get("prompt", ""))


def named_by(task: Mapping[str, Any]) -> tuple[str, ...]:
    """The uploads that one task, as its parameters were stored, is made from, in their order."""
    single = task.get("reference")
    return (single,) if single else tuple(task.get("references", ()))


def place_of(params: Any, value: str) -> str | None:
    """Where a value stands among parameters, as `people.0.references.1`."""
    pairs = params.items() if isinstance(params, dict) else enumerate(params)
    for name, each in pairs:
        if each == value:
            return str(name)
        if isinstance(each, (dict, list, tuple)) and (inside := place_of(each, value)):
            return f"{name}.{inside}"
    return None


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
