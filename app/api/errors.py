"""Every way to say no has one shape: `{"error": {"code", "message", "field"?}}`."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from app.domain.errors import (
    Away,
    MissingScope,
    NotFound,
    NotSignedIn,
    NotThere,
    Problem,
    Refused,
    TokenRefused,
    TooMany,
)

NOT_FOUND = "There is no such thing here."
_HTTP = {
    400: ("invalid", "The request cannot be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not answer that method."),
    413: ("too_large", "The request is larger than 1 MB."),
}


class Error(BaseModel):
    """Why not."""

    code: str = Field(description="A word for programs.", examples=["not_found"])
    message: str = Field(description="A sentence for a person.", examples=[NOT_FOUND])
    field: str | None = Field(default=None, description="The part of the request that is meant.")
    problems: list[str] | None = Field(
        default=None, description="All that stands against it, when that is more than one thing."
    )
    request_id: str | None = Field(default=None, description="Tell it to whoever runs the server.")


class ErrorOut(BaseModel):
    """The one shape of every refusal."""

    error: Error


MEANINGS = {
    400: "The body is not JSON.",
    401: "Nobody is signed in, or the proof is wrong: cookie, JWT or token.",
    402: "The price is higher than the credits left.",
    403: "A cookie came from a page of another site, or the token may not do this.",
    404: "There is no such thing, or it belongs to somebody else.",
    409: "Something that excludes this is already true.",
    413: "The body is larger than 1 MB.",
    415: "The body is not JSON.",
    416: "The file has no such range.",
    422: "The request cannot be understood; `field` names the part.",
    429: "A limit was reached; `Retry-After` says when to come back.",
    500: "A fault of ours; `request_id` finds it in the log.",
    503: "A part that is needed does not answer.",
}


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The documented refusals of a route."""
    return {code: {"model": ErrorOut, "description": MEANINGS[code]} for code in sorted(codes)}


def refusal(  # noqa: PLR0913 -- the parts of one answer
    status: int,
    code: str,
    message: str,
    *,
    field: str | None = None,
    problems: list[str] | None = None,
    request_id: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """An answer that says no."""
    error = {"code": code, "message": message, "field": field, "request_id": request_id}
    body: dict[str, Any] = {k: _whole(v) for k, v in error.items() if v is not None}
    if problems:
        body["problems"] = [_whole(each) for each in problems]
    return JSONResponse({"error": body}, status_code=status, headers=headers)


def add_error_handlers(api: FastAPI) -> None:
    """Translate what the application raises, once, at its edge."""
    for kind in (Problem, RequestValidationError, HTTPException):
        api.add_exception_handler(kind, answer_to)


async def answer_to(_: Request, problem: Exception) -> JSONResponse:
    """The refusal that tells a problem. Whatever else it is goes on up: a fault of ours."""
    match problem:
        case Problem():
            return _problem(problem)
        case RequestValidationError():
            return _not_valid(problem)
        case HTTPException():
            code, message = _HTTP.get(problem.status_code, ("refused", str(problem.detail)))
            return refusal(problem.status_code, code, message, headers=problem.headers)
        case _:
            raise problem


def _problem(problem: Problem) -> JSONResponse:
    message = NOT_FOUND if isinstance(problem, NotFound) else problem.message
    headers = _challenge(problem)
    if isinstance(problem, (TooMany, Away)) and problem.retry_after:
        headers["Retry-After"] = str(-int(-problem.retry_after.total_seconds() // 1))
    if isinstance(problem, NotThere):
        headers["Upload-Offset"] = str(problem.offset)
    several = [each.message for each in problem.problems] if isinstance(problem, Refused) else None
    return refusal(
        problem.status,
        problem.code,
        message,
        field=problem.field,
        problems=several,
        headers=headers,
    )


def _challenge(problem: Problem) -> dict[str, str]:
    """What a program is told about the proof it should bring (RFC 6750)."""
    match problem:
        case TokenRefused():
            told = ', error="invalid_token"'
        case MissingScope(scope=scope):
            told = f', error="insufficient_scope", scope="{scope}"'
        case NotSignedIn():
            told = ""
        case _:
            return {}
    return {"WWW-Authenticate": f'Bearer realm="Meanwhile"{told}'}


def _not_valid(problem: RequestValidationError) -> JSONResponse:
    first = problem.errors()[0]
    place, *rest = first["loc"]
    if first["type"] == "json_invalid":
        return refusal(400, "invalid", "The body is not JSON.")
    field = ".".join(str(part) for part in rest) or ("body" if place == "body" else str(place))
    return refusal(422, "invalid", _sentence(first, field), field=field)


_SENTENCES = {
    "missing": "{field} is missing.",
    "extra_forbidden": "There is no such setting: {field}.",
    "value_error": "{error}",
    "string_too_long": "{field} is too long: {max_length} characters is the most.",
    "string_too_short": "{field} is too short: {min_length} is the least.",
    "too_long": "{field} is too long: {max_length} is the most.",
    "too_short": "{field} is too short: {min_length} is the least.",
    "greater_than_equal": "{field} is too little: {ge} is the least.",
    "less_than_equal": "{field} is too much: {le} is the most.",
    "enum": "{field} is one of: {expected}.",
    "literal_error": "{field} is one of: {expected}.",
}


def _sentence(error: dict[str, Any], field: str) -> str:
    """What is wrong, for somebody who never saw the code."""
    words = _SENTENCES.get(error["type"], "{field}: {msg}.")
    return words.format(**(error.get("ctx", {}) | {"field": field, "msg": error["msg"]}))


def _whole(text: str) -> str:
    """Without halves of characters, which cannot be sent."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)[:2_000]
