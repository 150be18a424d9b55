"""
A person who does not exist, to take sample photos of: a bust made of soft shapes, and lit.

The surface is where the distance to the nearest shape is nothing; a ray walks that distance until
it is there. Units: the head is two high, x to the right, y up, z towards who looks.
"""

import cv2
import numpy as np

from app.providers.sketch_photo.garden import draw_garden

_STEPS = 56
_NEAR = 0.004
_FAR = 9.0
_EYE_Z = 6.2
_SKIN, _HAIR, _DRESS, _EYE = range(4)
_KEY = np.array([-0.55, 0.62, 0.72])
_RIM = np.array([0.85, 0.45, -0.55])
_TONES = np.array(
    [[0.93, 0.70, 0.57], [0.16, 0.09, 0.07], [0.80, 0.30, 0.25], [0.94, 0.93, 0.91]],
    dtype=np.float32,
)
_EYES = ((-0.27, 0.05, 0.59), (0.27, 0.05, 0.59))

Points = np.ndarray
Distance = np.ndarray


def draw_sitter(size: tuple[int, int]) -> np.ndarray:
    """The bust in front of a painted garden, as bytes of RGB; width to height about 3 to 4."""
    wide, high = size
    x, y = np.meshgrid(
        np.linspace(-1, 1, wide) * wide / high, np.linspace(1, -1, high), indexing="xy"
    )
    rays = np.stack([x * 0.335, y * 0.335, -np.ones_like(x)], axis=-1).reshape(-1, 3)
    rays = (rays / np.linalg.norm(rays, axis=1, keepdims=True)).astype(np.float32)
    points, is_hit = _walk(rays)
    picture = draw_garden(size).reshape(-1, 3)
    picture[is_hit] = _lit(points[is_hit], rays[is_hit])
    picture = picture.reshape(high, wide, 3)
    edge = cv2.GaussianBlur(picture, (0, 0), 0.7)
    return (np.clip(edge, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def _walk(rays: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    origin = np.array([0.0, -0.42, _EYE_Z], dtype=np.float32)
    far = np.full(len(rays), _EYE_Z - 2.2, dtype=np.float32)
    alive = np.arange(len(rays))
    for _ in range(_STEPS):
        step = _scene(origin + rays[alive] * far[alive, None])[0]
        far[alive] += step * 0.9
        alive = alive[(step > _NEAR) & (far[alive] < _FAR)]
    return origin + rays * far[:, None], far < _FAR


def _scene(p: Points) -> tuple[Distance, np.ndarray]:
    """How far away the nearest shape is, and of what."""
    shapes = np.stack([_skin(p), _hair(p), _dress(p), _eyes(p)])
    what = shapes.argmin(axis=0)
    return shapes.min(axis=0), what


def _skin(p: Points) -> Distance:
    q = _both_sides(p)
    d = _egg(p, (0, 0.25, -0.08), (0.70, 0.83, 0.82))
    d = _melt(d, _egg(p, (0, -0.33, 0.12), (0.53, 0.66, 0.60)), 0.22)
    d = _melt(d, _ball(q, (0.33, -0.17, 0.40), 0.22), 0.22)
    d = _melt(d, _ball(p, (0, -0.84, 0.42), 0.13), 0.22)
    d = _melt(d, _rod(p, (0, 0.16, 0.70), (0, -0.19, 0.86), 0.055), 0.12)
    d = _melt(d, _ball(p, (0, -0.215, 0.86), 0.085), 0.06)
    d = _melt(d, _ball(q, (0.085, -0.25, 0.79), 0.055), 0.05)
    d = _carve(d, _ball(q, (0.27, 0.07, 0.86), 0.15), 0.14)
    d = _melt(d, _rod(q, (0.13, 0.23, 0.70), (0.42, 0.24, 0.55), 0.05), 0.12)
    lid = _carve(_ball(q, (0.27, 0.05, 0.59), 0.187), np.abs(q[:, 1] - 0.045) - _open_eye(q), 0.015)
    d = _melt(d, lid, 0.035)
    smile = np.stack([p[:, 0], p[:, 1] - 0.55 * p[:, 0] ** 2, p[:, 2] + 0.9 * p[:, 0] ** 2], axis=1)
    d = _melt(d, _rod(smile, (-0.13, -0.502, 0.70), (0.13, -0.502, 0.70), 0.038), 0.05)
    d = _melt(d, _rod(smile, (-0.10, -0.575, 0.69), (0.10, -0.575, 0.69), 0.048), 0.05)
    d = _melt(d, _egg(q, (0.72, 0.0, -0.05), (0.08, 0.2, 0.12)), 0.05)
    d = _melt(d, _rod(p, (0, -0.7, -0.12), (0, -1.7, -0.25), 0.30), 0.16)
    return _melt(d, _egg(p, (0, -2.35, -0.3), (1.35, 0.78, 0.52)), 0.3)


def _hair(p: Points) -> Distance:
    turn = np.arctan2(p[:, 0], p[:, 2] + 0.1)
    waves = 0.007 * np.sin(turn * 34 + 2 * p[:, 1]) + 0.004 * np.sin(turn * 67 - 3 * p[:, 1])
    cap = _egg(p, (0, 0.36, -0.14), (0.83, 0.86, 0.90))
    fall = _egg(_both_sides(p), (0.54, -0.52, -0.30), (0.37, 0.80, 0.46))
    d = _melt(cap, fall, 0.2) + waves.astype(np.float32)
    return _carve(d, _egg(p, (0.07, -0.42, 0.92), (0.60, 0.98, 1.02)), 0.07)


def _dress(p: Points) -> Distance:
    body = _egg(p, (0, -2.35, -0.3), (1.42, 0.86, 0.60))
    neckline = _egg(p, (0, -1.35, 0.15), (0.62, 0.66, 0.9))
    folds = 0.012 * np.sin(p[:, 0] * 14 + 4 * p[:, 1])
    return _carve(body, neckline, 0.04) + folds.astype(np.float32)


def _eyes(p: Points) -> Distance:
    return _ball(_both_sides(p), (0.27, 0.05, 0.59), 0.172)


def _open_eye(p: Points) -> Distance:
    """Half of how far the lids are apart."""
    return 0.074 * (1 - ((np.abs(p[:, 0]) - 0.27) / 0.155) ** 2)


def _both_sides(p: Points) -> Points:
    return np.stack([np.abs(p[:, 0]), p[:, 1], p[:, 2]], axis=1)


def _ball(p: Points, middle: tuple[float, float, float], radius: float) -> Distance:
    return np.linalg.norm(p - np.array(middle, np.float32), axis=1) - np.float32(radius)


def _egg(p: Points, middle: tuple[float, float, float], radii: tuple[float, ...]) -> Distance:
    r = np.array(radii, np.float32)
    q = p - np.array(middle, np.float32)
    k0 = np.linalg.norm(q / r, axis=1)
    k1 = np.linalg.norm(q / (r * r), axis=1)
    return k0 * (k0 - 1) / np.maximum(k1, 1e-4)


def _rod(
    p: Points, a: tuple[float, float, float], b: tuple[float, float, float], radius: float
) -> Distance:
    start = np.array(a, np.float32)
    along = np.array(b, np.float32) - start
    q = p - start
    share = np.clip(q @ along / (along @ along), 0, 1)
    return np.linalg.norm(q - share[:, None] * along, axis=1) - np.float32(radius)


def _melt(a: Distance, b: Distance, width: float) -> Distance:
    """Both, flowing into each other."""
    share = np.clip(0.5 + 0.5 * (b - a) / width, 0, 1)
    return b * (1 - share) + a * share - width * share * (1 - share)


def _carve(a: Distance, b: Distance, width: float) -> Distance:
    """The first without the second, with a soft edge."""
    return -_melt(-a, b, width)


def _lit(p: Points, rays: np.ndarray) -> np.ndarray:
    what = _scene(p)[1]
    n = _normals(p)
    colour = _painted(p, what)
    half = _unit(_KEY) - rays
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    key = n @ _unit(_KEY)
    is_skin = (what == _SKIN)[:, None]
    soft = np.where(is_skin, [[0.42, 0.26, 0.2]], 0.12)
    wrap = np.clip((key[:, None] + soft) / (1 + soft), 0, 1) * (0.3 + 0.7 * _shadow(p, n))[:, None]
    sky = 0.5 + 0.5 * n[:, 1:2]
    fill = np.clip(n @ _unit(np.array([0.7, 0.1, 0.7])), 0, 1)[:, None]
    open_ = _openness(p, n)[:, None]
    light = wrap * [[1.25, 1.16, 1.02]] + open_ * (sky * [[0.2, 0.24, 0.3]] + fill * 0.2 + 0.06)
    edge = (1 - np.abs(np.sum(n * rays, axis=1))) ** 2.5 * np.clip(n @ _unit(_RIM) + 0.25, 0, 1)
    gloss = np.select([what == _SKIN, what == _HAIR, what == _EYE], [0.10, 0.22, 0.9], 0.03)
    tight = np.select([what == _SKIN, what == _HAIR, what == _EYE], [18.0, 22.0, 260.0], 8.0)
    shine = gloss * np.clip(np.sum(n * half, axis=1), 0, 1) ** tight
    return colour * light + (shine + 0.55 * edge)[:, None] * [[1.0, 0.93, 0.82]]


def _painted(p: Points, what: np.ndarray) -> np.ndarray:
    colour = (_TONES**2.2)[what]
    x, y, z = p.T
    side = np.abs(x)
    front = (what == _SKIN) & (z > 0.2)
    blush = np.exp(-((side - 0.36) ** 2 + (y + 0.2) ** 2) / 0.028) * front
    colour = _tint(colour, (0.75, 0.30, 0.24), 0.42 * blush)
    corner = -0.536 + 0.62 * np.minimum(side, 0.3) ** 2 + 0.012 * np.cos(x * 22)
    lips = _inside(0.235 - side, 0.03) * _inside(0.085 - np.abs(y + 0.538 - 0.55 * side**2), 0.02)
    lips *= _inside(0.094 - np.hypot(side * 0.36, (y + 0.535)), 0.014) * front
    colour = _tint(colour, (0.62, 0.13, 0.13), 0.85 * lips)
    line = np.exp(-(((y - corner) / 0.012) ** 2)) * _inside(0.21 - side, 0.03) * front
    colour = _tint(colour, (0.16, 0.03, 0.03), 0.8 * line)
    arc = 0.305 + 0.055 * np.sin((side - 0.1) * 6.4) - 0.10 * np.clip(side - 0.34, 0, 1)
    brow = _inside(0.036 - np.abs(y - arc) - 0.035 * np.clip(side - 0.3, 0, 1), 0.016)
    brow *= _inside(side - 0.12, 0.03) * _inside(0.47 - side, 0.05) * (what != _HAIR) * (z > 0.2)
    colour = _tint(colour, (0.05, 0.025, 0.02), 0.85 * brow)
    return _with_eyes(colour, p, what)


def _with_eyes(colour: np.ndarray, p: Points, what: np.ndarray) -> np.ndarray:
    for middle in _EYES:
        q = p - np.array(middle, np.float32)
        near = np.linalg.norm(q, axis=1)
        gaze = np.hypot(q[:, 0], q[:, 1] + 0.002)
        eye = (what == _EYE) & (near < 0.25)
        colour = _tint(colour, (0.16, 0.07, 0.03), eye * _inside(0.088 - gaze, 0.008))
        colour = _tint(colour, (0.006, 0.005, 0.005), eye * _inside(0.042 - gaze, 0.006))
        colour = _tint(
            colour,
            (0.05, 0.02, 0.015),
            eye * 0.6 * _inside(gaze - 0.078, 0.006) * _inside(0.096 - gaze, 0.006),
        )
        rim = 0.049 + _open_eye(p)
        lash = (
            np.exp(-(((p[:, 1] - rim) / 0.014) ** 2))
            * (near < 0.22)
            * (q[:, 2] > 0.02)
            * (np.abs(q[:, 0]) < 0.15)
        )
        colour = _tint(colour, (0.02, 0.01, 0.01), 0.95 * lash)
    return colour


def _tint(colour: np.ndarray, tone: tuple[float, float, float], share: np.ndarray) -> np.ndarray:
    weight = np.asarray(share, np.float32)[:, None]
    return colour * (1 - weight) + np.array(tone, np.float32) * weight


def _inside(depth: np.ndarray, softness: float) -> np.ndarray:
    return np.clip(0.5 + 0.5 * depth / softness, 0, 1)


def _unit(v: np.ndarray) -> np.ndarray:
    return (v / np.linalg.norm(v)).astype(np.float32)


def _normals(p: Points) -> np.ndarray:
    def along(axis: int) -> np.ndarray:
        step = np.zeros(3, np.float32)
        step[axis] = 0.004
        return _scene(p + step)[0] - _scene(p - step)[0]

    n = np.stack([along(axis) for axis in range(3)], axis=1)
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-6)


def _shadow(p: Points, n: np.ndarray) -> np.ndarray:
    """How much of the key light arrives."""
    light, far = np.ones(len(p), np.float32), np.full(len(p), 0.06, np.float32)
    for _ in range(14):
        gap = _scene(p + n * 0.02 + _unit(_KEY) * far[:, None])[0]
        light = np.minimum(light, np.clip(6 * gap / far + 0.25, 0, 1))
        far += np.clip(gap, 0.04, 0.25)
    return light


def _openness(p: Points, n: np.ndarray) -> np.ndarray:
    """How much of the sky is seen."""
    closed = sum(
        (h - _scene(p + n * h)[0]) * 0.6**i for i, h in enumerate((0.05, 0.12, 0.22, 0.38))
    )
    return np.clip(1 - 1.3 * np.asarray(closed), 0.15, 1)
