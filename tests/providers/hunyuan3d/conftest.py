"""Both kinds of Hunyuan3D server as processes of their own, and the adapter that talks to them."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.providing import Reference, TaskSpec
from app.providers.hunyuan3d.provider import Hunyuan3D
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from tests.simulators.pictures import picture_saying
from tests.simulators.stage import Stage

_FACTORY = "tests.simulators.hunyuan3d:create"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """2.1; its models are done at once."""
    book = tmp_path_factory.mktemp("hunyuan3d") / "book.db"
    stage = Stage(_FACTORY, book, {"seconds": 0}).start()
    yield stage
    stage.kill()


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """2.0, without textures, with words."""
    book = tmp_path_factory.mktemp("hunyuan3d") / "older.db"
    options = {"seconds": 0, "version": "2.0", "enable_tex": False, "text": True}
    stage = Stage(_FACTORY, book, options).start()
    yield stage
    stage.kill()


def a_hunyuan(url: str, **settings: Any) -> Hunyuan3D:
    known: dict[str, Any] = {"url": url, "answer_s": 0.7}
    return Hunyuan3D(Hunyuan3DSettings(**(known | settings)))


@pytest.fixture
def hunyuan(newer: Stage) -> Hunyuan3D:
    return a_hunyuan(newer.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A model from a picture that says these words; every one has another id and other words."""

    def make(marker: str = "", **params: Any) -> TaskSpec:
        number = next(_numbers)
        body = picture_saying(f"an owl {number}" + (f" [sim:{marker}]" if marker else ""))
        picture = Reference(f"upload_{number:026}", "image/png", len(body), 64, 48, lambda: body)
        known = {"source": "image", "reference": picture.id} | params
        return TaskSpec(
            f"task_{number:026}", "hunyuan3d-2.1", known, seed=2**40 + 7, references=(picture,)
        )

    return make
