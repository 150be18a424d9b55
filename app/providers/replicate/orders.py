"""What a person asks for, in the words of each model."""

import re
from collections.abc import Sequence
from typing import Any

from app.domain.providing import TaskSpec
from app.media.photo import PhotoParams
from app.providers.portraits import told, who
from app.providers.replicate.models import Model

_SEEDS = 2**31
_TRIGGER = re.compile(r"\bimg\b", re.IGNORECASE)


def order_of(
    model: Model, spec: TaskSpec, params: PhotoParams, *, urls: Sequence[str]
) -> dict[str, Any]:
    """The model's input. It learns nothing of the person but what is to be seen."""
    order = {"prompt": described(model, params)} | model.shown(urls) | model.fixed
    if model.shaped:
        order["aspect_ratio"] = params.aspect.value
    if model.seeded:
        order["seed"] = spec.seed % _SEEDS
    return order


def described(model: Model, params: PhotoParams) -> str:
    """The person's words first, whole; then what this kind of model needs to hear."""
    if model.speech == "edit":
        return told(params)
    if model.speech == "describe":
        return f"{params.prompt}, {who(params)}"
    # Its trigger has to be there once, and no more than once.
    plain = " ".join(_TRIGGER.sub(" ", params.prompt).split())
    return f"A photo of a {who(params)} img, {plain}"
