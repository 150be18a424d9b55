"""`python -m tests.simulators tests.simulators.vendor:create --port 9000 --ledger FILE`."""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

import uvicorn

from tests.simulators.book import Book
from tests.simulators.clock import Clock, RealClock, VirtualClock
from tests.simulators.connection import BreakableProtocol
from tests.simulators.front import Front
from tests.simulators.stage import Scene

_GRACE_S = 1
"""Calls that hang on purpose must not hold up the end."""


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators")
    parser.add_argument("factory", help="module:function")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--options", type=json.loads, default={}, help="JSON for the simulator")
    parser.add_argument("--virtual", action="store_true", help="time moves when it is told to")
    given = parser.parse_args()
    book = Book(given.ledger)
    scene = Scene(_clock(given.ledger, virtual=given.virtual), book, given.options)
    module, _, function = given.factory.partition(":")
    simulator: Any = getattr(importlib.import_module(module), function)(scene)
    uvicorn.run(
        Front(simulator, scene),
        host="127.0.0.1",
        port=given.port,
        http=BreakableProtocol,
        loop="asyncio",
        ws="none",
        backlog=1024,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=_GRACE_S,
    )


def _clock(ledger: Path, *, virtual: bool) -> Clock:
    return VirtualClock(ledger.with_suffix(".clock")) if virtual else RealClock()


if __name__ == "__main__":
    main()
