"""How Mureka is reached and what it may cost us: `MUREKA_*`."""

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import PolledSettings


class MurekaSettings(PolledSettings):
    """Mureka. It is offered once there is a key."""

    model_config = SettingsConfigDict(env_prefix="MUREKA_")

    api_key: ApiKey = None
    """Key of the platform. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.mureka.ai")
    """Where its API is; a path is kept, for gateways. In China: `https://api.mureka.cn`."""
    model: str = Field(default="auto", min_length=1, max_length=80)
    """Model that is asked for; its names change, and `auto` is always the newest."""
    slots: int = Field(default=1, ge=1)
    """Songs made at once: `concurrent_request_limit` of the account (1 on trial)."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which a song is given up."""
    lyrics_s: float = Field(default=60, gt=0)
    """Seconds it may take to write lyrics."""
