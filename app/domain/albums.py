"""What people see of albums, and what they say when pictures are to be taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.states import TaskState
from app.domain.uploads import UploadView
from app.domain.views import Failure, FileView, JobView, Quote

TITLE_MAX = 80
ALBUMS_MOST = 500
PHOTOS_MOST = 64
"""Photos of people in one album."""


@dataclass(frozen=True)
class AlbumPhotoView:
    """A photo of somebody in an album."""

    id: str
    role: str
    upload: UploadView


@dataclass(frozen=True)
class AlbumView:
    """An album as a list shows it."""

    id: str
    kind: str
    title: str
    photos: int
    """Photos of people."""
    pictures: int
    """Finished pictures; of several takes of one, one counts."""
    cover: str | None
    """The finished picture that stands for it: a favourite if there is one, else the latest."""
    active_job: str | None
    """The latest shoot that has not ended."""
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Going:
    """What goes with an album when it is let go."""

    photos: int
    pictures: int
    """Finished ones, every take counted."""
    running: int
    """Pictures at work, which arrive in the trash."""
    waiting: int
    """Pictures in line, which are not made."""
    returned: int
    """Credits that come back."""
    days: float
    """For how many days all of it can be restored."""


@dataclass(frozen=True)
class PicturesGoing:
    """What goes with single pictures that are let go out of their sets."""

    pictures: int
    takes: int
    """All takes of them together."""
    links: int
    """Links to them, which show nothing any more."""
    redoing: int
    """Further takes that are on their way, and are stopped."""
    returned: int
    """Credits that come back for those."""
    days: float
    """For how many days they can be restored; 0: they go at once."""


@dataclass(frozen=True)
class PictureView:
    """One picture of a set: a cell of its grid."""

    job_id: str
    index: int
    """Its place in the set, from 0."""
    task_id: str
    style: str
    role: str
    reference: str
    """The upload that it keeps to."""
    state: TaskState
    price: int
    again_price: int
    """Credits for another try or take of it, at today's prices."""
    progress: float | None
    failure: Failure | None
    retry: int
    """How many tries have been made beyond the first."""
    file: FileView | None
    """The take that stands for it, once there is one."""
    takes: int
    redoing: str | None
    """The job that makes another take of it right now."""

    @property
    def is_let_go(self) -> bool:
        """It was made, and is in the trash or gone by now."""
        return self.state is TaskState.COMPLETED and self.file is None


@dataclass(frozen=True)
class ShootView:
    """A set of pictures, with each of them."""

    job: JobView
    mode: Literal["single", "batch"]
    pictures: tuple[PictureView, ...]


@dataclass(frozen=True)
class WholeAlbum:
    """An album with who is in it, its running shoot, and what goes with it."""

    album: AlbumView
    photos: tuple[AlbumPhotoView, ...]
    active: ShootView | None
    going: Going


@dataclass(frozen=True)
class AlbumLetGo:
    """An album that can be restored."""

    id: str
    title: str
    kind: str
    photos: int
    pictures: int
    deleted_at: datetime
    restorable_until: datetime


@dataclass(frozen=True)
class Shoot:
    """What is to be taken: styles and people, and how they become pictures."""

    mode: Literal["single", "batch"]
    styles: tuple[str, ...]
    roles: tuple[str, ...]
    total: int | None = None
    """How many; only for `batch`, where it must be said."""
    prompt: str = ""
    """Own words, one more style beside the others."""
    aspect: str = "3:4"
    provider: str | None = None
    model: str | None = None
    key: str | None = None
    can_undo: bool = False


@dataclass(frozen=True)
class ShootQuote:
    """The sum before it begins: so many styles × so many roles = so many pictures."""

    styles: int
    roles: int
    pictures: int
    quote: Quote
    missing: tuple[str, ...]
    """Roles that have no photo yet that could be used."""


@dataclass(frozen=True)
class Reported:
    """The answer to "what ended next": a picture, or that none is left."""

    done: bool
    picture: PictureView | None = None
    """The next one that ended; while none did, the one that is at work."""
