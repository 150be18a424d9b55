"""To people's own programs: signed posts, tried for days."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlmodel import Session, col, select
from standardwebhooks.webhooks import Webhook

from app.db import deliveries as rows
from app.db.claimed import Claimed
from app.db.tables.columns import utc_now
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.jobs import JobRow
from app.db.tables.webhooks import WebhookRow
from app.db.transaction import Transaction
from app.domain.delivering import (
    FAILS_FOR,
    JOB_ENDED,
    TEST,
    Answer,
    Channel,
    Disabled,
    Envelope,
    Trouble,
)
from app.domain.ids import new_id
from app.domain.ports import Seals
from app.domain.telling.facts import WEBHOOK_DISABLED, Facts
from app.domain.telling.manners import Kind
from app.services import telling
from app.services.engine import Engine


def note_end(engine: Engine, tx: Transaction, job: JobRow, *, hook_ids: Sequence[str]) -> None:
    """A job ended just now: write down what these programs are to be told."""
    if not hook_ids:
        return
    topic = JOB_ENDED[job.status]
    wanted = select(WebhookRow).where(col(WebhookRow.id).in_(hook_ids))
    for hook in tx.session.exec(wanted.order_by(col(WebhookRow.id))):
        tx.session.add(message(hook, topic, _told(job), at=job.ended_at))
    tx.after_commit(engine.doorbell.deliver)


def message(
    hook: WebhookRow, topic: str, data: dict[str, object], *, at: datetime | None = None
) -> DeliveryRow:
    """A message to one address, due now unless it asked for quiet."""
    said = {"type": topic, "timestamp": (at or utc_now()).isoformat(), "data": data}
    row = DeliveryRow(
        id=new_id("delivery"),
        channel=Channel.WEBHOOK,
        person_id=hook.person_id,
        target=hook.id,
        lane=urlsplit(hook.url).netloc.lower(),
        topic=topic,
        payload=said,
    )
    if hook.quiet_until and hook.quiet_until > utc_now() and topic != TEST:
        row.due_at = hook.quiet_until
    return row


def _told(job: JobRow) -> dict[str, object]:
    """Thin: whoever wants more asks, and is told what is true then."""
    moments = {"created_at": job.created_at, "started_at": job.started_at, "ended_at": job.ended_at}
    return {
        "job_id": job.id,
        "medium": job.medium,
        "title": job.title,
        "status": job.status,
        "provider": job.provider,
        "total": job.task_count,
        "completed": job.completed_count,
        "failed": job.failed_count,
        "cancelled": job.cancelled_count,
        "url": f"/api/jobs/{job.id}",
        **{name: at.isoformat() if at else None for name, at in moments.items()},
    }


@dataclass(frozen=True)
class HookWay:
    """Signs them, and switches off what is gone."""

    engine: Engine
    seal: Seals

    def parcel(self, claimed: Claimed) -> Envelope | Answer:
        """What is sent now, signed with every secret that is valid; or why nothing can be."""
        row, hook = claimed.row, claimed.hook
        if hook is None or (not hook.enabled and row.topic != TEST):
            return Answer(Trouble.DISABLED)
        sealed = [hook.secret]
        if hook.old_secret and hook.old_secret_until and hook.old_secret_until > utc_now():
            sealed.append(hook.old_secret)
        secrets = [self.seal.open(each, owner=hook.id) for each in sealed]
        if secrets[0] is None:
            return Answer(Trouble.UNREADABLE)
        now = datetime.now(UTC)
        body = json.dumps(row.payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        signed = [Webhook(each).sign(row.id, now, body) for each in secrets if each]
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Meanwhile-Webhooks/1",
            "webhook-id": row.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signed),
        }
        return Envelope(hook.url, headers, body.encode())

    @staticmethod
    def standing(session: Session, target: str, *, only_failing: bool) -> WebhookRow | None:
        """The address, locked."""
        statement = select(WebhookRow).where(col(WebhookRow.id) == target).with_for_update()
        if only_failing:
            statement = statement.where(col(WebhookRow.failing_since).is_not(None))
        return session.exec(statement, execution_options={"populate_existing": True}).one_or_none()

    def judge(
        self, session: Session, standing: WebhookRow, answer: Answer, *, is_last: bool
    ) -> None:
        """What a failure means for the address: quiet for a while, or switched off."""
        hook = standing
        if not hook.enabled:
            return
        now = session.exec(select(rows.NOW)).one()
        hook.failing_since = hook.failing_since or now
        if answer.is_gone:
            switch_off(self.engine, session, hook, Disabled.GONE)
        elif is_last and now - hook.failing_since >= FAILS_FOR:
            switch_off(self.engine, session, hook, Disabled.FAILING)
        elif answer.quiet:
            hook.quiet_until = now + answer.quiet
            rows.put_off(session, hook.id, wait=answer.quiet)


def switch_off(engine: Engine, session: Session, hook: WebhookRow, why: Disabled) -> None:
    """Send nothing there any more; its owner is told, unless it was them."""
    hook.enabled, hook.disabled_because = False, why
    rows.end_waiting(session, hook.id, problem=Trouble.DISABLED)
    if why is not Disabled.PERSON:
        facts = Facts(Kind.STUDIO, WEBHOOK_DISABLED, hook.id, title=hook.url, code=why)
        telling.tell(engine, session, hook.person_id, facts)
