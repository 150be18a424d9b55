"""What people's own programs are told: written where it becomes true, sent later, for days."""

import json
import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import String, any_, bindparam
from sqlmodel import Session, col, select
from standardwebhooks.webhooks import Webhook

from app.db import deliveries as rows
from app.db.deliveries import Claimed
from app.db.tables.columns import utc_now
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.jobs import JobRow
from app.db.tables.webhooks import WebhookRow
from app.db.transaction import Database, Transaction
from app.domain.delivering import (
    FAILS_FOR,
    JOB_ENDED,
    TEST,
    Answer,
    Channel,
    DeliveryState,
    Disabled,
    Trouble,
    wait_after,
)
from app.domain.ids import new_id
from app.domain.ports import Seals
from app.services.engine import Engine

_rng = random.Random()  # noqa: S311 -- spreads load, keeps no secret
LEASE = timedelta(seconds=60)
"""Far longer than one try may take, so a claim that lapses is one whose worker died."""
KEPT = timedelta(days=30)
Went = tuple[Claimed, Answer]
# Asked at every end of a job: built once.
_WANTED = select(WebhookRow).where(
    col(WebhookRow.person_id) == bindparam("person", type_=String),
    col(WebhookRow.enabled),
    bindparam("topic", type_=String) == any_(col(WebhookRow.events)),
)


def note_end(engine: Engine, tx: Transaction, job: JobRow) -> None:
    """A job ended just now: write down whom to tell, in the transaction that ends it."""
    topic = JOB_ENDED.get(job.status)
    whose = {"person": job.person_id, "topic": topic}
    hooks = tx.session.execute(_WANTED, whose).scalars().all()
    for hook in hooks:
        tx.session.add(message(hook, topic or "", _told(job), at=job.ended_at))
    if hooks:
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


def is_due(session: Session) -> bool:
    """Whether a worker is to be rung."""
    return rows.is_due(session, Channel.WEBHOOK)


def forget_old(session: Session) -> None:
    """The log of deliveries keeps a month."""
    rows.forget(session, older=KEPT)


@dataclass(frozen=True)
class Envelope:
    """One try, ready to be sent."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Deliveries:
    """Claims messages, signs them, and writes down how it went."""

    db: Database
    seal: Seals
    owner: str = field(default_factory=lambda: new_id("process"))

    def claim(
        self,
        *,
        share: int,
        of_lane: int,
        most: int,
        busy: Collection[str],
        crowded: Collection[str],
    ) -> list[Claimed]:
        """Take messages that are due, a few of each target and not many of one lane."""
        with self.db.transaction() as tx:
            return rows.claim(
                tx.session,
                owner=self.owner,
                lease=LEASE,
                share=share,
                of_lane=of_lane,
                most=most,
                busy=busy,
                crowded=crowded,
            )

    def envelope(self, claimed: Claimed) -> Envelope | Answer:
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

    def settle(self, went: Sequence[Went]) -> None:
        """Write down how these tries went, all in one transaction."""
        good = [(each.row, answer) for each, answer in went if answer.trouble is None]
        bad: defaultdict[str, list[tuple[DeliveryRow, Answer]]] = defaultdict(list)
        for each, answer in went:
            if answer.trouble is not None:
                bad[each.row.target].append((each.row, answer))
        with self.db.transaction() as tx:
            kept = rows.write_delivered(tx.session, good) if good else set()
            reached = {row.target for row, _ in good if row.id in kept and row.topic != TEST}
            # Always in the order of their ids: two workers never wait in a circle.
            for target in sorted(reached | set(bad)):
                hook = _locked(tx.session, target, only_failing=target not in bad)
                if hook is not None and target in reached:
                    hook.failing_since = None
                for row, answer in bad.get(target, ()):
                    _write_failure(tx.session, hook, row, answer)


def _locked(session: Session, target: str, *, only_failing: bool) -> WebhookRow | None:
    statement = select(WebhookRow).where(col(WebhookRow.id) == target).with_for_update()
    if only_failing:
        statement = statement.where(col(WebhookRow.failing_since).is_not(None))
    return session.exec(statement, execution_options={"populate_existing": True}).one_or_none()


def _write_failure(
    session: Session, hook: WebhookRow | None, row: DeliveryRow, answer: Answer
) -> None:
    tries = row.tries + 1
    wait = None if row.topic == TEST or answer.is_gone else wait_after(tries, rng=_rng)
    if hook is None or answer.trouble is Trouble.DISABLED:
        wait = None
    tried = {
        "tries": tries,
        "tried_at": rows.NOW,
        "problem": answer.trouble,
        "answer_status": answer.status,
        "answer_body": answer.body or None,
        "answer_ms": answer.took_ms,
    }
    if wait is None:
        outcome = {"state": DeliveryState.FAILED, "ended_at": rows.NOW}
    else:
        outcome = {"due_at": rows.NOW + max(wait, answer.quiet or wait)}
    kept = rows.write(session, row, **tried, **outcome)
    if kept and hook is not None and hook.enabled and row.topic != TEST:
        _judge(session, hook, answer, is_last=wait is None)


def _judge(session: Session, hook: WebhookRow, answer: Answer, *, is_last: bool) -> None:
    """What a failure means for the address: quiet for a while, or switched off."""
    now = session.exec(select(rows.NOW)).one()
    hook.failing_since = hook.failing_since or now
    if answer.is_gone:
        switch_off(session, hook, Disabled.GONE)
    elif is_last and now - hook.failing_since >= FAILS_FOR:
        switch_off(session, hook, Disabled.FAILING)
    elif answer.quiet:
        hook.quiet_until = now + answer.quiet
        rows.put_off(session, hook.id, wait=answer.quiet)


def switch_off(session: Session, hook: WebhookRow, why: Disabled) -> None:
    """Send nothing there any more; its owner is told, unless it was them."""
    hook.enabled, hook.disabled_because = False, why
    rows.end_waiting(session, hook.id, problem=Trouble.DISABLED)
    if why is not Disabled.PERSON:
        session.add(
            DeliveryRow(
                id=new_id("delivery"),
                channel=Channel.NOTICE,
                person_id=hook.person_id,
                target=hook.id,
                topic="webhook.disabled",
                payload={"webhook_id": hook.id, "url": hook.url, "because": why},
            )
        )
