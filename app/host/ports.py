"""Which TCP port an embedded server listens on."""

import random
import socket
from contextlib import suppress
from pathlib import Path

# Below the range from which systems pick ports for outgoing connections, so that none of those
# can sit on our port while a crashed server is being restarted.
_RANGE = range(20_000, 30_000)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen here now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a connection that is only lingering does not make the port taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def remembered(path: Path, host: str = "127.0.0.1") -> int:
    """The port this server had last time, or another one where that is taken."""
    with suppress(FileNotFoundError, ValueError):
        port = int(path.read_text())
        if is_free(host, port):
            return port
    port = next(p for p in random.sample(_RANGE, len(_RANGE)) if is_free(host, p))
    path.write_text(f"{port}\n")
    return port
