"""Where simulated providers listen and how they behave; each is there once its URL is set."""

from datetime import timedelta
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.providing import Traits

Kind = Literal["async", "lookup", "blind", "sync"]


class SimulatedSettings(BaseSettings):
    """One simulated provider. Each kind reads variables that start with its own name."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    url: HttpUrl | None = None
    """Address of the simulator. Default: this provider is not offered."""
    key: SecretStr = SecretStr("simulated")
    """What the simulator wants to see in `Authorization`."""
    slots: int = Field(default=8, ge=1)
    """Tasks that may be active there at once."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which a task is given up."""
    answer_s: float = Field(default=15, gt=0, le=20)
    """Seconds it may take to answer a call, work not counted. A look must end within 20."""
    honours_key: bool = False
    """Send an idempotency key, and order again under it after a crash."""
    finds_reference: bool = False
    """Look orders up by the task's id after a crash."""
    cancels_free: bool = False
    """Ask it to stop what was cancelled."""
    reports_progress: bool = False
    """Believe its progress."""
    webhook_url: HttpUrl | None = None
    """Where it sends word that an order is done. Default: it is only asked."""

    @property
    def deadline(self) -> timedelta:
        """How long one task may take."""
        return timedelta(seconds=self.deadline_s)

    @property
    def traits(self) -> Traits:
        """What the engine needs to know."""
        return Traits(
            honours_key=self.honours_key,
            finds_reference=self.finds_reference,
            cancels_free=self.cancels_free,
            reports_progress=self.reports_progress,
        )


class AsyncSettings(SimulatedSettings):
    """`SIMULATED_ASYNC_*`: takes an order under a key and can do everything."""

    model_config = SettingsConfigDict(env_prefix="SIMULATED_ASYNC_")

    honours_key: bool = True
    cancels_free: bool = True
    reports_progress: bool = True


class LookupSettings(SimulatedSettings):
    """`SIMULATED_LOOKUP_*`: knows no keys, but finds an order by our task's id."""

    model_config = SettingsConfigDict(env_prefix="SIMULATED_LOOKUP_")

    finds_reference: bool = True
    reports_progress: bool = True


class BlindSettings(SimulatedSettings):
    """`SIMULATED_BLIND_*`: can do nothing but sell, like many."""

    model_config = SettingsConfigDict(env_prefix="SIMULATED_BLIND_")


class SyncSettings(SimulatedSettings):
    """`SIMULATED_SYNC_*`: answers with the bytes."""

    model_config = SettingsConfigDict(env_prefix="SIMULATED_SYNC_")
