"""Where providers send word that an order is done."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool

from app.api.deps import Studio
from app.api.errors import refusals

router = APIRouter(prefix="/api/hooks", tags=["providers"])


@router.post("/{provider}", status_code=204, responses=refusals(401, 403, 404, 413, 415))
async def take_hint(
    provider: Annotated[str, Path(max_length=100, pattern="^[a-z0-9_]+$")],
    request: Request,
    studio: Studio,
) -> None:
    """Word from a provider, signed by it. It only makes us ask sooner."""
    body = await request.body()
    await run_in_threadpool(studio.hints.take, provider, request.headers, body)
