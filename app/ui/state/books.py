"""The book that was chosen on a page, read softly: the services decide whether it can be used."""

import json
from typing import Any

from app.domain.books import isbn13
from app.domain.journeys.views import Book

_TITLE_MAX = 300
_NAME_MAX = 200
_AUTHORS_MAX = 20
_SUBJECTS_MAX = 12
_URL_MAX = 1_000
_PAGES_MAX = 99_999
_YEAR_MAX = 2_200


def chosen(told: Any) -> Book | None:
    """The book that the picker told of, as its event does or as JSON; None without a title."""
    given = _read(told)
    title = _text(given.get("title"), _TITLE_MAX)
    if not title:
        return None
    address = _text(given.get("cover_url"), _URL_MAX)
    return Book(
        title=title,
        authors=_texts(given.get("authors"), _AUTHORS_MAX),
        isbn=isbn13(_text(given.get("isbn"), 30)),
        publisher=_text(given.get("publisher"), _NAME_MAX) or None,
        year=_number(given.get("year"), _YEAR_MAX),
        pages=_number(given.get("pages"), _PAGES_MAX),
        language=_text(given.get("language"), 8) or None,
        subjects=_texts(given.get("subjects"), _SUBJECTS_MAX),
        cover_url=address if address.startswith(("https://", "http://")) else None,
        source=_text(given.get("source"), 40) or None,
    )


def _read(told: Any) -> dict[str, Any]:
    if isinstance(told, str):
        try:
            told = json.loads(told)
        except ValueError:
            told = None
    return told if isinstance(told, dict) else {}


def _text(value: Any, most: int) -> str:
    return " ".join(value.split())[:most].strip() if isinstance(value, str) else ""


def _texts(value: Any, most: int) -> tuple[str, ...]:
    listed = value[:most] if isinstance(value, list) else []
    return tuple(text for each in listed if (text := _text(each, _NAME_MAX)))


def _number(value: Any, most: int) -> int | None:
    is_one = isinstance(value, int) and not isinstance(value, bool)
    return value if is_one and 0 < value <= most else None
