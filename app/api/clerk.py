"""Where Clerk sends word of people who came, changed and left."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from app.api.deps import Studio
from app.api.errors import refusals

router = APIRouter(prefix="/api/webhooks", tags=["people"])


@router.post("/clerk", status_code=204, responses=refusals(401, 403, 404, 413, 415, 422))
async def take_word(request: Request, studio: Studio) -> None:
    """Word of `user.created`, `user.updated` and `user.deleted`, signed as Svix does.

    Every other event is taken in and ignored.
    """
    body = await request.body()
    await run_in_threadpool(studio.identities.take, request.headers, body)
