"""The models that keep a face: where each is, and how it wants to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from app.domain.bounds import Bound

Speech = Literal["edit", "describe", "trigger"]


@dataclass(frozen=True)
class Model:
    """One row of the table below."""

    title: str
    address: str
    """`owner/name`."""
    speech: Speech = "edit"
    """`edit` is told what to do with the photos, `describe` what is to be seen; `trigger` needs the
    word `img` behind the person."""
    official: bool = True
    """Official models have no versions; others are ordered by the hash of one."""
    photos: tuple[str, ...] = ()
    """Inputs that take one photo each, the one to keep to first."""
    gallery: str = ""
    """Or the input that takes a list of them."""
    most: int = 1
    """Photos that it takes."""
    shaped: bool = True
    """Takes `aspect_ratio`; else it decides the shape itself."""
    seeded: bool = True
    fixed: dict[str, Any] = field(default_factory=dict)
    """What is always said."""

    @property
    def bounds(self) -> dict[str, Bound]:
        """What it does not take."""
        return {} if self.shaped else {"aspect": Bound(heard=False)}

    def shown(self, urls: Sequence[str]) -> dict[str, Any]:
        """The photos, where this model looks for them."""
        if self.gallery:
            return {self.gallery: list(urls[: self.most])}
        return dict(zip(self.photos, urls, strict=False))


# JPEG wherever it can be chosen: a tenth of a PNG, and a photograph either way.
MODELS: dict[str, Model] = {
    "flux_kontext_pro": Model(
        "FLUX.1 Kontext Pro",
        "black-forest-labs/flux-kontext-pro",
        photos=("input_image",),
        # With a photo, 2 is the most that is allowed.
        fixed={"output_format": "jpg", "safety_tolerance": 2, "prompt_upsampling": False},
    ),
    "nano_banana_pro": Model(
        "Nano Banana Pro",
        "google/nano-banana-pro",
        gallery="image_input",
        most=14,
        seeded=False,
        fixed={"output_format": "jpg", "resolution": "2K"},
    ),
    "nano_banana_2": Model(
        "Nano Banana 2",
        "google/nano-banana-2",
        gallery="image_input",
        most=14,
        seeded=False,
        fixed={"output_format": "jpg"},
    ),
    "flux_2_flex": Model(
        "FLUX.2 Flex",
        "black-forest-labs/flux-2-flex",
        gallery="input_images",
        most=10,
        # Its upsampling would rewrite what was asked for.
        fixed={"output_format": "jpg", "safety_tolerance": 2, "prompt_upsampling": False},
    ),
    "instant_id": Model(
        "InstantID",
        "zsxkib/instant-id",
        "describe",
        official=False,
        photos=("image",),
        shaped=False,
        fixed={"output_format": "jpg", "output_quality": 95, "num_outputs": 1},
    ),
    "photomaker": Model(
        "PhotoMaker",
        "tencentarc/photomaker",
        "trigger",
        official=False,
        photos=("input_image", "input_image2", "input_image3", "input_image4"),
        most=4,
        shaped=False,
        fixed={"style_name": "(No style)", "num_outputs": 1, "num_steps": 30},
    ),
}
