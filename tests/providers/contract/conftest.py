"""Each provider against its simulator, behind a path."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.medium import Medium
from app.domain.providing import Provider, Reference, TaskSpec
from tests.providers.contract.case import KEY, Case
from tests.providers.contract.cases import CASES
from tests.providers.contract.prefixed import PREFIX
from tests.providers.contract.shelf import Shelf, drive
from tests.providers.shown import photo_params, shown
from tests.simulators.pictures import picture_saying
from tests.simulators.stage import Stage, free_port

_numbers = itertools.count(1)


class Bench:
    """One provider at work; without a stage nobody listens where it asks."""

    def __init__(self, case: Case, stage: Stage | None) -> None:
        self.case = case
        self.stage = stage
        url = f"{stage.url}{PREFIX}" if stage else f"http://127.0.0.1:{free_port()}{PREFIX}"
        self.provider: Provider = case.make(url)

    def spec(self, marker: str = "", **params: Any) -> TaskSpec:
        """A good order; the task's id is among its words, so that its purchases can be counted."""
        id_ = f"task_{next(_numbers):026}"
        words = f"calm rain {id_}" + (f" [sim:{marker}]" if marker else "")
        is_song = self.provider.medium is Medium.SONG
        length = {"length_s": 3} if is_song and "length_ms" not in params else {}
        known = {"prompt": words, **length, **self.case.params, **params}
        pictures = (_picture(words),) if self.case.from_picture else shown(*self.case.photos)
        if self.case.from_picture:
            known |= {"prompt": "", "reference": pictures[0].id}
        elif pictures:
            known = photo_params(pictures, **known)
        model = self.provider.models[0]
        return TaskSpec(id_, model, known, seed=2**40 + 7, title="Rain", references=pictures)

    def go(self, spec: TaskSpec, root: Path) -> Shelf:
        """The whole way of one task."""
        shelf = Shelf(root, spec, self.provider)
        drive(self.provider, spec, shelf)
        return shelf

    def bought(self, spec: TaskSpec) -> int:
        """Purchases of this task."""
        if self.stage is None:
            return 0
        return sum(spec.task_id in str(each) for each in self.stage.purchases())


@pytest.fixture(scope="session")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Case], Bench]]:
    """Call it for a provider at work; each simulator starts once."""
    known: dict[str, Bench] = {}

    def at(case: Case) -> Bench:
        if case.name not in known:
            book = tmp_path_factory.mktemp(case.name) / "book.db"
            known[case.name] = Bench(case, _staged(case, book) if case.simulator else None)
        return known[case.name]

    yield at
    for bench in known.values():
        if bench.stage:
            bench.stage.kill()


@pytest.fixture(params=CASES, ids=str)
def bench(request: pytest.FixtureRequest, benches: Callable[[Case], Bench]) -> Bench:
    """One provider after the other."""
    return benches(request.param)


def _picture(words: str) -> Reference:
    body = picture_saying(words)
    return Reference(f"upload_{0:026}", "image/png", len(body), 64, 48, read=lambda: body)


def _staged(case: Case, book: Path) -> Stage:
    options = dict(case.options) | {"key": KEY, "behind": case.simulator}
    return Stage("tests.providers.contract.prefixed:create", book, options).start()
