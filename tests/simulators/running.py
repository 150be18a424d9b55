"""The simulated providers of our own making, on their stage."""

from dataclasses import dataclass
from pathlib import Path

from tests.simulators.stage import Stage

EVERYTHING = ("honours_key", "finds_reference", "cancels_free", "reports_progress")
_FACTORIES = {
    "async": "tests.simulators.asynchronous:create",
    "sync": "tests.simulators.synchronous:create",
}


@dataclass(init=False)
class Simulator(Stage):
    """One that takes orders (`async`) or one that answers with the bytes (`sync`)."""

    def __init__(
        self,
        kind: str,
        ledger: Path,
        switches: tuple[str, ...] = EVERYTHING,
        *,
        seconds: float = 0.0,
        virtual: bool = False,
    ) -> None:
        options = {"seconds": seconds} | dict.fromkeys(switches, True)
        super().__init__(_FACTORIES[kind], ledger, options, virtual=virtual)
