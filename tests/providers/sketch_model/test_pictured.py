"""Solids from pictures."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.adapters.models3d.facts import facts_of
from app.adapters.models3d.scene import read_scene
from app.domain.errors import ProviderRejected
from app.domain.providing import MadeFile, Reference, TaskSpec
from app.media.model3d import ModelParams, Source
from app.providers.sketch import SketchSettings
from app.providers.sketch_model.making import Model, make_model
from app.providers.sketch_model.provider import SketchModel
from tests.providers.sketch_model.conftest import Validate

ID = "upload_00000000000000000000000001"


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def mushroom(background: tuple[int, ...]) -> Image.Image:
    image = Image.new("RGBA" if len(background) == 4 else "RGB", (400, 500), background)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((160, 230, 240, 450), 30, fill=(240, 225, 200))
    draw.pieslice((60, 60, 340, 400), 180, 360, fill=(200, 40, 30))
    for x, y in ((120, 180), (200, 110), (270, 180)):
        draw.ellipse((x, y, x + 40, y + 40), fill=(250, 245, 235))
    return image


def scenery() -> Image.Image:
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:300, 0:420] / 300
    hills = np.sin(x * 7) * 0.1 + 0.55
    rgb = np.where((y > hills)[..., None], [60, 110, 60], [130 + 90 * 0.5, 170, 220])
    rgb = rgb + rng.normal(0, 25, (300, 420, 1)) + (x * 60)[..., None]
    return Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8))


def made(file: bytes, *, prompt: str = "", texture: bool = True) -> Model:
    params = ModelParams(source=Source.IMAGE, reference=ID, prompt=prompt, texture=texture)
    return make_model(params, seed=1, progress=lambda _: None, picture=file)


@pytest.mark.parametrize("background", [(0, 0, 0, 0), (245, 245, 245)])
def test_a_figure_on_nothing_becomes_a_body_of_its_own(background: tuple[int, ...]) -> None:
    model = made(saved(mushroom(background)))

    facts = facts_of(read_scene(model.glb))
    assert model.facts["made_as"] == "silhouette"
    assert facts["watertight"]
    assert facts["textured"]
    wide, high, deep = facts["size_cm"]
    assert wide / high == pytest.approx(280 / 390, abs=0.04)
    assert 0.15 * wide < deep < 0.8 * wide


def test_a_photo_becomes_a_relief_with_a_solid_back() -> None:
    model = made(saved(scenery(), "JPEG"))

    facts = facts_of(read_scene(model.glb))
    assert model.facts["made_as"] == "relief"
    assert facts["watertight"]
    wide, high, deep = facts["size_cm"]
    assert wide / high == pytest.approx(420 / 300, rel=0.02)
    assert 1 < deep < 4


def test_words_may_ask_for_a_frame() -> None:
    bare, framed = (made(saved(scenery()), prompt=words) for words in ("", "나무 액자에"))

    assert (
        facts_of(read_scene(framed.glb))["size_cm"][0]
        > facts_of(read_scene(bare.glb))["size_cm"][0]
    )
    assert facts_of(read_scene(framed.glb))["watertight"]


def test_without_texture_no_picture_lies_on_it() -> None:
    assert not facts_of(read_scene(made(saved(scenery()), texture=False).glb))["textured"]


def test_solids_are_whole_for_the_validator(validate: Validate) -> None:
    files = {
        "figure": made(saved(mushroom((0, 0, 0, 0)))).glb,
        "relief": made(saved(scenery())).glb,
        "framed": made(saved(scenery()), prompt="frame").glb,
        "bare": made(saved(scenery()), texture=False).glb,
    }

    for name, found in validate(files).items():
        assert (found["numErrors"], found["numWarnings"]) == (0, 0), (name, found)
    assert max(map(len, files.values())) < 5_000_000


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (700, 9), (64, 64)])
def test_a_picture_of_any_shape_gives_a_closed_body(size: tuple[int, int]) -> None:
    model = made(saved(Image.new("RGB", size, (120, 80, 40))))

    assert facts_of(read_scene(model.glb))["watertight"]


def test_a_picture_that_cannot_be_read_is_refused_in_words() -> None:
    class Nowhere:
        def progress(self, share: float) -> None:
            del share

        def put(self, file: MadeFile, chunks: Any) -> None:
            raise AssertionError((file, chunks))

    picture = Reference(ID, "image/png", 9, 10, 10, read=lambda: b"no picture")
    spec = TaskSpec(
        "task_x",
        "sketch",
        {"source": "image", "reference": ID},
        seed=1,
        references=(picture,),
    )

    with pytest.raises(ProviderRejected, match="cannot be read"):
        SketchModel(SketchSettings()).make(spec, Nowhere())
