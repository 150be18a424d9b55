"""ElevenLabs Music: one call that lasts as long as the work and answers with the sound."""

import time
from collections.abc import Mapping
from functools import cached_property

import httpx

from app.domain.bounds import Bound
from app.domain.medium import Medium
from app.domain.pricing import Price
from app.domain.providing import MadeFile, TaskSpec, Traits, Workshop
from app.media.song import LENGTH_MAX_S, LENGTH_MIN_S, LYRICS_MAX, OutputFormat, SongParams
from app.providers.elevenlabs.composition import order_of
from app.providers.elevenlabs.settings import ElevenLabsSettings
from app.providers.elevenlabs.wav import as_wav
from app.providers.elevenlabs.wire import ElevenLabsWire
from app.providers.wire import CONNECT_S, client_that_buys, trust

# The streaming one: the sound goes to storage while it is made, so that a connection that died is
# noticed within a minute, where the other one is silent until the whole song is there.
_PATH = "v1/music/stream"
_ID_MAX = 100


class ElevenLabs:
    """Sings and plays, in many formats. An order cannot be repeated, found, or taken back."""

    id = "elevenlabs"
    title = "ElevenLabs"
    medium = Medium.SONG
    traits = Traits(sings=True)

    def __init__(self, settings: ElevenLabsSettings) -> None:
        if settings.api_key is None:
            raise LookupError("ELEVENLABS_API_KEY is not set.")
        self.models: tuple[str, ...] = settings.models
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        self._key = settings.api_key
        self._wire = ElevenLabsWire(settings.api_key, settings.chunk_s)

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """The same for every model."""
        del model
        return {
            "length_s": Bound(least=LENGTH_MIN_S, most=LENGTH_MAX_S),
            "lyrics": Bound(most=LYRICS_MAX),
            "output_format": Bound(choices=self._settings.offered),
        }

    def price(self, model: str) -> Price | None:
        """What the operator set beside the key."""
        del model
        return self._settings.price

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Order, and stream what comes to storage."""
        params = SongParams.model_validate(spec.params)
        order, wanted = order_of(spec, params), self._format(params)
        until = time.monotonic() + self.deadline.total_seconds()
        query = {"output_format": wanted.value}
        call = self._client.stream("POST", _PATH, params=query, json=order)
        with self._wire.buying(), call as response:
            if not response.is_success:
                response.read()
            self._wire.must_sell(response, by_choice=params.output_format is not None)
            song_id = self._wire.clean(response.headers.get("song-id", ""))
            file = _file(wanted, params, song_id=song_id)
            pieces = self._wire.whole(response, by=until)
            if wanted.codec != "pcm":
                workshop.put(file, pieces)
                return
            sound = as_wav(
                pieces, rate=wanted.rate, seconds=params.milliseconds / 1000, size=_size(response)
            )
            with sound as wav:
                workshop.put(file, wav)

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """One song, in the format that was asked for."""
        params = SongParams.model_validate(spec.params)
        return (_file(self._format(params), params),)

    def _format(self, params: SongParams) -> OutputFormat:
        return params.output_format or self._settings.output_format

    @cached_property
    def _client(self) -> httpx.Client:
        """For orders, and for whatever else a thread asks."""
        return client_that_buys(
            base_url=str(self._settings.base_url),
            headers={"xi-api-key": self._key.get_secret_value(), "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(self._settings.answer_s, connect=CONNECT_S),
            verify=trust(),
        )


def _file(wanted: OutputFormat, params: SongParams, *, song_id: str = "") -> MadeFile:
    meta = {"duration_s": params.milliseconds / 1000, "output_format": wanted.value}
    if song_id:
        meta["song_id"] = song_id[:_ID_MAX]
    return MadeFile(wanted.file_name, wanted.content_type, meta)


def _size(response: httpx.Response) -> int | None:
    """Bytes that are to come, when that was said."""
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else None
