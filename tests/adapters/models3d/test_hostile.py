"""Whatever a stranger sends as a model ends in a sentence, never in a crash."""

import base64
import copy
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.adapters.models3d.scene import read_scene
from app.adapters.models3d.turntable import Turntable
from app.domain.errors import BadOutput
from app.domain.formats import Format
from tests.adapters.models3d.glb import CUBE, SIDES, cube, packed

Change = Callable[[dict[str, Any]], None]


def changed(change: Change) -> bytes:
    said, binary = cube()
    said = copy.deepcopy(said)
    change(said)
    return packed(said, binary)


def with_point(value: float) -> bytes:
    points = CUBE.copy()
    points[3, 1] = value
    return packed(*cube(positions=points))


def painted(picture: dict[str, Any]) -> bytes:
    """A cube whose material has this picture."""
    said, binary = cube(
        materials=[{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
        textures=[{"source": 0}],
        images=[picture],
    )
    said["meshes"][0]["primitives"][0]["material"] = 0
    return packed(said, binary)


def inside(data: bytes) -> dict[str, Any]:
    return {"uri": "data:image/png;base64," + base64.b64encode(data).decode()}


def _endless() -> dict[str, Any]:
    return {"componentType": 5126, "count": 2**40, "type": "VEC3"}


def _flood() -> list[dict[str, Any]]:
    """Thirty levels, each hanging twice on the one above: a thousand million cubes."""
    return [*({"children": [n + 1, n + 1]} for n in range(30)), {"mesh": 0}]


def _paint(said: dict[str, Any], material: dict[str, Any]) -> None:
    said["materials"] = [material]
    said["meshes"][0]["primitives"][0]["material"] = 0


WHOLE = packed(*cube())
BROKEN = {
    "empty": (b"", "not a 3D model"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a 3D model"),
    "text": (b"<html>not found</html>" * 10, "not a 3D model"),
    "old": (packed(*cube(), version=1), "version 1"),
    "cut off": (WHOLE[:-30], "cut off"),
    "a long header": (packed(*cube(), length=10**6), "cut off"),
    "no JSON": (packed(b"{{{{"), "damaged"),
    "a list": (packed([1, 2]), "damaged"),
    "deep JSON": (packed(b"[" * 200_000), "damaged"),
    "nothing": (packed({"asset": {"version": "2.0"}}), "no surface"),
    "no triangles": (packed(*cube(faces=SIDES[:0])), "no surface"),
    "a point that is no number": (with_point(float("nan")), "nowhere"),
    "a point without end": (with_point(float("inf")), "nowhere"),
    "a point far away": (with_point(1e30), "nowhere"),
    "a corner too many": (packed(*cube(faces=SIDES + 1)), "corner that is not there"),
    "another file": (
        changed(lambda said: said["buffers"][0].update(uri="http://127.0.0.1/secret.bin")),
        "outside of itself",
    ),
    "a file on the disk": (
        changed(lambda said: said["buffers"][0].update(uri="../../../etc/passwd")),
        "outside of itself",
    ),
    "a picture elsewhere": (painted({"uri": "file:///etc/passwd"}), "outside of itself"),
    "a picture that is none": (painted(inside(b"no picture")), "picture on the model"),
    "a view too long": (
        changed(lambda said: said["bufferViews"][0].update(byteLength=10**9)),
        "outside of the file",
    ),
    "a view before the start": (
        changed(lambda said: said["bufferViews"][0].update(byteOffset=-4)),
        "a size that is none",
    ),
    "too many points": (
        changed(lambda said: said["accessors"][0].update(count=10**7)),
        "outside of the file",
    ),
    "points from nothing": (
        changed(lambda said: said["accessors"].__setitem__(0, _endless())),
        "too large",
    ),
    "a mesh that is not there": (
        changed(lambda said: said["nodes"][0].update(mesh=7)),
        "not there",
    ),
    "a circle": (
        changed(lambda said: said["nodes"][0].update(children=[0])),
        "without end",
    ),
    "a flood": (changed(lambda said: said.update(nodes=_flood())), "without end|more than"),
    "a scale that is no number": (
        changed(lambda said: said["nodes"][0].update(scale=["a", 1, 1])),
        "stands nowhere",
    ),
    "numbers of no kind": (
        changed(lambda said: said["accessors"][0].update(componentType=[1])),
        "unknown kind",
    ),
    "colours that are none": (
        changed(lambda said: _paint(said, {"pbrMetallicRoughness": {"baseColorFactor": "red"}})),
        "made of",
    ),
    "packed in a way we cannot read": (
        changed(lambda said: said.update(extensionsRequired=["KHR_draco_mesh_compression"])),
        "KHR_draco_mesh_compression",
    ),
}


def looked_at(glb: bytes, room: Path, format_: Format = Format.THUMBNAIL) -> None:
    (room / "source").write_bytes(glb)
    Turntable(max_bytes=10**8).convert(
        room / "source",
        room / "target",
        formats=(Format.GLB, format_),
        title="",
        keep_going=lambda: None,
    )


@pytest.mark.parametrize(("glb", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_a_sentence(
    glb: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BadOutput, match=sentence):
        looked_at(glb, tmp_path)
    assert not (tmp_path / "target").exists()


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(BadOutput, match="too large"):
        looked_at(painted(inside(out.getvalue())), tmp_path)


def test_no_damage_does_more_than_refuse() -> None:
    dice = random.Random(7)
    refused = 0
    for _ in range(400):
        glb = bytearray(WHOLE)
        for _ in range(dice.randint(1, 6)):
            glb[dice.randrange(12, len(glb))] = dice.randrange(256)
        try:
            read_scene(bytes(glb))
        except BadOutput:
            refused += 1
    assert refused > 50
