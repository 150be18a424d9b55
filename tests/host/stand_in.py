"""`up` with the embedded servers and small programs in the place of web, workers and clock."""

import sys

from app.cli import said_plainly
from app.host import stack
from app.host.child import Unit
from app.host.screen import Screen
from app.host.up import up
from app.settings import Settings, settings

# A program that starts another one, as Dramatiq and granian do, and leaves the stopping to it.
PARENT = """
import signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "grandchild"])
def stop(*_):
    child.terminate(); child.wait(); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("up", flush=True)
while True: time.sleep(0.1)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def processes(now: Settings, environment: dict[str, str]) -> list[Unit]:
    home = stack.home_of(now)
    logs = home / "logs"
    (home / "public").mkdir(exist_ok=True)
    serve = ("-m", "http.server", str(now.port), "--bind", now.host, "--directory")
    return [
        Unit(
            name="web",
            argv=(sys.executable, *serve, str(home / "public")),
            log=logs / "web.log",
            environment=environment,
            is_ready=lambda: stack.page_answers(now.host, now.port),
        ),
        Unit(
            "worker",
            (sys.executable, "-c", PARENT, "worker"),
            logs / "worker.log",
            environment=environment,
        ),
        Unit(
            name="stubborn",
            argv=(sys.executable, "-c", STUBBORN),
            log=logs / "stubborn.log",
            environment=environment,
            grace_s=1,
        ),
    ]


def run() -> None:
    up(settings(), Screen(), prepare=lambda *_: None, processes=processes)


if __name__ == "__main__":
    said_plainly(run)
