"""What a person asks for, in Tripo's words and within its limits."""

from typing import Any

from app.domain.bounds import Bound
from app.domain.providing import TaskSpec
from app.media.model3d import PROMPT_MAX, ModelParams, Source

BOUNDS = {"prompt": Bound(most=PROMPT_MAX)}
KINDS = ("image/jpeg", "image/png", "image/webp")

_SEEDS = 2**31
# Unasked, the newest models send the densest mesh they have: too much for a page and a phone.
_FACES = 30_000


def order_of(spec: TaskSpec, params: ModelParams, *, file: dict[str, str]) -> dict[str, Any]:
    """The body of an order; `file`: the picture that was handed over before, if any."""
    order: dict[str, Any] = {
        "model_version": spec.model,
        "model_seed": spec.seed % _SEEDS,
        "face_limit": _FACES,
        # Asked for materials, it would paint whatever else is said.
        "texture": params.texture,
        "pbr": params.texture,
    }
    if params.source is Source.TEXT:
        return order | {"type": "text_to_model", "prompt": params.prompt}
    return order | {"type": "image_to_model", "file": file}
