"""Credits: every movement, with the job it belongs to."""

from fastapi import APIRouter

from app.api.answers import StatementOut
from app.api.deps import CurrentPerson, Cursor, Limit, Studio
from app.api.errors import refusals

router = APIRouter(prefix="/api/credits", tags=["credits"])


@router.get("", responses=refusals(401, 422))
def get_statement(
    studio: Studio, person: CurrentPerson, cursor: Cursor = None, limit: Limit = 24
) -> StatementOut:
    """Your credits, movement by movement, the latest first."""
    return StatementOut.model_validate(
        studio.money.statement(person.id, cursor=cursor, limit=limit)
    )
