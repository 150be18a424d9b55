"""How Meshy is reached and what it may cost us: `MESHY_*`."""

from typing import Annotated

from pydantic import Field, HttpUrl, StringConstraints
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import PolledSettings, Several

Model = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,40}$")]


class MeshySettings(PolledSettings):
    """Meshy. It is offered once there is a key."""

    model_config = SettingsConfigDict(env_prefix="MESHY_")

    api_key: ApiKey = None
    """Key of a paid plan. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.meshy.ai")
    """Where its API is; a path is kept, for gateways."""
    models: Annotated[Several[Model], Field(min_length=1)] = ("latest",)
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=5, ge=1)
    """Models made at once; a plan allows 10 or more tasks in its own line."""
    deadline_s: float = Field(default=3600, gt=0)
    """Seconds after which a model is given up."""
