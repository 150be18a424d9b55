"""How Replicate is reached and what it may cost us: `REPLICATE_*`."""

from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    HttpUrl,
    SecretStr,
    StringConstraints,
    model_validator,
)
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import PolledSettings, Several

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


class ReplicateSettings(PolledSettings):
    """Replicate. It is offered once there is a token."""

    model_config = SettingsConfigDict(env_prefix="REPLICATE_")

    api_token: ApiKey = None
    """Token of an account. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.replicate.com/v1")
    """Where its API is, version included; a path is kept, for gateways."""
    models: Annotated[Several[Word], Field(min_length=1)] = (
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
    deadline_s: float = Field(default=600, ge=5)
    """Seconds after which a photo is given up, here and there."""
    webhook_url: HttpUrl | None = None
    """Where it sends word: `/api/hooks/replicate` at our public address. Default: only asked."""
    webhook_secret: SecretStr | None = None
    """Secret (`whsec_…`) that its word is signed with; needed with the address."""

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
