"""
What the engine asks of the outside world. Adapters and providers implement it; services use it.

Providers come in two shapes. A `Maker` hands over the finished bytes within one call: the sketch
providers, and services whose HTTP answer is the file. A `Poller` takes an order, answers with an id
and is asked later. `Traits` tell the engine what a crash in the middle means for each.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, Self, runtime_checkable

from app.domain.bounds import Bound
from app.domain.delivering import Answer, Envelope, Letter
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.pricing import Price
from app.domain.telling.push import News


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


@dataclass(frozen=True)
class Stored:
    """A whole object in storage."""

    key: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True)
class Listed:
    """An object, as a listing knows it."""

    key: str
    size: int
    """Bytes."""
    changed_at: datetime


class Storage(Protocol):
    """Where files live. Keys are relative paths chosen by us; a repeat overwrites itself."""

    def put(
        self,
        key: str,
        chunks: Iterable[bytes],
        *,
        content_type: str,
        meta: Mapping[str, str] | None = None,
    ) -> Stored:
        """
        Stream an object; it exists whole or not at all. `meta` is kept beside it where that exists.

        Raises `BadOutput` past the largest size, `OSError` when it cannot be kept.
        """
        ...

    def stat(self, key: str) -> Stored | None:
        """What is stored under the key; None when nothing is."""
        ...

    def read(self, key: str, *, start: int = 0) -> Iterator[bytes]:
        """Stream an object from a byte on. Raises `NotFound`."""
        ...

    def delete(self, key: str) -> None:
        """Remove an object; nothing happens when there is none."""
        ...

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[Listed]:
        """
        Whole objects whose keys begin so, in the order of their keys, from behind `after` on.

        Fetched as they are asked for, a page at a time. Raises `StorageAway`.
        """
        ...

    def tidy(self) -> None:
        """Remove what writers that died left half-written."""
        ...

    def path(self, key: str) -> Path | None:
        """The file on this machine, when storage is a disk."""
        ...

    def link(
        self,
        key: str,
        *,
        filename: str,
        content_type: str,
        ttl: timedelta,
        download: bool = False,
    ) -> str | None:
        """A signed address that works for a while, when storage hands those out."""
        ...


class Converter(Protocol):
    """Writes things of one medium in other formats, and draws their previews."""

    def convert(
        self,
        source: Path,
        target: Path,
        *,
        formats: tuple[Format, Format],
        title: str,
        keep_going: Callable[[], None],
    ) -> Mapping[str, Any]:
        """
        Write `source` to `target`, from the first of the formats to the second, with its title.

        Returns what was learned of the thing on the way, to be kept beside it; often nothing.
        `keep_going` is called every so often; what it raises ends the work and is raised again.
        Raises `BadOutput` when the source cannot be read or the target would be too large.
        """
        ...


@dataclass(frozen=True)
class Heard:
    """What listening to a song tells."""

    duration_s: float
    peaks: tuple[int, ...]
    """240 values: the loudest moment of each part, as a share of the loudest of all, 0 to 100."""


class Ear(Protocol):
    """Listens to songs."""

    def hear(self, chunks: Iterable[bytes], *, format_: Format) -> Heard | None:
        """Length and shape of a song; None when it cannot be understood."""
        ...


@dataclass(frozen=True)
class Seen:
    """What looking at a picture tells."""

    width: int
    """Pixels, held upright."""
    height: int
    thumb: bytes = field(repr=False)
    """The whole picture as WebP, at most 480 pixels on its longer side."""
    blur: str
    """A `data:` address of at most 400 characters, to show while the picture is on its way."""


@dataclass(frozen=True)
class Prepared(Seen):
    """A picture of a person's own, made fit to keep: upright, without what its camera wrote."""

    data: bytes = field(repr=False)
    content_type: str
    """image/jpeg, image/png or image/webp."""


class Pictures(Protocol):
    """Looks at pictures. What is wrong with one is a `BadPicture`."""

    def prepare(self, chunks: Iterable[bytes]) -> Prepared:
        """Take in an upload of a stranger: whatever it is, only the pixels of a picture stay."""
        ...

    def see(self, chunks: Iterable[bytes]) -> Seen:
        """Look at a finished picture, which stays as it is."""
        ...


class Doorbell(Protocol):
    """Wakes workers. A hint, never the truth: it may be lost, doubled or late; it never raises."""

    def admit(self, provider: str) -> None:
        """Somebody may be let out of this provider's line."""
        ...

    def answering(self, provider: str) -> None:
        """A worker begins to look at this line: rings from now on are other rings."""
        ...

    def submit(self, task_id: str) -> None:
        """This task may be ordered."""
        ...

    def make(self, task_id: str, *, render: bool) -> None:
        """This task may be made; `render` when that burns this machine's processor."""
        ...

    def poll(self, provider: str) -> None:
        """Orders at this provider are due to be asked about."""
        ...

    def save(self, task_id: str) -> None:
        """This task's files are ready to be fetched."""
        ...

    def convert(self, asset_id: str, format_: Format) -> None:
        """This file is wanted in this format."""
        ...

    def prepare(self, upload_id: str) -> None:
        """This upload is whole and is to be checked."""
        ...

    def deliver(self) -> None:
        """Messages to the outside are due."""
        ...

    def sweep(self) -> None:
        """Housekeeping is due."""
        ...


class Announcer(Protocol):
    """Tells open pages that something of a person changed. Best effort; never raises."""

    def announce(self, *person_ids: str) -> None:
        """Change the version of each of these people and publish it."""
        ...

    def version(self, person_id: str) -> str | None:
        """The person's current version; None when unknown, which means: look."""
        ...

    def listen(self) -> AsyncIterator[str]:
        """
        Ids of people for whom something changed, as they come; an empty one when it begins.

        It ends, and does not raise, when nobody announces any more.
        """
        ...


class Seals(Protocol):
    """Keeps secrets that have to be used again."""

    def close(self, secret: str, *, owner: str) -> str:
        """Seal a secret for its owner."""
        ...

    def open(self, sealed: str, *, owner: str) -> str | None:
        """The secret; None when it was sealed with another key or for somebody else."""
        ...

    def is_current(self, sealed: str, *, owner: str) -> bool:
        """Whether it opens without the key before."""
        ...


class Pushes(Protocol):
    """Writes messages that one browser alone can read, and signs them with the studio's key."""

    @property
    def public_key(self) -> str:
        """What browsers have to be told before they subscribe."""
        ...

    def envelope(
        self, address: str, keys: tuple[str, str], message: bytes, *, id_: str
    ) -> Envelope:
        """
        A message for a browser with these keys (p256dh, auth).

        A second one with the same id takes the place of the first where that still waits. Raises
        `ValueError` for keys that are none.
        """
        ...


class Phones(Protocol):
    """Writes messages for apps on phones."""

    def envelope(self, token: str, news: News, *, id_: str) -> Envelope | Answer:
        """A message for the app with this token; or why none can be sent now. May block."""
        ...


class Mail(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> Answer:
        """Hand a letter over once; whatever happens is an answer. Blocks."""
        ...


class Posts(Protocol):
    """Posts to addresses that strangers chose. Opened with `async with`, on one event loop."""

    def check(self, url: str) -> None:
        """Whether this address could be called right now. Raises `Invalid`."""
        ...

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post once; whatever happens is an answer. Takes no longer than its timeout."""
        ...

    async def __aenter__(self) -> Self:
        """Open."""
        ...

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        ...
