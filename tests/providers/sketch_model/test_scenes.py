"""Whole models from words."""

import json
import struct
from typing import Any

import numpy as np
import pytest

from app.adapters.models3d.facts import facts_of
from app.adapters.models3d.scene import Scene, read_scene
from app.media.model3d import ModelParams, Source
from app.providers.sketch_model.making import make_model
from tests.providers.sketch_model.conftest import Validate, made


def boxes(glb: bytes) -> dict[str, list[tuple[Any, Any]]]:
    """Lowest and highest corner of each copy of each thing."""
    length = struct.unpack_from("<I", glb, 12)[0]
    said = json.loads(glb[20 : 20 + length])
    found: dict[str, list[tuple[Any, Any]]] = {}
    for node in said["nodes"]:
        places = [p["attributes"]["POSITION"] for p in said["meshes"][node["mesh"]]["primitives"]]
        low = np.min([said["accessors"][place]["min"] for place in places], axis=0)
        high = np.max([said["accessors"][place]["max"] for place in places], axis=0)
        scale, at = np.array(node.get("scale", [1, 1, 1])), np.array(node.get("translation", 0))
        found.setdefault(node["name"], []).append((low * scale + at, high * scale + at))
    return found


def test_a_cat_sits_on_the_book() -> None:
    found = boxes(made("고양이가 책 위에 앉아 있다").glb)

    (cat_low, cat_high), (book_low, book_high) = found["cat"][0], found["book"][0]
    assert cat_low[1] == pytest.approx(book_high[1], abs=0.01)
    assert book_low[0] < (cat_low[0] + cat_high[0]) / 2 < book_high[0]
    assert cat_high[0] - cat_low[0] < 1.1 * (book_high[0] - book_low[0])


def test_three_pines_stand_around_a_small_hanok() -> None:
    found = boxes(made("세 그루의 소나무와 작은 한옥").glb)

    assert len(found["pine"]) == 3
    ((low, high),) = found["hanok"]
    for pine_low, pine_high in found["pine"]:
        x, z = (pine_low[[0, 2]] + pine_high[[0, 2]]) / 2
        assert not (low[0] + 0.5 < x < high[0] - 0.5 and low[2] + 0.5 < z < high[2] - 0.5)


def test_a_chair_stands_beside_the_table_and_not_in_it() -> None:
    found = boxes(made("a red wooden chair beside a small round table").glb)

    (chair_low, _), (_, table_high) = found["chair"][0], found["table"][0]
    assert chair_low[0] > table_high[0]
    assert 0.85 < float(np.ptp(found["chair"][0], axis=0)[1]) < 1.0


def test_a_dog_fits_under_the_table() -> None:
    found = boxes(made("a dog under the table").glb)

    assert found["dog"][0][1][1] < found["table"][0][1][1] - 0.05


def test_the_moon_is_above_the_house() -> None:
    found = boxes(made("달과 집").glb)

    assert found["moon"][0][0][1] > found["house"][0][1][1] * 0.95


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not() -> None:
    first, again, other = (made("나무 옆에 고양이", seed=seed).glb for seed in (5, 5, 6))

    assert first == again
    assert first != other
    assert not np.allclose(facts(first)["size_cm"], facts(other)["size_cm"], rtol=0.002)


def facts(glb: bytes) -> dict[str, Any]:
    return facts_of(read_scene(glb))


def colours(scene: Scene) -> set[tuple[float, ...]]:
    return {material.colour for material in scene.materials}


def test_colours_and_materials_are_those_asked_for() -> None:
    red, blue = (read_scene(made(f"a {name} mug").glb) for name in ("red", "blue"))
    (gold,) = {m.metallic for m in read_scene(made("gold teapot").glb).materials[:1]}

    assert colours(red) - colours(blue)
    assert gold == 1
    assert any(material.blend for material in read_scene(made("glass vase").glb).materials)


def test_without_texture_the_bare_shape_comes() -> None:
    scene = read_scene(made("wooden chair and a cat", texture=False).glb)

    assert len(scene.materials) == 1
    assert scene.materials[0].picture is None


def test_the_model_says_what_it_understood() -> None:
    model = made("two jade dragons and a quokka")

    assert model.facts["things"] == [{"noun": "dragon", "count": 2, "material": "jade"}]
    assert model.facts["ignored"] == ["quokka"]


def test_progress_is_told_and_never_goes_back() -> None:
    shares: list[float] = []
    params = ModelParams(source=Source.TEXT, prompt="a cup on a table")

    make_model(params, seed=1, progress=shares.append)

    assert shares == sorted(shares)
    assert len(shares) > 3
    assert 0 < shares[0] < 0.1
    assert 0.9 < shares[-1] <= 1


def test_scenes_are_whole_for_the_validator(validate: Validate) -> None:
    words = (
        "세 그루의 소나무와 작은 한옥",
        "three glass bottles on a stone table",
        "눈사람 주위에 펭귄 열두 마리",
        "a low poly marble elephant wearing a crown",
        "huge brick castle, 5 horses, 7 trees, a lighthouse and the moon",
    )
    files = {str(number): made(each).glb for number, each in enumerate(words)}

    issues = validate(files)

    assert [each["messages"] for each in issues.values()] == [[]] * len(words)
    assert max(map(len, files.values())) < 5_000_000
    assert facts(files["1"])["watertight"]
