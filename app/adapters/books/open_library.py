"""Open Library: the catalogue of the Internet Archive. It needs no key."""

import re
from typing import Any

from app.adapters.books.wire import Wire, objects, several, words
from app.domain.books import BookQuery, BooksAway, first_isbn, is_korean, isbn13, year_in
from app.domain.journeys.views import Book

_FIELDS = (
    "key,title,author_name,first_publish_year,cover_i,language,number_of_pages_median,subject,"
    "publisher,isbn,editions,editions.title,editions.isbn,editions.language,editions.publisher,"
    "editions.publish_date,editions.cover_i"
)
_MOST = 15
_SUBJECTS = 8
# Its search speaks Solr, where these mean something.
_SOLR = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')
_SOLR_WORDS = re.compile(r"\b(AND|OR|NOT|TO)\b")
_LANGUAGES = {
    "eng": "en",
    "kor": "ko",
    "jpn": "ja",
    "fre": "fr",
    "ger": "de",
    "spa": "es",
    "chi": "zh",
    "ita": "it",
    "por": "pt",
    "rus": "ru",
}


class OpenLibrary:
    """Works, each with the edition of it that fits the query best."""

    source = "open_library"
    is_korean = False

    def __init__(self, base_url: str, covers_url: str, agent: str) -> None:
        self._wire = Wire(self.source, base_url, agent)
        self._covers_url = covers_url.rstrip("/")

    async def search(self, query: BookQuery) -> list[Book]:
        """Books that fit. Raises `BooksAway`."""
        asked = {**_asked(query), "fields": _FIELDS, "limit": _MOST}
        told = await self._wire.get("/search.json", asked)
        if not isinstance(told, dict) or not isinstance(told.get("docs"), list):
            raise BooksAway("open_library answered without docs")
        found = (self._book(doc, query) for doc in objects(told["docs"]))
        return [book for book in found if book is not None]

    def _book(self, doc: dict[str, Any], query: BookQuery) -> Book | None:
        inner = doc.get("editions")
        listed = objects(inner.get("docs")) if isinstance(inner, dict) else []
        edition = listed[0] if listed else {}
        title = words(edition.get("title")) or words(doc.get("title"))
        if not title:
            return None
        numbers = several(edition.get("isbn")) or several(doc.get("isbn"))
        known = {isbn13(number) for number in several(doc.get("isbn"))} | set(map(isbn13, numbers))
        publishers = several(edition.get("publisher")) or several(doc.get("publisher"))[:1]
        return Book(
            title=title,
            authors=several(doc.get("author_name")),
            isbn=query.isbn if query.isbn and query.isbn in known else first_isbn(numbers),
            publisher=next(iter(publishers), None),
            year=_year(edition, doc),
            pages=_pages(doc.get("number_of_pages_median")),
            language=_language(
                several(edition.get("language")) or several(doc.get("language")), title
            ),
            subjects=several(doc.get("subject"))[:_SUBJECTS],
            cover_url=self._cover(edition.get("cover_i")) or self._cover(doc.get("cover_i")),
            source=self.source,
        )

    def _cover(self, number: Any) -> str | None:
        # Without `default=false` a missing cover is a blank picture, and a success.
        is_one = isinstance(number, int) and not isinstance(number, bool) and number > 0
        return f"{self._covers_url}/b/id/{number}-M.jpg?default=false" if is_one else None


def _asked(query: BookQuery) -> dict[str, str]:
    if query.isbn:
        return {"isbn": query.isbn}
    plain = _SOLR_WORDS.sub(lambda found: found[0].lower(), _SOLR.sub(" ", query.text))
    plain = " ".join(plain.split()) or query.text.strip('"')
    return {{"anything": "q", "title": "title", "author": "author"}[query.by]: plain}


def _year(edition: dict[str, Any], doc: dict[str, Any]) -> int | None:
    for date in several(edition.get("publish_date")):
        if found := re.search(r"\b(1[4-9]|20)\d\d\b", date):
            return year_in(found[0])
    return year_in(doc.get("first_publish_year"))


def _pages(told: Any) -> int | None:
    return told if isinstance(told, int) and 0 < told < 20_000 else None


def _language(codes: tuple[str, ...], title: str) -> str | None:
    if "kor" in codes and is_korean(title):
        return "ko"
    if "eng" in codes:
        return "en"
    return next((_LANGUAGES[code] for code in codes if code in _LANGUAGES), None)
