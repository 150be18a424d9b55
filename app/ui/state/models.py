"""The list of models: finished, being made, and not come."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Page
from app.ui.state.cards import Card, card
from app.ui.state.long_list import FIND_MAX, PAGE, LongList
from app.ui.state.pages import reads

SHOWS: dict[str, Sequence[JobStatus]] = {
    "": (),
    "running": (JobStatus.PENDING, JobStatus.GENERATING, JobStatus.CANCELLING),
    "completed": (JobStatus.COMPLETED,),
    "failed": (JobStatus.FAILED, JobStatus.CANCELLED),
}
"""What can be shown alone, and the states that it means."""


class ModelsState(LongList, rx.State):
    """A page of models, the latest first."""

    items: list[Card] = rx.field(default_factory=list)
    shows: str = ""
    search: str = ""

    @rx.event
    async def only(self, shows: str) -> None:
        """Only those; an empty word shows all."""
        if shows in SHOWS:
            self.shows = shows
            await self._read(fresh=True)

    @rx.event
    async def find(self, text: str) -> None:
        """Only what has these words."""
        self.search = str(text)[:FIND_MAX]
        await self._read(fresh=True)

    def _page(self, person_id: str, cursor: str | None) -> Page[JobView]:
        return studio().jobs.page(
            person_id,
            medium=Medium.MODEL3D,
            statuses=SHOWS[self.shows],
            search=self.search.strip() or None,
            cursor=cursor,
            limit=PAGE,
        )

    def _shown(self, each: JobView) -> Card:
        return card(each)


@reads("/models")
def _read_models() -> Any:
    return ModelsState.freshen()
