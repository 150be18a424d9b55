"""
Any simulator below a path, as gateways have it.

What is only read may also lie beside it, as files do on a CDN; all else gets a plain 404.
"""

import importlib
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.stage import Scene

PREFIX = "/gateway/one"


def create(scene: Scene) -> ASGIApp:
    """The simulator that the option `behind` names, with all other options."""
    module, _, function = scene.options.pop("behind").partition(":")
    simulator: Any = getattr(importlib.import_module(module), function)(scene)
    below = Starlette(routes=[Mount(PREFIX, app=simulator)])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_beside = scope.get("method") == "GET" and not scope["path"].startswith(PREFIX)
        await (simulator if is_beside else below)(scope, receive, send)

    return app
