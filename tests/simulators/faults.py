"""What breaks at a vendor's simulator, as the prompt of an order scripts it."""

from typing import ClassVar

from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.simulators.manners import Hang, Reset, page
from tests.simulators.script import Mark, Script
from tests.simulators.stage import Scene


class Faulty:
    """A vendor who words its errors in its own way."""

    too_fast: ClassVar[str] = "Too many requests."

    def __init__(self, scene: Scene) -> None:
        self.clock, self.book = scene.clock, scene.book

    def refusal_of(self, status: int, message: str, *, after: str = "") -> Response:
        """An error as this vendor words it."""
        headers = {"Retry-After": after} if after else None
        return JSONResponse({"message": message}, status, headers=headers)

    def broken_by(
        self, script: Script, phase: str, reference: str, *, after: bool | None = None
    ) -> Response | None:
        """What breaks; an order that hangs, is torn down or answered with a page was bought."""
        for mark in script.faults(phase):
            status = mark.name.removesuffix(f"-{phase}")
            if (after is None or after != status.isdigit()) and self.happens(reference, mark):
                return self._broken(status, mark)
        return None

    def happens(self, reference: str, mark: Mark) -> bool:
        """Whether this marker acts now: always, or the first so many times."""
        return mark.times is None or self.book.count(reference, mark.name) <= mark.times

    def _broken(self, status: str, mark: Mark) -> Response:
        match status:
            case "hang":
                return Hang()
            case "reset":
                return Reset()
            case "html":
                return page()
            case "404":
                return PlainTextResponse("404 page not found", 404)
            case "429":
                return self.refusal_of(429, self.too_fast, **mark.options)
            case _:
                return self.refusal_of(int(status), f"scripted {status}", **mark.options)
