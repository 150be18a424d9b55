"""Whether work gets done, for whoever watches."""

from fastapi import APIRouter, Response

from app.api.answers import HealthOut
from app.api.deps import Studio

router = APIRouter(tags=["health"])


@router.get("/api/health", responses={503: {"model": HealthOut, "description": "It does not."}})
def get_health(studio: Studio, response: Response) -> HealthOut:
    """Database, Redis, the clock and the oldest step that waits. 503 when something is wrong."""
    report = studio.health.report()
    response.status_code = 200 if report.ok else 503
    return HealthOut.model_validate(report)
