"""What goes out to people and their programs: written where it becomes true, sent later."""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import Session

from app.db import deliveries as rows
from app.db.claimed import Claimed
from app.db.tables.deliveries import DeliveryRow
from app.db.transaction import Database
from app.domain.delivering import (
    DEVICES,
    NOT_SENT,
    Answer,
    Channel,
    DeliveryState,
    Envelope,
    Letter,
    Trouble,
    is_gone,
    wait_after,
)
from app.domain.ids import new_id
from app.services.ways.way import Standing, Way, is_test

_rng = random.Random()  # noqa: S311 -- spreads load, keeps no secret
LEASE = timedelta(seconds=60)
"""Far longer than one try may take, so a claim that lapses is one whose worker died."""
Went = tuple[Claimed, Answer]
_Target = tuple[str, Channel]


def is_due(session: Session) -> bool:
    """Whether a worker is to be rung."""
    return rows.is_due(session)


@dataclass(frozen=True)
class Deliveries:
    """Claims messages, has them made ready, and writes down how it went."""

    db: Database
    ways: Mapping[Channel, Way]
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

    def parcel(self, claimed: Claimed) -> Envelope | Letter | Answer:
        """What is sent now; or why nothing is. May block."""
        way = self.ways.get(claimed.channel)
        return Answer(Trouble.DISABLED) if way is None else way.parcel(claimed)

    def settle(self, went: Sequence[Went]) -> None:
        """Write down how these tries went, all in one transaction."""
        good = [(each.row, answer) for each, answer in went if answer.trouble is None]
        bad: defaultdict[_Target, list[tuple[DeliveryRow, Answer]]] = defaultdict(list)
        for each, answer in went:
            if answer.trouble is not None:
                bad[_target(each.row)].append((each.row, answer))
        targets = sorted({_target(each.row) for each, _ in went})
        with self.db.transaction() as tx:
            # Targets before their messages, and all in the order of their ids, as everywhere.
            standing = {
                target: self._standing(tx.session, target, only_failing=target not in bad)
                for target in targets
            }
            rows.lock(tx.session, [each.row.id for each, _ in went])
            kept = rows.write_delivered(tx.session, good) if good else set()
            reached = {_target(row) for row, _ in good if row.id in kept and not is_test(row)}
            for target in targets:
                at = standing[target]
                if at is not None and target in reached:
                    at.failing_since = None
                for row, answer in bad.get(target, ()):
                    _write_bad(tx.session, self.ways.get(target[1]), at, row, answer)

    def _standing(
        self, session: Session, target: _Target, *, only_failing: bool
    ) -> Standing | None:
        id_, channel = target
        way = self.ways.get(channel)
        return way.standing(session, id_, only_failing=only_failing) if way else None


def _target(row: DeliveryRow) -> _Target:
    return row.target, Channel(row.channel)


def _write_bad(
    session: Session, way: Way | None, at: Standing | None, row: DeliveryRow, answer: Answer
) -> None:
    """What was not sent, because there is no need to or not yet, and what failed."""
    if answer.trouble in NOT_SENT:
        skipped = {"state": DeliveryState.SKIPPED, "problem": answer.trouble, "ended_at": rows.NOW}
        rows.write(session, row, **skipped)
    elif answer.trouble is Trouble.QUIET:
        later = rows.NOW + (answer.retry_after or timedelta())
        rows.write(session, row, due_at=later, problem=answer.trouble)
    else:
        _write_failure(session, way, at, row, answer)


def _write_failure(
    session: Session, way: Way | None, at: Standing | None, row: DeliveryRow, answer: Answer
) -> None:
    channel, tries = Channel(row.channel), row.tries + 1
    ends = is_test(row) or is_gone(channel, answer) or at is None
    wait = None if ends else wait_after(tries, rng=_rng, channel=channel)
    if answer.trouble is Trouble.DISABLED:
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
    # A test of a program says nothing of it; one of a browser or phone that is gone does.
    counts = not is_test(row) or channel in DEVICES
    if kept and counts and way is not None and at is not None:
        way.judge(session, at, answer, is_last=wait is None)
