"""What an order becomes, for everything that a provider can answer or leave unanswered."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import Poller, RemoteState, TaskSpec
from app.providers.simulated.poller import SimulatedPoller
from tests.providers.polled import check, order
from tests.providers.simulated.conftest import a_poller
from tests.simulators.running import Simulator

Spec = Callable[..., TaskSpec]


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


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nobody.invalid"])
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
