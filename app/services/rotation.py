"""Another key for the studio: what the one before sealed is sealed again."""

from dataclasses import dataclass

from sqlmodel import col, select

from app.db.tables.webhooks import WebhookRow
from app.db.transaction import Database
from app.domain.ports import Seals


@dataclass(frozen=True)
class Rotated:
    """What became of everything that is sealed."""

    resealed: int
    current: int
    """These were sealed with the key of now before."""
    lost: int
    """Neither key opens these: their owners have to ask for another secret."""


@dataclass(frozen=True)
class Rotation:
    """Seals anew, an address at a time, while everything runs. Safe to repeat."""

    db: Database
    seal: Seals

    def run(self) -> Rotated:
        """Go through all webhooks; each is locked only for as long as it takes."""
        with self.db.transaction() as tx:
            hooks = tx.session.exec(select(WebhookRow.id).order_by(col(WebhookRow.id))).all()
        outcomes = [outcome for hook in hooks for outcome in self._reseal(hook)]
        return Rotated(*(outcomes.count(each) for each in ("resealed", "current", "lost")))

    def _reseal(self, hook_id: str) -> list[str]:
        with self.db.transaction() as tx:
            wanted = select(WebhookRow).where(col(WebhookRow.id) == hook_id).with_for_update()
            row = tx.session.exec(wanted).one_or_none()
            if row is None:
                return []
            row.secret, outcome = self._sealed(row.secret, hook_id)
            if row.old_secret is None:
                return [outcome]
            row.old_secret, of_old = self._sealed(row.old_secret, hook_id)
            return [outcome, of_old]

    def _sealed(self, sealed: str, owner: str) -> tuple[str, str]:
        if self.seal.is_current(sealed, owner=owner):
            return sealed, "current"
        secret = self.seal.open(sealed, owner=owner)
        if secret is None:
            return sealed, "lost"
        return self.seal.close(secret, owner=owner), "resealed"
