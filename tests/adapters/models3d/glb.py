"""GLB files as strangers write them: built byte by byte, so that they can be wrong."""

import json
import struct
from typing import Any

import numpy as np

CUBE = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], "<f4")
SIDES = np.array(
    [
        [0, 1, 3],
        [0, 3, 2],
        [4, 6, 7],
        [4, 7, 5],
        [0, 4, 5],
        [0, 5, 1],
        [2, 3, 7],
        [2, 7, 6],
        [0, 2, 6],
        [0, 6, 4],
        [1, 5, 7],
        [1, 7, 3],
    ],
    "<u2",
)


def packed(said: Any, binary: bytes = b"", *, length: int | None = None, version: int = 2) -> bytes:
    """Both parts in their container; `length` is what the header says of it."""
    text = said if isinstance(said, bytes) else json.dumps(said).encode()
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text
    if binary:
        body += struct.pack("<II", len(binary), 0x004E4942) + binary
    total = 12 + len(body) if length is None else length
    return struct.pack("<4sII", b"glTF", version, total) + body


def cube(positions: Any = CUBE, faces: Any = SIDES, **changes: Any) -> tuple[dict[str, Any], bytes]:
    """What a cube of one metre says of itself, and its bytes."""
    points, corners = positions.tobytes(), faces.tobytes()
    said: dict[str, Any] = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": len(positions), "type": "VEC3"},
            {"bufferView": 1, "componentType": 5123, "count": faces.size, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": len(points)},
            {"buffer": 0, "byteOffset": len(points), "byteLength": len(corners)},
        ],
        "buffers": [{"byteLength": len(points) + len(corners)}],
    }
    return said | changes, points + corners
