"""What the suite needs to know of one provider. To add one, add its `Case` to `cases.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import ProviderProblem
from app.domain.providing import Provider

KEY = "sk_contract_4f1d9c27e6b84a05"
"""Whatever a provider says or logs, it is not this."""


@dataclass(frozen=True)
class Trouble:
    """What a marker in the words must lead to."""

    marker: str
    """As in `tests.simulators.script`, without `[sim:…]`."""
    problem: type[ProviderProblem]
    bought: int = 0
    """Purchases that the simulator's book has afterwards."""
    says: str = ""
    """Part of the problem's words."""


@dataclass(frozen=True)
class Case:
    """One provider and its simulator."""

    name: str
    make: Callable[[str], Provider]
    """The provider that has `KEY`, reached at this address; impatient, so that hangs end soon."""
    simulator: str = ""
    """`module:function` for the stage; empty: it needs nobody."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """For the simulator; `key` is set for all."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """What a good order has beside a prompt, and a song beside three seconds."""
    from_picture: bool = False
    """It is ordered with a picture, whose comment holds the words."""
    photos: tuple[str, ...] = ()
    """Who is on the photos that a good order brings."""
    lasts: float = 3.0
    """Seconds of what comes of it; triangles of a model; pixels of a photo's shorter side."""
    troubles: tuple[Trouble, ...] = ()
    """At least rejection, empty account, busy, our key, server error, hang, cut, garbage, HTML."""

    def __str__(self) -> str:
        return self.name
