"""Addresses of people's own programs: kept, changed, tried out, and what became of each message."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_bytes

from sqlalchemy import func, tuple_
from sqlmodel import col, select

from app.db import deliveries as rows
from app.db import notices
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.people import PersonRow
from app.db.tables.webhooks import WebhookRow
from app.db.transaction import Transaction
from app.domain.addresses import read_url
from app.domain.cursors import decode, encode
from app.domain.delivering import (
    OLD_SECRET_STAYS,
    TEST,
    TOPICS,
    Channel,
    DeliveryState,
    Disabled,
)
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.ids import new_id
from app.domain.ports import Posts, Seals
from app.domain.views import DeliveryView, Page, WebhookView
from app.services.engine import Engine
from app.services.ways.hooks import message, switch_off
from app.services.webhook_views import delivery_view, webhook_view

MOST = 10
"""Addresses of one person."""
DESCRIPTION_MAX = 200
PAGE_MOST = 100
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Webhooks:
    """Webhooks of people. Somebody else's is `NotFound`, always."""

    engine: Engine
    seal: Seals
    posts: Posts
    may_be_private: bool = False

    def all(self, person_id: str) -> tuple[WebhookView, ...]:
        """The person's addresses, the oldest first."""
        with self.engine.db.transaction() as tx:
            mine = select(WebhookRow).where(col(WebhookRow.person_id) == person_id)
            order = (col(WebhookRow.created_at), col(WebhookRow.id))
            return tuple(webhook_view(row) for row in tx.session.exec(mine.order_by(*order)))

    def get(self, person_id: str, hook_id: str) -> WebhookView:
        """One address. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            return webhook_view(_owned(tx, person_id, hook_id))

    def add(
        self, person_id: str, url: str, *, events: Sequence[str], description: str = ""
    ) -> tuple[WebhookView, str]:
        """
        Keep an address; with it comes its secret, which is shown this once.

        Raises `Invalid` for an address that strangers must not make us call, and `TooMany`.
        """
        kept, secret, id_ = self._allowed(url), _new_secret(), new_id("hook")
        with self.engine.db.transaction() as tx:
            _bounded(tx, person_id)
            row = WebhookRow(
                id=id_,
                person_id=person_id,
                url=kept,
                description=_described(description),
                events=_chosen(events),
                secret=self.seal.close(secret, owner=id_),
            )
            tx.session.add(row)
            tx.session.flush()
            return webhook_view(row), secret

    def change(  # noqa: PLR0913 -- what may be changed
        self,
        person_id: str,
        hook_id: str,
        *,
        url: str | None = None,
        events: Sequence[str] | None = None,
        description: str | None = None,
        enabled: bool | None = None,
    ) -> WebhookView:
        """Change what is given. Raises `NotFound`, `Invalid`."""
        kept = self._allowed(url) if url is not None else None
        with self.engine.db.transaction() as tx:
            row = _owned(tx, person_id, hook_id, lock=True)
            row.url = kept or row.url
            row.events = row.events if events is None else _chosen(events)
            row.description = row.description if description is None else _described(description)
            if enabled and not row.enabled:
                _switch_on(tx, row)
            elif enabled is False and row.enabled:
                switch_off(self.engine, tx.session, row, Disabled.PERSON)
            tx.session.flush()
            return webhook_view(row)

    def remove(self, person_id: str, hook_id: str) -> None:
        """Forget an address, and its log. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            row = _owned(tx, person_id, hook_id, lock=True)
            rows.remove(tx.session, row.id)
            notices.take_back(tx.session, row.id)
            tx.session.delete(row)

    def rotate(self, person_id: str, hook_id: str) -> tuple[WebhookView, str]:
        """Another secret, shown this once. The one before stays valid beside it for a day."""
        secret = _new_secret()
        with self.engine.db.transaction() as tx:
            row = _owned(tx, person_id, hook_id, lock=True)
            row.old_secret = row.secret
            row.old_secret_until = tx.session.exec(select(rows.NOW)).one() + OLD_SECRET_STAYS
            row.secret = self.seal.close(secret, owner=row.id)
            tx.session.flush()
            return webhook_view(row), secret

    def test(self, person_id: str, hook_id: str) -> DeliveryView:
        """Send a message that means nothing, once; also to an address that is switched off."""
        with self.engine.db.transaction() as tx:
            hook = _owned(tx, person_id, hook_id)
            words = "This is a test. Nothing happened to any of your jobs."
            row = message(hook, TEST, {"webhook_id": hook.id, "message": words})
            return self._sent(tx, row)

    def deliveries(
        self, person_id: str, hook_id: str, *, cursor: str | None = None, limit: int = 24
    ) -> Page[DeliveryView]:
        """What was sent to an address and is still kept, the latest first. Raises `NotFound`."""
        limit = max(1, min(limit, PAGE_MOST))
        statement = select(DeliveryRow).where(
            col(DeliveryRow.target) == hook_id, col(DeliveryRow.channel) == Channel.WEBHOOK
        )
        if cursor is not None:
            place = tuple_(col(DeliveryRow.created_at), col(DeliveryRow.id))
            statement = statement.where(place < decode(cursor))
        latest_first = (col(DeliveryRow.created_at).desc(), col(DeliveryRow.id).desc())
        with self.engine.db.transaction() as tx:
            _owned(tx, person_id, hook_id)
            found = tx.session.exec(statement.order_by(*latest_first).limit(limit + 1)).all()
        last = found[limit - 1] if len(found) > limit else None
        views = tuple(delivery_view(row) for row in found[:limit])
        return Page(views, encode(last.created_at, last.id) if last else None)

    def redeliver(self, person_id: str, hook_id: str, delivery_id: str) -> DeliveryView:
        """
        Send a message again that has ended, from the beginning of its schedule.

        It keeps its id: a program that has it already can tell. Raises `NotFound`, `Conflict`.
        """
        with self.engine.db.transaction() as tx:
            hook = _owned(tx, person_id, hook_id)
            row = _message_of(tx, hook, delivery_id)
            if row.state == DeliveryState.PENDING:
                raise Conflict("This message is on its way already.")
            if not hook.enabled and row.topic != TEST:
                raise Conflict("This webhook is switched off. Switch it on first.")
            row.state, row.ended_at, row.tries = DeliveryState.PENDING, None, 0
            row.due_at = tx.session.exec(select(rows.NOW)).one()
            return self._sent(tx, row)

    def _sent(self, tx: Transaction, row: DeliveryRow) -> DeliveryView:
        tx.session.add(row)
        tx.session.flush()
        tx.session.refresh(row)
        tx.after_commit(self.engine.doorbell.deliver)
        return delivery_view(row)

    def _allowed(self, url: str) -> str:
        """The address, if it may be called; asks for its name, so no transaction is open."""
        parts = read_url(url, may_be_private=self.may_be_private)
        kept = parts._replace(fragment="").geturl()
        self.posts.check(kept)
        return kept


