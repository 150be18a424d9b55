"""Book search: every catalogue at once, and an answer even when some of them are silent."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import text

from app.db.transaction import Database
from app.domain.books import (
    KEPT_FOR,
    BookQuery,
    Books,
    BooksAway,
    BooksFound,
    By,
    Shelf,
    asked,
    merged,
)
from app.domain.errors import Away, TooMany
from app.domain.journeys.views import Book
from app.domain.texts import check
from app.services.covers import Covers

log = logging.getLogger(__name__)

WITHIN_S = 4.0
_SOON = timedelta(seconds=30)
_RECENT_MOST = 6
_KNOWN = TypeAdapter(tuple[Book, ...])
_RECENT = text("""
    SELECT title, authors, isbn, publisher, year, pages, language, subjects, cover_url, source
    FROM (SELECT DISTINCT ON (lower(title), authors) * FROM journeys
          WHERE person_id = :person AND deleted_at IS NULL
          ORDER BY lower(title), authors, updated_at DESC) each_once
    ORDER BY updated_at DESC, id DESC LIMIT :most""")


@dataclass(frozen=True)
class BookSearch:
    """Finds books. It costs nothing, and is limited for each person."""

    db: Database
    catalogues: Sequence[Books]
    shelf: Shelf
    covers: Covers
    wait: Callable[[str], timedelta | None]
    """Counts one search of a person; how long to wait when it was one too many, else None."""

    def search(self, person_id: str, words: str, by: By = "anything") -> BooksFound:
        """
        Books that fit, best first; answers within some seconds.

        Raises `Invalid`, `TooMany`, and `Away` when no catalogue answers at all.
        """
        check({"q": words})
        query = asked(words, by)
        place = self._place(query)
        if (known := self._known(place)) is not None:
            return BooksFound(known)
        if (wait := self.wait(person_id)) is not None:
            raise TooMany("That was a lot of searches. Please wait a moment.", retry_after=wait)
        found = asyncio.run(self._ask(query))
        self.covers.remember(book.cover_url for book in found.books)
        if not found.silent:
            self.shelf.put(place, _KNOWN.dump_json(found.books).decode(), lasts=KEPT_FOR)
        return found

    def recent(self, person_id: str) -> tuple[Book, ...]:
        """Books of this person's journeys, each once, the newest first."""
        with self.db.transaction() as tx:
            rows = tx.session.execute(_RECENT, {"person": person_id, "most": _RECENT_MOST})
            return _KNOWN.validate_python([dict(row) for row in rows.mappings()])

    def _place(self, query: BookQuery) -> str:
        names = ",".join(each.source for each in self.catalogues)
        return f"books:{sha256(f'{names}|{query.key}'.encode()).hexdigest()}"

    def _known(self, place: str) -> tuple[Book, ...] | None:
        told = self.shelf.get(place)
        try:
            return None if told is None else _KNOWN.validate_json(told)
        except ValidationError:
            return None  # another version of ours wrote it

    async def _ask(self, query: BookQuery) -> BooksFound:
        answers = await asyncio.gather(*(_answer(each, query) for each in self.catalogues))
        came = [
            (catalogue.is_korean, books)
            for catalogue, books in zip(self.catalogues, answers, strict=True)
            if books is not None
        ]
        if not came:
            raise Away(
                "Book search does not answer right now. Type the title by hand.",
                retry_after=_SOON,
            )
        silent = (
            catalogue.source
            for catalogue, books in zip(self.catalogues, answers, strict=True)
            if books is None
        )
        return BooksFound(tuple(merged(query, came)), tuple(silent))


async def _answer(catalogue: Books, query: BookQuery) -> list[Book] | None:
    """What it knows; None when it does not answer in time, or badly."""
    try:
        async with asyncio.timeout(WITHIN_S):
            return await catalogue.search(query)
    except (BooksAway, TimeoutError) as problem:
        words = str(problem) or "too slow"
        log.warning("books.away", extra={"source": catalogue.source, "problem": words})
        return None
