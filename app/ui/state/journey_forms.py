"""What forms of journeys say, read softly: the services decide whether it can be understood."""

from dataclasses import replace
from typing import Any

from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import Book, Entry

_KEY_MAX = 80
_TEXT_MAX = 20_000
_LIST_MAX = 24


def entry(form: Any) -> Entry:
    """A log as it was written."""
    given: dict[str, Any] = form if isinstance(form, dict) else {}
    music_on = given.get("music_on")
    return Entry(
        page_from=_number(given.get("page_from")),
        page_to=_number(given.get("page_to")),
        thoughts=_text(given.get("thoughts")),
        quote=_text(given.get("quote")),
        quote_shared=given.get("quote_shared") is True,
        moods=_texts(given.get("moods")),
        rating=_number(given.get("rating")),
        music_on=music_on if isinstance(music_on, bool) else None,
        plan=change(given.get("plan")),
    )


def book(form: Any, now: Book) -> Book:
    """A book with the facts corrected that the form speaks of; all others stay."""
    given: dict[str, Any] = form if isinstance(form, dict) else {}
    said: dict[str, Any] = {
        "title": _text(given.get("title")),
        "authors": _texts(_text(given.get("author")).split(",")),
        "publisher": _text(given.get("publisher")) or None,
        "year": _number(given.get("year")),
        "pages": _number(given.get("pages")),
    }
    asked = {"authors" if name == "author" else name for name in given}
    return replace(now, **{name: value for name, value in said.items() if name in asked})


def change(form: Any) -> PlanChange | None:
    """What of a plan is to be otherwise; None for nothing."""
    if not isinstance(form, dict):
        return None
    sung, played = form.get("sung"), form.get("instruments")
    wanted = PlanChange(
        prompt=_text(form.get("prompt")) or None,
        genre=_text(form.get("genre")) or None,
        mood=_text(form.get("mood")) or None,
        tempo=_number(form.get("tempo")),
        instruments=_texts(played) if isinstance(played, list) else None,
        sung=sung if isinstance(sung, bool) else None,
        lyrics=_text(form["lyrics"]) if "lyrics" in form else None,
    )
    return None if wanted.is_empty else wanted


def key(form: Any) -> str | None:
    """The key that makes the same order twice the same order."""
    return _text(form.get("key"))[:_KEY_MAX] or None if isinstance(form, dict) else None


def _text(value: Any) -> str:
    return value.strip()[:_TEXT_MAX] if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items = value[:_LIST_MAX] if isinstance(value, list) else []
    return tuple(text for text in map(_text, items) if text)


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return int(value) or None
    text = _text(value)
    return int(text[:9]) or None if text.isdecimal() else None
