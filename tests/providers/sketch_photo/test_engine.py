"""A set by the sketch, from the order to the files: every repetition from another photo."""

import io

import numpy as np
import pytest
from PIL import Image

from app.domain.albums import Shoot
from app.domain.providing import TaskSpec, Workshop
from app.domain.states import JobStatus
from app.providers.sketch import SketchPhoto, SketchSettings
from tests.engine.conftest import House, house, template_url
from tests.engine.photos import brought
from tests.engine.pixels import photo
from tests.providers.shoots import shoot

__all__ = ["house", "template_url"]

COLOURS = ("#d01010", "#10c010", "#1010d0")


@pytest.fixture
def studio(house: House) -> House:
    """A studio where sketches are made in earnest."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["sketch_photo"] = SketchPhoto(SketchSettings(slots=1))
    return house


def shines(data: bytes) -> int:
    """Which of red, green and blue a picture has most of."""
    with Image.open(io.BytesIO(data)) as image:
        return int(np.asarray(image.convert("RGB")).mean(axis=(0, 1)).argmax())


def test_each_repetition_is_made_from_the_next_photo_and_with_another_seed(studio: House) -> None:
    albums, person = studio.studio.albums, studio.person
    album_id = albums.make(person, kind="profile", title="Me")
    uploads = [brought(studio, photo(320, 400, colour=colour)).id for colour in COLOURS]
    for upload_id in uploads:
        albums.add_photo(person, album_id, upload_id=upload_id, role="me")
    asked = Shoot("batch", ("film_warm",), ("me",), total=4, aspect="1:1", provider="sketch_photo")

    begun = albums.start(person, album_id, asked)
    studio.answer(limit=100)

    taken = albums.shoot(person, begun.job.id)
    assert taken.job.status is JobStatus.COMPLETED
    assert [picture.reference for picture in taken.pictures] == [*uploads, uploads[0]]
    files = [picture.file for picture in taken.pictures if picture.file]
    made = [b"".join(studio.studio.library.open(person, file.id).read()) for file in files]
    assert [shines(data) for data in made] == [0, 1, 2, 0]
    assert made[3] != made[0]
    assert len({seed for (seed,) in studio.sql("SELECT seed FROM tasks")}) == 4


def test_the_picture_that_is_being_made_is_finished_when_its_set_is_cancelled(
    studio: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = shoot(studio, "sketch_photo", "in the garden", "in the snow", "by the sea")
    price, make = job.price // 3, SketchPhoto.make

    def cancelled_meanwhile(self: SketchPhoto, spec: TaskSpec, workshop: Workshop) -> None:
        cancelled = studio.studio.jobs.cancel(studio.person, job.id)
        assert (cancelled.status, cancelled.cancelled) == (JobStatus.CANCELLING, 2)
        make(self, spec, workshop)

    monkeypatch.setattr(SketchPhoto, "make", cancelled_meanwhile)
    studio.answer(limit=100)

    end = studio.job(job)
    assert (end.status, end.completed, end.cancelled) == (JobStatus.CANCELLED, 1, 2)
    receipt = studio.studio.money.receipt(studio.person, job.id)
    assert (receipt.used, receipt.returned, receipt.held) == (price, 2 * price, 0)
