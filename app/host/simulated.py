"""Simulated providers beside the product: long, paid generations without a key or a bill."""

import http.client
import importlib.util
import json
import sys
from functools import partial
from pathlib import Path

from app.host import ports, stack
from app.host.child import Unit
from app.host.troubles import HostTrouble
from app.settings import Settings

_SECONDS = 20
_SWITCHES = ("honours_key", "finds_reference", "cancels_free", "reports_progress")
_FACTORIES = {
    "async": "tests.simulators.asynchronous:create",
    "sync": "tests.simulators.synchronous:create",
}
_VARIABLES = {"async": "SIMULATED_ASYNC_URL", "sync": "SIMULATED_SYNC_URL"}
"""Which provider of ours each kind of simulator stands for."""


def processes(settings: Settings, environment: dict[str, str]) -> list[Unit]:
    """Simulators, and the processes of the product, which find them in their environment."""
    if importlib.util.find_spec("tests") is None:
        raise HostTrouble("The simulators live in tests/, which only a source checkout has.")
    home = stack.home_of(settings)
    numbers = {kind: ports.remembered(home / f"simulated-{kind}.port") for kind in _VARIABLES}
    urls = {_VARIABLES[kind]: f"http://127.0.0.1:{port}" for kind, port in numbers.items()}
    simulators = [_unit(kind, port, home, environment) for kind, port in numbers.items()]
    hooks = {"SIMULATED_ASYNC_WEBHOOK_URL": f"{settings.url}/api/hooks/simulated"}
    return [*simulators, *stack.processes(settings, environment | urls | hooks)]


def _unit(kind: str, port: int, home: Path, environment: dict[str, str]) -> Unit:
    name = f"simulated-{kind}"
    options = {"seconds": _SECONDS} | dict.fromkeys(_SWITCHES, True)
    where = ("--port", str(port), "--ledger", str(home / f"{name}.db"))
    words = (_FACTORIES[kind], *where, "--options", json.dumps(options))
    return Unit(
        name=name,
        argv=(sys.executable, "-m", "tests.simulators", *words),
        log=home / "logs" / f"{name}.log",
        environment=environment,
        is_ready=partial(_answers, port),
    )


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
