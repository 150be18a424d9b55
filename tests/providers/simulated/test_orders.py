"""What an order becomes, for everything that a provider can answer or leave unanswered."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.ports import Check, Poller, RemoteFile, RemoteState, TaskSpec
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.provider import song
from tests.providers.simulated.conftest import a_poller
from tests.simulators.running import Simulator, free_port

Spec = Callable[..., TaskSpec]


def order(poller: SimulatedPoller, spec: TaskSpec) -> str:
    return poller.submit(spec, key=spec.task_id)


def check(poller: SimulatedPoller, remote_id: str) -> Check:
    return asyncio.run(poller.check(remote_id))


def test_it_is_a_poller(poller: SimulatedPoller) -> None:
    assert isinstance(poller, Poller)


def test_an_order_is_made_asked_about_and_fetched(poller: SimulatedPoller, spec: Spec) -> None:
    remote_id = order(poller, spec())

    found = check(poller, remote_id)

    assert found.state is RemoteState.DONE
    with poller.fetch(found.files[0]) as chunks:
        body = b"".join(chunks)
    assert body.startswith(b"ID3")
    assert b"\xff\xf3" in body or b"\xff\xfb" in body


def test_no_two_orders_give_the_same_file(poller: SimulatedPoller, spec: Spec) -> None:
    bodies = set()
    for _ in range(3):
        file = check(poller, order(poller, spec())).files[0]
        with poller.fetch(file) as chunks:
            bodies.add(b"".join(chunks))

    assert len(bodies) == 3


@pytest.mark.parametrize(
    ("marker", "problem", "words", "purchases"),
    [
        ("429", ProviderBusy, "scripted 429", 0),
        ("503", ProviderBusy, "scripted 503", 0),
        ("400", ProviderRejected, "scripted 400", 0),
        ("403", ProviderRejected, "scripted 403", 0),
        ("reject=no names of artists", ProviderRejected, "no names of artists", 0),
        ("401", ProviderFailed, "refuses our key", 0),
        ("quota", ProviderOutOfMoney, "no credits left", 0),
        ("500", OutcomeUnknown, "answered 500", 0),
        ("500-after", OutcomeUnknown, "answered 500", 1),
        ("hang", OutcomeUnknown, "ReadTimeout", 1),
        ("reset", OutcomeUnknown, "broke after it was sent", 1),
        ("html", OutcomeUnknown, "nonsense", 1),
    ],
)
def test_trouble_with_an_order(
    *,
    poller: SimulatedPoller,
    async_sim: Simulator,
    spec: Spec,
    marker: str,
    problem: type[ProviderProblem],
    words: str,
    purchases: int,
) -> None:
    wanted = spec(f"rain [sim:{marker}]")

    with pytest.raises(problem, match=words) as raised:
        order(poller, wanted)

    assert type(raised.value) is problem
    assert async_sim.bought()[wanted.task_id] == purchases


@pytest.mark.parametrize(
    "url",
    [
        f"http://127.0.0.1:{free_port()}",
        "http://nobody.invalid",
    ],
)
def test_whoever_cannot_be_reached_sold_nothing(spec: Spec, url: str) -> None:
    with pytest.raises(ProviderBusy, match="no connection"):
        order(a_poller(url), spec())


def test_a_broken_handshake_sold_nothing(async_sim: Simulator, spec: Spec) -> None:
    url = async_sim.url.replace("http:", "https:")

    with pytest.raises(ProviderBusy, match="no connection"):
        order(a_poller(url), spec())


@pytest.mark.parametrize(
    ("after", "least", "most"),
    [
        ("7", 7, 7),
        ("Wed, 01 Jan 2098 00:00:00 GMT", 10**9, 10**10),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 0, 0),
    ],
)
def test_when_to_come_back_is_understood(
    poller: SimulatedPoller, spec: Spec, after: str, least: int, most: int
) -> None:
    with pytest.raises(ProviderBusy) as raised:
        order(poller, spec(f"rain [sim:429;after={after}]"))

    wait = raised.value.retry_after
    assert wait is not None
    assert timedelta(seconds=least) <= wait <= timedelta(seconds=most)


def test_a_word_for_when_that_nobody_understands_is_none(
    poller: SimulatedPoller, spec: Spec
) -> None:
    with pytest.raises(ProviderBusy) as raised:
        order(poller, spec("rain [sim:503;after=soon]"))

    assert raised.value.retry_after is None


def test_a_field_that_it_does_not_know_is_refused(poller: SimulatedPoller, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match="length_s"):
        order(poller, spec(length_s="long"))


def test_a_wrong_key_is_our_own_trouble(async_sim: Simulator, spec: Spec) -> None:
    with pytest.raises(ProviderFailed, match="refuses our key"):
        order(a_poller(async_sim.url, key="wrong"), spec())


def test_the_same_key_buys_once(poller: SimulatedPoller, async_sim: Simulator, spec: Spec) -> None:
    wanted = spec("rain [sim:reset*1]")
    with pytest.raises(OutcomeUnknown):
        order(poller, wanted)

    assert order(poller, wanted) == order(poller, wanted)
    assert async_sim.bought()[wanted.task_id] == 1


def test_without_a_key_two_orders_are_two(async_sim: Simulator, spec: Spec) -> None:
    blind, wanted = a_poller(async_sim.url, honours_key=False), spec()

    assert order(blind, wanted) != order(blind, wanted)
    assert async_sim.bought()[wanted.task_id] == 2


def test_an_order_is_found_by_its_reference(poller: SimulatedPoller, spec: Spec) -> None:
    wanted = spec()
    assert poller.find(wanted.task_id) is None

    remote_id = order(poller, wanted)

    assert poller.find(wanted.task_id) == remote_id


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


def test_a_hundred_questions_share_one_loop(poller: SimulatedPoller, spec: Spec) -> None:
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
