"""Writes a model as other programs like it: OBJ with its pictures in a ZIP, STL for printers."""

import io
import re
import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.light import to_srgb
from app.adapters.models3d.materials import Material
from app.adapters.models3d.scene import Part, Scene

_MM = 1000
_EPOCH = (1980, 1, 1, 0, 0, 0)


def as_stl(scene: Scene) -> bytes:
    """Binary STL in millimetres, z up: as slicers expect it."""
    out = np.zeros(
        scene.triangles,
        np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("colour", "<u2")]),
    )
    at = 0
    for part in scene.parts:
        x, y, z = (part.positions * _MM).T
        corners = np.stack([x, -z, y], axis=1)[part.faces]
        across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(across, axis=1, keepdims=True)
        block = out[at : at + len(part.faces)]
        block["normal"] = across / np.maximum(lengths, 1e-20)
        block["corners"] = corners
        at += len(part.faces)
    head = b"millimetres, z up".ljust(80, b" ")
    return head + np.uint32(scene.triangles).astype("<u4").tobytes() + out.tobytes()


def as_obj(scene: Scene) -> bytes:
    """A ZIP with `model.obj` in metres, `model.mtl` and the pictures on it."""
    out = io.BytesIO()
    names = _names(scene.materials)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        pictures: dict[bytes, str] = {}
        lines = []
        for name, material in zip(names, scene.materials, strict=True):
            lines += [*_described(name, material, _picture(material, pictures)), ""]
        _add(archive, "model.mtl", "\n".join(lines).encode())
        for picture, name in pictures.items():
            _add(archive, name, picture)
        shape = zipfile.ZipInfo("model.obj", _EPOCH)
        shape.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(shape, "w", force_zip64=True) as file:
            file.write(b"mtllib model.mtl\n")
            start = 1
            for number, part in enumerate(scene.parts):
                file.write(_piece(part, start, f"part_{number + 1}", names[part.material]))
                start += len(part.positions)
    return out.getvalue()


def _piece(part: Part, start: int, name: str, material: str) -> bytes:
    flipped = np.zeros((len(part.positions), 2)) if part.uv is None else part.uv * (1, -1) + (0, 1)
    corner = part.faces + start
    blocks = [
        f"o {name}\n",
        _rows("v {:.6g} {:.6g} {:.6g}\n", part.positions),
        _rows("vt {:.6g} {:.6g}\n", flipped),
        _rows("vn {:.4f} {:.4f} {:.4f}\n", part.normals),
        f"usemtl {material}\n",
        _rows("f {0}/{0}/{0} {1}/{1}/{1} {2}/{2}/{2}\n", corner),
    ]
    return "".join(blocks).encode()


def _rows(form: str, rows: NDArray[Any]) -> str:
    return "".join([form.format(*row) for row in rows.tolist()])


def _described(name: str, material: Material, picture: str | None) -> list[str]:
    red, green, blue = to_srgb(np.array(material.colour[:3], np.float32)).tolist()
    lines = [
        f"newmtl {name}",
        f"Kd {red:.4f} {green:.4f} {blue:.4f}",
        f"d {material.colour[3]:.4f}",
        f"Pr {material.roughness:.4f}",
        f"Pm {material.metallic:.4f}",
        "Ke {:.4f} {:.4f} {:.4f}".format(*material.glow),
    ]
    return lines + ([f"map_Kd {picture}"] if picture else [])


def _picture(material: Material, known: dict[bytes, str]) -> str | None:
    """The name under which a picture is packed; the same picture is packed once."""
    if material.picture is None:
        return None
    file = material.picture.file
    if file not in known:
        ending = "png" if file[:4] == b"\x89PNG" else "webp" if file[:4] == b"RIFF" else "jpg"
        known[file] = f"picture_{len(known) + 1}.{ending}"
    return known[file]


def _names(materials: tuple[Material, ...]) -> list[str]:
    return [
        f"{re.sub(r'[^A-Za-z0-9]+', '_', material.name)[:40] or 'material'}_{number + 1}"
        for number, material in enumerate(materials)
    ]


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Dated the same every day, so that the same model gives the same file."""
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
