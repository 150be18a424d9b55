"""What the answers of a provider say of its health, kept on its row."""

import logging
from datetime import timedelta
from statistics import median

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db import history
from app.db import tasks as rows
from app.db.tables.providers import ProviderRow
from app.db.transaction import Transaction
from app.domain.providing import Provider
from app.domain.retry import BREAKER_THRESHOLD, breaker_pause
from app.domain.views import Weather

log = logging.getLogger(__name__)


def _row(tx: Transaction, provider_id: str) -> ProviderRow | None:
    statement = select(ProviderRow).where(col(ProviderRow.id) == provider_id).with_for_update()
    return tx.session.exec(statement).one_or_none()


SLOW = 1.5
"""Times the usual at which a provider counts as slow."""
_ENOUGH = 3


def look(session: Session, provider: Provider, *, size: float) -> Weather:
    """
    How a provider is right now, from its row and the last hour of its finished tasks.

    Its seconds are those of an order of this size.
    """
    row = session.get(ProviderRow, provider.id)
    now = session.exec(select(rows.NOW)).one()
    if row is not None and row.paused:
        return Weather(provider.id, provider.title, "paused")
    if row is not None and row.failures >= BREAKER_THRESHOLD:
        return Weather(provider.id, provider.title, "down", until=row.open_until)
    if row is not None and row.blocked_until is not None and row.blocked_until > now:
        return Weather(provider.id, provider.title, "busy", until=row.blocked_until)
    recent, before = history.paces(session, provider.id)
    if len(recent) >= _ENOUGH and len(before) >= _ENOUGH:
        now_pace, usual_pace = median(recent), median(before)
        if now_pace > SLOW * usual_pace:
            of = max(size, 1.0)
            now_s, usual_s = now_pace * of, usual_pace * of
            return Weather(provider.id, provider.title, "slow", now_s=now_s, usual_s=usual_s)
    return Weather(provider.id, provider.title, "fine")


# Asked at every good answer, and nearly always false.
_IS_SUSPECT = text(
    "SELECT failures > 0 OR open_until IS NOT NULL FROM providers WHERE id = :provider"
)


def answered(tx: Transaction, provider_id: str) -> None:
    """It answered as it should: the breaker closes."""
    if tx.session.execute(_IS_SUSPECT, {"provider": provider_id}).scalar_one_or_none():
        row = _row(tx, provider_id)
        if row is None:
            return
        row.failures, row.opens, row.open_until = 0, 0, None
        tx.session.add(row)


def broke(tx: Transaction, provider_id: str) -> None:
    """It did not answer, or answered nonsense. Enough of these in a row open the breaker."""
    row = _row(tx, provider_id)
    if row is None:
        return
    row.failures += 1
    now = tx.session.exec(select(rows.NOW)).one()
    # Tasks that were in flight when it opened fail too; they say nothing new.
    is_open = row.open_until is not None and row.open_until > now
    if row.failures >= BREAKER_THRESHOLD and not is_open:
        row.opens += 1
        row.open_until = now + breaker_pause(row.opens)
        log.error("provider.breaker_opened", extra={"provider": provider_id})
    tx.session.add(row)


def asked_to_wait(tx: Transaction, provider_id: str, wait: timedelta) -> None:
    """It said when to come back, which goes for everybody's tasks there."""
    row = _row(tx, provider_id)
    if row is not None:
        row.blocked_until = tx.session.exec(select(rows.NOW)).one() + wait
        tx.session.add(row)


def closed(tx: Transaction, provider_id: str, why: str) -> None:
    """Our account or our key is no good there: nothing more is sent until an operator says so."""
    row = _row(tx, provider_id)
    if row is not None and not row.paused:
        row.paused, row.paused_reason = True, why
        tx.session.add(row)
        log.error("provider.paused", extra={"provider": provider_id, "why": why})
