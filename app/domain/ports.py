"""
What the engine asks of the outside world: storage, files, bells, and ways to people.

Adapters implement it; services use it. What it asks of providers is in `providing`.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self

from app.domain.delivering import Answer, Envelope, Letter
from app.domain.formats import Format
from app.domain.telling.push import News


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
