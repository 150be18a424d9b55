"""Every movement of a person's credits, line by line."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.views import LineView, Receipt
from app.ui.state.cards import millis
from app.ui.state.here import person
from app.ui.state.notice import tell
from app.ui.state.pages import reads

PAGE = 12
MOST = 20 * PAGE


@dataclass
class Entry:
    """One movement of credits."""

    id: str = ""
    at: int = 0
    kind: str = ""
    amount: int = 0
    page: str = ""
    """Where its job is seen."""
    title: str = ""


@dataclass
class Bill:
    """What became of the credits of one job."""

    quoted: int = 0
    held: int = 0
    used: int = 0
    returned: int = 0


def entry(line: LineView) -> Entry:
    """A line, as pages show it."""
    return Entry(
        id=line.id,
        at=millis(line.at),
        kind=line.kind,
        amount=line.amount,
        page=line.page or "",
        title=line.title,
    )


def bill(receipt: Receipt) -> Bill:
    """The sums of a receipt."""
    return Bill(receipt.quoted, receipt.held, receipt.used, receipt.returned)


class StatementState(rx.State):
    """The statement on the page about the person."""

    lines: list[Entry] = rx.field(default_factory=list)
    loaded: bool = False
    more: bool = False
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read from the newest."""
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def further(self) -> None:
        """The next ones."""
        if self.more and len(self.lines) < MOST:
            await self._read(fresh=False)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        try:
            page = await asyncio.to_thread(
                studio().money.statement, me.id, cursor=self._cursor or None, limit=PAGE
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [entry(line) for line in page.items]
        lines = new if fresh else [*self.lines, *new]
        if lines != self.lines:
            self.lines = lines
        self._cursor = page.next_cursor or ""
        self.more = bool(page.next_cursor)
        self.loaded = True


@reads("/account")
def _read_statement() -> Any:
    return StatementState.read()
