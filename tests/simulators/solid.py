"""A small 3D model: a real GLB that viewers show, another one for every order."""

import hashlib
import json
import math
import struct
from collections.abc import Callable
from functools import lru_cache

GLB = "model/gltf-binary"
GREY = (0.8, 0.8, 0.8)
_AROUND, _RINGS = 24, 16
TRIANGLES = 2 * _AROUND * (_RINGS - 1)
_FLOAT, _SHORT = 5126, 5123
_VERTICES, _INDICES = 34962, 34963

Vector = tuple[float, float, float]


@lru_cache(maxsize=32)
def glb_of(order: str, *, textured: bool = True) -> bytes:
    """A turned and twisted shape; form and colour come from the order, grey without textures."""
    digest = hashlib.sha256(order.encode()).digest()
    points, normals = _surface(digest)
    colour = _colour(digest[0] / 255) if textured else GREY
    return _packed(points, normals, colour=colour)


def _surface(digest: bytes) -> tuple[list[Vector], list[Vector]]:
    """Rings from the lower pole to the upper one; each begins and ends at the same place."""
    lobes, depth = 3 + digest[1] % 5, 0.08 + digest[2] / 255 * 0.14
    twist, slim = (digest[3] / 255 - 0.5) * 2, 0.6 + digest[4] / 255 * 0.5

    def at(u: float, v: float) -> Vector:
        turn, height = 2 * math.pi * (u % 1), math.pi * v
        around = 1 + depth * math.sin(lobes * turn + twist * height) * math.sin(height)
        radius = slim * around * math.sin(height)
        return (radius * math.cos(turn), -math.cos(height), -radius * math.sin(turn))

    grid = [(i / _AROUND, j / _RINGS) for j in range(_RINGS + 1) for i in range(_AROUND + 1)]
    points = [at(u, v) for u, v in grid]
    return points, [_normal(at, u, v) for u, v in grid]


def _normal(at: Callable[[float, float], Vector], u: float, v: float) -> Vector:
    """Which way the surface looks; at the poles, up or down."""
    if v in (0.0, 1.0):
        return (0.0, -1.0 if v == 0 else 1.0, 0.0)
    step = 1e-4
    a = _between(at(u - step, v), at(u + step, v))
    b = _between(at(u, v - step), at(u, v + step))
    x, y, z = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    length = math.sqrt(x * x + y * y + z * z)
    return (x / length, y / length, z / length)


def _between(a: Vector, b: Vector) -> Vector:
    return (b[0] - a[0], b[1] - a[1], b[2] - a[2])


def _colour(hue: float) -> Vector:
    channels = (abs((hue * 6 + shift) % 6 - 3) - 1 for shift in (0, 4, 2))
    red, green, blue = (0.15 + 0.6 * min(max(channel, 0), 1) for channel in channels)
    return (red, green, blue)


def _triangles() -> list[int]:
    """Two for every field of the grid, one at the poles; seen from outside, against the clock."""
    found: list[int] = []
    for j in range(_RINGS):
        for i in range(_AROUND):
            a = j * (_AROUND + 1) + i
            b, c, d = a + 1, a + _AROUND + 1, a + _AROUND + 2
            found += (a, b, d) if j > 0 else ()
            found += (a, d, c) if j < _RINGS - 1 else ()
    return found


def _packed(points: list[Vector], normals: list[Vector], *, colour: Vector) -> bytes:
    parts = [
        b"".join(struct.pack("<3f", *point) for point in points),
        b"".join(struct.pack("<3f", *normal) for normal in normals),
        struct.pack(f"<{3 * TRIANGLES}H", *_triangles()),
    ]
    starts = [sum(map(len, parts[:n])) for n in range(len(parts))]
    axes = list(zip(*points, strict=True))
    told = {
        "asset": {"version": "2.0", "generator": "simulator"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [
            {
                "primitives": [
                    {"attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2, "material": 0}
                ]
            }
        ],
        "materials": [
            {
                "pbrMetallicRoughness": {
                    "baseColorFactor": [*colour, 1.0],
                    "metallicFactor": 0.1,
                    "roughnessFactor": 0.55,
                }
            }
        ],
        "accessors": [
            _accessor(0, _FLOAT, len(points), "VEC3")
            | {
                "min": [_f32(min(axis)) for axis in axes],
                "max": [_f32(max(axis)) for axis in axes],
            },
            _accessor(1, _FLOAT, len(normals), "VEC3"),
            _accessor(2, _SHORT, len(parts[2]) // 2, "SCALAR"),
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": len(part), "target": target}
            for start, part, target in zip(
                starts, parts, (_VERTICES, _VERTICES, _INDICES), strict=True
            )
        ],
        "buffers": [{"byteLength": sum(map(len, parts))}],
    }
    return _container(json.dumps(told).encode(), b"".join(parts))


def _accessor(view: int, kind: int, count: int, shape: str) -> dict[str, object]:
    return {"bufferView": view, "componentType": kind, "count": count, "type": shape}


def _f32(number: float) -> float:
    return struct.unpack("<f", struct.pack("<f", number))[0]


def _container(told: bytes, buffer: bytes) -> bytes:
    """Header and two chunks, each padded to four bytes."""
    told += b" " * (-len(told) % 4)
    buffer += b"\0" * (-len(buffer) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 28 + len(told) + len(buffer))
    first = struct.pack("<I4s", len(told), b"JSON") + told
    return head + first + struct.pack("<I4s", len(buffer), b"BIN\0") + buffer
