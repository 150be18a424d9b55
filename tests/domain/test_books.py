"""What is asked, and when two found books are one."""

import unicodedata

import pytest

from app.domain.books import asked, first_isbn, isbn13, merged, plain_title, year_in
from app.domain.errors import Invalid
from app.domain.journeys.views import Book


@pytest.mark.parametrize(
    "text",
    ["9788936434120", "978-89-364-3412-0", "ISBN: 978 89 364 3412 0", "isbn-13: 978–8936434120"],
)
def test_an_isbn_is_known_however_it_is_written(text: str) -> None:
    assert asked(text).isbn == "9788936434120"


def test_ten_digits_become_thirteen() -> None:
    assert isbn13("0-8044-2957-X") == "9780804429573"
    assert isbn13("0-8044-2957-1") is None


@pytest.mark.parametrize("text", ["1984", "82년생 김지영", "2666", "Catch-22", "978"])
def test_titles_with_numbers_are_titles(text: str) -> None:
    assert asked(text).isbn is None


@pytest.mark.parametrize("text", ["", "  ", "x" * 121, "9788936434121"])
def test_what_cannot_be_looked_for_is_said(text: str) -> None:
    with pytest.raises(Invalid) as told:
        asked(text)

    assert told.value.field == "q"


def test_a_korean_query_is_known_by_its_letters_or_its_number() -> None:
    assert asked("소년이 온다").is_korean
    assert asked("9791190090018").is_korean
    assert not asked("Demian").is_korean


def test_letters_that_were_taken_apart_are_put_together() -> None:
    assert asked(unicodedata.normalize("NFD", "한강")) == asked("한강")


def test_the_number_of_thirteen_digits_is_taken_first() -> None:
    assert first_isbn(["8936434594", "9788936434120"]) == "9788936434120"
    assert first_isbn([None, "K382536731", ""]) is None


@pytest.mark.parametrize(
    ("told", "year"),
    [("2014-05-19T00:00", 2014), (1937, 1937), ("", None), (None, None), ("0001-01-01", None)],
)
def test_only_years_that_can_be_are_believed(told: object, year: int | None) -> None:
    assert year_in(told) == year


@pytest.mark.parametrize(
    "title",
    ["소년이 온다", "소년이 온다 - 2024 노벨문학상", "소년이 온다(양장본 HardCover)", "소년이온다"],
)
def test_editions_of_a_book_have_one_plain_title(title: str) -> None:
    assert plain_title(title) == "소년이온다"


BOY = Book("소년이 온다", ("한강",), isbn="9788936434120", source="kakao")


def test_the_same_book_of_two_catalogues_stands_once_and_whole() -> None:
    other = Book(
        "소년이 온다 - 장편소설", ("한강",), isbn=BOY.isbn, pages=216, cover_url="https://x/1"
    )

    [book] = merged(asked("소년이"), [(True, [BOY]), (True, [other])])

    assert (book.title, book.pages, book.cover_url, book.source) == (
        "소년이 온다",
        216,
        "https://x/1",
        "kakao",
    )


def test_another_edition_lends_its_cover_and_keeps_its_pages() -> None:
    other = Book("소년이 온다", ("한강",), isbn="9788954682152", pages=500, cover_url="https://x/1")

    [book] = merged(asked("소년이"), [(True, [BOY]), (True, [other])])

    assert (book.isbn, book.pages, book.cover_url) == (BOY.isbn, None, "https://x/1")


def test_books_of_one_name_by_two_people_are_two() -> None:
    other = Book("소년이 온다", ("다른 사람",))

    assert len(merged(asked("소년이"), [(True, [BOY, other])])) == 2


def test_korean_catalogues_come_first_for_korean_and_last_for_english() -> None:
    world, korea = Book("A", ("X",)), Book("B", ("Y",))
    answers = [(False, [world]), (True, [korea])]

    assert merged(asked("한강"), answers) == [korea, world]
    assert merged(asked("Kang"), answers) == [world, korea]


def test_catalogues_of_one_language_take_turns() -> None:
    one = [Book(f"one {n}") for n in range(2)]
    two = [Book(f"two {n}") for n in range(3)]

    assert merged(asked("한강"), [(True, one), (True, two)]) == [
        one[0], two[0], one[1], two[1], two[2],
    ]  # fmt: skip
