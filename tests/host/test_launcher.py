"""The `meanwhile` script, with a stand-in Python that writes down what it is asked to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.host.launching import ROOT, eventually

# Answers for `python`, `python -m venv` and `python -m pip`; the "installed" one says hello.
PYTHON = """#!/bin/sh
case "$*" in
    *"-m venv "*)
        mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo "#!$3/bin/python" >"$3/bin/pip" ;;
    *"-m pip "*) echo "$*" >>"{log}"; [ ! -f "{slow}" ] || sleep 2; exit $(cat "{code}") ;;
    *"-m app.cli"*) echo "hello $*" ;;
esac
"""


class Clone:
    """A checkout with nothing installed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        beside = root.parent
        self.log, self.slow, self.code = beside / "pip.log", beside / "slow", beside / "code"
        self.log.touch()
        self.code.write_text("0")
        shutil.copy(ROOT / "meanwhile", root / "meanwhile")
        for name in ("requirements.lock", "requirements-test.lock"):
            (root / name).write_text(f"{name} 1\n")
        self.python = beside / "python-stand-in"
        self.python.write_text(PYTHON.format(log=self.log, slow=self.slow, code=self.code))
        self.python.chmod(0o755)

    def begin(self, *words: str, python: str | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.root / "meanwhile", *words],
            env={**os.environ, "MEANWHILE_PYTHON": python or str(self.python)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
        )

    def run(self, *words: str, python: str | None = None) -> tuple[int, str]:
        process = self.begin(*words, python=python)
        said, _ = process.communicate(timeout=20)
        return process.returncode, said

    def installations(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    root = tmp_path / "a clone"
    root.mkdir()
    return Clone(root)


def test_it_installs_once_and_hands_over(clone: Clone) -> None:
    first = clone.run("up", "--port", "1")
    second = clone.run("doctor")

    assert first[0] == second[0] == 0
    assert "Installing" in first[1]
    assert first[1].endswith("hello -m app.cli up --port 1\n")
    assert second[1] == "hello -m app.cli doctor\n"
    assert len(clone.installations()) == 1
    assert "--require-hashes -r requirements.lock" in clone.installations()[0]


def test_a_changed_lock_is_installed(clone: Clone) -> None:
    clone.run("up")
    (clone.root / "requirements.lock").write_text("requirements.lock 2\n")

    clone.run("up")

    assert len(clone.installations()) == 2


def test_the_tests_install_their_own_lock_and_need_no_other_afterwards(clone: Clone) -> None:
    clone.run("test")
    clone.run("check")
    clone.run("up")

    assert len(clone.installations()) == 1
    assert "requirements-test.lock" in clone.installations()[0]


def test_two_at_once_install_once(clone: Clone) -> None:
    both = [clone.begin("up"), clone.begin("up")]
    said = [process.communicate(timeout=20)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert all("hello" in each for each in said)
    assert len(clone.installations()) == 1


def test_an_interrupted_installation_is_done_again(clone: Clone) -> None:
    clone.slow.touch()
    interrupted = clone.begin("up")
    eventually(clone.installations)
    interrupted.kill()
    interrupted.communicate()
    clone.slow.unlink()

    code, said = clone.run("up")

    assert code == 0
    assert "hello" in said
    assert len(clone.installations()) == 2
    assert not (clone.root / ".venv.lock").exists()


def test_a_moved_clone_makes_a_new_venv(clone: Clone, tmp_path: Path) -> None:
    clone.run("up")
    clone.root.rename(tmp_path / "moved")

    moved = subprocess.run(
        [tmp_path / "moved" / "meanwhile", "up"],
        env={**os.environ, "MEANWHILE_PYTHON": str(clone.python)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "hello" in moved.stdout
    assert len(clone.installations()) == 2
    assert str(tmp_path / "moved") in (tmp_path / "moved" / ".venv" / "bin" / "pip").read_text()


def test_a_failed_installation_is_a_plain_sentence_and_is_tried_again(clone: Clone) -> None:
    clone.code.write_text("1")
    failed = clone.run("up")
    clone.code.write_text("0")
    again = clone.run("up")

    assert failed[0] == 1
    assert "could not be installed" in failed[1]
    assert again[0] == 0


def test_no_suitable_python_is_a_plain_sentence(clone: Clone) -> None:
    old = clone.root.parent / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    code, said = clone.run("up", python=f"no-such-python {old}")

    assert code == 1
    assert said == (
        "  x Meanwhile needs Python 3.11 to 3.14, and found none: install one and start again.\n"
    )
    # It looks for a Python before it waits for anything.
    assert not (clone.root / ".venv.lock").exists()
