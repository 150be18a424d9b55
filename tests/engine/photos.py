"""How people bring photos to tests."""

from app.domain.uploads import UploadState, UploadView
from tests.engine.conftest import House
from tests.engine.pixels import photo


def sent(
    house: House, data: bytes, *, person: str | None = None, name: str = "me.jpg"
) -> UploadView:
    """All bytes of a file are there; nobody has looked at it yet."""
    uploads, person = house.studio.uploads, person or house.person
    begun = uploads.begin(person, name=name, size=len(data))
    return uploads.append(person, begun.id, offset=0, chunks=[data])


def brought(house: House, data: bytes | None = None, *, person: str | None = None) -> UploadView:
    """A photo that is ready."""
    upload = sent(house, data or photo(), person=person)
    house.studio.checking.check(upload.id)
    ready = house.studio.uploads.get(person or house.person, upload.id)
    assert ready.state is UploadState.READY, ready.refusal
    return ready


def wedding(house: House, *, person: str | None = None, photos: int = 1) -> str:
    """An album with so many photos of each of two; returns its id."""
    person = person or house.person
    album_id = house.studio.albums.make(person, kind="wedding", title="Our day")
    for role in ("groom", "bride"):
        for n in range(photos):
            upload = brought(house, photo(320 + n, 400), person=person)
            house.studio.albums.add_photo(person, album_id, upload_id=upload.id, role=role)
    return album_id
