"""Where files live when not on a disk of ours."""

from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class S3Settings(BaseSettings):
    """Settings of the bucket, from the environment; without a bucket files stay on this disk."""

    model_config = SettingsConfigDict(
        env_prefix="S3_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    bucket: str | None = None
    """Bucket for finished files, in place of a directory."""
    endpoint_url: str | None = Field(default=None, pattern="^https?://")
    """Address of the store. Default: Amazon's own for the region."""
    region: str = "us-east-1"
    """Region of the bucket; signatures name it."""
    access_key_id: SecretStr | None = None
    """Key. Default: whatever boto3 finds: a profile, the machine's role …"""
    secret_access_key: SecretStr | None = None
    """Secret of that key."""
    prefix: str = Field(default="", pattern=r"^[A-Za-z0-9!_.()/-]*$")
    """Folder in the bucket, when it is shared with others."""
    public_endpoint_url: str | None = Field(default=None, pattern="^https?://")
    """Address at which browsers reach the store, when it is another."""
    path_style: bool | None = None
    """`host/bucket/key` in place of `bucket.host/key`. Default: when there is an endpoint."""
    proxy: bool = False
    """Send files through the web process: browsers then need not reach the store."""

    @field_validator("prefix")
    @classmethod
    def _folder(cls, prefix: str) -> str:
        inner = prefix.strip("/")
        if ".." in inner.split("/") or "." in inner.split("/"):
            raise ValueError("a folder does not go up")
        return f"{inner}/" if inner else ""

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.access_key_id is None) != (self.secret_access_key is None):
            raise ValueError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together")
        return self

    @property
    def addressing(self) -> str:
        """How the bucket is named in addresses, as botocore says it."""
        path_style = self.endpoint_url is not None if self.path_style is None else self.path_style
        return "path" if path_style else "virtual"
