"""Webhooks and their messages as their owners see them."""

from typing import Any

from app.db.tables.deliveries import DeliveryRow
from app.db.tables.webhooks import WebhookRow
from app.domain.delivering import DeliveryState
from app.domain.views import DeliveryView, WebhookView


def webhook_view(row: WebhookRow) -> WebhookView:
    """The address, without its secret."""
    return WebhookView(**_taken(row, WebhookView))


def delivery_view(row: DeliveryRow) -> DeliveryView:
    """The message, and when it is tried again while it is not settled."""
    pending = row.state == DeliveryState.PENDING
    return DeliveryView(
        **_taken(row, DeliveryView, but="next_at"), next_at=row.due_at if pending else None
    )


def _taken(row: object, view: type, *, but: str = "") -> dict[str, Any]:
    names = (name for name in view.__dataclass_fields__ if name != but)
    values = {name: getattr(row, name) for name in names}
    return {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
