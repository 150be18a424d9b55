"""What a person asks for, in Meshy's words and within its limits."""

import base64
from typing import Any

from app.domain.bounds import Bound
from app.domain.providing import TaskSpec
from app.media.model3d import PROMPT_MAX, ModelParams, Source
from app.providers.meshy.steps import Ordered, Step
from app.providers.pictures import picture_of

TEXT = "openapi/v2/text-to-3d"
IMAGE = "openapi/v1/image-to-3d"
BOUNDS = {"prompt": Bound(most=PROMPT_MAX)}

_KINDS = ("image/jpeg", "image/png")
_GLB = {"target_formats": ["glb"]}
# Unasked, the newest models send the densest mesh they have: too much for a page and a phone.
_MESH = {"should_remesh": True, "topology": "triangle", "target_polycount": 30_000}


def step_of(params: ModelParams) -> Step:
    """With what an order begins."""
    if params.source is Source.IMAGE:
        return Step.IMAGE
    return Step.DRAFT if params.texture else Step.SHAPE


def path_of(step: Step) -> str:
    """The endpoint that knows an order at this step."""
    return IMAGE if step is Step.IMAGE else TEXT


def order_of(spec: TaskSpec, params: ModelParams) -> dict[str, Any]:
    """The body of a first order. It learns nothing of the person."""
    if params.source is Source.TEXT:
        words = {"mode": "preview", "prompt": params.prompt}
        return words | {"ai_model": spec.model} | _MESH | _GLB
    order = {"image_url": _data_uri(spec), "ai_model": spec.model} | _MESH | _GLB
    order |= {"should_texture": params.texture}
    if params.texture:
        order |= {"enable_pbr": True}
        order |= {"texture_prompt": params.prompt} if params.prompt else {}
    return order


def refinement_of(draft: Ordered) -> dict[str, Any]:
    """The body of the order that gives a preview its textures."""
    known = {"mode": "refine", "preview_task_id": draft.id, "ai_model": draft.model}
    return known | {"enable_pbr": True} | _GLB


def _data_uri(spec: TaskSpec) -> str:
    picture = picture_of(spec, kinds=_KINDS)
    return f"data:{picture.content_type};base64,{base64.b64encode(picture.data).decode()}"
