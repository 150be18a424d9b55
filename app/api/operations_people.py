"""People, for those who run the studio."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import Studio, shaped
from app.api.operations_shapes import NO, Paged, Short, Why
from app.api.operators import Onlooker, Operator
from app.domain.operations import CustomerView, OpenedPerson
from app.services.operations.people import GRANT_MOST

router = APIRouter(prefix="/api/operations/people", tags=["operations"])

PersonId = Annotated[str, Path(description="`person_…`"), AfterValidator(shaped("person"))]
Tier = Literal["free", "paid"]
Role = Literal["person", "reader", "operator"]


class PeopleOut(Answer):
    """Some people, and where the next ones start."""

    items: tuple[CustomerView, ...]
    next_cursor: str | None


class PeopleIn(Paged):
    """Which people."""

    q: Short | None = None
    """A whole e-mail address, or an id."""
    kind: Literal["guest", "member", "external"] | None = None
    tier: Tier | None = None
    role: Role | None = None
    blocked: bool | None = None


class GrantIn(Body):
    """How many credits, and why."""

    credits: Annotated[int, Field(ge=1, le=GRANT_MOST)]
    why: Why


class TierIn(Body):
    """Which plan."""

    tier: Tier


class RoleIn(Body):
    """What they may see and do of the whole studio."""

    role: Role


class BlockIn(Body):
    """Why the door is closed."""

    why: Why


@router.get("", responses=NO)
def list_people(studio: Studio, _: Onlooker, asked: Annotated[PeopleIn, Query()]) -> PeopleOut:
    """People, the latest first. Names and addresses are not shown."""
    return PeopleOut.model_validate(studio.operations.people.page(**asked.model_dump()))


@router.get("/{person_id}", responses=NO)
def get_customer(person_id: PersonId, studio: Studio, _: Onlooker) -> CustomerView:
    """One of them, without name and address."""
    return studio.operations.people.get(person_id)


@router.post("/{person_id}/open", responses=NO)
def open_person(person_id: PersonId, studio: Studio, person: Operator) -> OpenedPerson:
    """Name and address. That you opened them is written down."""
    return studio.operations.people.open(person_id, by=person.id)


@router.post("/{person_id}/grant", responses=NO)
def grant_credits(
    person_id: PersonId, form: GrantIn, studio: Studio, person: Operator
) -> CustomerView:
    """Give somebody credits, and say why."""
    return studio.operations.people.grant(person_id, form.credits, form.why, by=person.id)


@router.put("/{person_id}/tier", responses=NO)
def set_tier(person_id: PersonId, form: TierIn, studio: Studio, person: Operator) -> CustomerView:
    """Put somebody on another plan; it counts for what they start from now on."""
    return studio.operations.people.set_tier(person_id, form.tier, by=person.id)


@router.put("/{person_id}/role", responses=NO)
def set_role(person_id: PersonId, form: RoleIn, studio: Studio, person: Operator) -> CustomerView:
    """Let somebody see, or also do, what operators do. Nobody changes their own role."""
    return studio.operations.people.appoint(person_id, form.role, by=person.id)


@router.post("/{person_id}/block", responses=NO)
def block_person(
    person_id: PersonId, form: BlockIn, studio: Studio, person: Operator
) -> CustomerView:
    """Let somebody neither in nor start anything; what was not bought is stopped."""
    return studio.operations.people.block(person_id, form.why, by=person.id)


@router.post("/{person_id}/unblock", responses=NO)
def unblock_person(person_id: PersonId, studio: Studio, person: Operator) -> CustomerView:
    """Let somebody in again."""
    return studio.operations.people.unblock(person_id, by=person.id)
