"""A simulated provider tells us when it is done: signed, sometimes twice, sometimes in disorder."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from app.domain.errors import NotGenuine
from app.providers.simulated.poller import SimulatedPoller
from tests.engine.crew import wait_until
from tests.simulators.running import Simulator
from tests.simulators.webhooks import HEADER, signature

Letter = tuple[str, bytes]


@pytest.fixture
def letters() -> Iterator[tuple[str, list[Letter]]]:
    """An address, and what came there."""
    came: list[Letter] = []

    class Box(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.headers[HEADER], body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Box) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", came
        server.shutdown()


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
    for signed, body in came:
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