def _owned(tx: Transaction, person_id: str, hook_id: str, *, lock: bool = False) -> WebhookRow:
    statement = select(WebhookRow).where(
        col(WebhookRow.id) == hook_id, col(WebhookRow.person_id) == person_id
    )
    row = tx.session.exec(statement.with_for_update() if lock else statement).one_or_none()
    if row is None:
        raise NotFound("There is no such thing here.")
    return row


def _message_of(tx: Transaction, hook: WebhookRow, delivery_id: str) -> DeliveryRow:
    statement = select(DeliveryRow).where(
        col(DeliveryRow.id) == delivery_id,
        col(DeliveryRow.target) == hook.id,
        col(DeliveryRow.channel) == Channel.WEBHOOK,
    )
    row = tx.session.exec(statement.with_for_update()).one_or_none()
    if row is None:
        raise NotFound("There is no such thing here.")
    return row


def _bounded(tx: Transaction, person_id: str) -> None:
    """Refuse one more than the most; two that add at once are counted one after the other."""
    tx.session.exec(select(PersonRow.id).where(col(PersonRow.id) == person_id).with_for_update())
    count = select(func.count()).where(col(WebhookRow.person_id) == person_id)
    if tx.session.exec(count).one() >= MOST:
        raise TooMany(f"{MOST} webhooks are the most. Remove one first.")


def _switch_on(tx: Transaction, row: WebhookRow) -> None:
    row.enabled, row.disabled_because = True, None
    row.failing_since = row.quiet_until = None
    notices.take_back(tx.session, row.id)


def _new_secret() -> str:
    return f"whsec_{b64encode(token_bytes(_SECRET_BYTES)).decode()}"


def _chosen(events: Sequence[str]) -> list[str]:
    if not events or not set(events) <= set(TOPICS):
        raise Invalid(f"events are some of: {', '.join(TOPICS)}.", field="events")
    return [topic for topic in TOPICS if topic in events]


def _described(text: str) -> str:
    if len(text) > DESCRIPTION_MAX:
        raise Invalid(f"{DESCRIPTION_MAX} characters are the most.", field="description")
    return text.strip()
