"""
What the engine asks of whoever makes things.

Providers come in two shapes. A `Maker` hands over the finished bytes within one call: the sketch
providers, and services whose HTTP answer is the file. A `Poller` takes an order, answers with an id
and is asked later. `Traits` tell the engine what a crash in the middle means for each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from app.domain.bounds import Bound
from app.domain.medium import Medium
from app.domain.pricing import Price


@dataclass(frozen=True)
class Traits:
    """What the engine needs to know of a provider before it trusts it with money."""

    repeatable: bool = False
    """Made here from a seed: doing it again costs nothing and gives the same bytes."""
    honours_key: bool = False
    """A second submit with the same idempotency key buys nothing new."""
    takes_seed: bool = False
    """Begins from the seed that it is given, so that chance can be repeated."""
    finds_reference: bool = False
    """`find` can look an order up by our task id."""
    cancels_free: bool = False
    """`cancel` stops the work and its cost."""
    reports_progress: bool = False
    """`Check.progress` is a true share of the work."""
    takes: int = 1
    """How many takes one call can buy; more are bought with more calls."""
    sings: bool = False
    """Understands `instrumental=False` and lyrics; singing is offered nowhere else."""
    cpu_bound: bool = False
    """The work burns this machine's processor, so it belongs on the `render` queue."""

    @property
    def is_seeded(self) -> bool:
        """Whether the seed of an order says what came of it."""
        return self.repeatable or self.takes_seed


@dataclass(frozen=True)
class Reference:
    """A picture that something is made from: upright, without what its camera wrote beside it."""

    id: str
    content_type: str
    """image/jpeg, image/png or image/webp."""
    size: int
    """Bytes."""
    width: int
    """Pixels."""
    height: int
    read: Callable[[], bytes] = field(repr=False, compare=False)
    """The whole file. Raises `OSError` while storage is away, `NotFound` when it was removed."""


@dataclass(frozen=True)
class TaskSpec:
    """One paid call: everything a provider needs, and nothing of the person."""

    task_id: str
    model: str
    params: dict[str, Any]
    seed: int
    title: str = ""
    takes: int = 1
    """How many takes this call is to buy; 1 unless `traits.takes` allows more."""
    references: tuple[Reference, ...] = ()
    """The pictures that the parameters name, in their order."""


@dataclass(frozen=True)
class MadeFile:
    """One file that came out of a task; `name` is unique within the task and carries the ending."""

    name: str
    content_type: str
    meta: dict[str, Any] = field(default_factory=dict)
    """Facts about the thing itself, kept with the asset: duration, peaks, key, size in pixels …"""
    is_main: bool = True
    """The thing itself, not a preview of it."""


class Workshop(Protocol):
    """What a Maker works with. Every method may raise `Abandoned`: stop then, write nothing."""

    def progress(self, share: float) -> None:
        """Report the true share of the work done, 0 to 1. Cheap: call it as often as you like."""
        ...

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        """Stream one finished file to storage under the task's own key. Safe to repeat."""
        ...


@runtime_checkable
class Provider(Protocol):
    """Who makes things of one medium."""

    @property
    def id(self) -> str:
        """A word of ours, stored with every task; never changed."""
        ...

    @property
    def title(self) -> str:
        """The name a person reads."""
        ...

    @property
    def medium(self) -> Medium:
        """What it makes."""
        ...

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models on offer; the first is the default."""
        ...

    @property
    def traits(self) -> Traits:
        """What a crash in the middle means."""
        ...

    @property
    def slots(self) -> int:
        """How many tasks may be active there at once, unless an operator says otherwise."""
        ...

    @property
    def deadline(self) -> timedelta:
        """How long one task may take before it is given up."""
        ...


@runtime_checkable
class Particular(Protocol):
    """A provider that does not take everything its medium knows."""

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """By field of the parameters; what is not named is taken as the medium allows it."""
        ...


@runtime_checkable
class Priced(Protocol):
    """A provider whose operator sets its price beside its key."""

    def price(self, model: str) -> Price | None:
        """What one task costs here; None: as the table says. `STUDIO_PRICES` overrules both."""
        ...


@runtime_checkable
class Named(Protocol):
    """A provider whose models have names that people know."""

    def model_title(self, model: str) -> str:
        """The name a person reads for one of its models."""
        ...


def model_title(provider: Provider, model: str) -> str:
    """The name of a model, which is the provider's own where it has one only."""
    if isinstance(provider, Named):
        return provider.model_title(model)
    return provider.title if len(provider.models) == 1 else model


