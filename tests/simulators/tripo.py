"""
Tripo's API (v2) as documented, and as strict: what it does not know, it refuses.

Prompts script it, and comments in pictures: see `script`. Links to files last five minutes.
"""

import uuid
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.model_files import ModelFiles
from tests.simulators.pictures import words_in
from tests.simulators.script import Script, read
from tests.simulators.stage import Scene
from tests.simulators.tripo_orders import ImageOrder, Options, Order, TextOrder

_BASE = "/v2/openapi"
_QUEUED = 0.1
_FIVE_MINUTES = 300.0
_KINDS = ("image/jpeg", "image/png", "image/webp")
_LIMIT = (429, 2000, "You have exceeded the limit of generation.")
_REFUSALS = {
    "bad-key": (401, 1002, "Authentication failed"),
    "plan": (403, 1005, "You are forbidden to access the requested resource"),
    "no-model": (400, 2017, "Invalid model version."),
    "quota": (403, 2010, "You need more credits to start a new task."),
    "crowded": _LIMIT,
}
_CODES = {400: 1004, 401: 1002, 403: 1005, 404: 2001, 429: 2000, 500: 1000}
_ENDS = {"fail": "failed", "banned": "banned", "expired": "expired", "cancelled": "cancelled"}


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return TripoWorld(scene)


class TripoWorld(ModelFiles):
    """Models from words and from pictures; their files on what stands for a CDN."""

    too_fast = _LIMIT[2]
    lasts = _FIVE_MINUTES

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.options = Options(**scene.options)
        self._pictures: dict[str, str] = {}
        routes = [
            Route(f"{_BASE}/upload", self._upload, methods=["POST"]),
            Route(f"{_BASE}/task", self._task, methods=["POST"]),
            Route(f"{_BASE}/task/{{id}}", self._asked),
            Route(f"{_BASE}/user/balance", self._balance),
            Route("/assets/{id}.glb", self.file),
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
                app = self.refusal_of(401, "Authentication failed")
        await app(scope, receive, send)

    def refusal_of(
        self, status: int, message: str, *, after: str = "", code: int | None = None
    ) -> Response:
        """An error as this provider words it."""
        said = {"code": code or _CODES.get(status, 1001), "message": message}
        headers = {"Retry-After": after} if after else None
        return JSONResponse(said | {"suggestion": "Refer to the API"}, status, headers=headers)

    def is_textured(self, order: Bought) -> bool:
        """Whether it has colours."""
        return not order.kind.endswith("bare")

    async def _upload(self, asked: Request) -> Response:
        async with asked.form() as form:
            file = form.get("file")
            if len(form) != 1 or not isinstance(file, UploadFile):
                return self.refusal_of(400, "The input file is empty.", code=2003)
            if file.content_type not in _KINDS:
                return self.refusal_of(400, "The file type is unsupported.", code=2004)
            try:
                words = words_in(await file.read())
            except ValueError:
                return self.refusal_of(400, "The file type is unsupported.", code=2004)
        if fault := self.broken_by(read(words), "upload", words):
            return fault
        token = str(uuid.uuid4())
        self._pictures[token] = words or "a picture"
        return JSONResponse({"code": 0, "data": {"image_token": token}})

    async def _task(self, asked: Request) -> Response:
        body = await asked.body()
        shape = ImageOrder if b'"image_to_model"' in body else TextOrder
        try:
            wanted = shape.model_validate_json(body)
            words = self._words(wanted)
            script = read(words)
        except (ValidationError, ValueError) as problem:
            return self.refusal_of(400, str(problem)[:500])
        except KeyError:
            return self.refusal_of(404, "File not found.", code=2019)
        if refusal := self._refusal(words, script):
            return refusal
        order = self.book.buy(self._order(wanted, words, script))
        if fault := self.broken_by(script, "order", words, after=True):
            return fault
        if (mark := script.get("500-after")) and self.happens(words, mark):
            return self.refusal_of(500, "Unknown error on server side")
        return JSONResponse({"code": 0, "data": {"task_id": order.id}})

    def _words(self, wanted: TextOrder | ImageOrder) -> str:
        """Raises `KeyError` for a picture that was not handed over."""
        if isinstance(wanted, TextOrder):
            return wanted.prompt
        return self._pictures[wanted.file.file_token or ""]

    def _refusal(self, words: str, script: Script) -> Response | None:
        if mark := script.get("reject"):
            message = mark.value or "The input violates our content policy."
            return self.refusal_of(400, message, code=2008)
        for name, (status, code, message) in _REFUSALS.items():
            if (mark := script.get(name)) and self.happens(words, mark):
                return self.refusal_of(status, message, code=code)
        if fault := self.broken_by(script, "order", words, after=False):
            return fault
        is_full = self._unfinished() >= self.options.concurrent
        return self.refusal_of(429, _LIMIT[2]) if is_full else None

    def _unfinished(self, *, before: float = float("inf")) -> int:
        now = self.clock.now()
        return sum(o.share(now) < 1 and o.at < before for o in self.book.everything())

    def _order(self, wanted: Order, words: str, script: Script) -> Bought:
        lasting = script.get("seconds")
        kind = "image_to_model" if isinstance(wanted, ImageOrder) else "text_to_model"
        return Bought(
            id=str(uuid.uuid4()),
            kind=kind if wanted.is_textured else f"{kind} bare",
            key=None,
            reference=words,
            prompt=words,
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=not any(name in script for name in _ENDS),
        )

    async def _asked(self, asked: Request) -> Response:
        order = self.book.of_id(asked.path_params["id"])
        if order is None:
            return self.refusal_of(404, "Task not found.")
        script = read(order.prompt)
        if fault := self.broken_by(script, "check", order.reference):
            return fault
        return JSONResponse({"code": 0, "data": self._told(order, script, asked)})

    def _told(self, order: Bought, script: Script, asked: Request) -> dict[str, Any]:
        status, share = self._status(order, script), order.share(self.clock.now())
        waits = status == "queued"
        said: dict[str, Any] = {
            "task_id": order.id,
            "type": order.kind.partition(" ")[0],
            "status": status,
            "input": {"prompt": order.prompt},
            "output": {},
            "progress": 100 if status == "success" else 0 if waits else int(share * 99),
            "create_time": int(order.at),
            "queuing_num": self._unfinished(before=order.at) if waits else -1,
            "running_left_time": -1,
        }
        if status == "failed":
            said |= {"error_code": 1001, "error_msg": "The model fell apart."}
        if status == "success" and "no-choices" not in script:
            url = self.link_to(order, script, str(asked.base_url).rstrip("/"))
            said["output"] = {"pbr_model" if self.is_textured(order) else "base_model": url}
        return said

    def _status(self, order: Bought, script: Script) -> str:
        share = order.share(self.clock.now())
        for name, word in (("unknown-status", "pondering"), ("lost", "unknown")):
            if (mark := script.get(name)) and self.happens(order.reference, mark):
                return word
        if share < 1 or "never" in script:
            return "queued" if share < _QUEUED else "running"
        return next((status for name, status in _ENDS.items() if name in script), "success")

    async def _balance(self, asked: Request) -> Response:
        del asked
        spent = 20 * sum(order.charged for order in self.book.everything())
        return JSONResponse({"code": 0, "data": {"balance": 3000 - spent, "frozen": 0}})

    async def _nothing(self, asked: Request, problem: Exception) -> Response:
        del asked, problem
        return self.refusal_of(404, "Not Found", code=1006)
