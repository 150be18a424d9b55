"""A Hunyuan3D server of one's own: 3D models from a picture, ordered, asked about, fetched."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
from pydantic import SecretStr

from app.domain.bounds import Bound
from app.domain.errors import OutcomeUnknown, ProviderFailed
from app.domain.medium import Medium
from app.domain.pricing import Price
from app.domain.providing import Check, RemoteFile, TaskSpec, Traits
from app.media.model3d import ModelParams
from app.providers.fetching import Fetching
from app.providers.hunyuan3d import glb
from app.providers.hunyuan3d.answers import HEAD, check_of
from app.providers.hunyuan3d.orders import bounds_of, order_of
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.hunyuan3d.wire import HunyuanWire
from app.providers.reach import Reach
from app.providers.wire import CONNECT_S

_CHUNK_S = 60.0


class Hunyuan3D:
    """
    Makes models on a machine of ours. An order cannot be repeated, found, or taken back.

    It never says that one has failed, and forgets what it was at when it is started again: our own
    deadline ends what it will not.
    """

    id = "hunyuan3d"
    title = "Hunyuan3D"
    medium = Medium.MODEL3D
    traits = Traits(takes_seed=True)

    def __init__(self, settings: Hunyuan3DSettings) -> None:
        if settings.url is None:
            raise LookupError("AI_PYTHON_URL is not set.")
        self.models: tuple[str, ...] = (settings.model,)
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        base_url = str(settings.url)
        self._wire = HunyuanWire(settings.api_key or SecretStr(""))
        self._fetching = Fetching(base_url, settings.deadline, self._wire)
        self._reach = Reach(base_url, settings.api_key, answer_s=settings.answer_s)

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """What the server was started with decides."""
        del model
        return bounds_of(self._settings)

    def price(self, model: str) -> Price | None:
        """What the operator set beside the address."""
        del model
        return self._settings.price

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Order it and return the server's id."""
        del key  # nothing there takes one
        params = ModelParams.model_validate(spec.params)
        order = order_of(spec, params, self._settings)
        with self._wire.buying():
            response = self._reach.client.post("send", json=order)
        self._wire.must_sell(response)
        uid = self._wire.content(response, otherwise=OutcomeUnknown).get("uid")
        if not isinstance(uid, str) or not uid.replace("-", "").isalnum():
            raise OutcomeUnknown("took the order and gave no id")
        return uid

    async def check(self, remote_id: str) -> Check:
        """Ask once whether it is done, and hang up before the model itself comes."""
        client, path = await self._reach.client_of_loop(), f"status/{remote_id}"
        head = b""
        with self._wire.asking():
            async with client.stream("GET", path) as response:
                if not response.is_success:
                    await response.aread()
                self._wire.must_answer(response)
                async for piece in response.aiter_bytes():
                    head += piece
                    if len(head) >= HEAD:
                        break
        return check_of(head[:HEAD], size=_size(response), url=path, clean=self._wire.clean)

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream the model out of the answer that holds it."""
        patience = httpx.Timeout(_CHUNK_S, connect=CONNECT_S)
        call = self._reach.client.stream("GET", file.url, timeout=patience)
        with self._wire.asking(), call as response:
            if not response.is_success:
                response.read()
            self._wire.must_answer(response)
            yield glb.model_in(self._fetching.whole(response))

    def find(self, key: str) -> str | None:
        """Nothing there can be looked up by our id."""
        raise ProviderFailed(f"orders cannot be looked up: {key}")

    def cancel(self, remote_id: str) -> bool:
        """There is nothing to cancel with: what is ordered is made."""
        del remote_id
        return False


def _size(response: httpx.Response) -> int | None:
    """Bytes of the whole answer; None when they were not said, or are packed."""
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() and "Content-Encoding" not in response.headers else None
