"""The web process: page and REST on one port."""

import os

# Ours was built before; Reflex would build it again at every start. The names with two
# underscores are Reflex's own: `tests/host/test_web.py` notices when a new version drops them.
SERVE_BUILT_PAGE = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_USE_GRANIAN": "true",
}


def serve(host: str, port: int, *, workers: int = 1) -> None:
    """Serve until told to stop."""
    os.environ.update(SERVE_BUILT_PAGE)
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "app.app:app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        # Long polls and sockets would keep a stopping worker alive.
        workers_kill_timeout=4,
        log_level=LogLevels.warning,
    ).serve()
