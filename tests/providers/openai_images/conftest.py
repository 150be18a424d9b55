"""OpenAI's simulator as a process of its own, and the adapter that talks to it."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import MadeFile, TaskSpec
from app.providers.openai_images.provider import OpenAIImages
from app.providers.openai_images.settings import OpenAISettings
from tests.providers.shown import photo_params, shown
from tests.simulators.stage import Stage

KEY = "sk-secret-4711"
PREFIX = "/gateway/v1"
_numbers = itertools.count(1)


@dataclass
class Hands:
    """A workshop that keeps what it is given."""

    files: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    pieces: list[int] = field(default_factory=list)
    """Bytes of each piece, as they came."""

    def progress(self, share: float) -> None:
        """Nobody knows any here."""
        raise AssertionError(share)

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        """Take a file in."""
        came = list(chunks)
        self.pieces += map(len, came)
        self.kinds[file.name] = file.content_type
        self.files[file.name] = b"".join(came)


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """OpenAI behind a path prefix; its photos are done at once."""
    book = tmp_path_factory.mktemp("openai") / "book.db"
    options = {"key": KEY, "prefix": PREFIX}
    stage = Stage("tests.simulators.openai_images:create", book, options).start()
    yield stage
    stage.kill()


def an_openai(url: str, **settings: Any) -> OpenAIImages:
    known = {"api_key": SecretStr(KEY), "base_url": f"{url}{PREFIX}", "answer_s": 2, "chunk_s": 0.5}
    return OpenAIImages(OpenAISettings(**(known | settings)))


@pytest.fixture
def openai(simulator: Stage) -> OpenAIImages:
    return an_openai(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A task with these words; every one has another id and another prompt."""

    def make(
        marker: str = "",
        *,
        model: str = "gpt-image-2",
        who: tuple[str, ...] = ("ann", "ben"),
        kind: str = "image/jpeg",
        **params: Any,
    ) -> TaskSpec:
        number = next(_numbers)
        words = f"hanok at dusk {number}" + (f" [sim:{marker}]" if marker else "")
        bare = TaskSpec(f"task_{number:026}", model, {}, seed=1)
        bare = replace(bare, references=shown(*who, content_type=kind))
        return replace(bare, params=photo_params(bare.references, **({"prompt": words} | params)))

    return make


def made(openai: OpenAIImages, spec: TaskSpec) -> Hands:
    """What came of a task."""
    hands = Hands()
    openai.make(spec, hands)
    return hands
