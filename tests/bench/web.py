"""A server process, and a client that keeps its connection."""

import http.client
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.measure import wait_for
from tests.engine.crew import Crew
from tests.simulators.stage import free_port


@dataclass
class Client:
    """One browser: one connection, one cookie."""

    port: int
    cookie: str = ""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def call(self, method: str, path: str, content: Any = None) -> tuple[int, bytes]:
        """Ask once, as a page of this site does."""
        headers = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        body = None if content is None else json.dumps(content)
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        if given := answer.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return answer.status, answer.read()

    def post(self, path: str, content: Any = None) -> float:
        """Milliseconds of one call that must succeed."""
        started = time.perf_counter()
        status, body = self.call("POST", path, content)
        took = (time.perf_counter() - started) * 1000
        if status >= 300:
            raise RuntimeError(f"{path} answered {status}: {body[:300]!r}")
        return took

    def guest(self) -> "Client":
        """The same browser, signed in as somebody new."""
        self.post("/api/auth/guest", {})
        return self


@contextmanager
def serving(crew: Crew, target: str, *, ready: str = "/") -> Iterator[tuple[int, int]]:
    """Serve an application; gives its port and process id."""
    port = free_port()
    granian = (sys.executable, "-m", "granian", "--interface", "asgi", "--factory", target)
    crew.env["STUDIO_PORT"] = str(port)
    process = crew.start((*granian, "--port", str(port), "--log-level", "warning"))

    def answers() -> bool:
        try:
            return Client(port).call("GET", ready)[0] < 500
        except OSError:
            return False

    try:
        wait_for(answers, within=60)
        yield port, process.pid
    finally:
        crew.kill(process)
