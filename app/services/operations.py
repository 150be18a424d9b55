"""What operators do."""

from dataclasses import dataclass

from app.db.tables.providers import ProviderRow
from app.domain.errors import NotFound
from app.services.engine import Engine


@dataclass(frozen=True)
class Operations:
    """Acts of the people who run a studio."""

    engine: Engine

    def paused(self) -> dict[str, str]:
        """Providers that nothing is sent to, and why."""
        with self.engine.db.transaction() as tx:
            rows = [tx.session.get(ProviderRow, id_) for id_ in self.engine.providers]
        return {row.id: row.paused_reason or "" for row in rows if row is not None and row.paused}

    def resume(self, provider_id: str) -> None:
        """Send to a paused provider again. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            row = tx.session.get(ProviderRow, provider_id, with_for_update=True)
            if row is None:
                raise NotFound(f"There is no provider called {provider_id}.")
            row.paused, row.paused_reason = False, None
            row.failures, row.opens, row.open_until = 0, 0, None
            tx.session.add(row)
            tx.after_commit(lambda: self.engine.doorbell.admit(provider_id))
