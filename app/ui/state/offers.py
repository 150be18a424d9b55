"""Who could make it: for how much, how quickly, and how they are right now."""

from dataclasses import dataclass
from typing import Any

from app.bootstrap import studio
from app.domain.medium import Medium
from app.domain.views import Usual
from app.ui.state.cards import millis


@dataclass
class Offer:
    """One provider for one order."""

    id: str = ""
    title: str = ""
    price: int = 0
    low: float = 0
    high: float = 0
    sings: bool = False
    sky: str = "fine"
    until: int = 0
    now_s: float = 0
    usual_s: float = 0


def offers(medium: Medium, params: dict[str, Any], *, takes: int) -> list[Offer]:
    """What everybody who makes such things asks for it, the operator's first choice first."""
    jobs = studio().jobs
    found = []
    for provider in jobs.choices(medium):
        quote = jobs.quote(medium, params, provider=provider.id, takes=takes)
        usual = quote.usual or Usual(low_s=0, high_s=0)
        weather = quote.weather
        found.append(
            Offer(
                id=provider.id,
                title=provider.title,
                price=quote.price,
                low=usual.low_s,
                high=usual.high_s,
                sings=provider.traits.sings,
                sky=weather.sky,
                until=millis(weather.until),
                now_s=weather.now_s or 0,
                usual_s=weather.usual_s or 0,
            )
        )
    return found