@runtime_checkable
class Maker(Provider, Protocol):
    """Hands over the finished bytes within one call."""

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Make the thing and put every file of it. Raises a `ProviderProblem`."""
        ...

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """The files that the call gives, as far as known before: finished work is told by them."""
        ...


class RemoteState(StrEnum):
    """Where an order is at the provider."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class RemoteFile:
    """Where a finished file can be fetched. The address may expire; fetch soon."""

    url: str
    file: MadeFile


@dataclass(frozen=True)
class Check:
    """What a provider says of one order."""

    state: RemoteState
    progress: float | None = None
    """True share of the work, 0 to 1, when the provider knows it."""
    files: tuple[RemoteFile, ...] = ()
    reason: str = ""
    """The provider's own words when it failed or refused."""
    ahead: int | None = None
    """Orders before this one, when the provider says so."""
    then: str | None = None
    """
    Set when a step is done and the next one is to be bought: an id that says so.

    See `Continues`.
    """


@runtime_checkable
class Poller(Provider, Protocol):
    """Takes an order, answers with an id, and is asked later."""

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """
        Order it and return the provider's id. `key` is the idempotency key (the task id).

        Raises `ProviderBusy` only when nothing can have been bought, `OutcomeUnknown` when it may
        have been.
        """
        ...

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is. Never waits for it; answers or raises within 20 s."""
        ...

    def fetch(self, file: RemoteFile) -> AbstractContextManager[Iterator[bytes]]:
        """Stream one finished file."""
        ...

    def find(self, key: str) -> str | None:
        """The provider's id of the order made under this key; only if `traits.finds_reference`."""
        ...

    def cancel(self, remote_id: str) -> bool:
        """Ask the provider to stop; true when it stopped without cost."""
        ...


@runtime_checkable
class Continues(Protocol):
    """
    A poller whose orders may take more than one purchase.

    The engine keeps the id out of `Check.then` as the order's own before anything is bought under
    it, and asks once. So whoever finds such an id later knows that the step may have been bought,
    and not by which id it goes on: `check` raises `OutcomeUnknown` for it, and nothing is bought
    again.
    """

    def go_on(self, remote_id: str) -> str:
        """
        Buy the next step and return the id by which the order is asked about from now on.

        Raises as `submit` does; after `ProviderBusy` it is asked about by the id it had before.
        """
        ...


@runtime_checkable
class Tells(Protocol):
    """A poller that also sends word. It is a hint: the next question brings the truth."""

    def heard(self, headers: Mapping[str, str], body: bytes) -> str:
        """The provider's id of the order that a message is about. Raises `NotGenuine`."""
        ...


@dataclass(frozen=True)
class RemoteOrder:
    """An order, as the provider's own list has it."""

    id: str
    """The provider's id for it; see `Lists.own_id`."""
    remote_id: str
    """The id by which `check` asks about it."""
    made_at: datetime
    state: RemoteState
    is_kept: bool = True
    """Whether what came of it can still be fetched there."""
    key: str | None = None
    """Our task id, where the provider keeps it."""
    model: str = ""
    """What the provider calls the model; may be empty."""
    words: str = ""
    """What was asked for, where the provider says so."""


@dataclass(frozen=True)
class OrderPage:
    """Some orders, the newest first."""

    orders: tuple[RemoteOrder, ...]
    after: str | None
    """Where the next page begins; None when this was the last."""


@runtime_checkable
class Lists(Protocol):
    """A poller that says what was ordered there, also what nobody here knows of."""

    def orders(self, *, since: datetime, after: str | None = None) -> OrderPage:
        """One page of what was ordered since then. Answers or raises within 20 s."""
        ...

    def own_id(self, remote_id: str) -> str:
        """The provider's own id within one of ours."""
        ...

    def words_of(self, spec: TaskSpec) -> str:
        """What `RemoteOrder.words` would say of an order for this task; empty where it is mute."""
        ...


@dataclass(frozen=True)
class Lyrics:
    """Words for a song."""

    text: str
    title: str = ""
    """What the song could be called; may be empty."""


@runtime_checkable
class Lyricist(Protocol):
    """A provider that also helps with words. Each call answers at once, within a minute."""

    def write_lyrics(self, prompt: str) -> Lyrics:
        """Words for a song about this. Raises a `ProviderProblem`."""
        ...

    def extend_lyrics(self, lyrics: str) -> Lyrics:
        """The same words with more after them. Raises a `ProviderProblem`."""
        ...
