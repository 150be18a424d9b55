"""The launcher for tests of the host package."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.host import ports
from tests.host.launching import Launcher


@pytest.fixture
def launcher(server_dir: Path) -> Iterator[Launcher]:
    """A launcher that has not started yet; whatever it leaves behind is ended."""
    home = Path(tempfile.mkdtemp(dir=server_dir))
    found = Launcher(home, ports.remembered(server_dir / f"{home.name}.port"))
    yield found
    if hasattr(found, "process"):
        if found.process.poll() is None:
            found.process.send_signal(signal.SIGKILL)
        found.process.wait()
    for process in found.family():
        process.kill()
