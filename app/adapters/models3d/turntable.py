"""Draws models and writes them in other formats, without a screen and without a graphics card."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import BadOutput
from app.domain.formats import PREVIEWS, Format

_STILL_MOST = 300_000
_TURNING_MOST = 140_000
"""Triangles: more of them than pixels show nothing more."""


class Turntable:
    """Reads what any maker wrote as GLB; works on one model at a time."""

    def __init__(self, *, max_bytes: int) -> None:
        self._max = max_bytes

    def convert(
        self,
        source: Path,
        target: Path,
        *,
        formats: tuple[Format, Format],
        title: str,
        keep_going: Callable[[], None],
    ) -> Mapping[str, Any]:
        """
        Write the file; the same source gives the same bytes.

        Drawing a model tells its `shape`: triangles, vertices, meshes, materials, size_cm (width,
        height, depth), watertight, textured. Raises `BadOutput` with a sentence.
        """
        del title
        from app.adapters.models3d.facts import facts_of
        from app.adapters.models3d.scene import read_scene

        scene = read_scene(source.read_bytes())
        keep_going()
        made = _made(scene, formats[1], keep_going)
        if len(made) > self._max:
            raise BadOutput(f"The file would be larger than {self._max // 1_000_000} MB.")
        target.write_bytes(made)
        return {"shape": facts_of(scene)} if formats[1] in PREVIEWS else {}


def _made(scene: Any, format_: Format, keep_going: Callable[[], None]) -> bytes:
    from app.adapters.models3d import pictures, taking_home
    from app.adapters.models3d.mesh import heap_of

    match format_:
        case Format.STL:
            return taking_home.as_stl(scene)
        case Format.OBJ:
            return taking_home.as_obj(scene)
        case Format.THUMBNAIL:
            return pictures.still(heap_of(scene).thinned(_STILL_MOST), scene.materials)
        case Format.TURNTABLE:
            heap = heap_of(scene).thinned(_TURNING_MOST)
            return pictures.turning(heap, scene.materials, keep_going)
        case _:
            raise BadOutput(f"A model cannot be written as {format_}.")
