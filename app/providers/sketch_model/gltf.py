"""Writes GLB: things with their paints, and where copies of them stand."""

import json
import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.providers.sketch_model.corners import Corners, corners_of, light_of, stacked
from app.providers.sketch_model.mesh import Body, Numbers
from app.providers.sketch_model.paint import Paint
from app.providers.sketch_model.textures import picture

_FLOAT, _SHORT, _INT = 5126, 5123, 5125
_ARRAY, _ELEMENTS = 34962, 34963
_REPEAT, _LINEAR, _MIPS = 10497, 9729, 9987


@dataclass(frozen=True)
class Stand:
    """Where one copy of a thing stands."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    turn: float = 0.0
    """About the y axis, in degrees."""
    scale: float = 1.0


@dataclass(frozen=True)
class Exhibit:
    """A thing and its copies."""

    name: str
    body: Body
    stands: Sequence[Stand] = (Stand(),)
    facets: bool = False
    picture: bytes = b""
    """A picture of its own, PNG or JPEG, for meshes that say where they lie in it."""


def write(exhibits: Sequence[Exhibit], progress: Callable[[float], None]) -> bytes:
    """A whole file; `progress` gets the share that is written."""
    file = _File()
    for number, exhibit in enumerate(exhibits):
        file.add(exhibit)
        progress((number + 1) / len(exhibits))
    return file.packed()


@dataclass
class _File:
    said: dict[str, list[Any]] = field(default_factory=dict)
    binary: bytearray = field(default_factory=bytearray)
    _materials: dict[tuple[Paint, bytes], int] = field(default_factory=dict)
    _textures: dict[bytes, int] = field(default_factory=dict)

    def add(self, exhibit: Exhibit) -> None:
        groups: dict[tuple[Any, ...], list[Corners]] = {}
        for mesh in exhibit.body:
            corners = corners_of(mesh, facets=exhibit.facets)
            own = exhibit.picture if mesh.uv is not None else b""
            key = (mesh.paint, "colours" in corners, own)
            groups.setdefault(key, []).append(corners)
        primitives = [
            self._primitive(stacked(parts), paint, own) for (paint, _, own), parts in groups.items()
        ]
        mesh_number = self._put("meshes", {"name": exhibit.name, "primitives": primitives})
        for stand in exhibit.stands:
            self._put("nodes", _node(exhibit.name, mesh_number, stand))

    def packed(self) -> bytes:
        said = {
            "asset": {"version": "2.0", "generator": "Meanwhile"},
            "scene": 0,
            "scenes": [{"nodes": list(range(len(self.said["nodes"])))}],
            **self.said,
            "buffers": [{"byteLength": len(self.binary)}],
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self.binary)
        head = struct.pack("<4sII", b"glTF", 2, total)
        words = struct.pack("<I4s", len(text), b"JSON") + text
        return head + words + struct.pack("<I4s", len(self.binary), b"BIN\0") + bytes(self.binary)

    def _put(self, name: str, entry: Any) -> int:
        entries = self.said.setdefault(name, [])
        entries.append(entry)
        return len(entries) - 1

    def _primitive(self, corners: Corners, paint: Paint, own: bytes) -> dict[str, Any]:
        attributes = {
            "POSITION": self._array(corners["points"], with_bounds=True),
            "NORMAL": self._array(corners["normals"]),
        }
        if "uv" in corners:
            attributes["TEXCOORD_0"] = self._array(corners["uv"])
        if "colours" in corners:
            attributes["COLOR_0"] = self._array(corners["colours"])
        faces = corners["faces"].ravel()
        small = len(corners["points"]) < 65_535
        kind = np.uint16 if small else np.uint32
        indices = self._put(
            "accessors",
            {
                "bufferView": self._view(faces.astype(kind).tobytes(), _ELEMENTS),
                "componentType": _SHORT if small else _INT,
                "count": len(faces),
                "type": "SCALAR",
            },
        )
        return {
            "attributes": attributes,
            "indices": indices,
            "material": self._material(paint, own),
        }

    def _array(self, values: Numbers, *, with_bounds: bool = False) -> int:
        values = np.ascontiguousarray(values, "<f4")
        entry: dict[str, Any] = {
            "bufferView": self._view(values.tobytes(), _ARRAY),
            "componentType": _FLOAT,
            "count": len(values),
            "type": f"VEC{values.shape[1]}",
        }
        if with_bounds:
            entry["min"] = values.min(axis=0).astype(float).tolist()
            entry["max"] = values.max(axis=0).astype(float).tolist()
        return self._put("accessors", entry)

    def _view(self, data: bytes, target: int | None = None) -> int:
        start = len(self.binary)
        self.binary += data + bytes(-len(data) % 4)
        entry = {"buffer": 0, "byteOffset": start, "byteLength": len(data)}
        return self._put("bufferViews", entry | ({"target": target} if target else {}))

    def _material(self, paint: Paint, own: bytes) -> int:
        key = (paint, own)
        if key not in self._materials:
            self._materials[key] = self._put("materials", self._described(paint, own))
        return self._materials[key]

    def _described(self, paint: Paint, own: bytes) -> dict[str, Any]:
        shine: dict[str, Any] = {
            "metallicFactor": paint.metallic,
            "roughnessFactor": paint.roughness,
        }
        file = own or (picture(paint.texture, paint.colour) if paint.texture else b"")
        if file:
            shine["baseColorTexture"] = {"index": self._texture(file)}
        else:
            shine["baseColorFactor"] = [*light_of(paint.colour), paint.alpha]
        entry: dict[str, Any] = {"pbrMetallicRoughness": shine}
        if paint.alpha < 1:
            entry |= {"alphaMode": "BLEND"}
        if paint.glow:
            entry["emissiveFactor"] = [
                round(value * paint.glow, 5) for value in light_of(paint.colour)
            ]
        return entry

    def _texture(self, file: bytes) -> int:
        if file not in self._textures:
            if "samplers" not in self.said:
                wrapped = {"wrapS": _REPEAT, "wrapT": _REPEAT}
                self._put("samplers", wrapped | {"magFilter": _LINEAR, "minFilter": _MIPS})
            kind = "image/png" if file[:4] == b"\x89PNG" else "image/jpeg"
            image = self._put("images", {"bufferView": self._view(file), "mimeType": kind})
            self._textures[file] = self._put("textures", {"sampler": 0, "source": image})
        return self._textures[file]


def _node(name: str, mesh: int, stand: Stand) -> dict[str, Any]:
    node: dict[str, Any] = {"name": name, "mesh": mesh}
    if (stand.x, stand.y, stand.z) != (0, 0, 0):
        node["translation"] = [round(float(v), 5) for v in (stand.x, stand.y, stand.z)]
    if stand.turn % 360:
        half = math.radians(stand.turn) / 2
        node["rotation"] = [0, math.sin(half), 0, math.cos(half)]
    if stand.scale != 1:
        node["scale"] = [round(float(stand.scale), 5)] * 3
    return node
