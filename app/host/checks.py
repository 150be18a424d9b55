"""`meanwhile check` and `meanwhile test`: the same on every machine."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from app.host import browser, build
from app.host.audit import audit
from app.host.screen import Screen

_PYTHON = (sys.executable, "-m")
_CHECKS = {
    "style": (*_PYTHON, "ruff", "check", "--quiet"),
    "layout": (*_PYTHON, "ruff", "format", "--check", "--quiet"),
    "types": (*_PYTHON, "pyright", "--level", "error"),
    "imports": (str(Path(sys.executable).with_name("lint-imports")), "--no-cache"),
}

# Its tests, its servers, and sometimes the whole product and a browser.
_MEMORY_OF_A_PROCESS = 2_000_000_000


def check(root: Path, screen: Screen) -> int:
    """
    Look at the code without changing it; 0 when all is well.

    What advisory services know of its libraries is told beside it: a weakness that became known
    over night, or a service that is away, is no fault of the code. `audit` alone decides by it.
    """
    results = [_passes(name, argv, root, screen) for name, argv in _CHECKS.items()]
    audit(root, screen)
    if build.lock_is_uncommitted(root):
        screen.say("    The last build completed reflex.lock: commit it, so that every build")
        screen.say("    uses the same packages.")
    return 0 if all(results) else 1


def test(root: Path, screen: Screen, words: list[str]) -> int:
    """
    `check`, then pytest, whose own summary comes last.

    Without words, several processes share the tests; what words choose runs in one, unless they
    say otherwise (`-n 3`).
    """
    checked = check(root, screen)
    if checked:
        screen.say(f"  {screen.mark(good=False)} These checks fail; the tests run all the same.")
    environment = {**os.environ, **browser.find(screen.say)}
    argv = [*_PYTHON, "pytest", *(words or ["-n", str(_processes())])]
    tested = subprocess.run(argv, cwd=root, env=environment, check=False)
    return tested.returncode or checked


def _processes() -> int:
    """One for each processor, and one more, because tests often wait; but memory has to last."""
    fit = psutil.virtual_memory().available // _MEMORY_OF_A_PROCESS
    return max(1, min((os.cpu_count() or 1) + 1, fit))


def _passes(name: str, argv: tuple[str, ...], root: Path, screen: Screen) -> bool:
    # Ruff and Pyright keep caches; those are not part of the code and are ignored by git.
    done = subprocess.run(argv, cwd=root, capture_output=True, text=True, check=False)
    screen.say(f"  {screen.mark(good=done.returncode == 0)} {name}")
    if done.returncode:
        screen.say((done.stdout + done.stderr).strip())
    return done.returncode == 0
