"""What Meshy says was ordered there: one list for words, one for pictures, each in pages."""

from datetime import UTC, datetime
from typing import Any

import httpx

from app.domain.errors import ProviderFailed
from app.domain.providing import OrderPage, RemoteOrder, RemoteState
from app.providers.meshy.answers import state_of
from app.providers.meshy.orders import IMAGE, TEXT
from app.providers.meshy.steps import Ordered, Step
from app.providers.meshy.wire import MeshyWire
from app.providers.reach import Reach

_SIZE = 50
_PLACES = {"text": TEXT, "image": IMAGE}
_STEPS = {
    "text-to-3d-preview": Step.SHAPE,
    "text-to-3d-refine": Step.DONE,
    "image-to-3d": Step.IMAGE,
}
_UNNAMED = "latest"
"""Stands for the model in an id: an answer does not say which one it was."""


def page(reach: Reach, wire: MeshyWire, *, since: datetime, after: str | None) -> OrderPage:
    """One page; `after` is a list and the number of a page in it. Raises a `ProviderProblem`."""
    place, _, number = (after or "text:1").partition(":")
    asked = {"page_num": number, "page_size": str(_SIZE), "sort_by": "-created_at"}
    with wire.asking():
        response = reach.client.get(_PLACES[place], params=asked)
    wire.must_answer(response)
    listed = _listed(response)
    orders = [order for said in listed if (order := _order(said)) is not None]
    lately = tuple(order for order in orders if order.made_at >= since)
    more = len(listed) == _SIZE and len(lately) == len(orders)
    following = "image:1" if place == "text" else None
    return OrderPage(lately, f"{place}:{int(number) + 1}" if more else following)


def _listed(response: httpx.Response) -> list[Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise ProviderFailed("answered with no list")
    return found


def _order(said: Any) -> RemoteOrder | None:
    """One line; None for kinds of work that are never ordered from here."""
    step = _STEPS.get(str(said.get("type"))) if isinstance(said, dict) else None
    if step is None:
        return None
    try:
        id_, at = str(said["id"]), datetime.fromtimestamp(said["created_at"] / 1000, UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise ProviderFailed("listed an order without its id or its time") from None
    state = state_of(said)
    is_kept = state is not RemoteState.DONE or bool((said.get("model_urls") or {}).get("glb"))
    return RemoteOrder(
        id=id_,
        remote_id=str(Ordered(step, _UNNAMED, id_)),
        made_at=at,
        state=state,
        is_kept=is_kept,
        model=str(said["type"]),
        words=str(said.get("prompt") or ""),
    )
