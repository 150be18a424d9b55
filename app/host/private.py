"""Directories and secrets only their owner can read."""

import os
import secrets
import tempfile
from pathlib import Path


def directory(path: Path) -> Path:
    """Make the directory if needed, closed to everybody else."""
    path.mkdir(parents=True, exist_ok=True)
    if path.stat().st_mode & 0o007:
        path.chmod(0o700)
    return path


def secret(path: Path) -> str:
    """Read the secret kept here; the first call makes it.

    Two processes that call this at once get the same one.
    """
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            # A link, unlike a rename, never replaces what another process has just made.
            Path(path).hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text().strip()
