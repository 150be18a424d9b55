"""A vendor's key, as operators paste it."""

from typing import Annotated

from pydantic import AfterValidator, SecretStr


def _fits_a_header(key: SecretStr | None) -> SecretStr | None:
    """A line end that was copied along would end up in an error about the header."""
    text = key.get_secret_value().strip() if key else ""
    if not text.isascii() or not text.isprintable():
        raise ValueError("it holds letters that no key has")
    return SecretStr(text) if text else None


ApiKey = Annotated[SecretStr | None, AfterValidator(_fits_a_header)]
