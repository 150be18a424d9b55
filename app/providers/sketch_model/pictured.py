"""From a picture to a solid: what stands out of it inflated, or all of it as a relief."""

import io
from dataclasses import dataclass

import numpy as np

from app.providers.sketch_model.cutout import bled, figure_of
from app.providers.sketch_model.forms import box
from app.providers.sketch_model.mesh import Body, Mesh, Numbers
from app.providers.sketch_model.paint import MATERIALS, Paint

_GRID = 150
"""Points along the longer side."""


_TALL = 0.3
"""Metres that the longer side becomes."""


_RIM = 0.3
"""Half of the thickness at the rim of a figure, in steps of the grid."""


_DRAWN = 1024


_CLAY = Paint((0.93, 0.91, 0.87), 0.7)


_PICTURE = Paint((1.0, 1.0, 1.0), 0.72)


@dataclass(frozen=True)
class Solid:
    """What came of a picture."""

    name: str
    """`silhouette` or `relief`."""
    body: Body
    picture: bytes
    """JPEG that lies on it."""


def solid_of(file: bytes, *, textured: bool, framed: bool) -> Solid:
    """A closed body. Raises `OSError` when the picture cannot be read."""
    from PIL import Image

    image = Image.open(io.BytesIO(file)).convert("RGBA")
    image.thumbnail((_DRAWN, _DRAWN))
    pixels = np.asarray(image)
    mask = None if framed else figure_of(pixels)
    paint = _PICTURE if textured else _CLAY
    if mask is not None:
        mesh, name = _inflated(pixels, mask, paint), "silhouette"
        picture = bled(pixels, mask)
        body = [mesh]
    else:
        body, name = _relief(pixels, paint, framed=framed), "relief"
        picture = pixels[..., :3]
    return Solid(name, body, _jpeg(picture) if textured else b"")


def _jpeg(pixels: Numbers) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "JPEG", quality=88)
    return out.getvalue()


def _inflated(pixels: Numbers, mask: Numbers, paint: Paint) -> Mesh:
    """Thick in the middle, thin at its rim, the same before and behind."""
    import cv2
    from scipy import ndimage

    high, wide = mask.shape
    rows, columns = np.argwhere(mask).min(axis=0), np.argwhere(mask).max(axis=0) + 1
    step = max(float((columns - rows).max()) / _GRID, 1e-6)
    size = int(wide / step) + 1, int(high / step) + 1
    soft = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(np.pad(soft, 4), (0, 0), 1.3)
    inside = soft > 0.5
    away: Numbers = np.asarray(ndimage.distance_transform_edt(inside))
    thick = min(float(away.max()), 0.2 * _GRID)
    share = np.clip(away / thick, 0, 1)
    swell = np.sqrt(np.clip(1 - (1 - share) ** 2, 0, 1)) * thick * 0.62
    swell = cv2.GaussianBlur(swell.astype(np.float32), (0, 0), 2.0)
    swell *= np.sqrt(np.clip((away - 1) / 4, 0, 1))
    grey = cv2.resize(cv2.cvtColor(np.ascontiguousarray(pixels[..., :3]), cv2.COLOR_RGB2GRAY), size)
    fine = np.pad(grey.astype(np.float32) / 255, 4, mode="edge")
    fine = cv2.GaussianBlur(fine, (0, 0), 1.2) - cv2.GaussianBlur(fine, (0, 0), 7.0)
    front = np.maximum(swell + fine * 5.0 * np.clip(share * 3 - 0.3, 0, 1), 0) + _RIM
    y, x = np.mgrid[: soft.shape[0], : soft.shape[1]].astype(float)
    x, y = _to_rim(x, y, soft, inside)
    unit = _TALL / _GRID
    uv = np.stack([(x - 4) * step / wide, (y - 4) * step / high], -1)
    points = (x * unit, -y * unit, front * unit, -(swell + _RIM) * unit)
    return _standing(_pillow(points, inside, uv, paint))


def _to_rim(x: Numbers, y: Numbers, soft: Numbers, inside: Numbers) -> tuple[Numbers, Numbers]:
    """Points next to the rim move onto it, so that it has no steps."""
    down, along = np.gradient(soft)
    steep = down**2 + along**2
    from scipy import ndimage

    core: Numbers = np.asarray(ndimage.binary_erosion(inside, np.ones((3, 3))))
    rim = inside & ~core
    off = np.where(rim & (steep > 1e-3), (0.5 - soft) / np.maximum(steep, 1e-3), 0)
    reach = np.clip(off * np.sqrt(steep), -1.4, 1.4) / np.maximum(np.sqrt(steep), 1e-6)
    return x + along * reach, y + down * reach


