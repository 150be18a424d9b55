"""What a person asks for, as far as the server can do it."""

import base64
from typing import Any

from app.domain.bounds import Bound
from app.domain.providing import TaskSpec
from app.media.model3d import PROMPT_MAX, ModelParams, Source
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.pictures import picture_of

_KINDS = ("image/jpeg", "image/png", "image/webp")
_SEEDS = 2**32


def bounds_of(settings: Hunyuan3DSettings) -> dict[str, Bound]:
    """Pictures only, unless the operator switched words on there."""
    found = {"prompt": Bound(most=PROMPT_MAX)}
    if not settings.takes_text:
        why = "makes models from pictures only."
        found = {
            "source": Bound(choices=(Source.IMAGE.value,), why=why),
            "prompt": Bound(heard=False),
        }
    if settings.model == "hunyuan3d-2.1" or not settings.textures:
        found["texture"] = Bound(heard=False)
    return found


def order_of(spec: TaskSpec, params: ModelParams, settings: Hunyuan3DSettings) -> dict[str, Any]:
    """
    The body of an order. It learns nothing of the person.

    No word more than is needed: the older server hands whatever it gets on to its pipeline.
    """
    # The newer one never says "completed" of an order without textures.
    paints = settings.model == "hunyuan3d-2.1" or (settings.textures and params.texture)
    order = {"seed": spec.seed % _SEEDS, "texture": paints}
    if params.source is Source.TEXT:
        return order | {"text": params.prompt}
    picture = picture_of(spec, kinds=_KINDS)
    return order | {"image": base64.b64encode(picture.data).decode()}
