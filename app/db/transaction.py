"""The only place that commits. Messages leave after the commit, never before it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.points import At, nothing

log = logging.getLogger(__name__)


class Transaction:
    """One unit of work: a session, and what to do once it is true."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.concerns: dict[str, None] = {}
        """People who are to be told, in the order in which they were named."""
        self._after: list[Callable[[], None]] = []

    def after_commit(self, act: Callable[[], None]) -> None:
        """Do this once the transaction is committed; forget it when it is rolled back."""
        if act not in self._after:
            self._after.append(act)

    def run_after(self) -> None:
        """Do what was asked for after the commit. A failure there cannot undo what is true."""
        for act in self._after:
            try:
                act()
            except Exception:
                log.exception("after_commit.failed")


class Database:
    """Hands out transactions."""

    def __init__(self, engine: Engine, *, at: At = nothing) -> None:
        self.engine = engine
        self.at = at

    @contextmanager
    def transaction(self, name: str = "") -> Iterator[Transaction]:
        """
        Commit when the block ends, roll back when it raises. Never held across the network.

        A name makes the moments around the commit known to crash tests.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            tx = Transaction(session)
            with session.begin():
                yield tx
                self.at(f"{name}.before_commit")
        self.at(f"{name}.after_commit")
        tx.run_after()
