"""A simulator whose time stands still until it is moved: hours pass in a blink, and in order."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.domain.errors import ProviderBusy, ProviderFailed
from app.domain.providing import RemoteState, TaskSpec
from app.providers.simulated.poller import SimulatedPoller
from tests.engine.crew import wait_until
from tests.providers.polled import check, order
from tests.providers.simulated.conftest import a_poller
from tests.providers.simulated.letters import Letter
from tests.providers.simulated.letters import letters as letters  # noqa: PLC0414 -- a fixture
from tests.simulators.running import Simulator

Spec = Callable[..., TaskSpec]

AN_HOUR = 3600


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """An hour for a song, by a clock of its own."""
    path = tmp_path_factory.mktemp("virtual") / "book.db"
    simulator = Simulator("async", path, seconds=AN_HOUR, virtual=True).start()
    yield simulator
    simulator.kill()


@pytest.fixture
def its_poller(slow: Simulator) -> SimulatedPoller:
    return a_poller(slow.url)


def test_an_hour_of_work_passes_when_time_is_moved(
    slow: Simulator, its_poller: SimulatedPoller, spec: Spec
) -> None:
    remote_id = order(its_poller, spec())

    found = [check(its_poller, remote_id).state]
    for _ in range(2):
        slow.advance(AN_HOUR / 2)
        found.append(check(its_poller, remote_id).state)

    assert found == [RemoteState.WAITING, RemoteState.WORKING, RemoteState.DONE]


def test_a_link_ends_and_a_new_one_is_given(
    slow: Simulator, its_poller: SimulatedPoller, spec: Spec
) -> None:
    remote_id = order(its_poller, spec("rain [sim:link-ends=60]"))
    slow.advance(AN_HOUR)
    old = check(its_poller, remote_id).files[0]

    slow.advance(61)

    with pytest.raises(ProviderFailed, match="410"), its_poller.fetch(old):
        pass
    with its_poller.fetch(check(its_poller, remote_id).files[0]) as chunks:
        assert b"".join(chunks).startswith(b"ID3")


def test_whoever_comes_back_when_told_is_served(
    slow: Simulator, its_poller: SimulatedPoller, spec: Spec
) -> None:
    wanted = spec("rain [sim:429;window=90]")

    waits: list[timedelta | None] = []
    for _ in range(2):
        with pytest.raises(ProviderBusy) as refusal:
            order(its_poller, wanted)
        waits.append(refusal.value.retry_after)
        slow.advance(30)
    slow.advance(30)

    assert waits == [timedelta(seconds=90), timedelta(seconds=60)]
    assert order(its_poller, wanted)


def test_letters_are_sent_in_the_order_of_time(
    slow: Simulator, letters: tuple[str, list[Letter]]
) -> None:
    address, came = letters
    for name, seconds in (("late", 50), ("early", 20)):
        wish = {"prompt": f"rain [sim:seconds={seconds}]", "length_s": 3, "model": "tone"}
        httpx.post(
            f"{slow.url}/v1/songs",
            json=wish | {"reference": name, "webhook_url": address},
            headers={"Authorization": "Bearer simulated"},
        ).raise_for_status()

    assert came == []
    for seconds in (20, 30):
        count = len(came) + 1
        slow.advance(seconds)
        wait_until(lambda count=count: len(came) == count, what="a letter")

    assert [json.loads(body)["reference"] for _, body in came] == ["early", "late"]


def test_its_time_and_its_book_outlive_it(tmp_path: Path) -> None:
    mortal = Simulator("sync", tmp_path / "book.db", virtual=True).start()
    moved = mortal.advance(AN_HOUR)
    mortal.kill()

    mortal.start()

    assert mortal.now() == moved
    mortal.kill()


def test_time_does_not_go_back(slow: Simulator) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="422"):
        slow.advance(-1)


def test_the_time_of_the_world_is_not_moved(async_sim: Simulator) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        async_sim.advance(1)
