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