def _pillow(
    points: tuple[Numbers, Numbers, Numbers, Numbers], inside: Numbers, uv: Numbers, paint: Paint
) -> Mesh:
    """A front and a back over the same points, and the rim between them."""
    x, y, front, back = points
    number = np.arange(inside.size).reshape(inside.shape)
    quads = np.stack([number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]], -1)
    whole = inside[:-1, :-1] & inside[1:, :-1] & inside[1:, 1:] & inside[:-1, 1:]
    quads = quads[whole]
    top = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    total = inside.size
    edges = np.concatenate([top[:, [0, 1]], top[:, [1, 2]], top[:, [2, 0]]])
    keys, turned = edges[:, 0] * total + edges[:, 1], edges[:, 1] * total + edges[:, 0]
    rim = edges[~np.isin(keys, turned)]
    sides = [
        np.stack([rim[:, 0], rim[:, 0] + total, rim[:, 1] + total], -1),
        np.stack([rim[:, 0], rim[:, 1] + total, rim[:, 1]], -1),
    ]
    x, y = _smoothed(x.ravel(), rim), _smoothed(y.ravel(), rim)
    front, back = front.ravel(), back.ravel()
    every = np.concatenate(
        [np.stack([x, y, front], -1).reshape(-1, 3), np.stack([x, y, back], -1).reshape(-1, 3)]
    )
    faces = np.concatenate([top, top[:, ::-1] + total, *sides])
    used, of = np.unique(faces, return_inverse=True)
    places = np.concatenate([uv.reshape(-1, 2)] * 2)
    return Mesh(every[used], of.reshape(-1, 3), paint, crease=62, uv=places[used])


def _smoothed(values: Numbers, rim: Numbers) -> Numbers:
    """Along the rim, each point a little nearer to its neighbours."""
    values = values.astype(float)
    for _ in range(4):
        total, count = np.zeros_like(values), np.zeros_like(values)
        for one, two in ((0, 1), (1, 0)):
            np.add.at(total, rim[:, one], values[rim[:, two]])
            np.add.at(count, rim[:, one], 1)
        moved = np.where(count > 0, total / np.maximum(count, 1), values)
        values = 0.5 * values + 0.5 * moved
    return values


def _standing(mesh: Mesh) -> Mesh:
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    return mesh.moved(-(low[0] + high[0]) / 2, -low[1], -(low[2] + high[2]) / 2)


def _relief(pixels: Numbers, paint: Paint, *, framed: bool) -> Body:
    """A plate: what is bright and what is in the middle comes forward, edges are cut in."""
    import cv2

    high, wide = pixels.shape[:2]
    scale = _GRID / max(high, wide)
    size = max(24, round(wide * scale)), max(24, round(high * scale))
    small = cv2.resize(pixels[..., :3], size, interpolation=cv2.INTER_AREA)
    light = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)[..., 0].astype(np.float32) / 255
    broad = cv2.bilateralFilter(light, 9, 0.15, 5)
    spread = max(float(np.percentile(broad, 97) - np.percentile(broad, 3)), 0.08)
    level = np.clip((broad - np.percentile(broad, 3)) / spread, 0, 1)
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    u, v = x / (size[0] - 1) * 2 - 1, y / (size[1] - 1) * 2 - 1
    middle = np.clip(1 - np.hypot(u, v) / 1.35, 0, 1)
    detail = light - cv2.GaussianBlur(light, (0, 0), 3.0)
    edge = np.hypot(cv2.Sobel(broad, cv2.CV_32F, 1, 0), cv2.Sobel(broad, cv2.CV_32F, 0, 1))
    height = 0.55 * level + 0.35 * middle + 0.9 * detail - 0.12 * np.clip(edge, 0, 1)
    height = cv2.GaussianBlur(np.clip(height, 0, 1.1), (0, 0), 1.0)
    to_edge = np.minimum(np.minimum(u + 1, 1 - u) * size[0], np.minimum(v + 1, 1 - v) * size[1]) / 2
    height *= np.clip(to_edge / 5, 0, 1) ** 0.6
    unit = _TALL / _GRID
    depth = 0.008 + 0.024 * height
    uv = np.stack([(u + 1) / 2, (v + 1) / 2], -1)
    inside = np.ones(height.shape, bool)
    plate = _pillow((x * unit, -y * unit, depth, np.zeros_like(depth)), inside, uv, paint)
    plate = _standing(plate)
    if not framed:
        return [plate]
    return [plate.moved(0, 0.02, 0), *_frame(size[0] * unit, size[1] * unit)]


def _frame(wide: float, high: float) -> Body:
    wood = MATERIALS["wood"]
    bar = 0.026
    sides = [
        box(
            (bar, high + 2 * bar - 0.009, 0.046),
            wood,
            at=(x * (wide + bar - 0.01) / 2, 0, 0),
            soft=0.007,
        )
        for x in (-1, 1)
    ]
    ends = [
        box((wide + 0.01, bar, 0.044), wood, at=(0, y, 0), soft=0.007)
        for y in (0.0, high + bar - 0.009)
    ]
    return [*sides, *ends]
