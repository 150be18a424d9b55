"""Operations: the whole studio, for those who run it."""

from dataclasses import fields
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import JobId, Studio, Words
from app.api.errors import refusals
from app.api.operators import Onlooker, Operator
from app.domain.delivering import Channel, DeliveryState
from app.domain.medium import Medium
from app.domain.operating import Act, Match
from app.domain.operations import (
    ActedView,
    AuditView,
    CaseView,
    ChartView,
    FailedGroup,
    FoundView,
    OpenedJob,
    OverviewView,
    PreviewView,
    ProcessView,
    ProviderView,
    SentView,
    StoryView,
)
from app.domain.states import JobStatus

router = APIRouter(prefix="/api/operations", tags=["operations"])

Short = Annotated[Words, Field(max_length=200)]
Name = Annotated[Words, Path(max_length=200)]
Why = Annotated[Words, Field(min_length=1, max_length=300)]
Seconds = Annotated[float, Field(ge=0, le=1e9)]
NO = refusals(401, 403, 404, 409, 422)


class MatchIn(BaseModel):
    """Which jobs or failed tasks are meant; what is left out matches everything."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    medium: Medium | None = None
    provider: Short | None = None
    state: JobStatus | None = None
    person_id: Short | None = None
    tier: Literal["free", "paid"] | None = None
    code: Short | None = None
    """Why a task failed."""
    older_s: Seconds | None = None
    """Begun longer ago than so many seconds; of failed tasks: failed longer ago."""
    newer_s: Seconds | None = None
    words: Short | None = None
    """In what went wrong, a model's name or a provider's id."""

    def match(self) -> Match:
        """The same for the services."""
        return Match(**{each.name: getattr(self, each.name) for each in fields(Match)})


class MeantIn(Body, MatchIn):
    """Which are meant, in a body."""


class Paged(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    cursor: Annotated[Words, Field(max_length=500)] | None = None
    """`next_cursor` of the page before."""
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    """Items on a page."""


class CasesIn(MatchIn, Paged):
    """Which jobs, and which part of the list."""


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


class PreviewIn(Body):
    """What would be done, and on what."""

    act: Act
    match: MeantIn = MeantIn()


class ActIn(PreviewIn):
    """The same, with the moment that the preview told."""

    until: AwareDatetime
    also_retried: bool = False
    """Also those whose people have tried again by themselves."""
    cursor: Annotated[Words, Field(max_length=100)] | None = None


class PauseIn(Body):
    """Why nothing is sent there."""

    why: Why


class SlotsIn(Body):
    """How many tasks may be at work there at once."""

    slots: Annotated[int, Field(ge=0, le=1_000)]


class DrainIn(Body):
    """Whether it takes nothing new."""

    drains: bool


class CasesOut(Answer):
    """Some jobs, and where the next ones start."""

    items: tuple[CaseView, ...]
    next_cursor: str | None


class FailedOut(Answer):
    """What failed and was not tried again, by provider and reason."""

    items: tuple[FailedGroup, ...]


class ProvidersOut(Answer):
    """Every provider."""

    items: tuple[ProviderView, ...]


class ProcessesOut(Answer):
    """Everybody who signed within an hour."""

    items: tuple[ProcessView, ...]


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


@router.get("/jobs", responses=NO)
def list_cases(studio: Studio, _: Onlooker, asked: Annotated[CasesIn, Query()]) -> CasesOut:
    """Jobs of everybody that match, the latest first. Titles and words are not shown."""
    page = studio.operations.cases.page(asked.match(), cursor=asked.cursor, limit=asked.limit)
    return CasesOut.model_validate(page)


@router.get("/find", responses=NO)
def find_id(
    studio: Studio, _: Onlooker, q: Annotated[Words, Query(min_length=1, max_length=300)]
) -> FoundView:
    """Where an id leads: of a job, a task, a file, a message, a person, or a provider's order."""
    return studio.operations.cases.find(q)


@router.get("/jobs/{job_id}", responses=NO)
def get_story(job_id: JobId, studio: Studio, _: Onlooker) -> StoryView:
    """The whole story of one job: states, calls, money, files, messages and acts, in order."""
    return studio.operations.stories.tell(job_id)


@router.post("/jobs/{job_id}/open", responses=NO)
def open_job(job_id: JobId, studio: Studio, person: Operator) -> OpenedJob:
    """What its owner wrote. That you opened it is written down."""
    return studio.operations.stories.open(job_id, by=person.id)


@router.get("/failed", responses=NO)
def list_failed(studio: Studio, _: Onlooker, match: Annotated[MatchIn, Query()]) -> FailedOut:
    """What failed and was not tried again, by provider and reason."""
    return FailedOut(items=studio.operations.driving.failed(match.match()))


@router.post("/preview", responses=NO)
def preview_act(form: PreviewIn, studio: Studio, _: Onlooker) -> PreviewView:
    """What an act on everything that matches would do. Nothing is changed."""
    return studio.operations.driving.preview(form.act, form.match.match())


@router.post("/act", responses=NO)
def act_on_all(form: ActIn, studio: Studio, person: Operator) -> ActedView:
    """Do it, a hundred at a time: ask again with `cursor` until there is none."""
    return studio.operations.driving.act(
        form.act,
        form.match.match(),
        by=person.id,
        until=form.until,
        also_retried=form.also_retried,
        cursor=form.cursor,
    )


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
