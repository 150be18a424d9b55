"""Aladin's TTB search: what is sold in Korea. It needs a TTB key."""

import html
import json
import re
from typing import Any

from pydantic import SecretStr

from app.adapters.books.wire import Wire, objects, words
from app.domain.books import BookQuery, BooksAway, first_isbn, is_korean, year_in
from app.domain.journeys.views import Book

_MOST = 15
_KINDS = {"anything": "Keyword", "title": "Title", "author": "Author"}
_ROLE = re.compile(r"^(?P<name>.*?)\s*\((?P<role>[^()]*)\)$")
_WRITES = re.compile(r"지은이|저자|글|원작|만화|엮은이|author", re.IGNORECASE)
_UNKNOWN = re.compile(r"존재하지|없는 상품|not exist", re.IGNORECASE)
"""An item that it does not have is a refusal, too."""
_NO_COVER = re.compile(r"noimg|no_image|/img/blank", re.IGNORECASE)


class Aladin:
    """Editions; an ISBN is looked up, which also tells how many pages there are."""

    source = "aladin"
    is_korean = True

    def __init__(self, base_url: str, key: SecretStr, agent: str) -> None:
        self._wire = Wire(self.source, base_url, agent)
        self._key = key

    async def search(self, query: BookQuery) -> list[Book]:
        """Books that fit. Raises `BooksAway`."""
        if query.isbn:
            asked = {"ItemId": query.isbn, "ItemIdType": "ISBN13"}
            told = await self._told("ItemLookUp", asked)
        else:
            asked = {"Query": query.text, "QueryType": _KINDS[query.by], "SearchTarget": "Book"}
            told = await self._told("ItemSearch", asked | {"MaxResults": _MOST, "start": 1})
        found = (self._book(each) for each in objects(told.get("item")))
        return [book for book in found if book is not None]

    async def _told(self, page: str, asked: dict[str, Any]) -> dict[str, Any]:
        proof = {"ttbkey": self._key.get_secret_value()}
        shape = {"output": "js", "Version": "20131101", "Cover": "Big"}
        body = await self._wire.text(f"/ttb/api/{page}.aspx", proof | asked | shape)
        try:
            told = json.loads(body.strip().removesuffix(";"), strict=False)
        except ValueError:
            raise BooksAway("aladin answered with nonsense") from None
        # Refusals come as successes.
        if not isinstance(told, dict):
            raise BooksAway("aladin answered with no object")
        if "errorCode" in told:
            code, why = told["errorCode"], told.get("errorMessage")
            if "ItemId" in asked and _UNKNOWN.search(words(why)):
                return {}
            raise BooksAway(f"aladin refused: {code}")
        return told

    def _book(self, told: dict[str, Any]) -> Book | None:
        title = _text(told.get("title"))
        if not title:
            return None
        inside = told.get("subInfo")
        pages = inside.get("itemPage") if isinstance(inside, dict) else None
        cover = self._wire.secure(words(told.get("cover")))
        return Book(
            title=title.partition(" - ")[0],
            authors=authors_in(_text(told.get("author"))),
            isbn=first_isbn([told.get("isbn13"), told.get("isbn")]),
            publisher=_text(told.get("publisher")) or None,
            year=year_in(told.get("pubDate")),
            pages=pages if isinstance(pages, int) and pages > 0 else None,
            language="ko" if is_korean(title) else None,
            subjects=tuple(_text(told.get("categoryName")).split(">")[1:4]),
            cover_url=cover if cover and not _NO_COVER.search(cover) else None,
            source=self.source,
        )


def _text(told: Any) -> str:
    return words(html.unescape(told)) if isinstance(told, str) else ""


def authors_in(told: str) -> tuple[str, ...]:
    """Who wrote it, of “홍길동 (지은이), 김영희, 이철수 (옮긴이)”: names share the next role."""
    names: list[str] = []
    waiting: list[str] = []
    for part in filter(None, (part.strip() for part in told.split(","))):
        found = _ROLE.match(part)
        waiting.append(found["name"] if found else part)
        if found:
            names += waiting if _WRITES.search(found["role"]) else []
            waiting = []
    return tuple(names or waiting)
