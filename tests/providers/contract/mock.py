"""
A server made of an OpenAPI document: it takes what the document allows, and answers its examples.

Every request is written into the book: `taken`, or `refused` with the reason.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.portraits import somebody
from tests.simulators.sound import song_of
from tests.simulators.stage import Scene

_JSON = "application/json"
_FORM = "multipart/form-data"
_WIRE = {"integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__}


def create(scene: Scene) -> ASGIApp:
    """The application; the option `document` is a path."""
    return Mock(scene, json.loads(Path(scene.options["document"]).read_text(encoding="utf-8")))


class Mock:
    """Every operation of one document."""

    def __init__(self, scene: Scene, document: dict[str, Any]) -> None:
        validate(document)
        self._scene, self._document = scene, document
        # Vendors whose servers have a path leave it out of every other one.
        self._below = urlsplit(document.get("servers", [{"url": ""}])[0]["url"]).path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Request(scope, receive)
        path, operation, params = self._found(asked)
        body = await _body_of(asked)
        problems = [*self._problems(asked, operation, params, body)]
        self._note(f"{asked.method} {path}", "; ".join(problems))
        if problems:
            response: Response = JSONResponse({"detail": "; ".join(problems)}, 422)
        else:
            response = self._answer(operation, asked)
        await response(scope, receive, send)

    def _found(self, asked: Request) -> tuple[str, dict[str, Any] | None, dict[str, str]]:
        asked_path = asked.url.path.removeprefix(asked.scope.get("root_path", ""))
        asked_path = asked_path.removeprefix(self._below)
        given = asked_path.strip("/").split("/")
        for path, operations in self._document["paths"].items():
            wanted = path.strip("/").split("/")
            pairs = list(zip(wanted, given, strict=False))
            if len(wanted) == len(given) and all(w == g or w[0] == "{" for w, g in pairs):
                params = {w[1:-1]: unquote(g) for w, g in pairs if w[0] == "{"}
                return path, operations.get(asked.method.lower()), params
        return asked_path, None, {}

    def _problems(
        self, asked: Request, operation: dict[str, Any] | None, path: dict[str, str], body: Any
    ) -> Iterator[str]:
        if operation is None:
            yield "there is no such operation"
            return
        places: dict[str, Mapping[str, str]] = {
            "query": asked.query_params,
            "header": asked.headers,
            "path": path,
        }
        known = [self._resolved(each) for each in operation.get("parameters", [])]
        for each in known:
            value = places.get(each["in"], {}).get(each["name"])
            if value is not None:
                yield from self._against(each["schema"], self._read(each["schema"], value))
            elif each.get("required"):
                yield f"{each['name']} is missing"
        named = {each["name"] for each in known if each["in"] == "query"}
        yield from (f"{name} is not known" for name in asked.query_params if name not in named)
        yield from self._about_body(operation.get("requestBody"), asked, body)

    def _about_body(self, wanted: Any, asked: Request, body: Any) -> Iterator[str]:
        if wanted is None:
            if body:
                yield "nobody asked for a body"
            return
        content = self._resolved(wanted)["content"]
        kind = asked.headers.get("Content-Type", "").partition(";")[0]
        if kind not in content:
            yield f"{kind or 'no kind'} is not one of {', '.join(content)}"
            return
        schema = content[kind]["schema"]
        yield from self._against(schema, body if kind == _JSON else self._form(schema, body))

    def _form(self, schema: dict[str, Any], fields: dict[str, list[str]]) -> dict[str, Any]:
        """The fields of a form in the types that the document has for them."""
        known = self._resolved(schema).get("properties", {})
        is_list = {name: known.get(name, {}).get("type") == "array" for name in fields}
        return {
            name: values if is_list[name] else self._read(known.get(name, {}), values[0])
            for name, values in fields.items()
        }

    def _against(self, schema: dict[str, Any], value: Any) -> Iterator[str]:
        whole = schema | {"components": self._document.get("components", {})}
        yield from (error.message[:300] for error in OAS31Validator(whole).iter_errors(value))

    def _read(self, schema: dict[str, Any], value: str) -> Any:
        read = _WIRE.get(self._resolved(schema).get("type", ""), str)
        try:
            return read(value)
        except (ValueError, KeyError):
            return value

    def _resolved(self, thing: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in thing:
            place: Any = self._document
            for step in thing["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            thing = place
        return thing

    def _answer(self, operation: dict[str, Any] | None, asked: Request) -> Response:
        responses = (operation or {})["responses"]
        status = min(code for code in responses if code.startswith("2"))
        content = self._resolved(responses[status]).get("content")
        if content is None:
            return Response(status_code=int(status))
        if "image/jpeg" in content:
            return Response(somebody("a document"), int(status), media_type="image/jpeg")
        if _JSON not in content:
            return Response(song_of(uuid.uuid4().hex), int(status), media_type="audio/mpeg")
        said = content[_JSON].get("example") or self._resolved(content[_JSON]["schema"])["example"]
        # Examples name the vendor's hosts; what lies there is here.
        here = json.dumps(said).replace("https://mock.example", str(asked.base_url).rstrip("/"))
        return JSONResponse(json.loads(here), int(status))

    def _note(self, what: str, problems: str) -> None:
        id_, now = uuid.uuid4().hex, self._scene.clock.now()
        kind = "refused" if problems else "taken"
        self._scene.book.buy(Bought(id_, kind, None, what, problems, now, 0.0, charged=True))


async def _body_of(asked: Request) -> Any:
    """What came: JSON, or a form as lists of strings, where a file is its name."""
    if asked.headers.get("Content-Type", "").startswith(_FORM):
        async with asked.form() as form:
            pairs = [
                (name, getattr(value, "filename", value)) for name, value in form.multi_items()
            ]
        return {name: [str(v) for n, v in pairs if n == name] for name, _ in pairs}
    body = await asked.body()
    return json.loads(body) if body else None
