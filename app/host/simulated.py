"""Simulated providers beside the product: long, paid generations without a key or a bill."""

import http.client
import importlib.util
import json
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from app.host import ports, stack
from app.host.child import Unit
from app.host.troubles import HostTrouble
from app.settings import Settings

_SWITCHES = ("honours_key", "finds_reference", "cancels_free", "reports_progress")
_MUSIC = {"seconds": 20} | dict.fromkeys(_SWITCHES, True)
_KEY = "simulated"
_SIGNED_WITH = "whsec_c2ltdWxhdGVkIHNlY3JldCBvZiB0aGUgaG9va3M="


@dataclass(frozen=True)
class _Simulator:
    """One simulator, and by which variables the product finds it."""

    kind: str
    options: dict[str, Any]
    url: str
    """The variable that holds its address."""
    also: dict[str, str] = field(default_factory=dict)
    """Further variables, `{url}` stands for its address; a real key never goes to a simulator."""


_SIMULATORS = (
    _Simulator("async", _MUSIC, "SIMULATED_ASYNC_URL"),
    _Simulator("sync", _MUSIC, "SIMULATED_SYNC_URL"),
    _Simulator(
        "elevenlabs",
        {"key": _KEY, "seconds": 15},
        "ELEVENLABS_BASE_URL",
        {"ELEVENLABS_API_KEY": _KEY},
    ),
    _Simulator(
        "mureka",
        {"key": _KEY, "seconds": 20},
        "MUREKA_BASE_URL",
        {"MUREKA_API_KEY": _KEY, "MUREKA_SLOTS": "4", "MUREKA_MODEL": "auto"},
    ),
    _Simulator(
        "replicate",
        {"key": _KEY, "seconds": 12, "secret": _SIGNED_WITH},
        "REPLICATE_BASE_URL",
        {
            "REPLICATE_BASE_URL": "{url}/v1",
            "REPLICATE_API_TOKEN": _KEY,
            "REPLICATE_WEBHOOK_SECRET": _SIGNED_WITH,
        },
    ),
    _Simulator(
        "openai_images",
        {"key": _KEY, "seconds": 8},
        "OPENAI_BASE_URL",
        {"OPENAI_BASE_URL": "{url}/v1", "OPENAI_API_KEY": _KEY},
    ),
    _Simulator(
        "meshy",
        {"key": _KEY, "seconds": 15},
        "MESHY_BASE_URL",
        {"MESHY_API_KEY": _KEY, "MESHY_MODELS": "latest"},
    ),
    _Simulator(
        "tripo",
        {"key": _KEY, "seconds": 20},
        "TRIPO_BASE_URL",
        {
            "TRIPO_BASE_URL": "{url}/v2/openapi",
            "TRIPO_API_KEY": _KEY,
            "TRIPO_MODELS": "v3.0-20250812",
        },
    ),
    _Simulator(
        "hunyuan3d",
        {"seconds": 20},
        "AI_PYTHON_URL",
        {"HUNYUAN3D_MODEL": "hunyuan3d-2.1", "HUNYUAN3D_API_KEY": ""},
    ),
    _Simulator(
        "books",
        {},
        "OPEN_LIBRARY_URL",
        {
            "OPEN_LIBRARY_URL": "{url}/ol",
            "OPEN_LIBRARY_COVERS_URL": "{url}/covers",
            "KAKAO_URL": "{url}/kakao",
            "KAKAO_REST_KEY": _KEY,
            "ALADIN_URL": "{url}/aladin",
            "ALADIN_TTB_KEY": _KEY,
        },
    ),
)
_MODULES = {"async": "asynchronous", "sync": "synchronous"}


def processes(settings: Settings, environment: dict[str, str]) -> list[Unit]:
    """Simulators, and the processes of the product, which find them in their environment."""
    if importlib.util.find_spec("tests") is None:
        raise HostTrouble("The simulators live in tests/, which only a source checkout has.")
    home = stack.home_of(settings)
    hooks = f"{settings.url}/api/hooks"
    found = {
        "SIMULATED_ASYNC_WEBHOOK_URL": f"{hooks}/simulated",
        "REPLICATE_WEBHOOK_URL": f"{hooks}/replicate",
    }
    # What costs nothing stays the first choice, unless somebody says otherwise.
    order = ",".join(settings.provider_order) or "sketch_song,sketch_photo,sketch_model"
    first = {"STUDIO_PROVIDER_ORDER": order} | environment
    units = []
    for each in _SIMULATORS:
        port = ports.remembered(home / f"simulated-{each.kind}.port")
        address = f"http://127.0.0.1:{port}"
        found |= {each.url: address}
        found |= {name: value.replace("{url}", address) for name, value in each.also.items()}
        units.append(_unit(each, port, home, environment))
    return [*units, *stack.processes(settings, first | found)]


def _unit(simulator: _Simulator, port: int, home: Path, environment: dict[str, str]) -> Unit:
    name = f"simulated-{simulator.kind}"
    module = _MODULES.get(simulator.kind, simulator.kind)
    where = ("--port", str(port), "--ledger", str(home / f"{name}.db"))
    words = (f"tests.simulators.{module}:create", *where, "--options")
    return Unit(
        name=name,
        argv=(sys.executable, "-m", "tests.simulators", *words, json.dumps(simulator.options)),
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
