"""How much room one's files take."""

from fastapi import APIRouter

from app.api.answers import Answer
from app.api.deps import CurrentPerson, Studio
from app.api.errors import refusals
from app.domain.medium import Medium

router = APIRouter(prefix="/api/storage", tags=["storage"])


class WeightOut(Answer):
    """The files of one medium."""

    medium: Medium
    things: int
    """Songs, each take counted."""
    formats: int
    """Copies in other formats."""
    bytes: int
    """All files together."""
    brought: int
    """Photos that you brought yourself."""


class StorageOut(Answer):
    """How much room your files take, counted exactly."""

    bytes: int
    """Everything: takes, other formats, and the trash."""
    in_trash: int
    """Bytes of it that are in the trash."""
    limit: int | None
    """Bytes that your plan allows; nothing starts beyond it. null: no limit."""
    media: tuple[WeightOut, ...]


@router.get("", responses=refusals(401))
def get_storage(studio: Studio, person: CurrentPerson) -> StorageOut:
    """How much room your files take, by medium."""
    return StorageOut.model_validate(studio.storage_use.of(person.id))
