"""What stands in a GLB file: its parts where they stand, and what they are made of."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.adapters.models3d.container import Container
from app.adapters.models3d.materials import Material, material_of
from app.domain.errors import BadOutput

MOST_TRIANGLES = 4_000_000
_DEEPEST = 64
_MOST_NODES = 20_000
_MOST_PARTS = 4_000
_TRIANGLES, _STRIP, _FAN = 4, 5, 6
Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Part:
    """One piece of one material, in metres, where it stands in the whole."""

    name: str
    positions: Floats
    faces: Ints
    normals: Floats
    uv: Floats | None
    colours: Floats | None
    """Linear red, green, blue and alpha of each corner."""
    material: int


@dataclass(frozen=True)
class Scene:
    """Everything that is to be seen."""

    parts: tuple[Part, ...]
    materials: tuple[Material, ...]
    meshes: int

    @property
    def triangles(self) -> int:
        """How many there are, instances counted."""
        return sum(len(part.faces) for part in self.parts)


def read_scene(glb: bytes) -> Scene:
    """The parts of a file. Raises `BadOutput` when it holds nothing that can be shown."""
    reader = _Reader(Container(glb))
    for root in reader.roots():
        reader.walk(root, np.eye(4), 0)
    if not reader.parts:
        raise BadOutput("The model is empty: it has no surface.")
    return Scene(tuple(reader.parts), tuple(reader.materials), len(reader.meshes))


@dataclass
class _Reader:
    container: Container
    parts: list[Part] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    meshes: set[int] = field(default_factory=set)
    _known: dict[int | None, int] = field(default_factory=dict)
    _triangles: int = 0
    _nodes: int = 0

    def roots(self) -> list[Any]:
        scenes = self.container.items("scenes")
        if scenes:
            found = self.container.item("scenes", self.container.json.get("scene", 0))
            return _list(found.get("nodes", []))
        return list(range(len(self.container.items("nodes"))))

    def walk(self, index: Any, above: NDArray[np.float64], depth: int) -> None:
        """A node and what hangs on it."""
        self._nodes += 1
        if depth > _DEEPEST or self._nodes > _MOST_NODES:
            raise BadOutput("The model is damaged: its parts hang on each other without end.")
        node = self.container.item("nodes", index)
        placed = above @ _placing(node)
        if "mesh" in node:
            mesh = self.container.item("meshes", node["mesh"])
            self.meshes.add(node["mesh"])
            for primitive in _list(mesh.get("primitives", [])):
                self._add(primitive, placed, str(mesh.get("name") or node.get("name") or ""))
        for child in _list(node.get("children", [])):
            self.walk(child, placed, depth + 1)

    def _add(self, primitive: Any, placed: NDArray[np.float64], name: str) -> None:
        attributes = primitive.get("attributes", {}) if isinstance(primitive, dict) else {}
        mode = primitive.get("mode", _TRIANGLES)
        if "POSITION" not in attributes or mode not in (_TRIANGLES, _STRIP, _FAN):
            return  # points and lines have no surface
        local = self._vectors(attributes["POSITION"], 3, None)
        faces = self._faces(primitive, len(local), mode)
        self._triangles += len(faces)
        if self._triangles > MOST_TRIANGLES:
            raise BadOutput(f"The model has more than {MOST_TRIANGLES:,} triangles.")
        if len(self.parts) >= _MOST_PARTS:
            raise BadOutput(f"The model has more than {_MOST_PARTS:,} parts.")
        if not len(faces):
            return
        with np.errstate(all="ignore"):
            positions = (local @ placed[:3, :3].T + placed[:3, 3]).astype(np.float32)
        if not np.isfinite(positions).all() or float(np.abs(positions).max()) > 1e6:
            raise BadOutput("The model is damaged: some of its points are nowhere.")
        if np.linalg.det(placed[:3, :3]) < 0:
            faces = faces[:, ::-1]
        self.parts.append(
            Part(
                name=name,
                positions=positions,
                faces=np.ascontiguousarray(faces),
                normals=self._normals(attributes, positions, faces, placed),
                uv=self._optional(attributes, "TEXCOORD_0", (2,), len(local)),
                colours=_with_alpha(self._optional(attributes, "COLOR_0", (3, 4), len(local))),
                material=self._material(primitive.get("material")),
            )
        )

    def _vectors(self, accessor: Any, width: int, count: int | None) -> NDArray[np.float64]:
        values = self.container.accessor(accessor)
        if values.shape[1] != width or (count is not None and len(values) != count):
            raise BadOutput("The model is damaged: its points do not fit to each other.")
        return values.astype(np.float64)

    def _faces(self, primitive: dict[str, Any], count: int, mode: int) -> Ints:
        if "indices" in primitive:
            values = self.container.accessor(primitive["indices"])
            order = values[:, 0].astype(np.int64) if values.dtype.kind == "u" else None
            if order is None or (len(order) and int(order.max()) >= count):
                raise BadOutput("The model is damaged: a triangle has a corner that is not there.")
        else:
            order = np.arange(count)
        return _triangles(order, mode).astype(np.int32)

    def _normals(
        self, attributes: dict[str, Any], positions: Floats, faces: Ints, placed: Any
    ) -> Floats:
        if "NORMAL" in attributes:
            local = self._vectors(attributes["NORMAL"], 3, len(positions))
            turned = local @ np.linalg.pinv(placed[:3, :3])
            lengths = np.linalg.norm(turned, axis=1, keepdims=True)
            if np.isfinite(lengths).all() and float(lengths.min()) > 1e-12:
                return (turned / lengths).astype(np.float32)
        return smooth_normals(positions, faces)

    def _optional(
        self, attributes: dict[str, Any], name: str, widths: tuple[int, ...], count: int
    ) -> Floats | None:
        if name not in attributes:
            return None
        values = self.container.accessor(attributes[name])
        if values.shape[1] not in widths or len(values) != count:
            raise BadOutput("The model is damaged: its points do not fit to each other.")
        # A coordinate that is no number is one that does not matter.
        return np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)

    def _material(self, index: int | None) -> int:
        if index not in self._known:
            entry = {} if index is None else self.container.item("materials", index)
            self._known[index] = len(self.materials)
            self.materials.append(material_of(self.container, entry))
        return self._known[index]


def smooth_normals(positions: Floats, faces: Ints) -> Floats:
    """A normal for each corner: the mean of its triangles, the large ones counting for more."""
    a, b, c = (positions[faces[:, i]] for i in range(3))
    across = np.cross(b - a, c - a).astype(np.float64)
    sums = np.stack(
        [
            np.bincount(faces.ravel(), np.repeat(across[:, axis], 3), len(positions))
            for axis in range(3)
        ],
        axis=1,
    )
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return (sums / np.maximum(lengths, 1e-20)).astype(np.float32)


def _triangles(order: NDArray[np.int64], mode: int) -> NDArray[np.int64]:
    if mode == _TRIANGLES:
        return order[: len(order) // 3 * 3].reshape(-1, 3)
    if len(order) < 3:
        return np.zeros((0, 3), np.int64)
    if mode == _FAN:
        return np.stack([np.full(len(order) - 2, order[0]), order[1:-1], order[2:]], axis=1)
    strip = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
    strip[1::2] = strip[1::2, ::-1]
    return strip


def _placing(node: dict[str, Any]) -> NDArray[np.float64]:
    if "matrix" in node:
        return _numbers(node["matrix"], 16).reshape(4, 4).T
    placed = np.eye(4)
    x, y, z, w = _numbers(node.get("rotation", [0, 0, 0, 1]), 4)
    turned = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    placed[:3, :3] = turned * _numbers(node.get("scale", [1, 1, 1]), 3)
    placed[:3, 3] = _numbers(node.get("translation", [0, 0, 0]), 3)
    return placed


def _numbers(values: Any, count: int) -> NDArray[np.float64]:
    try:
        found = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        found = np.zeros(0)
    if found.shape != (count,) or not np.isfinite(found).all():
        raise BadOutput("The model is damaged: a part of it stands nowhere.")
    return found


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadOutput("The model is damaged: its parts cannot be found.")
    return value


def _with_alpha(colours: Floats | None) -> Floats | None:
    if colours is None or colours.shape[1] == 4:
        return colours
    return np.hstack([colours, np.ones((len(colours), 1), np.float32)])
