"""What a page believes of the book that was chosen on it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.journeys.views import Book
from app.ui.state import journey_forms as forms
from app.ui.state.books import chosen

TOLD: dict[str, Any] = {
    "title": "소년이 온다",
    "authors": ["한강"],
    "isbn": "978-89-364-3412-0",
    "publisher": "창비",
    "year": 2014,
    "pages": 216,
    "language": "ko",
    "subjects": ["한국소설"],
    "cover": "/api/books/covers/cover_x",
    "cover_url": "https://search1.kakaocdn.net/a.jpg",
    "source": "kakao",
}
BOY = Book(
    title="소년이 온다",
    authors=("한강",),
    isbn="9788936434120",
    publisher="창비",
    year=2014,
    pages=216,
    language="ko",
    subjects=("한국소설",),
    cover_url="https://search1.kakaocdn.net/a.jpg",
    source="kakao",
)


@pytest.mark.parametrize("told", [TOLD, json.dumps(TOLD)], ids=["event", "form"])
def test_the_facts_of_a_book_are_read(told: Any) -> None:
    assert chosen(told) == BOY


def test_a_title_is_enough() -> None:
    assert chosen({"title": "  Paper   Owl "}) == Book("Paper Owl")


@pytest.mark.parametrize("told", [None, {}, [], 7, "", "{", {"title": " "}, {"title": 7}])
def test_without_a_title_there_is_no_book(told: Any) -> None:
    assert chosen(told) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"authors": "한강"},
        {"isbn": "9788936434121"},
        {"pages": -1},
        {"pages": True},
        {"year": "2014"},
        {"cover_url": "javascript:alert(1)"},
        {"cover_key": "music/somebody.mp3"},
        {"subjects": {"a": 1}},
    ],
)
def test_what_cannot_be_is_left_out(wrong: dict[str, Any]) -> None:
    assert chosen({"title": "Owl"} | wrong) == Book("Owl")


def test_texts_have_an_end() -> None:
    book = chosen({"title": "가" * 9_000, "authors": ["x" * 9_000] * 900})

    assert book is not None
    assert len(book.title) == 300
    assert len(book.authors) == 20


def test_facts_that_a_form_does_not_speak_of_stay() -> None:
    corrected = forms.book({"title": " 소년이  왔다 ", "pages": 220, "year": 0}, BOY)

    assert corrected == replace(BOY, title="소년이  왔다", pages=220, year=None)


def test_authors_are_told_apart_by_commas_and_a_year_may_lie_before_our_era() -> None:
    corrected = forms.book({"author": "한강, , 전영애", "year": -800, "of": "nothing"}, BOY)

    assert corrected == replace(BOY, authors=("한강", "전영애"), year=-800)
    assert forms.book("nothing", BOY) == BOY
