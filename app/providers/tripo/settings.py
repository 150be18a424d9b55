"""How Tripo is reached and what it may cost us: `TRIPO_*`."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, HttpUrl, StringConstraints, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.domain.pricing import Price
from app.providers.keys import ApiKey

Model = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]{1,40}$")]


class TripoSettings(BaseSettings):
    """Tripo. It is offered once there is a key."""

    model_config = SettingsConfigDict(
        env_prefix="TRIPO_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    api_key: ApiKey = None
    """Key of the platform. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.tripo3d.ai/v2/openapi")
    """Where its API is; a path is kept, for gateways. In China: `https://api.tripo3d.com/v2/openapi`."""
    models: Annotated[tuple[Model, ...], NoDecode, Field(min_length=1)] = (
        "v3.0-20250812",
        "v2.5-20250123",
    )
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=5, ge=1)
    """Models made at once; an account may have 10 tasks in line and at work."""
    price: Price | None = None
    """Credits for a model, as in `STUDIO_PRICES`. Default: the table in `pricing.py`."""
    deadline_s: float = Field(default=3600, gt=0)
    """Seconds after which a model is given up."""
    answer_s: float = Field(default=18, gt=0, le=19)
    """Seconds it may take to answer a call, work not counted. A look must end within 20."""

    @field_validator("models", mode="before")
    @classmethod
    def _separated(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        return tuple(word.strip() for word in given.split(",") if word.strip())

    @property
    def deadline(self) -> timedelta:
        """How long one model may take."""
        return timedelta(seconds=self.deadline_s)
