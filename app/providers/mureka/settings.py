"""How Mureka is reached and what it may cost us: `MUREKA_*`."""

from datetime import timedelta

from pydantic import Field, HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.pricing import Price
from app.providers.keys import ApiKey


class MurekaSettings(BaseSettings):
    """Mureka. It is offered once there is a key."""

    model_config = SettingsConfigDict(
        env_prefix="MUREKA_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    api_key: ApiKey = None
    """Key of the platform. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.mureka.ai")
    """Where its API is; a path is kept, for gateways. In China: `https://api.mureka.cn`."""
    model: str = Field(default="auto", min_length=1, max_length=80)
    """Model that is asked for; its names change, and `auto` is always the newest."""
    slots: int = Field(default=1, ge=1)
    """Songs made at once: `concurrent_request_limit` of the account (1 on trial)."""
    price: Price | None = None
    """Credits for a take, as in `STUDIO_PRICES`. Default: the table in `pricing.py`."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which a song is given up."""
    answer_s: float = Field(default=18, gt=0, le=19)
    """Seconds it may take to answer a call, work not counted. A look must end within 20."""
    lyrics_s: float = Field(default=60, gt=0)
    """Seconds it may take to write lyrics."""

    @property
    def deadline(self) -> timedelta:
        """How long one song may take."""
        return timedelta(seconds=self.deadline_s)
