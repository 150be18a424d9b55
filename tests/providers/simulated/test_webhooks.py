"""A simulated provider tells us when it is done: signed, sometimes twice, sometimes in disorder."""

import json
import time

import httpx
import pytest

from app.domain.errors import NotGenuine
from app.providers.simulated.poller import SimulatedPoller
from tests.engine.crew import wait_until
from tests.providers.simulated.letters import Letter
from tests.providers.simulated.letters import letters as letters  # noqa: PLC0414 -- a fixture
from tests.simulators.running import Simulator
from tests.simulators.webhooks import HEADER, signature


@pytest.mark.parametrize(
    ("marker", "statuses"),
    [
        ("seconds=0", ["done"]),
        ("fail", ["failed"]),
        ("webhook-twice", ["done", "done"]),
        ("webhook-out-of-order", ["done", "working"]),
    ],
)
def test_it_tells(
    async_sim: Simulator,
    letters: tuple[str, list[Letter]],
    marker: str,
    statuses: list[str],
) -> None:
    address, came = letters
    order = {"prompt": f"rain [sim:{marker}]", "length_s": 3, "model": "tone", "reference": marker}

    answer = httpx.post(
        f"{async_sim.url}/v1/songs",
        json=order | {"webhook_url": address},
        headers={"Authorization": "Bearer simulated"},
    ).json()

    wait_until(lambda: len(came) == len(statuses), what="the letters")
    said = [json.loads(body) for _, body in came]
    assert [each["status"] for each in said] == statuses
    assert {each["id"] for each in said} == {answer["id"]}
    for headers, body in came:
        signed = headers[HEADER.lower()]
        at = int(signed.split(",")[0].removeprefix("t="))
        assert signed == signature(body, at=at, secret="simulated")


def _word(remote_id: str, *, at: int, secret: str = "simulated") -> tuple[dict[str, str], bytes]:
    body = json.dumps({"id": remote_id, "status": "done"}).encode()
    return {HEADER.lower(): signature(body, at=at, secret=secret)}, body


def test_the_adapter_hears_which_order_it_is(poller: SimulatedPoller) -> None:
    assert poller.heard(*_word("song-1", at=int(time.time()))) == "song-1"


@pytest.mark.parametrize(("age", "secret"), [(0, "another"), (3600, "simulated")])
def test_the_adapter_is_deaf_to_forgeries_and_recordings(
    poller: SimulatedPoller, age: int, secret: str
) -> None:
    with pytest.raises(NotGenuine):
        poller.heard(*_word("song-1", at=int(time.time()) - age, secret=secret))


def test_what_is_no_message_is_refused(poller: SimulatedPoller) -> None:
    with pytest.raises(NotGenuine):
        poller.heard({}, b"")
