"""Which texts can be kept."""

from typing import Any

from app.domain.errors import Invalid

_WORDS = "The text has a character that cannot be stored."


def is_storable(text: str) -> bool:
    """Without the one character, and the halves of characters, that no database keeps."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def check(values: dict[str, Any]) -> None:
    """Every text in these values, however deep it lies, can be kept. Raises `Invalid`."""
    for field, value in values.items():
        if not all(is_storable(text) for text in _texts(value)):
            raise Invalid(_WORDS, field=field if is_storable(field) else None)


def _texts(value: Any) -> list[str]:
    match value:
        case str(text):
            return [text]
        case dict(inside):
            return [t for pair in inside.items() for part in pair for t in _texts(part)]
        case list(inside) | tuple(inside):
            return [text for part in inside for text in _texts(part)]
        case _:
            return []
