"""How Tripo is reached and what it may cost us: `TRIPO_*`."""

from typing import Annotated

from pydantic import Field, HttpUrl, StringConstraints
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import PolledSettings, Several

Model = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]{1,40}$")]


class TripoSettings(PolledSettings):
    """Tripo. It is offered once there is a key."""

    model_config = SettingsConfigDict(env_prefix="TRIPO_")

    api_key: ApiKey = None
    """Key of the platform. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.tripo3d.ai/v2/openapi")
    """Where its API is; a path is kept, for gateways. In China: `https://api.tripo3d.com/v2/openapi`."""
    models: Annotated[Several[Model], Field(min_length=1)] = (
        "v3.0-20250812",
        "v2.5-20250123",
    )
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=5, ge=1)
    """Models made at once; an account may have 10 tasks in line and at work."""
    deadline_s: float = Field(default=3600, gt=0)
    """Seconds after which a model is given up."""
