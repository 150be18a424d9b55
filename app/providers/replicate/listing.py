"""What Replicate says was ordered there, by whatever program has our token."""

from datetime import datetime
from typing import Any

import httpx

from app.domain.errors import ProviderFailed
from app.domain.providing import OrderPage, RemoteOrder, RemoteState
from app.providers.reach import Reach
from app.providers.replicate.answers import state_of
from app.providers.replicate.uploads import id_of
from app.providers.replicate.wire import ReplicateWire


def page(reach: Reach, wire: ReplicateWire, *, since: datetime, after: str | None) -> OrderPage:
    """One page; `after` is their cursor. Raises a `ProviderProblem`."""
    asked = {"created_after": since.isoformat()} | ({"cursor": after} if after else {})
    with wire.asking():
        response = reach.client.get("predictions", params=asked)
    wire.must_answer(response)
    said = wire.content(response, otherwise=ProviderFailed)
    listed = said.get("results")
    if not isinstance(listed, list):
        raise ProviderFailed("answered with no list")
    orders = [order for each in listed if (order := _order(each)) is not None]
    return OrderPage(tuple(o for o in orders if o.made_at >= since), _cursor(said.get("next")))


def _cursor(following: Any) -> str | None:
    """Theirs, out of an address that is not followed: our token goes to one host alone."""
    if not isinstance(following, str):
        return None
    try:
        return httpx.URL(following).params.get("cursor")
    except httpx.InvalidURL:
        return None


def _order(said: Any) -> RemoteOrder | None:
    if not isinstance(said, dict) or (id_ := id_of(said)) is None:
        return None
    try:
        made_at = datetime.fromisoformat(said["created_at"])
    except (KeyError, TypeError, ValueError):
        raise ProviderFailed("listed an order without its time") from None
    if made_at.tzinfo is None:
        raise ProviderFailed("listed an order without the zone of its time")
    given = said.get("input")
    state = state_of(said)
    is_gone = state is RemoteState.DONE and bool(said.get("data_removed"))
    return RemoteOrder(
        id=id_,
        remote_id=id_,
        made_at=made_at,
        state=state,
        is_kept=not is_gone,
        model=str(said.get("model") or ""),
        words=str(given.get("prompt") or "") if isinstance(given, dict) else "",
    )
