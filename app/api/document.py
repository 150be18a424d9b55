"""What the OpenAPI document says of every route beyond its own words."""

from collections.abc import Iterable
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from app.api.deps import Needs, Reads, browser_person
from app.api.errors import MEANINGS

ABOUT = """
Start it. Meanwhile, live. A job id comes at once; the work goes on without you.

There are three ways to say who you are:

* **Session cookie.** `POST /api/auth/guest`, `sign-up` or `sign-in` sets it, HttpOnly. A request
  that changes something and carries it must come from this site: browsers prove that with `Origin`,
  and a program sends `Origin` with the address of this server.
* **Personal token** (`Authorization: Bearer mw_…`), made on the account page. It may do what its
  scopes say: `read` sees everything of yours, `make` starts, repeats and stops jobs, `manage`
  changes and deletes.
* **JWT** (`Authorization: Bearer …`) of the issuer that this server is set to. It may do whatever
  the person may do.

A bearer token needs no `Origin`. One that is not good is refused with 401, whatever cookie comes
with it. One job can be shown to others for an hour: `POST /api/jobs/{job_id}/read-token`.

Answers to somebody known carry `RateLimit-Policy` and `RateLimit` (IETF draft
`ratelimit-headers`); looking and changing are counted apart. 429 comes with `Retry-After`, in
seconds. Every refusal has the shape `{"error": {"code", "message", "field"?}}`.
"""
_BROWSER = "Only with the session cookie: no token can do this."

Proof = Literal["read", "make", "manage", "cookie"]


def describe(router: APIRouter) -> None:
    """Say of each route what its first sentence promises, and what a token needs for it."""
    for route in router.routes:
        if not isinstance(route, APIRoute):
            continue
        route.summary = route.description.replace("\n", " ").partition(". ")[0].rstrip(".")
        proof = needs(route)
        if proof == "cookie":
            route.description += f"\n\n{_BROWSER}"
        elif proof is not None:
            route.description += f"\n\nA personal token needs the scope `{proof}`."
            route.openapi_extra = {**(route.openapi_extra or {}), "x-scope": proof}


def needs(route: APIRoute) -> Proof | None:
    """What whoever asks has to show; None where nobody has to be known."""
    for call in _calls(route.dependant):
        if isinstance(call, (Needs, Reads)):
            return call.scope(min(route.methods or {"GET"}))
        if call is browser_person:
            return "cookie"
    return None


def _calls(dependant: Dependant) -> list[object]:
    inside = [call for each in dependant.dependencies for call in _calls(each)]
    return [dependant.call, *inside]


_OF_BODIES = (400, 413, 415)
_AT = "#/components/schemas/{model}"


def complete(document: dict[str, Any], spoken: Iterable[type[BaseModel]]) -> None:
    """Add what no route says of itself: how bodies are refused, and the shapes of events."""
    for operation in [each for path in document["paths"].values() for each in path.values()]:
        if "requestBody" in operation:
            _refuse_bodies(operation["responses"])
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]]
    wanted = [(model, "serialization") for model in spoken]
    _, shapes = models_json_schema(wanted, ref_template=_AT)
    for name, shape in shapes["$defs"].items():
        document["components"]["schemas"].setdefault(name, shape)


def _refuse_bodies(answers: dict[str, Any]) -> None:
    """Refused before anybody reads it, in the shape of the route's other refusals."""
    shape = answers["422"]["content"]
    for code in _OF_BODIES:
        answers.setdefault(str(code), {"description": MEANINGS[code], "content": shape})
