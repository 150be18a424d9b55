"""What looking at a model tells, and how it looks."""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray
from PIL import Image

from app.adapters.models3d.camera import still
from app.adapters.models3d.facts import facts_of
from app.adapters.models3d.mesh import heap_of
from app.adapters.models3d.painter import Painter
from app.adapters.models3d.scene import read_scene
from app.adapters.models3d.turntable import Turntable
from app.domain.formats import Format
from tests.adapters.models3d.glb import CUBE, SIDES, cube, packed


class Enough(Exception):
    """Somebody wants this to end."""


@pytest.fixture(scope="module")
def ball() -> bytes:
    """A red ball with a picture on one half, 2 m above a grey slab."""
    picture = Image.fromarray(np.full((64, 64, 3), (200, 30, 20), np.uint8))
    scene = trimesh.Scene()
    round_ = trimesh.creation.uv_sphere(radius=0.5)
    uv = np.stack([round_.vertices[:, 0] + 0.5, round_.vertices[:, 1] + 0.5], axis=1)
    shine: Any = trimesh.visual.material.PBRMaterial(
        baseColorTexture=picture, metallicFactor=0.0, roughnessFactor=0.6
    )
    round_.visual = trimesh.visual.TextureVisuals(uv=uv, material=shine)
    scene.add_geometry(round_, transform=trimesh.transformations.translation_matrix([0, 2, 0]))
    scene.add_geometry(trimesh.creation.box([2, 0.1, 1]))
    found = scene.export(file_type="glb")
    assert isinstance(found, bytes)
    return found


def made(glb: bytes, format_: Format, room: Path) -> tuple[bytes, Mapping[str, Any]]:
    source, target = room / "source", room / "target"
    source.write_bytes(glb)
    facts = Turntable(max_bytes=10**8).convert(
        source, target, formats=(Format.GLB, format_), title="Ball", keep_going=lambda: None
    )
    return target.read_bytes(), facts


def shape_of(said: tuple[dict[str, Any], bytes]) -> dict[str, Any]:
    return facts_of(read_scene(packed(*said)))


def small(glb: bytes) -> NDArray[np.uint8]:
    read = read_scene(glb)
    heap = heap_of(read)
    return Painter(heap, read.materials).picture(still(heap), 64)


def test_a_hole_is_noticed() -> None:
    assert shape_of(cube())["watertight"]
    assert not shape_of(cube(faces=SIDES[:-1]))["watertight"]
    turned = SIDES.copy()
    turned[0] = turned[0][::-1]
    assert not shape_of(cube(faces=turned))["watertight"]


def test_nodes_place_turn_and_scale_what_hangs_on_them() -> None:
    half = 2**-0.5
    nodes = [
        {"children": [1], "scale": [2, 1, 1]},
        {"children": [2], "rotation": [0, 0, half, half]},
        {"mesh": 0, "matrix": [3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 0, 0, 1]},
    ]

    shape = shape_of(cube(nodes=nodes))

    assert shape["size_cm"] == [200, 300, 100]


def test_the_thumbnail_shows_the_model_on_nothing_and_tells_its_shape(
    ball: bytes, tmp_path: Path
) -> None:
    webp, facts = made(ball, Format.THUMBNAIL, tmp_path)

    picture = Image.open(io.BytesIO(webp))
    pixels = np.asarray(picture.convert("RGBA"))

    assert (picture.format, picture.size) == ("WEBP", (640, 640))
    assert pixels[:8, :, 3].max() == 0
    red = pixels[(pixels[..., 3] == 255) & (pixels[..., 0] > 1.8 * pixels[..., 1].astype(int))]
    assert len(red) > 2_000
    rows, columns = np.nonzero(pixels[..., 3] == 255)
    assert 500 < max(np.ptp(rows), np.ptp(columns)) < 600
    assert len(webp) < 80_000
    shape = facts["shape"]
    assert (shape["meshes"], shape["size_cm"]) == (2, [200, 255, 100])
    assert shape["watertight"]
    assert shape["textured"]
    assert shape["triangles"] > 1_000


def test_the_turntable_goes_round_for_ever(ball: bytes, tmp_path: Path) -> None:
    webp, _ = made(ball, Format.TURNTABLE, tmp_path)

    film: Any = Image.open(io.BytesIO(webp))
    frames = []
    for number in range(film.n_frames):
        film.seek(number)
        frames.append(np.asarray(film.convert("RGBA")).astype(int))

    assert film.size == (320, 320)
    assert film.info["loop"] == 0
    assert len(frames) >= 24
    assert len(webp) <= 400_000
    steps = [np.abs(a - b).mean() for a, b in zip(frames, frames[1:] + frames[:1], strict=True)]
    assert min(steps) > 0
    assert steps[-1] < 2 * max(steps[:-1])


