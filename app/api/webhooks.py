"""Webhooks: signed word to your own programs when a job has ended."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import CurrentPerson, Cursor, DeliveryId, HookId, Limit, Studio, Words
from app.api.errors import refusals
from app.domain.addresses import URL_MAX
from app.domain.delivering import TOPICS, DeliveryState, Disabled
from app.services.webhooks import DESCRIPTION_MAX

router = APIRouter(prefix="/api/webhooks", tags=["webhooks"])

Topic = Literal["job.completed", "job.failed", "job.cancelled"]
Url = Annotated[Words, Field(max_length=URL_MAX, examples=["https://example.com/hooks"])]
Topics = Annotated[list[Topic], Field(min_length=1, max_length=len(TOPICS))]
Description = Annotated[Words, Field(max_length=DESCRIPTION_MAX)]


class WebhookOut(Answer):
    """An address that is told when jobs end."""

    id: str
    url: str
    description: str
    events: tuple[Topic, ...]
    enabled: bool
    disabled_because: Disabled | None
    """person, gone (it answered 410) or failing (nothing got through for days)."""
    failing_since: datetime | None
    """The first failure after which nothing got through."""
    old_secret_until: datetime | None
    """Until then messages are signed with the secret before, too."""
    created_at: datetime


class NewWebhookOut(WebhookOut):
    """With the secret, which is shown this once."""

    secret: str
    """`whsec_…`: what the signatures are checked with."""


class WebhooksOut(Answer):
    """All your addresses."""

    items: tuple[WebhookOut, ...]


class DeliveryOut(Answer):
    """One message, and how that went."""

    id: str
    """Sent as `webhook-id`, the same with every try."""
    topic: str
    state: DeliveryState
    tries: int
    problem: str | None
    """Why the last try failed: refused, unreachable, timeout, forbidden, disabled, unreadable."""
    answer_status: int | None
    answer_body: str | None
    """The first bytes of the last answer."""
    answer_ms: int | None
    payload: dict[str, Any]
    created_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    """When it is tried again."""
    ended_at: datetime | None


class DeliveriesOut(Answer):
    """Some messages, and where the next ones start."""

    items: tuple[DeliveryOut, ...]
    next_cursor: str | None


class WebhookIn(Body):
    """What is to be told, and where."""

    url: Url
    events: Topics = Field(default=["job.completed", "job.failed", "job.cancelled"])
    description: Description = ""


class WebhookChangeIn(Body):
    """What to change; what is left out stays."""

    url: Url | None = None
    events: Topics | None = None
    description: Description | None = None
    enabled: bool | None = None


@router.get("", responses=refusals(401, 403))
def list_webhooks(studio: Studio, person: CurrentPerson) -> WebhooksOut:
    """Your webhooks, the oldest first."""
    return WebhooksOut.model_validate({"items": studio.webhooks.all(person.id)})


@router.post("", status_code=201, responses=refusals(401, 403, 413, 415, 422, 429))
def add_webhook(
    form: WebhookIn, studio: Studio, person: CurrentPerson, response: Response
) -> NewWebhookOut:
    """Add a webhook. The answer shows its secret, this once."""
    hook, secret = studio.webhooks.add(person.id, **form.model_dump())
    response.headers["Location"] = f"/api/webhooks/{hook.id}"
    return NewWebhookOut.model_validate({**vars(hook), "secret": secret})


@router.get("/{hook_id}", responses=refusals(401, 403, 404))
def get_webhook(hook_id: HookId, studio: Studio, person: CurrentPerson) -> WebhookOut:
    """One webhook."""
    return WebhookOut.model_validate(studio.webhooks.get(person.id, hook_id))


@router.patch("/{hook_id}", responses=refusals(401, 403, 404, 422))
def change_webhook(
    hook_id: HookId, form: WebhookChangeIn, studio: Studio, person: CurrentPerson
) -> WebhookOut:
    """Change a webhook, or switch it off and on."""
    changed = studio.webhooks.change(person.id, hook_id, **form.model_dump())
    return WebhookOut.model_validate(changed)


@router.delete("/{hook_id}", status_code=204, responses=refusals(401, 403, 404))
def remove_webhook(hook_id: HookId, studio: Studio, person: CurrentPerson) -> None:
    """Remove a webhook and its log."""
    studio.webhooks.remove(person.id, hook_id)


@router.post("/{hook_id}/rotate", responses=refusals(401, 403, 404))
def rotate_secret(hook_id: HookId, studio: Studio, person: CurrentPerson) -> NewWebhookOut:
    """Take another secret. For 24 hours messages carry signatures of both."""
    hook, secret = studio.webhooks.rotate(person.id, hook_id)
    return NewWebhookOut.model_validate({**vars(hook), "secret": secret})


@router.post("/{hook_id}/test", status_code=202, responses=refusals(401, 403, 404))
def test_webhook(hook_id: HookId, studio: Studio, person: CurrentPerson) -> DeliveryOut:
    """Send a test message. It is tried once, and its outcome is in the log."""
    return DeliveryOut.model_validate(studio.webhooks.test(person.id, hook_id))


@router.get("/{hook_id}/deliveries", responses=refusals(401, 403, 404, 422))
def list_deliveries(
    hook_id: HookId,
    studio: Studio,
    person: CurrentPerson,
    cursor: Cursor = None,
    limit: Limit = 24,
) -> DeliveriesOut:
    """What was sent to a webhook in the last 30 days, the latest first."""
    page = studio.webhooks.deliveries(person.id, hook_id, cursor=cursor, limit=limit)
    return DeliveriesOut.model_validate(page)


@router.post(
    "/{hook_id}/deliveries/{delivery_id}/redeliver",
    status_code=202,
    responses=refusals(401, 403, 404, 409),
)
def redeliver(
    hook_id: HookId, delivery_id: DeliveryId, studio: Studio, person: CurrentPerson
) -> DeliveryOut:
    """Send a message again, under the same id."""
    return DeliveryOut.model_validate(studio.webhooks.redeliver(person.id, hook_id, delivery_id))
