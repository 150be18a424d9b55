"""A simulated provider tells us when it is done: signed, sometimes twice, sometimes in disorder."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

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
