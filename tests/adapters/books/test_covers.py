"""Covers come from the hosts of the catalogues, and from nowhere else."""

import pytest

from app.adapters.books.covers import Covers
from app.bootstrap.chosen import cover_hosts
from app.domain.books import BooksAway, CoverSource
from app.domain.files import kind_of
from app.settings import Settings
from tests.simulators.books_catalogue import picture
from tests.simulators.stage import Stage


@pytest.fixture
def covers(config: Settings) -> CoverSource:
    return cover_hosts(config)


@pytest.fixture
def strict() -> Covers:
    """As in life: no address of ours is among the catalogues."""
    return Covers(["https://covers.openlibrary.org", "https://dapi.kakao.com"], "Meanwhile")


def _at(stage: Stage, number: int, *, blank: bool = False) -> str:
    return f"{stage.url}/covers/b/id/{number}-M.jpg{'' if blank else '?default=false'}"


def test_a_cover_is_fetched(covers: CoverSource, catalogues: Stage) -> None:
    assert covers.fetch(_at(catalogues, 11)) == picture(11)


def test_a_cover_that_lies_in_the_archive_is_followed(
    covers: CoverSource, catalogues: Stage
) -> None:
    assert kind_of(covers.fetch(_at(catalogues, 12)) or b"") == "image/png"


def test_a_cover_that_is_missing_is_none(covers: CoverSource, catalogues: Stage) -> None:
    assert covers.fetch(_at(catalogues, 20)) is None


def test_no_redirect_leads_to_another_host(covers: CoverSource, catalogues: Stage) -> None:
    with pytest.raises(BooksAway, match="somewhere else"):
        covers.fetch(_at(catalogues, 13))


@pytest.mark.parametrize(
    "url",
    [
        "http://covers.openlibrary.org/b/id/1-M.jpg",
        "https://covers.openlibrary.org:8443/b/id/1-M.jpg",
        "https://me@covers.openlibrary.org/b/id/1-M.jpg",
        "https://openlibrary.org.example/b/id/1-M.jpg",
        "https://evilkakaocdn.net/a.jpg",
        "https://127.0.0.1/a.jpg",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "https://[::1/a",
        "",
    ],
)
def test_other_addresses_are_never_called(strict: Covers, url: str) -> None:
    assert not strict.serves(url)
    with pytest.raises(BooksAway):
        strict.fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://covers.openlibrary.org/b/id/1-M.jpg?default=false",
        "https://ia800100.us.archive.org/1/items/a.jpg",
        "https://search1.kakaocdn.net/thumb/R120x174.q85/?fname=http%3A%2F%2Ft1.daumcdn.net",
        "https://image.aladin.co.kr/product/1/1/cover/1.jpg",
    ],
)
def test_hosts_of_the_catalogues_are_known(strict: Covers, url: str) -> None:
    assert strict.serves(url)


def test_a_known_name_that_leads_into_a_private_network_is_not_called(
    strict: Covers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.1", 443))])

    with pytest.raises(BooksAway, match="private network"):
        strict.fetch("https://covers.openlibrary.org/b/id/1-M.jpg")
