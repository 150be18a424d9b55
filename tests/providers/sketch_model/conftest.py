"""Models to look at, and Khronos' validator to look at them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.media.model3d import ModelParams, Source
from app.providers.sketch_model.making import Model, make_model

_CHECK = Path(__file__).with_name("validator")
Validate = Callable[[Mapping[str, bytes]], dict[str, Any]]


def made(prompt: str, *, seed: int = 1, texture: bool = True) -> Model:
    """A model from words."""
    params = ModelParams(source=Source.TEXT, prompt=prompt, texture=texture)
    return make_model(params, seed=seed, progress=lambda _: None)


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Validate:
    """What the validator says of each file. It is one pinned package for the Node of our wheel."""
    room = tmp_path_factory.mktemp("validator")
    for name in ("package.json", "package-lock.json", "check.js"):
        shutil.copy(_CHECK / name, room)
    programs = Path(sys.executable).parent
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([str(programs / "npm"), "ci", *quiet], cwd=room, check=True, capture_output=True)

    def check(files: Mapping[str, bytes]) -> dict[str, Any]:
        paths = []
        for name, data in files.items():
            paths.append(room / f"{name}.glb")
            paths[-1].write_bytes(data)
        said = subprocess.run(
            [str(programs / "node"), "check.js", *map(str, paths)],
            cwd=room,
            check=True,
            capture_output=True,
        )
        return {Path(path).stem: issues for path, issues in json.loads(said.stdout).items()}

    return check
