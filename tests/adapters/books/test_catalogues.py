"""Each catalogue of books, asked over real HTTP."""

import asyncio
from collections.abc import Callable

import pytest
from pydantic import SecretStr

from app.adapters.books.aladin import Aladin, authors_in
from app.adapters.books.kakao import Kakao
from app.adapters.books.open_library import OpenLibrary
from app.adapters.books.wire import Wire
from app.bootstrap.chosen import catalogues
from app.domain.books import Books, BooksAway, By, asked
from app.domain.journeys.views import Book
from app.settings import Settings
from tests.simulators.stage import Stage

Find = Callable[..., list[Book]]


@pytest.fixture
def find(config: Settings) -> Find:
    """Asks one catalogue."""
    known = {each.source: each for each in catalogues(config)}

    def ask(source: str, words: str, by: By = "anything") -> list[Book]:
        return asyncio.run(known[source].search(asked(words, by)))

    return ask


def test_without_keys_only_open_library_is_asked() -> None:
    bare = Settings.model_validate({"KAKAO_REST_KEY": None, "ALADIN_TTB_KEY": None})

    assert [each.source for each in catalogues(bare)] == ["open_library"]


def test_open_library_tells_of_the_edition_that_fits(find: Find, catalogues: Stage) -> None:
    [book] = find("open_library", "Left Hand of Darkness")

    assert book == Book(
        title="The Left Hand of Darkness",
        authors=("Ursula K. Le Guin",),
        isbn="9780441478125",
        publisher="Ace",
        year=1969,
        pages=304,
        language="en",
        subjects=("Science fiction",),
        cover_url=f"{catalogues.url}/covers/b/id/12-M.jpg?default=false",
        source="open_library",
    )


def test_a_book_of_which_only_the_title_is_known_is_found(find: Find) -> None:
    [book] = find("open_library", "Paper Owl")

    assert book == Book(title="Paper Owl", isbn="9780000000002", source="open_library")


@pytest.mark.parametrize("words", ['Hobbit: "there" (and', "AND OR Hobbit", "Hobbit [1]: x/y"])
def test_signs_of_its_query_language_are_only_words(find: Find, words: str) -> None:
    find("open_library", words)


def test_an_isbn_with_hyphens_is_looked_up(find: Find) -> None:
    for source in ("open_library", "kakao", "aladin"):
        [book] = find(source, "ISBN 978-89-364-3412-0")
        assert (book.isbn, book.authors) == ("9788936434120", ("한강",))


@pytest.mark.parametrize("source", ["open_library", "kakao", "aladin"])
def test_titles_and_authors_are_told_apart(find: Find, source: str) -> None:
    assert find(source, "한강", "author")
    assert [book.title for book in find(source, "소년이", "title")] == ["소년이 온다"]


def test_kakao_tells_the_long_number_of_two_and_copes_with_one(find: Find) -> None:
    found = {book.title: book for book in find("kakao", "한강")}

    assert found["채식주의자"].isbn == "9788936434595"  # after a short one
    assert found["소년이 온다"].isbn == "9788936434120"  # after a space alone
    assert found["흰"].year is None
    assert found["희랍어 시간"].cover_url is None


def test_aladin_is_read_through_its_semicolon_and_its_escapes(find: Find) -> None:
    [book] = find("aladin", "채식주의자")

    assert (book.title, book.authors) == ("채식주의자", ("한강",))
    assert book.publisher == "창비 & 벗"
    assert book.isbn == "9788936434595"
    assert book.subjects == ("소설/시/희곡", "한국소설", "2000년대 이후 한국소설")


def test_aladin_knows_the_pages_of_a_book_that_is_looked_up(find: Find) -> None:
    [book] = find("aladin", "9788936434595")

    assert book.pages == 276


def test_a_picture_that_says_there_is_no_cover_is_none(find: Find) -> None:
    [book] = find("aladin", "희랍어")

    assert book.cover_url is None


def test_an_unknown_isbn_is_no_trouble(find: Find) -> None:
    for source in ("open_library", "kakao", "aladin"):
        assert find(source, "9780140328721") == []


def test_a_refusal_that_comes_as_a_success_is_heard(config: Settings) -> None:
    aladin = Aladin(config.aladin_url, SecretStr("wrong"), "Meanwhile")

    with pytest.raises(BooksAway, match="aladin refused: 100"):
        asyncio.run(aladin.search(asked("한강")))


def test_a_wrong_key_is_told_without_the_key(config: Settings) -> None:
    kakao = Kakao(config.kakao_url, SecretStr("a-secret"), "Meanwhile")

    with pytest.raises(BooksAway) as told:
        asyncio.run(kakao.search(asked("한강")))

    assert str(told.value) == "kakao answered 401"


@pytest.mark.parametrize("how", ["503", "500", "reset", "page", "huge"])
@pytest.mark.parametrize("source", ["open_library", "kakao", "aladin"])
def test_whatever_breaks_is_one_kind_of_trouble(find: Find, source: str, how: str) -> None:
    with pytest.raises(BooksAway, match=source):
        find(source, f"zz{how} 한강")


def test_who_asks_too_fast_is_quiet_for_a_while(config: Settings) -> None:
    library = OpenLibrary(config.open_library_url, config.open_library_covers_url, "Meanwhile")

    with pytest.raises(BooksAway, match="429"):
        asyncio.run(library.search(asked("zz429 Hobbit")))
    with pytest.raises(BooksAway, match="slow down"):
        asyncio.run(library.search(asked("Hobbit")))


def test_a_catalogue_that_nobody_runs_is_away() -> None:
    nobody: Books = OpenLibrary("http://127.0.0.1:9", "http://127.0.0.1:9", "Meanwhile")

    with pytest.raises(BooksAway, match="ConnectError"):
        asyncio.run(nobody.search(asked("Hobbit")))


def test_pictures_offered_by_http_are_fetched_by_https() -> None:
    wire = Wire("kakao", "https://dapi.kakao.com", "Meanwhile")

    assert wire.secure("http://search1.kakaocdn.net/a.jpg") == "https://search1.kakaocdn.net/a.jpg"


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("한강 (지은이)", ("한강",)),
        ("가, 나 (지은이), 다 (옮긴이)", ("가", "나")),
        ("가 (지은이), 나 (그림), 다 (옮긴이)", ("가",)),
        ("가 (글), 나 (그림)", ("가",)),
        ("한강", ("한강",)),
        ("", ()),
    ],
)
def test_those_who_wrote_it_are_its_authors(told: str, names: tuple[str, ...]) -> None:
    assert authors_in(told) == names
