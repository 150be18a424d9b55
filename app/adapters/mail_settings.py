"""How letters go out."""

from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class MailSettings(BaseSettings):
    """Settings of the mail server; without a host nobody gets e-mails."""

    model_config = SettingsConfigDict(
        env_prefix="SMTP_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    host: str | None = None
    """Server that takes our letters."""
    port: int = Field(default=587, ge=1, le=65535)
    """Its port."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is closed to others: `starttls`, `tls` from its first byte, `none`."""
    user: str | None = None
    """Name to sign in with. Default: no sign-in."""
    password: SecretStr | None = None
    """Password for it."""
    sender: str | None = Field(default=None, validation_alias="SMTP_FROM")
    """Address that letters come from, with or without a name: `Meanwhile <hello@example.com>`."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.host and not self.sender:
            raise ValueError("SMTP_HOST and SMTP_FROM go together")
        return self
