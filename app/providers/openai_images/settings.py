"""How OpenAI's images are reached and what they may cost us: `OPENAI_*`."""

from typing import Annotated, Literal

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import Several, VendorSettings

Model = Literal["gpt-image-2", "gpt-image-1.5", "gpt-image-1", "gpt-image-1-mini"]


class OpenAISettings(VendorSettings):
    """Image edits by OpenAI. They are offered once there is a key."""

    model_config = SettingsConfigDict(env_prefix="OPENAI_")

    api_key: ApiKey = None
    """Key of the platform. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.openai.com/v1")
    """Where its API is, version included; a path is kept, for gateways."""
    models: Annotated[Several[Model], Field(min_length=1)] = (
        "gpt-image-2",
        "gpt-image-1.5",
        "gpt-image-1-mini",
    )
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=4, ge=1)
    """Photos made at once: what the limits of the account allow (5 a minute at the lowest)."""
    deadline_s: float = Field(default=600, gt=0)
    """Seconds after which a photo is given up."""
    answer_s: float = Field(default=240, gt=0)
    """Seconds until an answer begins: it is silent until the photo is made."""
    chunk_s: float = Field(default=60, gt=0)
    """Seconds between two pieces of a photo that is coming."""
    quality: Literal["auto", "low", "medium", "high"] = "medium"
    """How much work goes into a photo; `high` costs about four times as much there."""
    output_format: Literal["jpeg", "png"] = "jpeg"
    """What a photo comes as."""
