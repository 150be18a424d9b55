"""Web servers to measure: the product's REST routes, and a route that does only the least."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import dramatiq
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import text
from sse_starlette import EventSourceResponse, ServerSentEvent
from ulid import ULID

from app.adapters.broker import ringing_broker
from app.api.app import create_api
from app.db.engine import make_engine
from app.log import setup


def api() -> FastAPI:
    """The product's own routes."""
    setup()
    return create_api()


class Asked(BaseModel):
    """What is sent to both."""

    prompt: str
    length_s: int = 60


def bare() -> FastAPI:
    """One INSERT, one message; one SELECT."""
    application = FastAPI()
    engine = make_engine(os.environ["DATABASE_URL"])
    broker = ringing_broker(os.environ["REDIS_URL"])
    with engine.begin() as connection:
        words = "CREATE TABLE IF NOT EXISTS bare (id text PRIMARY KEY, prompt text, length_s int)"
        connection.execute(text(words))
    insert = text("INSERT INTO bare VALUES (:id, :prompt, :length_s)")

    @application.post("/bare", status_code=202)
    def ask(asked: Asked) -> dict[str, Any]:
        id_ = str(ULID())
        with engine.begin() as connection:
            connection.execute(insert, {"id": id_, **asked.model_dump()})
        message: dramatiq.Message[None] = dramatiq.Message(
            queue_name="steps", actor_name="nothing", args=(id_,), kwargs={}, options={}
        )
        broker.enqueue(message)
        return {"id": id_}

    first = text("SELECT id FROM bare ORDER BY id LIMIT 1")

    @application.get("/bare")
    def look() -> dict[str, Any]:
        with engine.begin() as connection:
            return {"id": connection.execute(first).scalar_one()}

    return application


def bare_stream() -> FastAPI:
    """A route that sends a line when told so, and nothing else."""
    application = FastAPI()
    told: dict[int, asyncio.Event] = {}
    line = '{"job":' + '"x"' * 300 + "}"

    @application.get("/stream/{number}")
    async def stream(number: int) -> EventSourceResponse:
        bell = told.setdefault(number, asyncio.Event())

        async def lines() -> AsyncIterator[ServerSentEvent]:
            yield ServerSentEvent(line, event="snapshot")
            while True:
                await bell.wait()
                bell.clear()
                yield ServerSentEvent(line, event="line")

        return EventSourceResponse(lines())

    @application.get("/say/{number}")
    async def say(number: int) -> None:
        told[number].set()

    return application
