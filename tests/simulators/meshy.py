"""
Meshy's API as documented, and as strict: what it does not know, it refuses.

Prompts script it, and comments in pictures: see `script`. A refinement is scripted by the prompt of
its preview, with markers that end in `-refine`.
"""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.meshy_orders import ImageOrder, Options, PreviewOrder, RefineOrder
from tests.simulators.model_files import ModelFiles
from tests.simulators.pictures import words_in
from tests.simulators.script import Script, read
from tests.simulators.stage import Scene

_TEXT, _IMAGE = "text-to-3d", "image-to-3d"
_PREVIEW, _REFINE = "text-to-3d-preview", "text-to-3d-refine"
_CREDITS = {_PREVIEW: 20, _REFINE: 10, _IMAGE: 30}
_PENDING = 0.1
_PAGE = 50
_TOO_FAST, _FULL = "RateLimitExceeded", "NoMoreConcurrentTasks"
_REFUSALS = {
    "bad-key": (401, "Invalid API key."),
    "plan": (403, "Your plan has no access to the API."),
    "quota": (402, "Insufficient credits."),
    "crowded": (429, _FULL),
}
_NOT_CHARGED = ("fail", "cancelled", "expired")
_ENDS = {"fail": "FAILED", "cancelled": "CANCELED", "expired": "EXPIRED"}


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return MeshyWorld(scene)


