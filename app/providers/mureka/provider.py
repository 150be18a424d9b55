"""Mureka: songs with lyrics and without, ordered, asked about, fetched; and help with lyrics."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx

from app.domain.bounds import Bound
from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
)
from app.domain.medium import Medium
from app.domain.pricing import PRICES, Price
from app.domain.providing import Check, Lyrics, RemoteFile, TaskSpec, Traits
from app.media.song import LYRICS_MAX, SongParams
from app.providers.fetching import Fetching
from app.providers.mureka.answers import check_of
from app.providers.mureka.orders import BOUNDS, TAKES_MAX, described, kind_of, order_of
from app.providers.mureka.settings import MurekaSettings
from app.providers.mureka.wire import MurekaWire
from app.providers.reach import Reach
from app.providers.wire import CONNECT_S


class Mureka:
    """Sings and plays, several takes a call. An order cannot be repeated, found, or taken back."""

    id = "mureka"
    title = "Mureka"
    medium = Medium.SONG
    traits = Traits(sings=True, takes=TAKES_MAX)

    def __init__(self, settings: MurekaSettings) -> None:
        if settings.api_key is None:
            raise LookupError("MUREKA_API_KEY is not set.")
        self.models: tuple[str, ...] = (settings.model,)
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        self._wire = MurekaWire(settings.api_key)
        base_url = str(settings.base_url)
        self._fetching = Fetching(base_url, settings.deadline, self._wire)
        self._reach = Reach(base_url, settings.api_key, answer_s=settings.answer_s)

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """The same for every model."""
        del model
        return BOUNDS

    def price(self, model: str) -> Price | None:
        """What the operator set beside the key; models have no names that a table could know."""
        del model
        return self._settings.price or PRICES[self.id, "auto"]

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Order it and return the provider's id, with the endpoint that knows it before it."""
        del key  # nothing there takes one
        params = SongParams.model_validate(spec.params)
        kind = kind_of(params)
        order = order_of(spec, params, lyrics=self._lyrics_for(params))
        with self._wire.buying():
            response = self._reach.client.post(f"v1/{kind}/generate", json=order)
        self._wire.must_sell(response)
        remote_id = self._wire.content(response, otherwise=OutcomeUnknown).get("id")
        if not isinstance(remote_id, str | int) or not str(remote_id).isalnum():
            raise OutcomeUnknown("took the order and gave no id")
        return f"{kind}:{remote_id}"

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is."""
        kind, _, id_ = remote_id.partition(":")
        client = await self._reach.client_of_loop()
        with self._wire.asking():
            response = await client.get(f"v1/{kind}/query/{id_}")
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        return check_of(said, clean=self._wire.clean)

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream one take from wherever it lies. Our key stays here."""
        with ExitStack() as open_, self._wire.asking():
            yield self._fetching.stream(open_, file.url)

    def find(self, key: str) -> str | None:
        """Nothing there can be looked up by our id."""
        raise ProviderFailed(f"orders cannot be looked up: {key}")

    def cancel(self, remote_id: str) -> bool:
        """There is nothing to cancel with: what is ordered is made and paid for."""
        del remote_id
        return False

    def write_lyrics(self, prompt: str) -> Lyrics:
        """Words for a song about this."""
        said = self._words("generate", {"prompt": prompt})
        return Lyrics(text=_within(said, "lyrics"), title=str(said.get("title") or "").strip())

    def extend_lyrics(self, lyrics: str) -> Lyrics:
        """The same words with more after them."""
        more = _within(self._words("extend", {"lyrics": lyrics}), "lyrics")
        whole = more if more.startswith(lyrics.strip()) else f"{lyrics.strip()}\n\n{more}"
        return Lyrics(text=_fitting(whole))

    def _lyrics_for(self, params: SongParams) -> str:
        """Those of the person, or words that are written first: a song cannot be without any."""
        if params.instrumental or (params.lyrics or "").strip():
            return (params.lyrics or "").strip()
        try:
            return self.write_lyrics(described(params)).text
        except (ProviderFailed, BadOutput) as problem:
            raise ProviderBusy(f"no lyrics came, and nothing was ordered: {problem}") from None

    def _words(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        patience = httpx.Timeout(self._settings.lyrics_s, connect=CONNECT_S)
        with self._wire.asking():
            response = self._reach.client.post(f"v1/lyrics/{what}", json=body, timeout=patience)
        self._wire.must_answer(response)
        return self._wire.content(response, otherwise=ProviderFailed)


def _within(said: dict[str, Any], name: str) -> str:
    text = said.get(name)
    if not isinstance(text, str) or not text.strip():
        raise BadOutput("wrote no lyrics")
    return _fitting(text.strip())


def _fitting(text: str) -> str:
    """Whole lines, as many as an order may have."""
    return text if len(text) <= LYRICS_MAX else text[:LYRICS_MAX].rpartition("\n")[0].rstrip()
