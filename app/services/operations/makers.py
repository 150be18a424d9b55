"""Providers, for those who may pause them, let them go on and say how much they take at once."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db.tables.providers import ProviderRow
from app.db.transaction import Transaction
from app.domain.errors import Invalid, NotFound
from app.domain.operations import ProviderView
from app.domain.providing import Provider
from app.domain.texts import is_storable
from app.services import weather
from app.services.admission import locked_provider
from app.services.engine import Engine
from app.services.operations.audit import note

SLOTS_MOST = 1_000
WHY_MOST = 300
_USUAL_SIZE = 60.0
_IN_USE = text("""
    SELECT provider, count(*) FILTER (WHERE state <> 'pending') AS in_use,
           count(*) FILTER (WHERE state = 'pending') AS waiting
    FROM tasks WHERE state IN ('pending', 'submitting', 'generating', 'saving') GROUP BY 1""")


@dataclass(frozen=True)
class Makers:
    """The table of providers, for operators."""

    engine: Engine

    def all(self) -> tuple[ProviderView, ...]:
        """Every provider that is configured here, and those that still have a row."""
        with self.engine.db.transaction() as tx:
            rows = {row.id: row for row in tx.session.exec(select(ProviderRow)).all()}
            counts = {row.provider: row for row in tx.session.execute(_IN_USE)}
            ids = sorted({*rows, *self.engine.providers, *counts})
            return tuple(self._view(tx.session, id_, rows.get(id_), counts.get(id_)) for id_ in ids)

    def paused(self) -> dict[str, str]:
        """Providers that nothing is sent to, and why."""
        with self.engine.db.transaction() as tx:
            rows = [tx.session.get(ProviderRow, id_) for id_ in self.engine.providers]
        return {row.id: row.paused_reason or "" for row in rows if row is not None and row.paused}

    def pause(self, provider_id: str, why: str, *, by: str) -> None:
        """Send nothing to a provider, and say why. What it has already goes on."""
        why = " ".join(why.split())
        if not why or len(why) > WHY_MOST or not is_storable(why):
            raise Invalid(f"Say why, in at most {WHY_MOST} characters.", field="why")
        with self.engine.db.transaction() as tx:
            row = self._locked(tx, provider_id)
            before = {"paused": row.paused, "why": row.paused_reason}
            row.paused, row.paused_reason = True, why
            tx.session.add(row)
            after = {"paused": True, "why": why}
            note(tx, by=by, act="provider.pause", target=provider_id, before=before, after=after)

    def resume(self, provider_id: str, *, by: str) -> None:
        """Send to a paused provider again, with its breaker closed. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            row = tx.session.get(ProviderRow, provider_id, with_for_update=True)
            if row is None:
                raise NotFound(f"There is no provider called {provider_id}.")
            before = {"paused": row.paused, "why": row.paused_reason, "failures": row.failures}
            row.paused, row.paused_reason = False, None
            row.failures, row.opens, row.open_until = 0, 0, None
            tx.session.add(row)
            note(
                tx,
                by=by,
                act="provider.resume",
                target=provider_id,
                before=before,
                after={"paused": False},
            )
            tx.after_commit(lambda: self.engine.doorbell.admit(provider_id))

    def set_slots(self, provider_id: str, slots: int, *, by: str) -> None:
        """
        How many tasks may be at work there at once, from now on; 0 lets nothing begin.

        It holds for every machine and survives a restart. Raises `Invalid`, `NotFound`.
        """
        if not 0 <= slots <= SLOTS_MOST:
            raise Invalid(f"Choose 0 to {SLOTS_MOST} slots.", field="slots")
        with self.engine.db.transaction() as tx:
            row = self._locked(tx, provider_id)
            before, row.slots = row.slots, slots
            tx.session.add(row)
            note(
                tx,
                by=by,
                act="provider.slots",
                target=provider_id,
                before={"slots": before},
                after={"slots": slots},
            )
            tx.after_commit(lambda: self.engine.doorbell.admit(provider_id))

    def _locked(self, tx: Transaction, provider_id: str) -> ProviderRow:
        provider = self.engine.providers.get(provider_id)
        if provider is not None:
            return locked_provider(tx.session, provider)
        known = select(ProviderRow).where(col(ProviderRow.id) == provider_id).with_for_update()
        row = tx.session.exec(known).one_or_none()
        if row is None:
            raise NotFound(f"There is no provider called {provider_id}.")
        return row

    def _view(
        self, session: Session, id_: str, row: ProviderRow | None, counts: object
    ) -> ProviderView:
        provider = self.engine.providers.get(id_)
        seen = weather.look(session, provider, size=_USUAL_SIZE) if provider else None
        row = row or ProviderRow(id=id_, slots=provider.slots if provider else 0)
        return ProviderView(
            id=id_,
            title=provider.title if provider else id_,
            medium=provider.medium if provider else None,
            models=tuple(provider.models) if provider else (),
            configured_slots=provider.slots if provider else None,
            slots=row.slots,
            in_use=getattr(counts, "in_use", 0),
            waiting=getattr(counts, "waiting", 0),
            paused=row.paused,
            paused_reason=row.paused_reason,
            blocked_until=row.blocked_until,
            failures=row.failures,
            open_until=row.open_until,
            opens=row.opens,
            sky=seen.sky if seen else "down",
            now_s=seen.now_s if seen else None,
            usual_s=seen.usual_s if seen else None,
            prices=self._prices(provider) if provider else {},
        )

    def _prices(self, provider: Provider) -> dict[str, int]:
        prices: dict[str, int] = {}
        for model in provider.models:
            with suppress(LookupError):  # nobody has set one: it cannot be ordered either
                prices[model] = self.engine.price(provider.id, model, size=_USUAL_SIZE)
        return prices
