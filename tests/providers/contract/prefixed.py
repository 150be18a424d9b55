"""Any simulator below a path, as gateways have it; what is asked elsewhere gets their plain 404."""

import importlib
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from tests.simulators.stage import Scene

PREFIX = "/gateway/one"


def create(scene: Scene) -> ASGIApp:
    """The simulator that the option `behind` names, with all other options."""
    module, _, function = scene.options.pop("behind").partition(":")
    simulator: Any = getattr(importlib.import_module(module), function)(scene)
    return Starlette(routes=[Mount(PREFIX, app=simulator)])
