"""Book search and covers over the API, with the catalogues on a stage."""

from collections.abc import Iterator

import pytest
from redis import Redis

from app.domain.books import cover_id
from app.settings import Settings
from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.simulators.books import KEY
from tests.simulators.stage import Stage, free_port


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    stage = Stage("tests.simulators.books:create", tmp_path_factory.mktemp("books") / "b.db")
    yield stage.start()
    stage.kill()


@pytest.fixture(autouse=True)
def searching(house: House, catalogues: Stage, redis_url: str) -> None:
    """A studio that asks these catalogues, and remembers nothing yet."""
    _ask(house.studio.settings, catalogues.url)
    with Redis.from_url(redis_url) as client:
        client.flushall()


def _ask(config: Settings, url: str) -> None:
    """Settings are read when a studio first searches."""
    config.open_library_url, config.open_library_covers_url = f"{url}/ol", f"{url}/covers"
    config.kakao_url, config.aladin_url = f"{url}/kakao", f"{url}/aladin"
    for name in ("kakao_rest_key", "aladin_ttb_key"):
        setattr(config, name, Settings.model_validate({"KAKAO_REST_KEY": KEY}).kakao_rest_key)


def _titles(visitor: Visitor, q: str, **more: str) -> list[str]:
    answer = visitor.client.get("/api/books/search", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    return [book["title"] for book in answer.json()["books"]]


def test_a_book_that_three_catalogues_know_stands_once(ann: Visitor) -> None:
    answer = ann.client.get("/api/books/search", params={"q": "소년이 온다"}).json()

    [book] = answer["books"]
    assert (book["title"], book["authors"]) == ("소년이 온다", ["한강"])
    assert (book["isbn"], book["source"]) == ("9788936434120", "kakao")
    assert book["cover"].startswith("/api/books/covers/cover_")
    assert answer["silent"] == []


def test_english_and_authors_and_numbers_are_found(ann: Visitor) -> None:
    assert _titles(ann, "hobbit") == ["The Hobbit"]
    assert len(_titles(ann, "Le Guin", by="author")) == 3
    assert _titles(ann, "978-0-261-10221-7") == ["The Hobbit"]
    assert _titles(ann, "nothing like this at all") == []


@pytest.mark.parametrize("how", ["503", "hang", "late", "page"])
def test_one_catalogue_that_is_down_is_a_quiet_line(ann: Visitor, how: str) -> None:
    answer = ann.client.get("/api/books/search", params={"q": f"소년이 zz{how}atkakao"}).json()

    assert [book["title"] for book in answer["books"]] == ["소년이 온다"]
    assert answer["silent"] == ([] if how == "late" else ["kakao"])


def test_when_none_answers_it_is_said_what_can_be_done(ann: Visitor) -> None:
    answer = ann.client.get("/api/books/search", params={"q": "zz503"})

    assert answer.status_code == 503
    assert "by hand" in answer.json()["error"]["message"]
    assert int(answer.headers["Retry-After"]) > 0


def test_an_answer_is_remembered_and_a_partial_one_is_not(
    ann: Visitor, bob: Visitor, house: House
) -> None:
    _titles(ann, "hobbit")
    _titles(ann, "hobbit zz503atkakao")
    nobody = f"http://127.0.0.1:{free_port()}"
    house.studio.__dict__.pop("books")
    _ask(house.studio.settings, nobody)

    assert _titles(bob, " HOBBIT ") == ["The Hobbit"]
    again = bob.client.get("/api/books/search", params={"q": "hobbit zz503atkakao"})
    assert again.status_code == 503


@pytest.mark.parametrize("q", ["", " ", "x" * 121, "9788936434121", "a\x00b"])
def test_what_cannot_be_looked_for_is_refused(ann: Visitor, q: str) -> None:
    error = ann.client.get("/api/books/search", params={"q": q})

    assert error.status_code == 422


def test_a_minute_has_so_many_searches_and_remembered_ones_do_not_count(
    ann: Visitor, bob: Visitor, house: House
) -> None:
    house.studio.settings.books_per_minute = 2
    asked = ["hobbit", "lighthouse", "hobbit", "hobbit", "dispossessed"]
    codes = [ann.client.get("/api/books/search", params={"q": q}).status_code for q in asked]

    assert codes == [200, 200, 200, 200, 429]
    assert _titles(bob, "dispossessed") == ["The Dispossessed"]


def _cover_of(visitor: Visitor, q: str) -> str:
    [book] = visitor.client.get("/api/books/search", params={"q": q}).json()["books"]
    return book["cover"]


def test_a_cover_is_kept_and_served_from_here(
    ann: Visitor, bob: Visitor, house: House, catalogues: Stage
) -> None:
    cover = _cover_of(ann, "hobbit")
    first = ann.client.get(cover)

    again = bob.client.get(cover, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Type"] == "image/png"
    assert "immutable" in first.headers["Cache-Control"]
    assert again.status_code == 304
    [(key, waits)] = house.sql("SELECT key, not_before FROM book_covers WHERE key IS NOT NULL")
    assert str(key).startswith("covers/")
    assert waits is None


@pytest.mark.parametrize("q", ["earthsea", "lighthouse", "vegetarian", "owl stories 17"])
def test_what_is_no_cover_is_not_found_and_not_asked_for_again_soon(
    ann: Visitor, house: House, q: str
) -> None:
    """A redirect to a private address, markup as a picture, a host in trouble, a blank."""
    cover = _cover_of(ann, q)

    codes = {ann.client.get(cover).status_code for _ in range(2)}

    assert codes == {404}
    [(waits,)] = house.sql("SELECT not_before > now() FROM book_covers")
    assert waits


def test_a_cover_that_no_search_found_is_never_fetched(ann: Visitor, catalogues: Stage) -> None:
    url = f"{catalogues.url}/covers/b/id/11-M.jpg?default=false"

    assert ann.client.get(f"/api/books/covers/{cover_id(url)}").status_code == 404


def test_a_journey_that_a_program_begins_has_its_cover_and_shows_it(
    ann: Visitor, bob: Visitor, house: House, catalogues: Stage
) -> None:
    url = f"{catalogues.url}/covers/b/id/11-M.jpg?default=false"
    asked = {"book_title": "The Hobbit", "book_cover_url": url, "music_on": False}
    journey = ann.client.post("/api/journeys/create", json=asked).json()["journey"]
    ann.client.post(f"/api/journeys/{journey['id']}/complete", json={})
    link = {"kind": "journey", "target_id": journey["id"]}
    path = ann.client.post("/api/shares", json=link).json()["path"]
    bob.client.cookies.clear()

    shown = bob.client.get(f"/api{path}").json()

    cover = bob.client.get(shown["cover"])
    assert (cover.status_code, cover.headers["Content-Type"]) == (200, "image/png")
    assert cover.content == ann.client.get(journey["cover"]).content
    house.sql("UPDATE shares SET withdrawn_at = now()")
    assert bob.client.get(shown["cover"]).status_code == 404


def test_an_address_that_is_no_catalogues_is_never_fetched(ann: Visitor, house: House) -> None:
    asked = {"book_title": "x", "book_cover_url": "http://169.254.169.254/latest/meta-data"}
    journey = ann.client.post("/api/journeys/create", json=asked).json()["journey"]

    assert ann.client.get(journey["cover"]).status_code == 404
    assert house.sql("SELECT id FROM book_covers") == []


def test_recent_books_are_those_of_ones_own_journeys(
    ann: Visitor, bob: Visitor, house: House
) -> None:
    insert = """
        INSERT INTO journeys (id, person_id, title, authors, subjects, search, status, music_on,
            voice, lyrics, length_s, next_n, created_at, updated_at)
        SELECT 'journey_' || n, %(person)s, title, '["한강"]', '[]', '', 'reading', true,
            'instrumental', '', 60, 1, now(), now() + n * interval '1 s'
        FROM (VALUES (1, '흰'), (2, '채식주의자'), (3, '흰')) known (n, title)"""
    house.sql(insert, person=ann.id)

    def titles(visitor: Visitor) -> list[str]:
        told = visitor.client.get("/api/books/recent").json()
        return [book["title"] for book in told["books"]]

    assert titles(ann) == ["흰", "채식주의자"]
    assert titles(bob) == []
