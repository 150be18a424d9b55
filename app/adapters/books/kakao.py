"""Kakao (Daum) book search: what is sold in Korea. It needs a REST key."""

from typing import Any

from pydantic import SecretStr

from app.adapters.books.wire import Wire, objects, several, words
from app.domain.books import BookQuery, BooksAway, first_isbn, is_korean, year_in
from app.domain.journeys.views import Book

_MOST = 15
_TARGETS = {"anything": {}, "title": {"target": "title"}, "author": {"target": "person"}}


class Kakao:
    """Editions, as Korean shops know them."""

    source = "kakao"
    is_korean = True

    def __init__(self, base_url: str, key: SecretStr, agent: str) -> None:
        proof = {"Authorization": f"KakaoAK {key.get_secret_value()}"}
        self._wire = Wire(self.source, base_url, agent, proof)

    async def search(self, query: BookQuery) -> list[Book]:
        """Books that fit. Raises `BooksAway`."""
        asked: dict[str, str | int] = {"query": query.isbn or query.text, "size": _MOST}
        asked |= {"target": "isbn"} if query.isbn else _TARGETS[query.by]
        told = await self._wire.get("/v3/search/book", asked)
        if not isinstance(told, dict) or not isinstance(told.get("documents"), list):
            raise BooksAway("kakao answered without documents")
        found = (self._book(each) for each in objects(told["documents"]))
        return [book for book in found if book is not None]

    def _book(self, told: dict[str, Any]) -> Book | None:
        title = words(told.get("title"))
        if not title:
            return None
        return Book(
            title=title,
            authors=several(told.get("authors")),
            # "8900000000 9788900000000": either may be missing, and then a space is left.
            isbn=first_isbn(words(told.get("isbn")).split()),
            publisher=words(told.get("publisher")) or None,
            year=year_in(told.get("datetime")),
            language="ko" if is_korean(title) else None,
            cover_url=self._wire.secure(words(told.get("thumbnail"))) or None,
            source=self.source,
        )
