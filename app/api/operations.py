"""Operations: the whole studio, for those who run it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from app.api.answers import Answer
from app.api.deps import Studio
from app.api.operations_shapes import NO, Paged, Short
from app.api.operators import Onlooker
from app.domain.delivering import Channel, DeliveryState
from app.domain.operations import AuditView, ChartView, OverviewView, SentView

router = APIRouter(prefix="/api/operations", tags=["operations"])


class SentIn(Paged):
    """Which messages."""

    state: DeliveryState | None = None
    channel: Channel | None = None
    person_id: Short | None = None


class AuditIn(Paged):
    """Which acts."""

    who: Short | None = None
    act: Short | None = None
    target: Short | None = None


class SentOut(Answer):
    """Some messages, and where the next ones start."""

    items: tuple[SentView, ...]
    next_cursor: str | None


class AuditOut(Answer):
    """Some acts, and where the next ones start."""

    items: tuple[AuditView, ...]
    next_cursor: str | None


@router.get("/overview", responses=NO)
def get_overview(studio: Studio, _: Onlooker) -> OverviewView:
    """How the studio does now, and what happened in the last hour."""
    return studio.operations.overview.look()


@router.get("/charts/{window}", responses=NO)
def get_chart(
    studio: Studio, _: Onlooker, window: Annotated[Literal["hour", "day", "month"], Path()]
) -> ChartView:
    """What ended in equal steps of time."""
    return studio.operations.overview.chart(window)


@router.get("/deliveries", responses=NO)
def list_deliveries_of_all(
    studio: Studio, _: Onlooker, asked: Annotated[SentIn, Query()]
) -> SentOut:
    """Messages to the outside, the latest first: whether they got through, not what they say."""
    return SentOut.model_validate(studio.operations.sent.page(**asked.model_dump()))


@router.get("/audit", responses=NO)
def list_audit(studio: Studio, _: Onlooker, asked: Annotated[AuditIn, Query()]) -> AuditOut:
    """What operators did, the latest first."""
    return AuditOut.model_validate(studio.operations.audit.page(**asked.model_dump()))
