"""Playlists as they leave the services, and how much fits on one."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.medium import Medium
from app.domain.pages import page_of

PLAYLISTS_MOST = 200
"""Playlists of one person."""
SONGS_MOST = 500
"""Songs on one playlist."""
AT_ONCE = 100
"""Songs that are added in one go."""
TITLE_MAX = 120
DESCRIPTION_MAX = 1_000


@dataclass(frozen=True)
class PlaylistItem:
    """One song on a playlist; the song's file is what names it there."""

    asset_id: str
    job_id: str
    title: str
    take: int
    duration_s: float
    peaks: tuple[int, ...]
    """Loudness along the song, values 0 to 100."""
    added_at: datetime

    @property
    def page(self) -> str:
        """The path of the page that shows the song."""
        return page_of(Medium.SONG, self.job_id)


@dataclass(frozen=True)
class PlaylistView:
    """A playlist as its owner sees it. What is in the trash is not counted and not shown."""

    id: str
    title: str
    description: str
    songs: int
    duration_s: float
    created_at: datetime
    changed_at: datetime
    holds: bool = False
    """Whether the song that was asked about is on it."""
    items: tuple[PlaylistItem, ...] = ()
    """In their order; empty in lists of playlists."""
