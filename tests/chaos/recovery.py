"""How long the work of a worker that was hurt lies about before somebody takes it up."""

import time
from dataclasses import dataclass, field

import psutil
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Studio
from tests.chaos.place import Process

_HELD_BY = text("""
    SELECT t.id, t.fence FROM tasks t JOIN processes p ON p.id = t.lease_owner
    WHERE p.pid = ANY(:pids) AND t.lease_until > now()
      AND t.state IN ('submitting', 'generating', 'saving')""")
_NOW = text("""
    SELECT id, fence, state IN ('completed', 'failed', 'cancelled')
    FROM tasks WHERE id = ANY(:ids)""")


@dataclass
class Recovery:
    """Seconds from each death or frost to the next claim of each task that was held."""

    studio: Studio
    took: list[float] = field(default_factory=list)
    _waiting: dict[tuple[str, int], float] = field(default_factory=dict)

    def expect(self, victim: Process) -> None:
        """This worker is about to be hurt: what it holds now must be taken up by another."""
        pids = [victim.pid, *(each.pid for each in psutil.Process(victim.pid).children())]
        for id_, fence in self._ask(_HELD_BY, pids=pids):
            self._waiting[id_, fence] = time.monotonic()

    def look(self) -> None:
        """Note what was taken up since the last look."""
        if not self._waiting:
            return
        now = time.monotonic()
        found = self._ask(_NOW, ids=[id_ for id_, _ in self._waiting])
        for id_, fence, has_ended in found:
            for known in [known for known in self._waiting if known[0] == id_]:
                if has_ended or fence > known[1]:
                    self.took.append(now - self._waiting.pop(known))

    def _ask(self, query: object, **values: object) -> list[tuple[object, ...]]:
        try:
            with self.studio.sql.connect() as connection:
                return [tuple(row) for row in connection.execute(query, values)]
        except DBAPIError:
            return []
