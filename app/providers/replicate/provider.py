"""Replicate: portraits by other people's models, ordered, asked about, fetched."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app.domain.bounds import Bound
from app.domain.errors import NotGenuine, OutcomeUnknown, ProviderFailed, ProviderProblem
from app.domain.medium import Medium
from app.domain.pricing import Price
from app.domain.providing import Check, OrderPage, RemoteFile, RemoteState, TaskSpec, Traits
from app.media.photo import PhotoParams
from app.providers.fetching import Fetching
from app.providers.pictures import PHOTOS, pictures_of
from app.providers.reach import Reach
from app.providers.replicate import listing
from app.providers.replicate.answers import check_of
from app.providers.replicate.models import MODELS, Model
from app.providers.replicate.orders import described, order_of
from app.providers.replicate.settings import ReplicateSettings
from app.providers.replicate.uploads import Uploads, id_of
from app.providers.replicate.wire import ReplicateWire, before_buying

_VERSION_LASTS_S = 3600.0
_SIGNED = ("webhook-id", "webhook-timestamp", "webhook-signature")


class Replicate:
    """
    Makes portraits that keep the face. An order cannot be repeated under a key.

    It is not `cancels_free`: the time that a model has worked is paid for. It is not
    `finds_reference` either: its list of orders never says that one is missing for good, so only
    an order that is found there counts.
    """

    id = "replicate"
    title = "Replicate"
    medium = Medium.PHOTO
    traits = Traits()

    def __init__(self, settings: ReplicateSettings) -> None:
        if settings.api_token is None:
            raise LookupError("REPLICATE_API_TOKEN is not set.")
        self.models: tuple[str, ...] = settings.models
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        base = str(settings.base_url)
        self._wire = ReplicateWire(settings.api_token)
        self._reach = Reach(base, settings.api_token, answer_s=settings.answer_s)
        self._uploads = Uploads(self._reach, self._wire)
        self._fetching = Fetching(base, settings.deadline, self._wire)
        self._versions: dict[str, tuple[str, float]] = {}

    def model_title(self, model: str) -> str:
        """What its makers call it."""
        return MODELS[model].title

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """What this model decides itself."""
        return MODELS[model].bounds

    def price(self, model: str) -> Price | None:
        """What the operator set beside the token."""
        del model
        return self._settings.price

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Send the photos ahead, order, and return the provider's id."""
        del key  # nothing there takes one
        model = MODELS[spec.model]
        params = PhotoParams.model_validate(spec.params)
        photos = pictures_of(spec, kinds=PHOTOS, most=model.most)
        version = "" if model.official else self._version_of(spec.model)
        urls = self._uploads.send(photos)
        body: dict[str, Any] = {"input": order_of(model, spec, params, urls=urls)}
        if version:
            body["version"] = version
        if self._settings.webhook_url:
            body["webhook"] = str(self._settings.webhook_url)
            body["webhook_events_filter"] = ["completed"]
        path = f"models/{model.address}/predictions" if model.official else "predictions"
        return self._bought(path, body, urls)

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is."""
        client = await self._reach.client_of_loop()
        with self._wire.asking():
            response = await client.get(f"predictions/{remote_id}")
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        found = check_of(said, clean=self._wire.clean)
        if found.state not in (RemoteState.WAITING, RemoteState.WORKING):
            await self._uploads.forget_those_of(said)
        return found

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream one photo from wherever it lies, which is an hour at the most. Our key stays."""
        with ExitStack() as open_, self._wire.asking():
            yield self._fetching.stream(open_, file.url)

    def find(self, key: str) -> str | None:
        """Nothing there can be looked up by our id."""
        raise ProviderFailed(f"orders cannot be looked up: {key}")

    def cancel(self, remote_id: str) -> bool:
        """Ask it to stop; that is free as long as the model has not begun."""
        with self._wire.asking():
            response = self._reach.client.post(f"predictions/{remote_id}/cancel")
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        return said.get("status") in ("canceled", "aborted") and not said.get("started_at")

    def orders(self, *, since: datetime, after: str | None = None) -> OrderPage:
        """One page of what was ordered since then, also by others who have this token."""
        return listing.page(self._reach, self._wire, since=since, after=after)

    def own_id(self, remote_id: str) -> str:
        """The same."""
        return remote_id

    def words_of(self, spec: TaskSpec) -> str:
        """The prompt as its model hears it."""
        return described(MODELS[spec.model], PhotoParams.model_validate(spec.params))

    def heard(self, headers: Mapping[str, str], body: bytes) -> str:
        """The order a message is about, when its signature and its age are right."""
        secret = self._settings.webhook_secret
        if secret is None:
            raise NotGenuine("There is no secret to check this message with.")
        signed = {name: headers.get(name) or "" for name in _SIGNED}
        try:
            Webhook(secret.get_secret_value()).verify(body, signed, json_parse=False)
        except (WebhookVerificationError, ValueError):
            raise NotGenuine("This message is not from Replicate, or it is too old.") from None
        try:
            return str(json.loads(body)["id"])
        except (ValueError, KeyError, TypeError, RecursionError):
            raise NotGenuine("This message says nothing.") from None

    def _bought(self, path: str, body: dict[str, Any], urls: Sequence[str]) -> str:
        try:
            return self._order(path, body)
        except OutcomeUnknown:
            if (found := self._lost(urls)) is None:
                raise
            return found
        except ProviderProblem:
            self._uploads.forget(urls)
            raise

    def _order(self, path: str, body: dict[str, Any]) -> str:
        # No `Prefer: wait`: it holds a thread for as long as the work, and loses more answers.
        # `Cancel-After` ends there what was given up here.
        headers = {"Cancel-After": f"{round(self.deadline.total_seconds())}s"}
        with self._wire.buying():
            response = self._reach.client.post(path, json=body, headers=headers)
        self._wire.must_sell(response)
        remote_id = id_of(self._wire.content(response, otherwise=OutcomeUnknown))
        if remote_id is None:
            raise OutcomeUnknown("took the order and gave no id")
        return remote_id

    def _lost(self, urls: Sequence[str]) -> str | None:
        """The order whose answer was lost, if it is listed: the photos were sent for it alone."""
        try:
            return self._uploads.order_made_from(urls[0])
        except ProviderProblem:
            return None

    def _version_of(self, model: str) -> str:
        """The version that the operator keeps to, else the newest. Nothing is bought by asking."""
        if kept := self._settings.versions.get(model):  # pyright: ignore[reportArgumentType] -- a word
            return kept
        known, until = self._versions.get(model, ("", 0.0))
        if time.monotonic() < until:
            return known
        newest = self._newest(MODELS[model])
        self._versions[model] = newest, time.monotonic() + _VERSION_LASTS_S
        return newest

    def _newest(self, model: Model) -> str:
        with before_buying():
            with self._wire.asking():
                response = self._reach.client.get(f"models/{model.address}")
            self._wire.must_answer(response)
            said = self._wire.content(response, otherwise=ProviderFailed).get("latest_version")
            found = said.get("id") if isinstance(said, dict) else None
            if not isinstance(found, str) or not found.isalnum():
                raise ProviderFailed(f"{model.address} has no version")
        return found
