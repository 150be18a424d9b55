"""How people bring photos to tests."""

from typing import Protocol

from app.bootstrap import Studio
from app.domain.uploads import UploadState, UploadView
from tests.engine.pixels import photo


class Place(Protocol):
    """A studio, and somebody in it."""

    studio: Studio
    person: str


def sent(
    house: Place, data: bytes, *, person: str | None = None, name: str = "me.jpg"
) -> UploadView:
    """All bytes of a file are there; nobody has looked at it yet."""
    uploads, person = house.studio.uploads, person or house.person
    begun = uploads.begin(person, name=name, size=len(data))
    return uploads.append(person, begun.id, offset=0, chunks=[data])


def brought(house: Place, data: bytes | None = None, *, person: str | None = None) -> UploadView:
    """A photo that is ready."""
    upload = sent(house, data or photo(), person=person)
    house.studio.checking.check(upload.id)
    ready = house.studio.uploads.get(person or house.person, upload.id)
    assert ready.state is UploadState.READY, ready.refusal
    return ready


def wedding(house: Place, *, person: str | None = None, photos: int = 1) -> str:
    """An album with so many photos of each of two; returns its id."""
    person = person or house.person
    album_id = house.studio.albums.make(person, kind="wedding", title="Our day")
    for role in ("groom", "bride"):
        for n in range(photos):
            upload = brought(house, photo(320 + n, 400), person=person)
            house.studio.albums.add_photo(person, album_id, upload_id=upload.id, role=role)
    return album_id
