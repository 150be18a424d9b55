"""What looks, stops and downloads become, for everything that a provider can answer."""

import asyncio
from collections.abc import Callable

import pytest

from app.domain.errors import (
    BadOutput,
    ProviderBusy,
    ProviderFailed,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import Check, RemoteFile, RemoteState, TaskSpec
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.provider import song
from tests.providers.polled import check, order
from tests.providers.simulated.conftest import a_poller
from tests.simulators.running import Simulator

Spec = Callable[..., TaskSpec]


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("404-check*1", "answered 404"),
        ("500-check*1", "answered 500"),
        ("429-check*1", "scripted 429"),
        ("hang-check*1", "ReadTimeout"),
        ("reset-check*1", "no answer"),
        ("html-check*1", "nonsense"),
        ("unknown-status*1", "pondering"),
    ],
)
def test_a_question_without_an_answer_may_be_asked_again(
    poller: SimulatedPoller, spec: Spec, marker: str, words: str
) -> None:
    remote_id = order(poller, spec(f"rain [sim:{marker}]"))

    with pytest.raises(ProviderProblem, match=words) as raised:
        check(poller, remote_id)

    # A refusal would end the task at once.
    assert not isinstance(raised.value, ProviderRejected)
    assert check(poller, remote_id).state is RemoteState.DONE


@pytest.mark.parametrize(
    ("marker", "state", "reason"),
    [
        ("fail", RemoteState.FAILED, "The model ran out of breath."),
        ("reject-late=not that", RemoteState.REJECTED, "not that"),
        ("never", RemoteState.WORKING, ""),
        ("seconds=40", RemoteState.WAITING, ""),
    ],
)
def test_what_it_says_of_an_order(
    poller: SimulatedPoller, spec: Spec, marker: str, state: RemoteState, reason: str
) -> None:
    found = check(poller, order(poller, spec(f"rain [sim:{marker}]")))

    assert (found.state, found.reason) == (state, reason)


def test_it_reports_true_progress(poller: SimulatedPoller, spec: Spec) -> None:
    found = check(poller, order(poller, spec("rain [sim:seconds=1000]")))

    assert found.progress is not None
    assert 0 <= found.progress < 0.1
    assert found.ahead == 1


def test_a_hundred_questions_share_one_loop(async_sim: Simulator, spec: Spec) -> None:
    poller = a_poller(async_sim.url, answer_s=15)
    remote_id = order(poller, spec())

    async def batch() -> list[Check]:
        return list(await asyncio.gather(*(poller.check(remote_id) for _ in range(100))))

    for _ in range(2):
        assert {found.state for found in asyncio.run(batch())} == {RemoteState.DONE}


def test_what_can_be_stopped_is_stopped_free(
    poller: SimulatedPoller, async_sim: Simulator, spec: Spec
) -> None:
    wanted = spec("rain [sim:seconds=40]")
    remote_id = order(poller, wanted)

    assert poller.cancel(remote_id)
    assert check(poller, remote_id).state is RemoteState.CANCELLED
    [bought] = [each for each in async_sim.purchases() if each["reference"] == wanted.task_id]
    assert not bought["charged"]


def test_what_is_done_cannot_be_stopped(poller: SimulatedPoller, spec: Spec) -> None:
    assert not poller.cancel(order(poller, spec()))


def test_a_stop_that_is_not_answered_is_a_problem(poller: SimulatedPoller) -> None:
    with pytest.raises(ProviderProblem):
        poller.cancel("sim_nobody")


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("cut-body", BadOutput),
        ("404-file", ProviderFailed),
        ("503-file", ProviderBusy),
        ("hang-file", ProviderFailed),
        ("reset-file", ProviderFailed),
    ],
)
def test_trouble_with_a_file(
    poller: SimulatedPoller, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    found = check(poller, order(poller, spec(f"rain [sim:{marker}]")))

    with pytest.raises(problem) as raised, poller.fetch(found.files[0]) as chunks:
        list(chunks)

    assert type(raised.value) is problem


def test_a_file_that_comes_slowly_comes(poller: SimulatedPoller, spec: Spec) -> None:
    found = check(poller, order(poller, spec("rain [sim:slow-body]")))

    with poller.fetch(found.files[0]) as chunks:
        assert len(b"".join(chunks)) > 5000


def test_a_file_that_comes_too_slowly_is_given_up(async_sim: Simulator, spec: Spec) -> None:
    hasty = a_poller(async_sim.url, deadline_s=0.2)
    found = check(hasty, order(hasty, spec("rain [sim:slow-body]")))

    with pytest.raises(BadOutput, match="did not come within"), hasty.fetch(found.files[0]) as some:
        list(some)


def test_our_trouble_with_a_file_stays_our_own(poller: SimulatedPoller, spec: Spec) -> None:
    found = check(poller, order(poller, spec()))

    def store() -> None:
        with poller.fetch(found.files[0]) as chunks:
            next(chunks)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        store()


def test_an_order_outlives_the_death_of_its_provider(
    spec: Spec, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mortal = Simulator("async", tmp_path_factory.mktemp("mortal") / "book.db").start()
    poller = a_poller(mortal.url)
    remote_id = order(poller, spec())

    mortal.kill()
    with pytest.raises(ProviderFailed, match="no answer"):
        check(poller, remote_id)
    mortal.start()

    assert check(poller, remote_id).state is RemoteState.DONE
    mortal.kill()


def test_the_key_is_told_to_nobody_else(poller: SimulatedPoller) -> None:
    elsewhere = RemoteFile("//elsewhere.invalid/song.mp3", song())

    assert "simulated" not in repr(poller._key)
    with pytest.raises(ProviderProblem), poller.fetch(elsewhere):
        pass
