"""How apps on phones are reached."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class FcmSettings(BaseSettings):
    """Settings of Firebase Cloud Messaging; without an account no app is told anything."""

    model_config = SettingsConfigDict(
        env_prefix="FCM_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    service_account: SecretStr | None = None
    """The service account's key: its JSON, or the path of a file with it."""
    url: str = Field(default="https://fcm.googleapis.com", pattern="^https?://")
    """Where messages are posted; a path is kept."""
