"""Providers that send word: it is verified, kept, and makes the next question due now."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import NotFound
from app.domain.providing import Tells
from app.domain.states import TaskState
from app.services.engine import Engine


@dataclass(frozen=True)
class Hints:
    """The inbox for providers. What a message says is never believed, only that it came."""

    engine: Engine

    def take(self, provider_id: str, headers: Mapping[str, str], body: bytes) -> bool:
        """
        Take a message in; true when it is about an order that is still at work.

        Doubled, late and disordered messages are harmless. Raises `NotFound`, `NotGenuine`.
        """
        provider = self.engine.providers.get(provider_id)
        if not isinstance(provider, Tells):
            raise NotFound("Nobody of this name sends word here.")
        remote_id = provider.heard(headers, body)
        with self.engine.db.transaction() as tx:
            task = tx.session.exec(
                select(TaskRow)
                .where(
                    col(TaskRow.provider) == provider_id,
                    col(TaskRow.remote_id) == remote_id,
                    col(TaskRow.state) == TaskState.GENERATING,
                )
                .with_for_update()
            ).one_or_none()
            if task is None:
                return False
            task.due_at = tx.session.exec(select(rows.NOW)).one()
            tx.session.add(task)
            rows.record(tx.session, task, "hinted")
            tx.after_commit(lambda: self.engine.doorbell.poll(provider_id))
        return True
