"""One song: being made, ready, or not come."""

from dataclasses import dataclass
from typing import Any, ClassVar

import reflex as rx

from app.bootstrap import studio
from app.domain.medium import Medium
from app.domain.views import FileView, JobView
from app.ui.state.beside import facts
from app.ui.state.cards import Track, track
from app.ui.state.offers import unheard
from app.ui.state.one_job import OneJob
from app.ui.state.pages import reads

_SETTINGS = ("genre", "mood", "tempo", "length_s")
_FACTS = ("genre", "mood", "tempo", "bpm", "key", "meter", "instruments")


@dataclass
class Take(Track):
    """One take of the song."""

    number: int = 1
    leads: bool = False


class SongState(OneJob, rx.State):
    """The page of one job, and of every take of its song."""

    medium: ClassVar[Medium] = Medium.SONG
    home: ClassVar[str] = "/library"

    shown: Track = rx.field(default_factory=Track)
    """The take that is looked at: one that was chosen, or what this job made."""
    lyrics: str = ""
    takes: list[Take] = rx.field(default_factory=list)
    """Every take of the song, where this page shows not all of it already."""

    @rx.event
    async def favourite(self) -> Any:
        """Keep the take that is shown close, or no longer."""
        await self._try(studio().library.favourite, self.shown.id, on=not self.shown.favourite)
        return SongState.read()

    def _shows(self, job: JobView, shown: FileView | None, takes: list[FileView]) -> dict[str, Any]:
        meta = shown.meta if shown else {}
        made = meta.get("facts")
        return {
            "lyrics": str(job.params.get("lyrics") or meta.get("lyrics") or ""),
            "settings": facts(job.params, _asked(job)),
            "facts": facts(made if isinstance(made, dict) else {}, _FACTS),
            "shown": track(shown) if shown else Track(),
            "takes": [
                Take(**vars(track(file)), number=file.take, leads=file.leads) for file in takes
            ],
        }


def _asked(job: JobView) -> tuple[str, ...]:
    deaf = unheard(job.provider)
    return tuple(name for name in _SETTINGS if name not in deaf)


@reads("/song")
def _read_song() -> Any:
    return SongState.read()
