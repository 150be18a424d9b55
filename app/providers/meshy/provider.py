"""Meshy: 3D models from words or from a picture, ordered, asked about, fetched."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.bounds import Bound
from app.domain.errors import OutcomeUnknown, ProviderFailed
from app.domain.medium import Medium
from app.domain.pricing import PRICES, Price
from app.domain.providing import Check, OrderPage, RemoteFile, TaskSpec, Traits
from app.media.model3d import ModelParams, Source
from app.providers.fetching import Fetching
from app.providers.meshy import listing, orders, steps
from app.providers.meshy.answers import check_of
from app.providers.meshy.settings import MeshySettings
from app.providers.meshy.steps import Ordered, Step
from app.providers.meshy.wire import MeshyWire
from app.providers.reach import Reach


class Meshy:
    """
    Makes models with textures or without. An order cannot be repeated or found.

    What is textured and made from words takes two purchases, a preview and its refinement; how
    that survives a crash is told in `steps`.
    """

    id = "meshy"
    title = "Meshy"
    medium = Medium.MODEL3D
    traits = Traits(reports_progress=True)

    def __init__(self, settings: MeshySettings) -> None:
        if settings.api_key is None:
            raise LookupError("MESHY_API_KEY is not set.")
        self.models: tuple[str, ...] = settings.models
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        base_url = str(settings.base_url)
        self._wire = MeshyWire(settings.api_key)
        self._fetching = Fetching(base_url, settings.deadline, self._wire)
        self._reach = Reach(base_url, settings.api_key, answer_s=settings.answer_s)

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """The same for every model."""
        del model
        return orders.BOUNDS

    def price(self, model: str) -> Price | None:
        """What the operator set beside the key; names of models change."""
        del model
        return self._settings.price or PRICES[self.id, "latest"]

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Order it, or its preview, and return the id with what it stands for before it."""
        del key  # nothing there takes one
        params = ModelParams.model_validate(spec.params)
        step = orders.step_of(params)
        id_ = self._bought(orders.path_of(step), orders.order_of(spec, params))
        return str(Ordered(step, spec.model, id_))

    def go_on(self, remote_id: str) -> str:
        """Order the textures of a preview that is done."""
        draft = steps.read(remote_id)
        id_ = self._bought(orders.TEXT, orders.refinement_of(draft))
        return str(replace(draft, step=Step.DONE, id=id_))

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is."""
        ordered = steps.read(remote_id)
        if ordered.step is Step.PAINT:
            raise OutcomeUnknown("the worker died while the textures were ordered")
        client = await self._reach.client_of_loop()
        with self._wire.asking():
            response = await client.get(f"{orders.path_of(ordered.step)}/{ordered.id}")
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        return check_of(said, ordered, clean=self._wire.clean)

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream the model from wherever it lies, for three days. Our key stays here."""
        with ExitStack() as open_, self._wire.asking():
            yield self._fetching.stream(open_, file.url)

    def find(self, key: str) -> str | None:
        """Nothing there can be looked up by our id."""
        raise ProviderFailed(f"orders cannot be looked up: {key}")

    def cancel(self, remote_id: str) -> bool:
        """
        What is ordered is made and paid for.

        The only way to stop an order deletes it with all that came of it, and nothing says that it
        costs less then: a model that was paid for and not yet copied would be lost.
        """
        del remote_id
        return False

    def orders(self, *, since: datetime, after: str | None = None) -> OrderPage:
        """One page of what was ordered since then, from words first, then from pictures."""
        return listing.page(self._reach, self._wire, since=since, after=after)

    def own_id(self, remote_id: str) -> str:
        """Without the step and the model."""
        return steps.read(remote_id).id

    def words_of(self, spec: TaskSpec) -> str:
        """The prompt; an order from a picture has none that it is told by."""
        params = ModelParams.model_validate(spec.params)
        return params.prompt if params.source is Source.TEXT else ""

    def _bought(self, path: str, order: dict[str, Any]) -> str:
        with self._wire.buying():
            response = self._reach.client.post(path, json=order)
        self._wire.must_sell(response)
        id_ = self._wire.content(response, otherwise=OutcomeUnknown).get("result")
        if not isinstance(id_, str) or not id_.replace("-", "").isalnum():
            raise OutcomeUnknown("took the order and gave no id")
        return id_
