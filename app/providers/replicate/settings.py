"""How Replicate is reached and what it may cost us: `REPLICATE_*`."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    HttpUrl,
    SecretStr,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.domain.pricing import Price
from app.providers.keys import ApiKey

Word = Literal[
    "flux_kontext_pro",
    "nano_banana_pro",
    "nano_banana_2",
    "flux_2_flex",
    "instant_id",
    "photomaker",
]
_NEVER_SENT = ("https", "http")
Version = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class ReplicateSettings(BaseSettings):
    """Replicate. It is offered once there is a token."""

    model_config = SettingsConfigDict(
        env_prefix="REPLICATE_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    api_token: ApiKey = None
    """Token of an account. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.replicate.com/v1")
    """Where its API is, version included; a path is kept, for gateways."""
    models: Annotated[tuple[Word, ...], NoDecode, Field(min_length=1)] = (
        "flux_kontext_pro",
        "nano_banana_pro",
        "nano_banana_2",
        "flux_2_flex",
        "instant_id",
        "photomaker",
    )
    """Models on offer, separated by commas; the first is the default."""
    versions: dict[Word, Version] = Field(default_factory=dict)
    """Versions to keep to, as JSON by model. Default: a community model's newest, asked hourly."""
    slots: int = Field(default=8, ge=1)
    """Photos made at once."""
    price: Price | None = None
    """Credits for a photo, as in `STUDIO_PRICES`. Default: the table in `pricing.py`."""
    deadline_s: float = Field(default=600, ge=5)
    """Seconds after which a photo is given up, here and there."""
    answer_s: float = Field(default=18, gt=0, le=19)
    """Seconds it may take to answer a call, work not counted. A look must end within 20."""
    webhook_url: HttpUrl | None = None
    """Where it sends word: `/api/hooks/replicate` at our public address. Default: only asked."""
    webhook_secret: SecretStr | None = None
    """Secret (`whsec_…`) that its word is signed with; needed with the address."""

    @field_validator("models", mode="before")
    @classmethod
    def _separated(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        return tuple(word.strip() for word in given.split(",") if word.strip())

    @model_validator(mode="after")
    def _word_can_be_checked(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if secret and not secret.startswith("whsec_"):
            raise ValueError("REPLICATE_WEBHOOK_SECRET begins with whsec_")
        if self.webhook_url and not secret:
            raise ValueError("REPLICATE_WEBHOOK_URL needs REPLICATE_WEBHOOK_SECRET")
        if self.webhook_url and (self.base_url.scheme, self.webhook_url.scheme) == _NEVER_SENT:
            # It would refuse every order that names it.
            raise ValueError("REPLICATE_WEBHOOK_URL has to begin with https")
        return self

    @property
    def deadline(self) -> timedelta:
        """How long one photo may take."""
        return timedelta(seconds=self.deadline_s)
