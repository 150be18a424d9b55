"""Every thing that can be built: closed, of a true size, in order for every viewer."""

import numpy as np
import pytest

from app.providers.sketch_model.dice import dice
from app.providers.sketch_model.gltf import Exhibit, write
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, bounds
from app.providers.sketch_model.nouns import nouns
from tests.providers.sketch_model.conftest import Validate

MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def bodies() -> dict[str, Body]:
    return {name: build(Look(dice(1, name))) for name, build in nouns().items()}


def test_every_piece_is_closed_and_turned_outwards(bodies: dict[str, Body]) -> None:
    for name, body in bodies.items():
        for mesh in body:
            a, b, c = (mesh.points[mesh.faces[:, i]] for i in range(3))
            if mesh.paint.texture != "fabric" and name not in {"balloon", "ball"}:
                assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() > 0, name
            assert np.isfinite(mesh.points).all(), name


@pytest.mark.parametrize(
    ("noun", "axis", "low", "high"),
    [
        ("chair", 1, 0.8, 1.0),
        ("table", 1, 0.7, 0.8),
        ("cup", 1, 0.05, 0.12),
        ("cat", 1, 0.35, 0.55),
        ("horse", 1, 1.7, 2.2),
        ("bicycle", 2, 1.5, 1.9),
        ("hanok", 0, 7.0, 10.0),
        ("guitar", 1, 0.95, 1.15),
    ],
)
def test_things_have_the_size_they_have(
    bodies: dict[str, Body], noun: str, axis: int, low: float, high: float
) -> None:
    bottom, top = bounds(bodies[noun])

    assert low < top[axis] - bottom[axis] < high


def test_the_validator_of_khronos_has_nothing_to_say(
    bodies: dict[str, Body], validate: Validate
) -> None:
    files = {name: write([Exhibit(name, body)], lambda _: None) for name, body in bodies.items()}

    issues = validate(files)

    assert len(issues) == len(files)
    assert {name: found["messages"] for name, found in issues.items() if found["messages"]} == {}
    assert max(map(len, files.values())) < MOST_BYTES
