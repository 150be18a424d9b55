"""Single pictures, let go while their sets stay."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.deps import AssetId, CurrentPerson, Studio, Words
from app.api.errors import refusals
from app.api.photo_shapes import PicturesGoingOut

router = APIRouter(prefix="/api/ai/pictures", tags=["photos"])

_Ids = Annotated[
    Words, Query(max_length=20_000, description="`asset_…`, several with commas between.")
]


@router.get("/deletion", responses=refusals(401, 404, 422))
def preview_pictures_deletion(studio: Studio, person: CurrentPerson, ids: _Ids) -> PicturesGoingOut:
    """What letting these pictures go would take along. Nothing is changed."""
    return PicturesGoingOut(**vars(studio.albums.leaving(person.id, _listed(ids))))


@router.delete("", responses=refusals(401, 403, 404, 422))
def delete_pictures(studio: Studio, person: CurrentPerson, ids: _Ids) -> PicturesGoingOut:
    """
    Let pictures go, each with all its takes: to the trash, or at once where there is none.

    Their sets keep their counts and receipts. All of them go, or none when one is not yours.
    """
    return PicturesGoingOut(**vars(studio.albums.part_with(person.id, _listed(ids))))


@router.delete("/{asset_id}", responses=refusals(401, 403, 404))
def delete_picture(asset_id: AssetId, studio: Studio, person: CurrentPerson) -> PicturesGoingOut:
    """Let one picture go, with all its takes."""
    return PicturesGoingOut(**vars(studio.albums.part_with(person.id, [asset_id])))


def _listed(ids: str) -> list[str]:
    return [each.strip() for each in ids.split(",") if each.strip()]
