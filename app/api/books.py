"""Books: looked up in catalogues, with their covers."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AfterValidator, computed_field

from app.api.answers import Answer
from app.api.deps import CurrentPerson, Studio, Words, shaped
from app.api.errors import refusals
from app.api.sending import SENT, send
from app.domain import books
from app.domain.books import QUERY_MAX, By

router = APIRouter(prefix="/api/books", tags=["books"])

_PICTURE = SENT | {
    200: {
        "description": "The picture.",
        "content": {
            f"image/{kind}": {"schema": {"type": "string", "format": "binary"}}
            for kind in ("jpeg", "png", "webp")
        },
    }
}
CoverId = Annotated[str, Path(description="`cover_…`"), AfterValidator(shaped("cover"))]


class BookOut(Answer):
    """The facts of a book, as its catalogue tells them; only the title is always there."""

    title: str
    authors: tuple[str, ...]
    isbn: str | None
    """Thirteen digits."""
    publisher: str | None
    year: int | None
    pages: int | None
    language: str | None
    """`ko`, `en` …"""
    subjects: tuple[str, ...]
    cover_url: str | None
    """Where the cover was found."""
    source: str | None
    """The catalogue that knew it."""

    @computed_field
    @property
    def cover(self) -> str | None:
        """Our copy of the cover, for whoever is signed in."""
        return f"/api/books/covers/{books.cover_id(self.cover_url)}" if self.cover_url else None


class BooksOut(Answer):
    """Books that fit, best first."""

    books: tuple[BookOut, ...]
    silent: tuple[str, ...] = ()
    """Catalogues that did not answer in time; there may be more books than these."""


@router.get("/search", responses=refusals(401, 422, 429, 503))
def search_books(
    studio: Studio,
    person: CurrentPerson,
    q: Annotated[
        Words,
        Query(
            max_length=QUERY_MAX,
            description="Words of a title or of an author, or an ISBN.",
            examples=["Kim Jiyoung"],
        ),
    ],
    by: Annotated[By, Query(description="Where those words must be.")] = "anything",
) -> BooksOut:
    """
    Look books up by title, author or ISBN, in Korean and English.

    Every catalogue is asked at once; 503 only when none of them answers within some seconds.
    """
    return BooksOut.model_validate(studio.books.search(person.id, q, by))


@router.get("/recent", responses=refusals(401))
def list_recent_books(studio: Studio, person: CurrentPerson) -> BooksOut:
    """Books of your journeys, each once, the newest first."""
    return BooksOut(books=tuple(map(BookOut.model_validate, studio.books.recent(person.id))))


@router.get(
    "/covers/{cover_id}",
    response_class=Response,
    responses=_PICTURE | refusals(401, 404, 503),
)
def send_cover(
    cover_id: CoverId, studio: Studio, person: CurrentPerson, request: Request
) -> Response:
    """The cover of a book that a search found. It is fetched when first asked for, and kept."""
    del person
    return send(studio.covers.open(cover_id), request, download=False)