def test_the_same_model_gives_the_same_picture(ball: bytes) -> None:
    assert (small(ball) == small(ball)).all()


def test_whoever_wants_it_to_end_is_heard(ball: bytes, tmp_path: Path) -> None:
    def enough() -> None:
        raise Enough

    (tmp_path / "source").write_bytes(ball)
    with pytest.raises(Enough):
        Turntable(max_bytes=10**8).convert(
            tmp_path / "source",
            tmp_path / "target",
            formats=(Format.GLB, Format.TURNTABLE),
            title="",
            keep_going=enough,
        )
    assert not (tmp_path / "target").exists()


def test_what_is_up_is_up_and_the_front_shows() -> None:
    """A red cube stands on a blue slab that reaches to the front."""
    scene = trimesh.Scene()
    for size, place, colour in (
        ([1, 1, 1], [0, 0.6, 0], [1.0, 0.0, 0.0, 1.0]),
        ([1, 0.2, 3], [0, 0, 1], [0.0, 0.0, 1.0, 1.0]),
    ):
        box = trimesh.creation.box(size)
        box.apply_translation(place)
        shine: Any = trimesh.visual.material.PBRMaterial(
            baseColorFactor=colour, metallicFactor=0.0, roughnessFactor=1.0
        )
        box.visual = trimesh.visual.TextureVisuals(material=shine)
        scene.add_geometry(box)
    glb: Any = scene.export(file_type="glb")

    pixels = small(glb).astype(int)

    opaque = pixels[..., 3] == 255
    red = np.argwhere(opaque & (pixels[..., 0] > pixels[..., 2] + 40)).mean(axis=0)
    blue = np.argwhere(opaque & (pixels[..., 2] > pixels[..., 0] + 40)).mean(axis=0)
    assert red[0] < blue[0] - 5
    assert blue[1] < red[1]


def test_many_triangles_are_thinned_without_holes() -> None:
    whole = heap_of(read_scene(trimesh.creation.icosphere(subdivisions=6).export(file_type="glb")))  # pyright: ignore[reportArgumentType]

    thin = whole.thinned(20_000)

    assert len(thin.faces) <= 20_000
    ends = np.concatenate([thin.faces[:, [0, 1]], thin.faces[:, [1, 2]], thin.faces[:, [2, 0]]])
    assert Counter(map(tuple, ends.tolist())) == Counter(map(tuple, ends[:, ::-1].tolist()))
    np.testing.assert_allclose(np.ptp(thin.positions, 0), np.ptp(whole.positions, 0), atol=0.02)


def test_stl_is_in_millimetres_with_z_up(ball: bytes, tmp_path: Path) -> None:
    stl, _ = made(ball, Format.STL, tmp_path)

    mesh: Any = trimesh.load(io.BytesIO(stl), file_type="stl")
    np.testing.assert_allclose(mesh.extents, [2_000, 1_000, 2_550], rtol=1e-3)
    assert mesh.volume == pytest.approx((4 / 3 * np.pi * 0.125 + 0.2) * 1e9, rel=0.02)


def test_obj_brings_its_materials_and_pictures(ball: bytes, tmp_path: Path) -> None:
    zipped, _ = made(ball, Format.OBJ, tmp_path)
    archive = zipfile.ZipFile(io.BytesIO(zipped))
    assert set(archive.namelist()) == {"model.obj", "model.mtl", "picture_1.png"}
    resolver = {name: archive.read(name) for name in archive.namelist()}

    loaded: Any = trimesh.load(
        io.BytesIO(resolver["model.obj"]),
        file_type="obj",
        resolver=trimesh.resolvers.ZipResolver(  # pyright: ignore[reportArgumentType]
            {name: io.BytesIO(data) for name, data in resolver.items()}
        ),
    )

    np.testing.assert_allclose(loaded.extents, [2, 2.55, 1], rtol=1e-3)
    assert b"map_Kd picture_1.png" in resolver["model.mtl"]


def test_a_cube_of_corners_alone_is_drawn() -> None:
    """No normals, no material, no indices: all of it is optional."""
    said, binary = cube(positions=CUBE[SIDES].reshape(-1, 3))
    del said["meshes"][0]["primitives"][0]["indices"]

    assert (small(packed(said, binary))[..., 3] == 255).sum() > 1_000


def test_a_flat_model_is_drawn_all_the_same() -> None:
    flat = packed(*cube(positions=CUBE * np.array([1, 0, 1], "<f4")))

    assert (small(flat)[..., 3] == 255).sum() > 200
