"""
Looking books up: what is asked, who is asked first, and when two found books are one.

The facts of a book are `domain.journeys.views.Book`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import chain, zip_longest
from typing import Literal, Protocol

from app.domain.errors import Invalid
from app.domain.journeys.views import Book

By = Literal["anything", "title", "author"]
QUERY_MAX = 120
FOUND_MAX = 20
KEPT_FOR = timedelta(days=1)
"""How long an answer is given again without asking anybody."""
_HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_SUBTITLE = re.compile(r"\s[-–—:=]\s|[:;]\s")
_ISBN_WORD = re.compile(r"^isbn(?:-?1[03])?:?\s*", re.IGNORECASE)
_ISBN_13_STARTS = ("978", "979")


class BooksAway(Exception):
    """A catalogue does not answer, or answers with nonsense; the message is for operators."""


@dataclass(frozen=True)
class BookQuery:
    """What somebody looks for."""

    text: str
    by: By = "anything"
    isbn: str | None = None
    """Thirteen digits, when the text is an ISBN."""

    @property
    def is_korean(self) -> bool:
        """Whether Korean catalogues are asked first."""
        if self.isbn:
            return self.isbn.startswith(("97889", "97911"))
        return is_korean(self.text)

    @property
    def key(self) -> str:
        """The same for everybody who asks the same."""
        return f"{self.by}:{self.isbn or self.text.casefold()}"


@dataclass(frozen=True)
class BooksFound:
    """What the catalogues know, best first."""

    books: tuple[Book, ...]
    silent: tuple[str, ...] = ()
    """Catalogues that did not answer in time; there may be more than this."""


class Books(Protocol):
    """A catalogue of books."""

    @property
    def source(self) -> str:
        """A word of ours, stored with every book."""
        ...

    @property
    def is_korean(self) -> bool:
        """Whether it is asked first for what is written in Korean."""
        ...

    async def search(self, query: BookQuery) -> list[Book]:
        """Books that fit, best first. Raises `BooksAway`."""
        ...


class CoverSource(Protocol):
    """Fetches pictures of covers, from the hosts of the catalogues and from nowhere else."""

    def serves(self, url: str) -> bool:
        """Whether a cover may be fetched from there."""
        ...

    def fetch(self, url: str) -> bytes | None:
        """The picture; None when there is none. Raises `BooksAway`."""
        ...


class Shelf(Protocol):
    """Remembers short texts for a while. Best effort: it may forget, and never raises."""

    def get(self, key: str) -> str | None:
        """What was put there, if it is still known."""
        ...

    def put(self, key: str, text: str, *, lasts: timedelta) -> None:
        """Remember it."""
        ...


def asked(text: str, by: By = "anything") -> BookQuery:
    """What was typed, as a query. Raises `Invalid` for nothing, too much, and a mistyped ISBN."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words:
        raise Invalid("Type a title, an author or an ISBN.", field="q")
    if len(words) > QUERY_MAX:
        raise Invalid(f"That is too long: {QUERY_MAX} characters is the most.", field="q")
    digits = _digits(words)
    number = isbn13(words)
    if number is None and len(digits) == 13 and digits.startswith(_ISBN_13_STARTS):
        raise Invalid("This ISBN has a wrong digit.", field="q")
    return BookQuery(words, by, number)


def _digits(text: str) -> str:
    return re.sub(r"[\s‐-―-]", "", _ISBN_WORD.sub("", text.strip())).upper()


def isbn13(text: str) -> str | None:
    """An ISBN of ten or thirteen digits, as thirteen; None when it is none."""
    digits = _digits(text)
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * (10 - i) for i, value in enumerate(values)) % 11:
            return None
        stem = f"978{digits[:9]}"
        return stem + _check(stem)
    if re.fullmatch(r"97[89]\d{10}", digits, re.ASCII) and _check(digits[:12]) == digits[12]:
        return digits
    return None


def _check(stem: str) -> str:
    return str(-sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(stem)) % 10)


def first_isbn(candidates: Iterable[object]) -> str | None:
    """The first that is one, those of thirteen digits before those of ten."""
    texts = [text for text in candidates if isinstance(text, str)]
    ordered = sorted(texts, key=lambda text: len(_digits(text)) != 13)
    return next((number for text in ordered if (number := isbn13(text))), None)


def is_korean(text: str) -> bool:
    """Whether there is Korean in it."""
    return _HANGUL.search(text) is not None


def year_in(told: object) -> int | None:
    """The year of a date as catalogues write it; None when there is none to believe."""
    found = re.match(r"\s*(\d{4})", str(told or ""), re.ASCII)
    year = int(found[1]) if found else 0
    return year if 1400 <= year <= 2200 else None


def cover_id(url: str) -> str:
    """The id under which we serve our copy of this cover: the same for the same address."""
    return f"cover_{sha256(url.encode()).hexdigest()[:26]}"


def merged(query: BookQuery, answers: Sequence[tuple[bool, Sequence[Book]]]) -> list[Book]:
    """
    One list out of what each catalogue found, given with whether it is a Korean one.

    Catalogues in the language of the query come first; within a language they take turns. A book
    that is known twice stands once, with the gaps of the first filled by the second.
    """
    near = [books for korean, books in answers if korean == query.is_korean]
    far = [books for korean, books in answers if korean != query.is_korean]
    kept: list[Book] = []
    places: dict[object, int] = {}
    for book in chain(_by_turns(near), _by_turns(far)):
        keys = _keys(book)
        place = next((places[key] for key in keys if key in places), None)
        if place is None:
            place = len(kept)
            kept.append(book)
        else:
            kept[place] = _filled(kept[place], book)
        for key in keys:
            places.setdefault(key, place)
    return kept[:FOUND_MAX]


def _by_turns(lists: Sequence[Sequence[Book]]) -> Iterable[Book]:
    return (book for turn in zip_longest(*lists) for book in turn if book is not None)


def _keys(book: Book) -> list[object]:
    named = (plain_title(book.title), _plain(book.authors[0]) if book.authors else "")
    return [*([book.isbn] if book.isbn else []), *([named] if all(named) else [])]


def plain_title(title: str) -> str:
    """A title without what editions add to it."""
    bare = _ASIDE.sub(" ", unicodedata.normalize("NFKC", title))
    return _plain(_SUBTITLE.split(bare)[0]) or _plain(title)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _filled(first: Book, second: Book) -> Book:
    gaps = {"cover_url": first.cover_url or second.cover_url}
    gaps["language"] = first.language or second.language
    changed = replace(first, **gaps, subjects=first.subjects or second.subjects)
    if first.isbn and second.isbn and first.isbn != second.isbn:
        return changed  # another edition: its publisher, year and pages are its own
    return replace(
        changed,
        isbn=first.isbn or second.isbn,
        publisher=first.publisher or second.publisher,
        year=first.year or second.year,
        pages=first.pages or second.pages,
    )
