"""What things cost, in credits. One table to read; `STUDIO_PRICES` may overrule its lines."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Price:
    """`base` credits, and `per_step` for every begun `step` of what is asked for."""

    base: int = 0
    per_step: int = 0
    step: float = 1.0

    def __post_init__(self) -> None:
        if self.base < 0 or self.per_step < 0 or self.step <= 0:
            raise ValueError("a price is not negative, and its step is more than nothing")

    def of(self, size: float) -> int:
        """Credits for one task of this size."""
        return self.base + self.per_step * math.ceil(size / self.step)


#                          provider        model      credits
PRICES: dict[tuple[str, str], Price] = {
    ("sketch_song", "sketch"): Price(per_step=1, step=60.0),  # 1 for every begun minute
    ("sketch_photo", "sketch"): Price(base=1),  # a picture
    ("sketch_model", "sketch"): Price(base=2),
    ("elevenlabs", "music_v2"): Price(per_step=5, step=30.0),
    ("elevenlabs", "music_v1"): Price(per_step=5, step=30.0),
    ("mureka", "auto"): Price(base=8),  # a take, however long it gets
    ("replicate", "flux_kontext_pro"): Price(base=1),  # a photo, whatever is in it
    ("replicate", "nano_banana_pro"): Price(base=3),
    ("replicate", "nano_banana_2"): Price(base=2),
    ("replicate", "flux_2_flex"): Price(base=2),
    ("replicate", "instant_id"): Price(base=1),
    ("replicate", "photomaker"): Price(base=1),
    ("openai_images", "gpt-image-2"): Price(base=2),
    ("openai_images", "gpt-image-1.5"): Price(base=2),
    ("openai_images", "gpt-image-1"): Price(base=2),
    ("openai_images", "gpt-image-1-mini"): Price(base=1),
    ("meshy", "latest"): Price(base=20),  # a model, with textures or without
    ("tripo", "v3.0-20250812"): Price(base=20),
    ("hunyuan3d", "hunyuan3d-2.1"): Price(base=5),  # a machine of one's own
    ("hunyuan3d", "hunyuan3d-2"): Price(base=5),
    ("simulated", "tone"): Price(base=3),
    ("simulated_lookup", "tone"): Price(base=3),
    ("simulated_blind", "tone"): Price(base=3),
    ("simulated_sync", "tone"): Price(base=3),
}


def price(
    provider: str, model: str, *, size: float, instead: Mapping[str, Price] | None = None
) -> int:
    """
    Credits for one task; `instead` overrules the table by `provider/model`.

    Raises `LookupError` when nobody has set a price.
    """
    other = (instead or {}).get(f"{provider}/{model}")
    return (other or PRICES[provider, model]).of(size)
