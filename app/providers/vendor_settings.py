"""What the settings of every vendor share."""

from datetime import timedelta
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.domain.pricing import Price

T = TypeVar("T")


def _separated(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    return tuple(word.strip() for word in given.split(",") if word.strip())


Several = Annotated[tuple[T, ...], NoDecode, BeforeValidator(_separated)]
"""Words of one variable, separated by commas."""


class VendorSettings(BaseSettings):
    """A vendor. Each reads variables that start with its own name."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    price: Price | None = None
    """Credits for one, as in `STUDIO_PRICES`. Default: the table in `pricing.py`."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which one is given up."""

    @property
    def deadline(self) -> timedelta:
        """How long one may take."""
        return timedelta(seconds=self.deadline_s)


class PolledSettings(VendorSettings):
    """A vendor that takes an order at once and is asked how far it is."""

    answer_s: float = Field(default=18, gt=0, le=19)
    """Seconds it may take to answer a call, work not counted. A look must end within 20."""
