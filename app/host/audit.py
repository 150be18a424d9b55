"""`meanwhile audit`: whether anything that is installed has a known weakness. Needs the network."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.host.screen import Screen

FOUND, NOT_ASKED = 1, 2
_WITHIN_S = 60
Run = Callable[[tuple[str, ...], Path], str]
"""Runs a program in a directory; returns what it wrote to its output."""


@dataclass(frozen=True)
class Audit:
    """What one auditor said; None when its service could not be asked."""

    weak: tuple[str, ...] | None


def audit(root: Path, screen: Screen, *, run: Run | None = None) -> int:
    """Ask both services: 0 when neither knows of anything, 1 when one does, 2 if one is silent."""
    ask = run or _run
    audits = {"pip-audit": _python(root, ask), "npm audit": _page(root, ask)}
    for name, said in audits.items():
        screen.say(f"  {screen.mark(good=said.weak == ())} {name:<12} {_words(said)}")
    if any(said.weak for said in audits.values()):
        return FOUND
    return NOT_ASKED if any(said.weak is None for said in audits.values()) else 0


def _words(said: Audit) -> str:
    if said.weak is None:
        return "could not ask its advisory service: nothing is known, good or bad"
    return ", ".join(said.weak) or "no known weakness"


def _python(root: Path, run: Run) -> Audit:
    options = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")
    told = _told(
        run((sys.executable, "-m", "pip_audit", "-r", "requirements.lock", *options), root)
    )
    if told is None or "dependencies" not in told:
        return Audit(None)
    weak = [each for each in told["dependencies"] if each.get("vulns")]
    return Audit(tuple(f"{each['name']} {each['version']}" for each in weak))


def _page(root: Path, run: Run) -> Audit:
    told = _told(run(("npm", "audit", "--json", "--package-lock-only"), root / "reflex.lock"))
    if told is None or "vulnerabilities" not in told:
        return Audit(None)
    weak = told["vulnerabilities"].values()
    return Audit(tuple(f"{each['name']} ({each['severity']})" for each in weak))


def _told(output: str) -> Mapping[str, Any] | None:
    try:
        told = json.loads(output)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _run(argv: tuple[str, ...], directory: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    program = shutil.which(argv[0], path=path) or argv[0]
    environment = {**os.environ, "PATH": path}  # npm looks for node there
    try:
        done = subprocess.run(
            (program, *argv[1:]),
            cwd=directory,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=_WITHIN_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
