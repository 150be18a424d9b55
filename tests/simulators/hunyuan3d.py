"""
The API server of Hunyuan3D, either version, with its ways: it never says that work has failed.

Comments in pictures script it: see `script`. `[sim:fail]` is work that crashes, which looks as if
it went on for ever, as it does out there. With a key it stands behind a proxy that wants to see it.
"""

import base64
import binascii
import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.faults import Faulty
from tests.simulators.manners import Cut, Slow
from tests.simulators.pictures import words_in
from tests.simulators.script import Script, read
from tests.simulators.solid import glb_of
from tests.simulators.stage import Scene

_JSON = "application/json"
_TEXTURING = 0.6
_REFUSALS = {"bad-key": (401, "The proxy knows no such key."), "plan": (403, "Not from here.")}


class Options(BaseModel):
    """How the server was started."""

    model_config = ConfigDict(extra="forbid")

    key: str = ""
    """What the proxy before it wants to see; empty: there is none."""
    version: Literal["2.0", "2.1"] = "2.1"
    enable_tex: bool = True
    """`--enable_tex`, of 2.0; the other one always paints."""
    text: bool = False
    """The text pipeline of 2.0, which its code has switched off."""
    seconds: float = 2.0
    """How long a model usually takes."""


class Order(BaseModel):
    """What both take. A field that nobody knows would be handed on, or lost: here it is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    image: str | None = None
    texture: bool = False
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 1234
    face_count: Annotated[int, Field(ge=1000, le=100_000)] = 40_000
    num_inference_steps: Annotated[int, Field(ge=1, le=20)] = 5
    guidance_scale: Annotated[float, Field(ge=0.1, le=20)] = 5.0


class Order20(Order):
    """Of 2.0."""

    text: str | None = None
    mesh: str | None = None
    octree_resolution: int = 128
    type: Literal["glb", "obj", "ply", "stl"] = "glb"


class Order21(Order):
    """Of 2.1."""

    image: str
    remove_background: bool = True
    octree_resolution: Annotated[int, Field(ge=64, le=512)] = 256
    num_chunks: Annotated[int, Field(ge=1000, le=20_000)] = 8000


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return HunyuanWorld(scene)


class HunyuanWorld(Faulty):
    """`/send`, `/status/{uid}` and `/health`."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.options = Options(**scene.options)
        routes = [
            Route("/send", self._send, methods=["POST"]),
            Route("/status/{uid}", self._status),
            Route("/health", self._health),
        ]
        self._app = Starlette(routes=routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self._app
        if scope["type"] == "http" and self.options.key:
            known = Request(scope).headers.get("Authorization")
            if known != f"Bearer {self.options.key}":
                app = self.refusal_of(401, "The proxy knows no such key.")
        await app(scope, receive, send)

    def refusal_of(self, status: int, message: str, *, after: str = "") -> Response:
        """As FastAPI words its own."""
        headers = {"Retry-After": after} if after else None
        return JSONResponse({"detail": message}, status, headers=headers)

    async def _send(self, asked: Request) -> Response:
        shape = Order20 if self.options.version == "2.0" else Order21
        try:
            wanted = shape.model_validate_json(await asked.body())
            words = self._words(wanted)
            script = read(words)
        except ValidationError as problem:
            return JSONResponse({"detail": problem.errors(include_url=False)}, 422)
        except ValueError as problem:
            return self.refusal_of(422, str(problem))
        if refusal := self._refusal(words, script):
            return refusal
        order = self.book.buy(self._bought(words, script, wanted))
        if fault := self.broken_by(script, "order", words, after=True):
            return fault
        if (mark := script.get("500-after")) and self.happens(words, mark):
            return JSONResponse({"error": "cannot start new thread"}, 500)
        return JSONResponse({"uid": order.id})

    def _words(self, wanted: Order) -> str:
        """The words of an order; those of its picture where it has one."""
        text = getattr(wanted, "text", None)
        if wanted.image is None and text:
            return text
        try:
            picture = base64.b64decode(wanted.image or "", validate=True)
        except binascii.Error:
            raise ValueError("image is no base64") from None
        return words_in(picture) or "a picture"

    def _refusal(self, words: str, script: Script) -> Response | None:
        if mark := script.get("reject"):
            told = [{"loc": ["body", "image"], "msg": mark.value or "No.", "type": "value_error"}]
            return JSONResponse({"detail": told}, 422)
        for name, (status, message) in _REFUSALS.items():
            if name in script:
                return self.refusal_of(status, message)
        return self.broken_by(script, "order", words, after=False)

    def _bought(self, words: str, script: Script, wanted: Order) -> Bought:
        lasting = script.get("seconds")
        cannot = (getattr(wanted, "text", None) and not self.options.text) or (
            wanted.texture and self.options.version == "2.0" and not self.options.enable_tex
        )
        return Bought(
            id=str(uuid.uuid4()),
            kind="crashes" if cannot or "fail" in script else f"texture {wanted.texture}",
            key=None,
            reference=words,
            prompt=words,
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=True,
        )

    async def _status(self, asked: Request) -> Response:
        order = self.book.of_id(asked.path_params["uid"])
        if order is None or order.kind == "crashes":
            return JSONResponse({"status": "processing"})
        script = read(order.prompt)
        if fault := self.broken_by(script, "check", order.reference):
            return fault
        share = order.share(self.clock.now())
        if share < 1 or "never" in script:
            paints = self.options.version == "2.1" and share > _TEXTURING
            return JSONResponse({"status": "texturing" if paints else "processing"})
        if self.options.version == "2.1" and order.kind != "texture True":
            # It waits for the file with textures, which nobody makes.
            return JSONResponse({"status": "texturing"})
        return self._completed(order, script)

    def _completed(self, order: Bought, script: Script) -> Response:
        model = glb_of(order.id, textured=order.kind == "texture True")
        if "garbage" in script:
            model = b"this is no model " * 200
        if (mark := script.get("half-written")) and self.happens(order.reference, mark):
            model = model[: len(model) // 2]
        said = {"status": "completed", "model_base64": base64.b64encode(model).decode()}
        if self.options.version == "2.1":
            bare = glb_of(order.id, textured=False)
            said["initial_model_base64"] = base64.b64encode(bare).decode()
        answer = JSONResponse(said)
        body = bytes(answer.body)
        if "cut-body" in script:
            return Cut(body, media_type=_JSON)
        if "slow-body" in script:
            return Slow(body, self.clock, seconds=1.0, media_type=_JSON)
        if "no-length" in script:
            pieces = (body[start : start + 1000] for start in range(0, len(body), 1000))
            return StreamingResponse(pieces, media_type=_JSON)
        return answer

    async def _health(self, asked: Request) -> Response:
        del asked
        return JSONResponse({"status": "healthy", "worker_id": "ab12cd"})
