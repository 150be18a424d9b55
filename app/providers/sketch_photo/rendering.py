"""From a photo to a picture: find the face, compose, tell the person apart, treat, mount."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from app.domain.errors import ProviderRejected
from app.media.photo import Aspect
from app.providers.sketch_photo.faces import Box, find_faces
from app.providers.sketch_photo.framing import SHORTER, compose, size_of
from app.providers.sketch_photo.likeness import keep_likeness, likeness
from app.providers.sketch_photo.mounts import Inside
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.subject import find_person, head_of
from app.providers.sketch_photo.treatments import TREATMENTS, Treatment

_QUALITY = 93
_FROM = 2400
"""A photo is not needed larger than this, longer side."""


@dataclass(frozen=True)
class Made:
    """A finished picture."""

    jpeg: bytes
    width: int
    height: int
    likeness: float
    """The least of all faces; where none was found, of the head of who is there."""


@dataclass(frozen=True)
class Treated:
    """Before and after, for those who want to compare."""

    before: np.ndarray
    after: np.ndarray
    """Without its mount, so that every pixel is where it was."""
    mounted: np.ndarray
    faces: tuple[Box, ...]
    likeness: float
    """The least of all faces; where none was found, of the head of who is there."""


def read_photo(data: bytes) -> np.ndarray:
    """A photo as bytes of RGB; transparent parts are white. Raises `ProviderRejected`."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.thumbnail((_FROM, _FROM))
            return np.asarray(image if image.mode == "RGB" else _flat(image))
    except (OSError, ValueError) as problem:
        raise ProviderRejected("The photo that it is to be made from cannot be read.") from problem


def _flat(image: Image.Image) -> Image.Image:
    sheet = Image.new("RGBA", image.size, "white")
    sheet.alpha_composite(image.convert("RGBA"))
    return sheet.convert("RGB")


def treat(  # noqa: PLR0913 -- each is one more thing that the picture depends on
    rgb: np.ndarray,
    word: str,
    *,
    aspect: Aspect,
    seed: int,
    shorter: int = SHORTER,
    progress: Callable[[float], None] = lambda _: None,
) -> Treated:
    """Make the picture; the same word and seed give the same pixels."""
    dice = np.random.default_rng(seed)
    treatment = TREATMENTS[word]
    done = _counted(progress)
    cv2.setNumThreads(1)
    found = find_faces(rgb)
    next(done)
    size = size_of(aspect, shorter=shorter)
    inside = _inside(size, treatment)
    within = (inside[2] - inside[0], inside[3] - inside[1])
    picture, faces = compose(rgb, found, within, dice)
    next(done)
    person = find_person(picture, faces)
    kept = faces or (head_of(person),)
    scene = Scene(picture, person, kept, dice)
    next(done)
    after = np.clip(treatment.make(scene), 0, 1).astype(np.float32)
    next(done)
    # A head that was not found exactly may have much beside it, which is nobody's likeness.
    who = None if faces else person
    near = scene.near_faces(0.8) * (1 if who is None else who)
    after = keep_likeness(picture, after, kept, near, who=who)
    least = min(likeness(picture, after, each, who=who) for each in kept)
    mounted = after
    if treatment.mount is not None:
        mounted = treatment.mount(after, (size[1], size[0]), inside, dice)
    next(done)
    return Treated(picture, after, np.clip(mounted, 0, 1), faces, least)


def make_photo(
    data: bytes,
    word: str,
    *,
    aspect: Aspect,
    seed: int,
    progress: Callable[[float], None] = lambda _: None,
) -> Made:
    """A JPEG of a photo in a treatment."""
    made = treat(read_photo(data), word, aspect=aspect, seed=seed, progress=progress)
    image = Image.fromarray((made.mounted * 255 + 0.5).astype(np.uint8))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return Made(out.getvalue(), *image.size, round(made.likeness, 3))


def _inside(size: tuple[int, int], treatment: Treatment) -> Inside:
    left, top, right, bottom = (round(each * min(size)) for each in treatment.margins)
    return left, top, size[0] - right, size[1] - bottom


def _counted(progress: Callable[[float], None]) -> Iterator[None]:
    """Tell how much is done after each step: shares of the usual time."""
    for share in (0.12, 0.25, 0.40, 0.88, 0.96):
        progress(share)
        yield
