"""Lost and found: what providers made and nobody has."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import Studio, Words, shaped
from app.api.errors import refusals
from app.api.operations_shapes import NO, Paged, Short
from app.api.operators import Onlooker, Operator
from app.domain.finding import Mark
from app.domain.operations import AdoptedView, ComparisonView, LostView, OpenedOrder
from app.domain.people import EMAIL_MAX

router = APIRouter(prefix="/api/operations/lost", tags=["operations"])

SILENT = refusals(401, 403, 404, 409, 422, 503)
LostId = Annotated[str, Path(description="`lost_…`"), AfterValidator(shaped("lost"))]


class LostIn(Paged):
    """Which orders; without a mark those that nothing was decided about."""

    provider: Short | None = None
    mark: Mark | None = None


class LostOut(Answer):
    """Some orders, where the next ones start, and when each list was looked at."""

    items: tuple[LostView, ...]
    next_cursor: str | None
    compared: tuple[ComparisonView, ...]


class ComparedOut(Answer):
    """When each provider's list was looked at, and what stood in the way."""

    items: tuple[ComparisonView, ...]


class AdoptIn(Body):
    """For whom, where nobody knows whose it is."""

    email: Annotated[Words, Field(max_length=EMAIL_MAX)] | None = None
    """Of somebody who has an account here."""


class MarkIn(Body):
    """What it is: another program's, or ours and not needed; null opens the question again."""

    mark: Literal["not_ours", "left"] | None


@router.get("", responses=NO)
def list_lost(studio: Studio, _: Onlooker, asked: Annotated[LostIn, Query()]) -> LostOut:
    """Orders at providers that nobody has, the latest first. What was asked for is not shown."""
    desk = studio.operations.lost
    page = desk.page(**asked.model_dump())
    return LostOut(items=page.items, next_cursor=page.next_cursor, compared=desk.compared())


@router.post("/compare", responses=NO)
def compare_lists(studio: Studio, person: Operator) -> ComparedOut:
    """Compare what providers say they made with what is here, now. Up to half a minute."""
    return ComparedOut(items=studio.operations.lost.compare(by=person.id))


@router.post("/{lost_id}/adopt", responses=SILENT)
def adopt_order(lost_id: LostId, form: AdoptIn, studio: Studio, person: Operator) -> AdoptedView:
    """Take an order in: its files are fetched and become its owner's, for nothing."""
    return studio.operations.lost.adopt(lost_id, by=person.id, email=form.email)


@router.put("/{lost_id}/mark", responses=NO)
def mark_order(lost_id: LostId, form: MarkIn, studio: Studio, person: Operator) -> LostView:
    """Say that it is not ours or not needed; it stays said when the lists are compared again."""
    mark = Mark(form.mark) if form.mark else None
    return studio.operations.lost.mark(lost_id, mark, by=person.id)


@router.post("/{lost_id}/open", responses=NO)
def open_order(lost_id: LostId, studio: Studio, person: Operator) -> OpenedOrder:
    """What was asked for, where nobody knows by whom. That you opened it is written down."""
    return studio.operations.lost.open(lost_id, by=person.id)
