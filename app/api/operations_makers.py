"""Providers and processes, for those who run the studio."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import Studio
from app.api.operations_shapes import NO, Name, Why
from app.api.operators import Onlooker, Operator
from app.domain.operations import ProcessView, ProviderView

router = APIRouter(prefix="/api/operations", tags=["operations"])


class PauseIn(Body):
    """Why nothing is sent there."""

    why: Why


class SlotsIn(Body):
    """How many tasks may be at work there at once."""

    slots: Annotated[int, Field(ge=0, le=1_000)]


class DrainIn(Body):
    """Whether it takes nothing new."""

    drains: bool


class ProvidersOut(Answer):
    """Every provider."""

    items: tuple[ProviderView, ...]


class ProcessesOut(Answer):
    """Everybody who signed within an hour."""

    items: tuple[ProcessView, ...]


@router.get("/providers", responses=NO)
def list_providers(studio: Studio, _: Onlooker) -> ProvidersOut:
    """Every provider: slots, breaker, weather, prices, and whether it is paused."""
    return ProvidersOut(items=studio.operations.makers.all())


@router.post("/providers/{provider_id}/pause", status_code=204, responses=NO)
def pause_provider(provider_id: Name, form: PauseIn, studio: Studio, person: Operator) -> None:
    """Send nothing more to a provider, and say why. What it has goes on."""
    studio.operations.makers.pause(provider_id, form.why, by=person.id)


@router.post("/providers/{provider_id}/resume", status_code=204, responses=NO)
def resume_provider(provider_id: Name, studio: Studio, person: Operator) -> None:
    """Send to a provider again, with its breaker closed."""
    studio.operations.makers.resume(provider_id, by=person.id)


@router.put("/providers/{provider_id}/slots", status_code=204, responses=NO)
def set_slots(provider_id: Name, form: SlotsIn, studio: Studio, person: Operator) -> None:
    """How many tasks may be at work there at once, on all machines, from now on."""
    studio.operations.makers.set_slots(provider_id, form.slots, by=person.id)


@router.get("/processes", responses=NO)
def list_processes(studio: Studio, _: Onlooker) -> ProcessesOut:
    """Workers, clocks and web processes that signed within an hour."""
    return ProcessesOut(items=studio.operations.processes.all())


@router.post("/processes/{process_id}/drain", responses=NO)
def drain_process(process_id: Name, form: DrainIn, studio: Studio, person: Operator) -> ProcessView:
    """Have a worker take nothing new, or go on. What it has in hand it finishes."""
    return studio.operations.processes.drain(process_id, drains=form.drains, by=person.id)
