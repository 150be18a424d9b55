"""A Chromium for the tests that look at the page."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from app.host.troubles import HostTrouble

VARIABLE = "CHROMIUM_PATH"
"""Tells the tests which Chromium to start; unset, they use Playwright's own."""

_INSTALLED = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_PACKAGES = ("chromium", "fonts-noto-cjk")


def find(say: Callable[[str], None]) -> dict[str, str]:
    """The environment in which the tests find a Chromium; installs one where there is none."""
    if (chosen := os.environ.get(VARIABLE)) and Path(chosen).exists():
        return {VARIABLE: chosen}
    if _own().exists():
        return {}
    if not (found := _installed()):
        say("Installing a Chromium for the browser tests: a minute or two, once.")
        if _install_package():
            found = _installed()
        elif _run([sys.executable, "-m", "playwright", "install", "chromium"]) and _own().exists():
            return {}
    if not found:
        raise HostTrouble(
            "The browser tests need Chromium, and none could be installed: "
            f"install the chromium package, or set {VARIABLE} to one."
        )
    return {VARIABLE: found}


def _own() -> Path:
    """Where Playwright keeps the Chromium it was made for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _installed() -> str | None:
    return next((path for path in _INSTALLED if Path(path).exists()), None)


def _install_package() -> bool:
    is_debian_root = os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get")
    if platform.system() != "Linux" or not is_debian_root:
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", *_PACKAGES]
    return _run(["apt-get", "update"]) and _run(install)


def _run(argv: list[str]) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(argv, env=quiet, capture_output=True, check=False).returncode == 0
