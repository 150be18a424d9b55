"""What people may bring: facts of a book, settings of its music, and what a log says."""

from dataclasses import replace

from app.domain import texts
from app.domain.errors import Invalid
from app.domain.journeys.changing import LYRICS_MAX
from app.domain.journeys.lexicon import MOODS
from app.domain.journeys.views import Book, Entry, MusicSettings

TITLE_MAX = 300
LINE_MAX = 200
LINES_MOST = 20
ADDRESS_MAX = 2_000
THOUGHTS_MAX = 20_000
QUOTE_MAX = 5_000
PAGES_MOST = 100_000
MOODS_MOST = 5
LENGTH_S = (3, 600)
BUDGET_MOST = 1_000_000


def clean_book(book: Book) -> Book:
    """The facts in one line each. Raises `Invalid` with the field."""
    texts.check(vars(book))
    title = _line(book.title)
    if not 1 <= len(title) <= TITLE_MAX:
        raise Invalid(f"A title has 1 to {TITLE_MAX} characters.", field="title")
    _within("year", book.year, -3_000, 3_000)
    _within("pages", book.pages, 1, PAGES_MOST)
    url = book.cover_url
    if url and (len(url) > ADDRESS_MAX or not url.startswith(("http://", "https://"))):
        raise Invalid("A cover lies at an http address.", field="cover_url")
    return replace(
        book,
        title=title,
        authors=_lines("authors", book.authors),
        subjects=_lines("subjects", book.subjects),
        isbn=_short("isbn", book.isbn),
        publisher=_short("publisher", book.publisher),
        language=_short("language", book.language),
        source=_short("source", book.source),
        cover_url=book.cover_url or None,
    )


def check_music(music: MusicSettings) -> MusicSettings:
    """The settings, if they can be. Raises `Invalid` with the field."""
    texts.check(vars(music))
    if music.voice not in {"instrumental", "sung"}:
        raise Invalid("The voice is one of: instrumental, sung.", field="voice")
    if len(music.lyrics) > LYRICS_MAX:
        raise Invalid(f"Lyrics have at most {LYRICS_MAX} characters.", field="lyrics")
    _within("length_s", music.length_s, *LENGTH_S)
    _within("ahead_budget", music.ahead_budget, 0, BUDGET_MOST)
    return music


def clean_entry(entry: Entry) -> Entry:
    """What a log says, if it can be kept. Raises `Invalid` with the field."""
    texts.check(vars(entry) | {"plan": None})
    for field, text, most in (
        ("thoughts", entry.thoughts, THOUGHTS_MAX),
        ("quote", entry.quote, QUOTE_MAX),
    ):
        if len(text) > most:
            raise Invalid(f"At most {most} characters fit here.", field=field)
    for field, page in (("page_from", entry.page_from), ("page_to", entry.page_to)):
        _within(field, page, 0, PAGES_MOST)
    first, last = entry.page_from, entry.page_to
    if first is not None and last is not None and last < first:
        raise Invalid("The last page comes after the first.", field="page_to")
    _within("rating", entry.rating, 1, 5)
    moods = tuple(dict.fromkeys(entry.moods))
    if len(moods) > MOODS_MOST or not set(moods) <= set(MOODS):
        raise Invalid(f"At most {MOODS_MOST} moods of: {', '.join(MOODS)}.", field="moods")
    return replace(entry, moods=moods, thoughts=entry.thoughts.strip(), quote=entry.quote.strip())


def _within(field: str, number: int | None, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        raise Invalid(f"Between {least} and {most}.", field=field)


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(field: str, text: str | None) -> str | None:
    line = _line(text or "")
    if len(line) > LINE_MAX:
        raise Invalid(f"At most {LINE_MAX} characters.", field=field)
    return line or None


def _lines(field: str, several: tuple[str, ...]) -> tuple[str, ...]:
    lines = tuple(line for text in several if (line := _short(field, text)))
    if len(lines) > LINES_MOST:
        raise Invalid(f"At most {LINES_MOST} of them.", field=field)
    return lines
