"""The provider: one photo in, one JPEG out, nothing of the camera in it, progress as it goes."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from PIL import Image

from app.domain.errors import NotFound, ProviderBusy, ProviderRejected
from app.domain.providing import MadeFile, Reference, TaskSpec
from app.providers.sketch import SketchPhoto, SketchSettings
from tests.providers.shown import photo_params, shown


class Table:
    """A workshop that remembers."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.files: list[tuple[MadeFile, bytes]] = []

    def progress(self, share: float) -> None:
        self.shares.append(share)

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        self.files.append((file, b"".join(chunks)))


def ordered(photos: tuple[Reference, ...], *, seed: int = 5, **params: Any) -> TaskSpec:
    known = photo_params(photos, prompt="us two", **params)
    return TaskSpec("task_1", "sketch", known, seed=seed, references=photos)


def made(spec: TaskSpec) -> Table:
    table = Table()
    SketchPhoto(SketchSettings()).make(spec, table)
    return table


def test_a_photo_becomes_a_jpeg_with_its_facts() -> None:
    table = made(ordered(shown("ann"), style="film_noir", aspect="4:3"))

    [(file, data)] = table.files
    image = Image.open(io.BytesIO(data))
    assert (file.name, file.content_type) == ("photo.jpg", "image/jpeg")
    assert (image.format, image.size) == ("JPEG", (1440, 1080))
    assert (file.meta["width"], file.meta["height"]) == (1440, 1080)
    assert file.meta["facts"] | {"likeness": 0} == {
        "style": "film_noir",
        "treatment": "noir",
        "likeness": 0,
    }
    assert not image.getexif()


def test_progress_only_goes_forward() -> None:
    shares = made(ordered(shown("ann"), style="poster")).shares

    assert shares == sorted(shares)
    assert len(set(shares)) >= 5
    assert 0 < shares[0] < shares[-1] <= 1


def test_the_same_order_gives_the_same_bytes() -> None:
    spec = ordered(shown("bea"), style="hanbok")
    other = ordered(shown("bea"), style="hanbok", seed=6)

    [(_, first)], [(_, again)], [(_, another)] = (made(each).files for each in (spec, spec, other))

    assert first == again != another


@pytest.mark.parametrize("content_type", ["image/png", "image/webp"])
def test_every_kind_of_upload_is_read(content_type: str) -> None:
    [(_, data)] = made(ordered(shown("ann", content_type=content_type), style="poster")).files

    assert data[:3] == b"\xff\xd8\xff"


def _raises(problem: Exception) -> Callable[[], bytes]:
    def read() -> bytes:
        raise problem

    return read


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        (_raises(NotFound("gone")), ProviderRejected),
        (_raises(OSError("away")), ProviderBusy),
        (lambda: b"\xff\xd8\xff no photo", ProviderRejected),
    ],
    ids=["gone", "away", "broken"],
)
def test_a_photo_that_cannot_be_had_is_said(
    read: Callable[[], bytes], problem: type[Exception]
) -> None:
    photo = Reference("upload_" + "0" * 26, "image/jpeg", 9, 640, 800, read)

    with pytest.raises(problem):
        made(ordered((photo,)))
    with pytest.raises(ProviderRejected):
        made(TaskSpec("t", "sketch", photo_params((photo,), prompt="x"), seed=1))