class MeshyWorld(ModelFiles):
    """Models from words and from pictures; their files on what stands for a CDN."""

    too_fast = _TOO_FAST

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.options = Options(**scene.options)
        text = f"{self.options.prefix}/openapi/v2/{_TEXT}"
        image = f"{self.options.prefix}/openapi/v1/{_IMAGE}"
        routes = [
            Route(text, self._text, methods=["POST"]),
            Route(image, self._image, methods=["POST"]),
            Route(f"{self.options.prefix}/openapi/v1/balance", self._balance),
            Route("/assets/{id}.glb", self.file),
        ]
        for path, name in ((text, _TEXT), (image, _IMAGE)):
            routes += [
                Route(path, self._listed(name)),
                Route(f"{path}/{{id}}", self._asked(name)),
                Route(f"{path}/{{id}}", self._deleted(name), methods=["DELETE"]),
            ]
        self._app = Starlette(routes=routes, exception_handlers={404: self._nothing})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self._app
        if scope["type"] == "http":
            asked = Request(scope)
            key = asked.headers.get("Authorization")
            path = asked.url.path.removeprefix(scope.get("root_path", ""))
            if path.startswith("/assets/"):
                if key is not None:
                    app = self.refusal_of(400, "A key was sent to a host that should not see it.")
            elif key != f"Bearer {self.options.key}":
                app = self.refusal_of(401, "Invalid API key.")
        await app(scope, receive, send)

    async def _text(self, asked: Request) -> Response:
        body = await asked.body()
        try:
            if b'"refine"' in body:
                return self._refine(RefineOrder.model_validate_json(body))
            wanted = PreviewOrder.model_validate_json(body)
            script = read(wanted.prompt)
        except (ValidationError, ValueError) as problem:
            return self.refusal_of(400, str(problem)[:500])
        return self._sell(_PREVIEW, wanted.prompt, script)

    async def _image(self, asked: Request) -> Response:
        try:
            wanted = ImageOrder.model_validate_json(await asked.body())
            picture = wanted.picture()
            words = words_in(picture) if picture else ""
            script = read(words)
        except (ValidationError, ValueError) as problem:
            return self.refusal_of(400, str(problem)[:500])
        return self._sell(_IMAGE, words or "a picture", script)

    def _refine(self, wanted: RefineOrder) -> Response:
        preview = self.book.of_id(wanted.preview_task_id)
        if preview is None or preview.kind != _PREVIEW or preview.cancelled_at:
            return self.refusal_of(404, "The preview task was not found.")
        script = read(preview.prompt)
        if self._status(preview, script) != "SUCCEEDED":
            return self.refusal_of(400, "The preview task has not succeeded.")
        return self._sell(_REFINE, preview.reference, script)

    def _sell(self, kind: str, words: str, script: Script) -> Response:
        phase = "refine" if kind == _REFINE else "order"
        if refusal := self._refusal(words, script, phase):
            return refusal
        order = self.book.buy(self._order(kind, words, script))
        if fault := self.broken_by(script, phase, words, after=True):
            return fault
        name = "500-after-refine" if phase == "refine" else "500-after"
        if (mark := script.get(name)) and self.happens(words, mark):
            return self.refusal_of(500, "Internal server error.")
        return JSONResponse({"result": order.id}, 202)

    def _refusal(self, words: str, script: Script, phase: str) -> Response | None:
        tail = "-refine" if phase == "refine" else ""
        if mark := script.get(f"reject{tail}"):
            return self.refusal_of(400, mark.value or "This prompt is not allowed.")
        for name, (status, message) in _REFUSALS.items():
            if (mark := script.get(f"{name}{tail}")) and self.happens(words, mark):
                return self.refusal_of(status, message)
        if fault := self.broken_by(script, phase, words, after=False):
            return fault
        return self.refusal_of(429, _FULL) if self._unfinished() >= self.options.queued else None

    def _unfinished(self, *, before: float = float("inf")) -> int:
        now = self.clock.now()
        orders = self.book.everything()
        return sum(o.share(now) < 1 and o.at < before and not o.cancelled_at for o in orders)

    def _order(self, kind: str, words: str, script: Script) -> Bought:
        lasting = script.get("seconds")
        return Bought(
            id=str(uuid.uuid4()),
            kind=kind,
            key=None,
            reference=words,
            prompt=words,
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=not any(name in script for name in _NOT_CHARGED),
        )

    def _found(self, asked: Request, name: str) -> Bought | None:
        order = self.book.of_id(asked.path_params["id"])
        return order if order is not None and self._is_there(order, name) else None

    def _asked(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(asked: Request) -> Response:
            order = self._found(asked, name)
            if order is None:
                return self.refusal_of(404, "Task not found")
            script = read(order.prompt)
            fault = self.broken_by(script, "check", order.reference)
            return fault or JSONResponse(self._task(order, script, asked))

        return answer

    def _deleted(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(asked: Request) -> Response:
            order = self._found(asked, name)
            if order is None:
                return self.refusal_of(404, "Task not found")
            self.book.cancel(order.id, now=self.clock.now(), free=False)
            return Response(status_code=204)

        return answer

    def _listed(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(asked: Request) -> Response:
            known = {"page_num": "1", "page_size": "10", "sort_by": "-created_at"}
            given = known | dict(asked.query_params)
            page, size = given["page_num"], given["page_size"]
            if set(given) != set(known) or given["sort_by"] not in ("+created_at", "-created_at"):
                return self.refusal_of(400, "page_num, page_size, sort_by=+created_at|-created_at")
            are_numbers = page.isdecimal() and size.isdecimal()
            if not (are_numbers and int(page) > 0 and 1 <= int(size) <= _PAGE):
                return self.refusal_of(400, f"page_num begins with 1, page_size ends with {_PAGE}")
            way = -1 if given["sort_by"].startswith("-") else 1
            mine = [o for o in self.book.everything()[::way] if self._is_there(o, name)]
            shown = mine[(int(page) - 1) * int(size) : int(page) * int(size)]
            return JSONResponse([self._task(o, read(o.prompt), asked) for o in shown])

        return answer

    def _is_there(self, order: Bought, name: str) -> bool:
        is_kept = self.clock.now() < order.at + order.seconds + self.lasts
        return order.kind.startswith(name) and not order.cancelled_at and is_kept

    def _task(self, order: Bought, script: Script, asked: Request) -> dict[str, Any]:
        status, share = self._status(order, script), order.share(self.clock.now())
        said: dict[str, Any] = {
            "id": order.id,
            "type": order.kind,
            "status": status,
            "progress": 100 if status == "SUCCEEDED" else int(min(share, 0.99) * 100),
            "prompt": order.prompt,
            "created_at": int(order.at * 1000),
            "started_at": 0 if status == "PENDING" else int(order.at * 1000),
            "finished_at": 0,
            "preceding_tasks": self._unfinished(before=order.at) if status == "PENDING" else 0,
            "consumed_credits": _CREDITS[order.kind] * order.charged,
            "task_error": {"message": ""},
            "model_urls": {},
        }
        if status == "FAILED":
            said["task_error"] = {"message": "The model fell apart."}
        if status == "SUCCEEDED":
            ended = order.at + order.seconds
            said |= {
                "finished_at": int(ended * 1000),
                "expires_at": int((ended + self.lasts) * 1000),
            }
            if "no-choices" not in script:
                url = self.link_to(order, script, str(asked.base_url).rstrip("/"))
                said["model_urls"] = {"glb": url}
            if order.kind != _PREVIEW:
                said["texture_urls"] = [{"base_color": "https://assets.meshy.invalid/c.png"}]
        return said

    def _status(self, order: Bought, script: Script) -> str:
        share = order.share(self.clock.now())
        if (mark := script.get("unknown-status")) and self.happens(order.reference, mark):
            return "PONDERING"
        if share < 1 or "never" in script:
            return "PENDING" if share < _PENDING else "IN_PROGRESS"
        if order.kind == _REFINE and "fail-refine" in script:
            return "FAILED"
        return next((status for name, status in _ENDS.items() if name in script), "SUCCEEDED")

    async def _balance(self, asked: Request) -> Response:
        del asked
        spent = sum(_CREDITS[o.kind] for o in self.book.everything() if o.charged)
        return JSONResponse({"balance": 3000 - spent})

    async def _nothing(self, asked: Request, problem: Exception) -> Response:
        del asked, problem
        return self.refusal_of(404, "NoMatchingRoute")
