"""`python -m tests.simulators --kind async --port 9000 --ledger FILE`."""

import argparse
import signal
import sys
from pathlib import Path

from tests.simulators.asynchronous import AsyncWorld
from tests.simulators.book import Book
from tests.simulators.server import Server
from tests.simulators.synchronous import SyncWorld
from tests.simulators.world import Options

SWITCHES = ("honours_key", "finds_reference", "cancels_free", "reports_progress")


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators")
    parser.add_argument("--kind", choices=("async", "sync"), required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--key", default="simulated")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long a song usually takes")
    parser.add_argument("--factor", type=float, default=1.0, help="time runs this much slower")
    for switch in SWITCHES:
        parser.add_argument(f"--{switch.replace('_', '-')}", action="store_true")
    given = vars(parser.parse_args())
    make = AsyncWorld if given.pop("kind") == "async" else SyncWorld
    port, ledger = given.pop("port"), given.pop("ledger")
    server = Server(port, make(Book(ledger), Options(**given)))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)  # noqa: T201 -- what it is for
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
