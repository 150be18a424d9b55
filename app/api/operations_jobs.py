"""Jobs of everybody, for those who run the studio: found, told, and acted on all at once."""

from dataclasses import fields
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import JobId, Studio, Words
from app.api.operations_shapes import NO, Paged, Short
from app.api.operators import Onlooker, Operator
from app.domain.medium import Medium
from app.domain.operating import Act, Match
from app.domain.operations import (
    ActedView,
    CaseView,
    FailedGroup,
    FoundView,
    OpenedJob,
    PreviewView,
    StoryView,
)
from app.domain.states import JobStatus

router = APIRouter(prefix="/api/operations", tags=["operations"])

Seconds = Annotated[float, Field(ge=0, le=1e9)]


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


class CasesIn(MatchIn, Paged):
    """Which jobs, and which part of the list."""


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


class CasesOut(Answer):
    """Some jobs, and where the next ones start."""

    items: tuple[CaseView, ...]
    next_cursor: str | None


class FailedOut(Answer):
    """What failed and was not tried again, by provider and reason."""

    items: tuple[FailedGroup, ...]


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
