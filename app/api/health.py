"""Whether work gets done, for whoever watches."""

from fastapi import APIRouter, Response

from app.api.answers import AliveOut, HealthOut
from app.api.deps import Studio

router = APIRouter(tags=["health"])


@router.get("/api/alive")
def get_alive() -> AliveOut:
    """This process serves. Nothing else is asked, so that no outage makes a supervisor kill it."""
    return AliveOut()


@router.get("/api/ready", responses={503: {"model": AliveOut, "description": "Not now."}})
def get_ready(studio: Studio, response: Response) -> AliveOut:
    """Whether people may be sent to this process: its database answers."""
    is_ready = studio.health.report().database
    response.status_code = 200 if is_ready else 503
    return AliveOut(ok=is_ready)


@router.get("/api/health", responses={503: {"model": HealthOut, "description": "It does not."}})
def get_health(studio: Studio, response: Response) -> HealthOut:
    """Database, Redis, the clock and the oldest step that waits. 503 when something is wrong."""
    report = studio.health.report()
    response.status_code = 200 if report.ok else 503
    return HealthOut.model_validate(report)
