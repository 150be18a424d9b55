"""Everything that was ever asked for: its state, when, how long, and why it did not come."""

from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.states import JobStatus
from app.domain.views import JobView, Page
from app.ui.state.cards import Card, card
from app.ui.state.long_list import PAGE, LongList
from app.ui.state.pages import reads


class ActivityState(LongList, rx.State):
    """The list of jobs."""

    items: list[Card] = rx.field(default_factory=list)
    status: str = ""

    @rx.event
    async def only(self, status: str) -> None:
        """Only jobs in this state; an empty word shows all."""
        if status in ("", *JobStatus):
            self.status = status
            await self._read(fresh=True)

    def _page(self, person_id: str, cursor: str | None) -> Page[JobView]:
        statuses = [JobStatus(self.status)] if self.status else []
        return studio().jobs.page(person_id, statuses=statuses, cursor=cursor, limit=PAGE)

    def _shown(self, each: JobView) -> Card:
        return card(each)


@reads("/activity")
def _read_activity() -> Any:
    return ActivityState.freshen()
