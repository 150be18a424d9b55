"""Tripo: 3D models from words or from a picture, ordered, asked about, fetched."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx

from app.domain.bounds import Bound
from app.domain.errors import OutcomeUnknown, ProviderBusy, ProviderFailed, ProviderProblem
from app.domain.medium import Medium
from app.domain.pricing import PRICES, Price
from app.domain.providing import Check, RemoteFile, TaskSpec, Traits
from app.media.model3d import ModelParams, Source
from app.providers.fetching import Fetching
from app.providers.pictures import picture_of
from app.providers.reach import Reach
from app.providers.tripo.answers import check_of
from app.providers.tripo.orders import BOUNDS, KINDS, order_of
from app.providers.tripo.settings import TripoSettings
from app.providers.tripo.wire import TripoWire


class Tripo:
    """Makes models with textures or without. An order cannot be repeated, found, or taken back."""

    id = "tripo"
    title = "Tripo"
    medium = Medium.MODEL3D
    traits = Traits(reports_progress=True, takes_seed=True)

    def __init__(self, settings: TripoSettings) -> None:
        if settings.api_key is None:
            raise LookupError("TRIPO_API_KEY is not set.")
        self.models: tuple[str, ...] = settings.models
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        base_url = str(settings.base_url)
        self._wire = TripoWire(settings.api_key)
        self._fetching = Fetching(base_url, settings.deadline, self._wire)
        self._reach = Reach(base_url, settings.api_key, answer_s=settings.answer_s)

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """The same for every model."""
        del model
        return BOUNDS

    def price(self, model: str) -> Price | None:
        """What the operator set beside the key; names of models change."""
        del model
        return self._settings.price or PRICES[self.id, "v3.0-20250812"]

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Hand its picture over, if it has one, then order it and return the provider's id."""
        del key  # nothing there takes one
        params = ModelParams.model_validate(spec.params)
        file = self._handed_over(spec) if params.source is Source.IMAGE else {}
        order = order_of(spec, params, file=file)
        with self._wire.buying():
            response = self._reach.client.post("task", json=order)
        self._wire.must_sell(response)
        id_ = self._data(response, otherwise=OutcomeUnknown).get("task_id")
        if not isinstance(id_, str) or not id_.replace("-", "").isalnum():
            raise OutcomeUnknown("took the order and gave no id")
        return id_

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is."""
        client = await self._reach.client_of_loop()
        with self._wire.asking():
            response = await client.get(f"task/{remote_id}")
        self._wire.must_answer(response)
        return check_of(self._data(response, otherwise=ProviderFailed), clean=self._wire.clean)

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream the model from wherever it lies, for five minutes. Our key stays here."""
        with ExitStack() as open_, self._wire.asking():
            yield self._fetching.stream(open_, file.url)

    def find(self, key: str) -> str | None:
        """Nothing there can be looked up by our id."""
        raise ProviderFailed(f"orders cannot be looked up: {key}")

    def cancel(self, remote_id: str) -> bool:
        """There is nothing to cancel with: what is ordered is made and paid for."""
        del remote_id
        return False

    def _handed_over(self, spec: TaskSpec) -> dict[str, str]:
        """The picture, as orders name it. Nothing is bought by handing it over."""
        picture = picture_of(spec, kinds=KINDS)
        named = (f"picture.{picture.ending}", picture.data, picture.content_type)
        try:
            with self._wire.asking():
                response = self._reach.client.post("upload", files={"file": named})
            self._wire.must_answer(response)
            token = self._data(response, otherwise=ProviderFailed).get("image_token")
        except ProviderFailed as problem:
            words = f"the picture was not taken, and nothing was ordered: {problem}"
            raise ProviderBusy(words) from None
        if not isinstance(token, str) or not token:
            raise ProviderBusy("the picture was taken without a token, and nothing was ordered")
        return {"type": picture.ending, "file_token": token}

    def _data(
        self, response: httpx.Response, *, otherwise: type[ProviderProblem]
    ) -> dict[str, Any]:
        """What is in the envelope."""
        data = self._wire.content(response, otherwise=otherwise).get("data")
        if not isinstance(data, dict):
            raise otherwise(f"answered with nothing: {self._wire.clean(response.text)}")
        return data
