"""The envelope of document 003: `{success, data, message?}`, and its way to say no."""

import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from app.api.errors import Error, answer_to, refusals
from app.domain.errors import Problem

AT = "/api/music-generator"
"""Where every answer comes in the envelope."""

Data = TypeVar("Data")


class Envelope(BaseModel, Generic[Data]):
    """What was asked for."""

    success: Literal[True] = True
    data: Data


class Told(Envelope[Data], Generic[Data]):
    """What was done, with a sentence about it."""

    message: str


class Refusal(BaseModel):
    """Why not, for programs written to the envelope and to the rest of this API alike."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    success: Literal[False] = False
    message: str
    """A sentence for a person."""
    error: Error


class Enveloped(APIRoute):
    """A route whose refusals come in the envelope and name fields as its caller does."""

    fields: ClassVar[Mapping[str, str]] = {}
    """Our names of fields, and the caller's."""
    sentences: ClassVar[Mapping[str, str]] = {}
    """Codes whose sentence the document words itself."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route, with its refusals in the envelope."""
        handler = super().get_route_handler()

        async def enveloped(request: Request) -> Response:
            try:
                return await handler(request)
            except (Problem, RequestValidationError, HTTPException) as problem:
                return self._enclosed(await answer_to(request, problem))

        return enveloped

    def _enclosed(self, plain: JSONResponse) -> JSONResponse:
        error = json.loads(bytes(plain.body))["error"]
        error["message"] = self.sentences.get(error["code"], error["message"])
        if "field" in error:
            *place, field = error["field"].split(".")
            error["field"] = ".".join([*place, self.fields.get(field, field)])
        return _wrapped(plain, error)


def at_the_edge(path: str, plain: JSONResponse) -> JSONResponse:
    """A refusal that no route has seen, in the envelope where its address promises one."""
    if not path.startswith(AT):
        return plain
    return _wrapped(plain, json.loads(bytes(plain.body))["error"])


def _wrapped(plain: JSONResponse, error: dict[str, Any]) -> JSONResponse:
    kept = {k: v for k, v in plain.headers.items() if not k.startswith("content-")}
    body = {"success": False, "message": error["message"], "error": error}
    return JSONResponse(body, status_code=plain.status_code, headers=kept)


def moment(at: datetime) -> str:
    """A moment as the document writes it: `2024-09-01T00:45:00.000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def no(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The documented refusals of an enveloped route."""
    return {code: {**told, "model": Refusal} for code, told in refusals(*codes).items()}
