"""What both kinds of simulated providers share: who may ask, what is asked, what breaks."""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tests.simulators.book import Book, Bought
from tests.simulators.replies import Reply, broken, refused, told
from tests.simulators.script import Script, read


@dataclass(frozen=True)
class Options:
    """How a simulated provider is."""

    key: str = "simulated"
    seconds: float = 2.0
    """How long a song usually takes."""
    factor: float = 1.0
    """Everything takes this many times as long."""
    honours_key: bool = False
    finds_reference: bool = False
    cancels_free: bool = False
    reports_progress: bool = False


@dataclass(frozen=True)
class Asked:
    """One HTTP request."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


class Wanted(BaseModel):
    """An order. A field that nobody knows is an error, as it is out there."""

    model_config = ConfigDict(extra="forbid", strict=True)

    prompt: Annotated[str, Field(min_length=1, max_length=5000)]
    length_s: Annotated[int, Field(ge=3, le=600)]
    model: str
    reference: Annotated[str, Field(min_length=1, max_length=64)]
    webhook_url: str | None = None


class World:
    """One provider, its book and its rules."""

    kind = ""

    def __init__(self, book: Book, options: Options) -> None:
        self.book = book
        self.options = options

    def answer(self, asked: Asked) -> Reply:
        """The answer to any request."""
        if asked.path == "/health":
            return told({"ok": True})
        if asked.path == "/ledger":
            return told([vars(order) for order in self.book.everything()])
        if asked.headers.get("Authorization") != f"Bearer {self.options.key}":
            return refused(401, "unauthorized", "Invalid API key.")
        return self.serve(asked)

    def serve(self, asked: Asked) -> Reply:
        """The answer to a request of somebody known."""
        raise NotImplementedError

    def sell(self, asked: Asked) -> Reply | Bought:
        """Sell once, or say why not."""
        try:
            wanted = Wanted.model_validate_json(asked.body)
            script = read(wanted.prompt)
        except (ValidationError, ValueError) as problem:
            return refused(422, "invalid", str(problem)[:500])
        key = asked.headers.get("Idempotency-Key") if self.options.honours_key else None
        if key and (known := self.book.of_key(key)):
            return known
        if refusal := self.refusal(wanted.reference, script):
            return refusal
        return self.book.buy(self._order(wanted, script, key))

    def refusal(self, reference: str, script: Script) -> Reply | None:
        """What happens before anything is bought."""
        if mark := script.get("reject"):
            return refused(422, "content_policy", mark.value or "This cannot be made.")
        if "quota" in script:
            return refused(402, "insufficient_credits", "Your account has no credits left.")
        plain = [mark for mark in script.faults("order") if mark.name.isdigit()]
        return next((broken(m) for m in plain if self.happens(reference, m.name, m.times)), None)

    def breakage(self, reference: str, script: Script, phase: str) -> Reply | None:
        """What breaks on the way back, after the work was done."""
        faults = script.faults(phase)
        if phase == "order":
            faults = [mark for mark in faults if not mark.name.isdigit()]
        return next((broken(m) for m in faults if self.happens(reference, m.name, m.times)), None)

    def happens(self, reference: str, name: str, times: int | None) -> bool:
        """Whether this marker acts this time."""
        return times is None or self.book.count(reference, name) <= times

    def _order(self, wanted: Wanted, script: Script, key: str | None) -> Bought:
        lasting = script.get("seconds")
        seconds = float(lasting.value) if lasting else self.options.seconds
        return Bought(
            id=f"sim_{uuid.uuid4().hex[:16]}",
            kind=self.kind,
            key=key,
            reference=wanted.reference,
            prompt=wanted.prompt,
            at=time.time(),
            seconds=seconds * self.options.factor,
            charged=not any(name in script for name in ("fail", "reject-late")),
            webhook=wanted.webhook_url,
        )
