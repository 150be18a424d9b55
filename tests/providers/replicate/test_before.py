"""What has to be done before an order: when it breaks, nothing was ordered."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import NotFound, ProviderBusy, ProviderProblem, ProviderRejected
from app.domain.providing import TaskSpec
from app.providers.replicate.provider import Replicate
from tests.providers.polled import check, order
from tests.providers.replicate.conftest import FACTORY, KEY, PREFIX, a_replicate
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]


@pytest.fixture
def strange(tmp_path: Path) -> Iterator[Callable[..., Replicate]]:
    """A Replicate whose simulator is otherwise."""
    stages = []

    def start(**options: Any) -> Replicate:
        known = {"seconds": 0, "key": KEY, "prefix": PREFIX}
        stages.append(Stage(FACTORY, tmp_path / f"{len(stages)}.db", known | options).start())
        return a_replicate(stages[-1].url)

    yield start
    for stage in stages:
        stage.kill()


@pytest.mark.parametrize("fault", ["500", "hang", "reset", "html", "429", "404"])
def test_nothing_is_ordered_when_a_photo_does_not_arrive(
    strange: Callable[..., Replicate], spec: Spec, fault: str
) -> None:
    replicate = strange(upload=fault)

    with pytest.raises(ProviderBusy):
        order(replicate, spec())


def test_nothing_is_ordered_when_the_version_is_not_known(
    strange: Callable[..., Replicate], spec: Spec
) -> None:
    replicate = strange(lookup="500")

    with pytest.raises(ProviderBusy, match="nothing was ordered"):
        order(replicate, spec(model="photomaker"))


@pytest.mark.parametrize("marker", ["", "fail", "reject=no", "429"])
def test_a_photo_is_removed_there_when_its_order_has_ended_or_never_was(
    strange: Callable[..., Replicate], spec: Spec, marker: str
) -> None:
    replicate, sent = strange(), []
    send = replicate._uploads.send
    replicate._uploads.send = lambda photos: (sent.extend(send(photos)), sent)[1]

    with suppress(ProviderProblem):
        remote_id = order(replicate, spec(marker, model="nano_banana_2", who=("ann", "ben")))
        check(replicate, remote_id)

    assert len(sent) == 2
    known = {"Authorization": f"Bearer {KEY}"}
    assert [httpx.get(url, headers=known).status_code for url in sent] == [404, 404]


def test_a_photo_that_cannot_be_read_now_is_asked_for_again(
    replicate: Replicate, spec: Spec
) -> None:
    def away() -> bytes:
        raise OSError("the store is away")

    task = spec()
    task = replace(task, references=(replace(task.references[0], read=away),))

    with pytest.raises(ProviderBusy):
        order(replicate, task)


def test_a_photo_that_is_gone_is_said_so(replicate: Replicate, spec: Spec) -> None:
    def gone() -> bytes:
        raise NotFound("no such upload")

    task = spec()

    with pytest.raises(ProviderRejected, match="not there any more"):
        order(replicate, replace(task, references=(replace(task.references[0], read=gone),)))
    with pytest.raises(ProviderRejected, match="not there any more"):
        order(replicate, replace(task, references=()))
