"""Tripo's simulator as a process of its own, and the adapter that talks to it."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import Check, Reference, RemoteState, TaskSpec
from app.providers.tripo.provider import Tripo
from app.providers.tripo.settings import TripoSettings
from tests.engine.crew import wait_until
from tests.simulators.pictures import picture_saying
from tests.simulators.stage import Stage

KEY = "tsk_secret-4711"
UPLOAD = f"upload_{1:026}"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Tripo; its models are done at once."""
    book = tmp_path_factory.mktemp("tripo") / "book.db"
    options = {"seconds": 0, "key": KEY, "concurrent": 1000}
    stage = Stage("tests.simulators.tripo:create", book, options).start()
    yield stage
    stage.kill()


def a_tripo(url: str, **settings: Any) -> Tripo:
    known = {"api_key": SecretStr(KEY), "base_url": f"{url}/v2/openapi", "answer_s": 0.7}
    return Tripo(TripoSettings(**(known | settings)))


@pytest.fixture
def tripo(simulator: Stage) -> Tripo:
    return a_tripo(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A shape from these words, without textures; every one has another id and other words."""

    def make(marker: str = "", *, picture: Reference | None = None, **params: Any) -> TaskSpec:
        number = next(_numbers)
        words = words_of(number, marker)
        known = {"source": "text", "prompt": words, "texture": False} | params
        if picture is not None:
            known = {"source": "image", "prompt": "", "reference": picture.id} | params
        references = (picture,) if picture else ()
        return TaskSpec(f"task_{number:026}", "v3.0-20250812", known, seed=1, references=references)

    return make


def words_of(number: int, marker: str) -> str:
    return f"an owl {number}" + (f" [sim:{marker}]" if marker else "")


def a_picture(marker: str = "", *, data: bytes | None = None, kind: str = "image/png") -> Reference:
    """An upload that says these words."""
    body = picture_saying(words_of(next(_numbers), marker)) if data is None else data
    return Reference(UPLOAD, kind, len(body), 64, 48, read=lambda: body)


def order(tripo: Tripo, spec: TaskSpec) -> str:
    return tripo.submit(spec, key=spec.task_id)


def check(tripo: Tripo, remote_id: str) -> Check:
    return asyncio.run(tripo.check(remote_id))


def made(tripo: Tripo, spec: TaskSpec) -> Check:
    """The order once it is done."""
    remote_id, found = order(tripo, spec), []

    def is_done() -> bool:
        found.append(check(tripo, remote_id))
        return found[-1].state is RemoteState.DONE

    wait_until(is_done, what="the end")
    return found[-1]
