"""Reads a GLB file that a stranger wrote: nothing is fetched, nothing is believed unchecked."""

import base64
import binascii
import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import BadOutput

LARGEST = 64 * 1024 * 1024
"""Bytes of a whole file."""
_MOST_ITEMS = 12_000_000
"""Items of one accessor: more than any model that is drawn here has."""
_HEADER = 12
_JSON, _BIN = 0x4E4F534A, 0x004E4942
_TYPES = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_READABLE = {
    "KHR_materials_clearcoat",
    "KHR_materials_emissive_strength",
    "KHR_materials_ior",
    "KHR_materials_sheen",
    "KHR_materials_specular",
    "KHR_materials_transmission",
    "KHR_materials_unlit",
    "KHR_materials_volume",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
    "EXT_texture_webp",
}


class Container:
    """The two parts of a GLB file: what it says, and its bytes. Raises `BadOutput`."""

    def __init__(self, glb: bytes) -> None:
        self.json, self._binary = _parts(glb)
        needed = set(self.items("extensionsRequired", str)) - _READABLE
        if needed:
            raise BadOutput(f"The model needs {min(needed)}, which cannot be read here.")

    def items(self, name: str, kind: type = dict) -> list[Any]:
        """One of the lists at the top; an empty one when it is not there."""
        found = self.json.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, kind) for each in found):
            raise BadOutput(f"The model is damaged: its {name} cannot be understood.")
        return found

    def item(self, name: str, index: Any) -> Any:
        """One entry of such a list."""
        found = self.items(name)
        if not isinstance(index, int) or not 0 <= index < len(found):
            raise BadOutput(f"The model is damaged: it names one of its {name} that is not there.")
        return found[index]

    def bytes_of(self, view: Any) -> bytes:
        """What a buffer view shows."""
        entry = self.item("bufferViews", view)
        buffer = self._buffer(entry.get("buffer"))
        start, length = _whole(entry.get("byteOffset", 0)), _whole(entry.get("byteLength"))
        if start + length > len(buffer):
            raise BadOutput("The model is damaged: a part of it lies outside of the file.")
        return buffer[start : start + length]

    def picture(self, index: Any) -> bytes:
        """The file of an image that lies inside."""
        entry = self.item("images", index)
        if "bufferView" in entry:
            return self.bytes_of(entry["bufferView"])
        return _inside(entry.get("uri"))

    def accessor(self, index: Any) -> NDArray[Any]:
        """Numbers, a row for each item; those that are normalised as the shares that they mean."""
        entry = self.item("accessors", index)
        dtype = np.dtype(_known(_TYPES, entry.get("componentType")))
        width = _known(_WIDTHS, entry.get("type"))
        count = _whole(entry.get("count"))
        if count > _MOST_ITEMS:
            raise BadOutput("The model is too large to be shown.")
        if "bufferView" in entry:
            values = self._rows(entry, dtype=dtype, width=width, count=count)
        else:
            values = np.zeros((count, width), dtype)
        if isinstance(sparse := entry.get("sparse"), dict):
            values = self._replaced(values, sparse, dtype)
        return _shares(values) if entry.get("normalized") else values

    def _rows(
        self, entry: dict[str, Any], *, dtype: np.dtype[Any], width: int, count: int
    ) -> NDArray[Any]:
        data = self.bytes_of(entry["bufferView"])
        tight = dtype.itemsize * width
        stride = _whole(self.item("bufferViews", entry["bufferView"]).get("byteStride") or tight)
        start = _whole(entry.get("byteOffset", 0))
        if stride < tight or (count and start + stride * (count - 1) + tight > len(data)):
            raise BadOutput("The model is damaged: a part of it lies outside of the file.")
        if not count:
            return np.zeros((0, width), dtype)
        return np.ndarray((count, width), dtype, data, start, (stride, dtype.itemsize))

    def _replaced(
        self, values: NDArray[Any], sparse: dict[str, Any], dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        count = _whole(sparse.get("count"))
        places = sparse.get("indices") or {}
        others = sparse.get("values") or {}
        kind = np.dtype(_known(_TYPES, places.get("componentType")))
        rows = self._rows(places, dtype=kind, width=1, count=count)[:, 0]
        if len(rows) and int(rows.max()) >= len(values):
            raise BadOutput("The model is damaged: it changes a number that is not there.")
        values = values.copy()
        values[rows] = self._rows(others, dtype=dtype, width=values.shape[1], count=count)
        return values

    def _buffer(self, index: Any) -> bytes:
        entry = self.item("buffers", index)
        return _inside(entry["uri"]) if "uri" in entry else self._binary


def _parts(glb: bytes) -> tuple[dict[str, Any], bytes]:
    if len(glb) > LARGEST:
        raise BadOutput("The model is too large to be shown.")
    if len(glb) < _HEADER + 8 or glb[:4] != b"glTF":
        raise BadOutput("This is not a 3D model in GLB format.")
    _, version, length = struct.unpack_from("<4sII", glb)
    if version != 2:
        raise BadOutput(f"This GLB file is of version {version}; only version 2 can be read.")
    if length > len(glb):
        raise BadOutput("The model is cut off: the file is shorter than it says.")
    chunks = dict(reversed(list(_chunks(glb[:length]))))
    return _said(chunks.get(_JSON, b"")), chunks.get(_BIN, b"")


def _chunks(glb: bytes) -> Any:
    at = _HEADER
    while at + 8 <= len(glb):
        size, kind = struct.unpack_from("<II", glb, at)
        if at + 8 + size > len(glb):
            raise BadOutput("The model is cut off: a part of the file is shorter than it says.")
        yield kind, glb[at + 8 : at + 8 + size]
        at += 8 + size


def _said(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadOutput("The model is damaged: what it says of itself cannot be understood.")
    return found


def _inside(uri: Any) -> bytes:
    """A file that is written into its own address. All other addresses are refused."""
    head, comma, body = uri.partition(",") if isinstance(uri, str) else ("", "", "")
    if not (head.startswith("data:") and head.endswith(";base64") and comma):
        raise BadOutput("The model refers to a file outside of itself, which is not opened.")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise BadOutput("The model is damaged: a file inside it cannot be read.") from None


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadOutput("The model is damaged: it says a size that is none.")
    return value


def _known(table: dict[Any, Any], key: Any) -> Any:
    try:
        return table[key]
    except (KeyError, TypeError):
        raise BadOutput("The model is damaged: it holds numbers of an unknown kind.") from None


def _shares(values: NDArray[Any]) -> NDArray[Any]:
    if values.dtype.kind == "f":
        return values
    most = np.iinfo(values.dtype).max
    return np.maximum(values.astype(np.float32) / most, -1.0)
