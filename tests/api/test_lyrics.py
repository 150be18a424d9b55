"""Help with words."""

import pytest

from app.domain.errors import ProviderFailed, ProviderProblem, ProviderRejected
from app.domain.providing import Lyrics
from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.engine.scripted import ScriptedMaker


class Poet(ScriptedMaker):
    """A provider that also writes."""

    wrong: ProviderProblem | None = None

    def write_lyrics(self, prompt: str) -> Lyrics:
        """Words about it."""
        if self.wrong:
            raise self.wrong
        return Lyrics(f"A song about {prompt}", "Rain")

    def extend_lyrics(self, lyrics: str) -> Lyrics:
        """The same and more."""
        return Lyrics(f"{lyrics}\nand on and on")


@pytest.fixture
def poet(house: House) -> Poet:
    """Somebody here writes."""
    poet = Poet("poet", traits=house.sketch.traits)
    providers = dict(house.studio.providers) | {"poet": poet}
    house.studio.__dict__["providers"] = providers
    house.studio.__dict__.pop("lyrics", None)
    return poet


def test_words_are_written_with_a_title(ann: Visitor, poet: Poet) -> None:
    answer = ann.client.post("/api/lyrics", json={"prompt": " rain "})

    assert answer.json() == {"text": "A song about rain", "title": "Rain"}


def test_words_go_on(ann: Visitor, poet: Poet) -> None:
    answer = ann.client.post("/api/lyrics", json={"lyrics": "Rain"})

    assert answer.json()["text"] == "Rain\nand on and on"


def test_nothing_is_charged_and_nothing_is_started(ann: Visitor, poet: Poet) -> None:
    before = ann.client.get("/api/auth/me").json()["available"]

    ann.client.post("/api/lyrics", json={"prompt": "rain"})

    assert ann.client.get("/api/auth/me").json()["available"] == before
    assert ann.client.get("/api/jobs").json()["items"] == []


def test_what_fails_is_a_sentence_and_no_secret(ann: Visitor, poet: Poet) -> None:
    poet.wrong = ProviderFailed("500 from 10.0.0.1 with key")

    answer = ann.client.post("/api/lyrics", json={"prompt": "rain"})

    assert answer.status_code == 503
    assert answer.json()["error"]["message"].startswith("No lyrics came.")
    assert "10.0.0.1" not in answer.text


def test_a_refusal_is_told_in_its_own_words(ann: Visitor, poet: Poet) -> None:
    poet.wrong = ProviderRejected("no names of real artists")

    error = ann.client.post("/api/lyrics", json={"prompt": "rain"}).json()["error"]

    assert error["field"] == "prompt"
    assert "no names of real artists" in error["message"]


@pytest.mark.parametrize(
    "body",
    [{}, {"prompt": "a", "lyrics": "b"}, {"prompt": " "}, {"prompt": "x" * 2001}, {"lyrics": ""}],
)
def test_what_cannot_be_understood_is_refused(
    ann: Visitor, poet: Poet, body: dict[str, str]
) -> None:
    assert ann.client.post("/api/lyrics", json=body).status_code == 422


def test_an_hour_has_so_many(ann: Visitor, bob: Visitor, house: House, poet: Poet) -> None:
    house.studio.settings.lyrics_per_hour = 2
    codes = [ann.client.post("/api/lyrics", json={"prompt": "rain"}).status_code for _ in range(3)]
    late = ann.client.post("/api/lyrics", json={"prompt": "rain"})

    assert codes == [200, 200, 429]
    assert 60 < int(late.headers["Retry-After"]) <= 3600
    assert bob.client.post("/api/lyrics", json={"prompt": "rain"}).status_code == 200


def test_where_nobody_helps_it_is_said(ann: Visitor) -> None:
    assert ann.client.post("/api/lyrics", json={"prompt": "rain"}).status_code == 409
