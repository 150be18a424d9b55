"""What is asked for, understood before anything is written: who makes it, for how much."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.db import history
from app.domain import bounds, eta
from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.domain.providing import Particular, Provider, model_title
from app.domain.views import Order, Quote, Usual
from app.media import catalogue
from app.services import weather
from app.services.reading import ReadsJobs

TITLE_MAX = 120
_UNTITLED = "Untitled"
TAKES_MAX = 8


@dataclass(frozen=True)
class Piece:
    """What one task is to make."""

    params: BaseModel
    size: float
    price: int
    """Of one take."""


@dataclass(frozen=True)
class Planned:
    """An order that was understood: who makes it, of what size, for how much."""

    order: Order
    params: BaseModel
    provider: Provider
    model: str
    pieces: tuple[Piece, ...]
    title: str

    @property
    def calls(self) -> list[tuple[Piece, int]]:
        """What each call makes and how many takes of it: as few calls as the provider allows."""
        at_once, wanted = self.provider.traits.takes, self.order.takes
        takes = [min(at_once, wanted - first) for first in range(0, wanted, at_once)]
        return [(piece, count) for piece in self.pieces for count in takes]

    @property
    def size(self) -> float:
        """How much the largest of its tasks asks for."""
        return max(piece.size for piece in self.pieces)

    @property
    def price(self) -> int:
        """Credits for all of it."""
        return self.order.takes * sum(piece.price for piece in self.pieces)


@dataclass(frozen=True)
class PlansJobs(ReadsJobs):
    """Understands orders, and says what they would cost."""

    def choices(self, medium: Medium) -> list[Provider]:
        """Who can make this kind of thing, the operator's first choice first."""
        return [p for p in self.engine.providers.values() if p.medium == medium]

    def quote(
        self,
        medium: Medium,
        params: dict[str, Any],
        *,
        provider: str | None = None,
        model: str | None = None,
        takes: int = 1,
    ) -> Quote:
        """What this would cost and how long one usually takes. Raises `Invalid`."""
        plan = self.plan(Order(medium, params, provider=provider, model=model, takes=takes))
        with self.engine.db.transaction() as tx:
            expected = eta.usual(
                history.durations(
                    tx.session, provider=plan.provider.id, model=plan.model, size=plan.size
                )
            )
            sky = weather.look(tx.session, plan.provider, size=plan.size)
        return Quote(
            price=plan.price,
            provider=plan.provider.id,
            provider_title=plan.provider.title,
            model=plan.model,
            model_title=model_title(plan.provider, plan.model),
            usual=Usual(expected.low_s, expected.high_s) if expected else None,
            weather=sky,
        )

    def plan(self, order: Order) -> Planned:
        """The order, understood: who makes it, for how much. Raises `Invalid`."""
        params = catalogue.understand(order.medium, order.params)
        recipe = catalogue.RECIPES[order.medium]
        provider = self._provider(order)
        model = order.model or provider.models[0]
        if model not in provider.models:
            raise Invalid(f"{provider.title} has no model {model}.", field="model")
        if not 1 <= order.takes <= TAKES_MAX:
            raise Invalid(f"Between 1 and {TAKES_MAX} takes.", field="takes")
        pieces = [self._piece(provider, model, each) for each in recipe.plan(params)]
        title = " ".join((order.title or "").replace("\x00", "").split())[:TITLE_MAX]
        return Planned(
            order=order,
            params=params,
            provider=provider,
            model=model,
            pieces=tuple(pieces),
            title=title or catalogue.title_of(recipe.words(params)) or _UNTITLED,
        )

    def _piece(self, provider: Provider, model: str, params: BaseModel) -> Piece:
        if isinstance(provider, Particular):
            asked = params.model_dump(mode="json", exclude_none=True)
            bounds.check(provider.title, provider.bounds(model), asked)
        size = catalogue.RECIPES[provider.medium].size(params)
        return Piece(params, size, self.engine.price(provider.id, model, size=size))

    def _provider(self, order: Order) -> Provider:
        choices = {provider.id: provider for provider in self.choices(order.medium)}
        if not choices:
            raise Invalid(f"Nobody here makes a {order.medium.value}.", field="medium")
        if order.provider is None:
            return next(iter(choices.values()))
        if order.provider not in choices:
            raise Invalid(
                f"{order.provider} is not one of: {', '.join(choices)}.", field="provider"
            )
        return choices[order.provider]
