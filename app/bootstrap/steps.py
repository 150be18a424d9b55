"""The steps of the engine, its clock, and what operators see of them."""

from functools import cached_property

from app.adapters.ffmpeg import Ffmpeg
from app.adapters.models3d.turntable import Turntable
from app.bootstrap.telling import Telling
from app.domain.medium import Medium
from app.services.admission import Admission
from app.services.checking import Checking
from app.services.clock import Clock
from app.services.converting import Converting
from app.services.figures import Figures
from app.services.health import Health
from app.services.making import Making
from app.services.operations.office import Operations
from app.services.ordering import Ordering
from app.services.orphans import Orphans
from app.services.polling import Polling
from app.services.presence import Presence
from app.services.records import Records
from app.services.retention import Retention
from app.services.saving import Saving
from app.services.sweeper import Sweeper


class Steps(Telling):
    """How work goes on."""

    @cached_property
    def admission(self) -> Admission:
        """The step that lets tasks out of the line."""
        return Admission(self.engine)

    @cached_property
    def making(self) -> Making:
        """The step that makes."""
        return Making(self.engine, self.admission)

    @cached_property
    def ordering(self) -> Ordering:
        """The step that orders."""
        return Ordering(self.engine, self.admission)

    @cached_property
    def polling(self) -> Polling:
        """The step that asks how far it is."""
        return Polling(self.engine)

    @cached_property
    def saving(self) -> Saving:
        """The step that brings files home."""
        return Saving(self.engine)

    @cached_property
    def converting(self) -> Converting:
        """The step that writes other formats."""
        most = self.settings.file_max_mb * 1_000_000
        converters = {
            Medium.SONG: Ffmpeg(max_bytes=most),
            Medium.MODEL3D: Turntable(max_bytes=most),
        }
        return Converting(self.engine, converters, self.settings.data_dir / "formats")

    @cached_property
    def checking(self) -> Checking:
        """The step that looks at what they bring."""
        return Checking(self.engine, self.pictures)

    @cached_property
    def records(self) -> Records:
        """What only the queue needs to know."""
        return Records(self.db, self.settings.keeping)

    @cached_property
    def retention(self) -> Retention:
        """What leaves by its age."""
        return Retention(self.engine)

    @cached_property
    def orphans(self) -> Orphans:
        """What of storage no row names."""
        return Orphans(self.engine, self.settings.orphans_every)

    @cached_property
    def sweeper(self) -> Sweeper:
        """The step that finds what was left."""
        chores = (
            self.retention.chore,
            self.orphans.sweep,
            self.uploads.forget,
            self.journeys.prepare,
            self.journeys.forget,
            self.albums.forget,
            self.notices.forget,
            self.operations.tally,
        )
        return Sweeper(self.engine, self.admission, self.records, chores)

    @cached_property
    def health(self) -> Health:
        """Whether work gets done."""
        return Health(self.db, self.announcer.is_alive)

    @cached_property
    def figures(self) -> Figures:
        """How the work goes, in numbers."""
        return Figures(self.db, self.health)

    @cached_property
    def operations(self) -> Operations:
        """What operators do."""
        return Operations(self.engine, self.jobs, self.health)

    @cached_property
    def presence(self) -> Presence:
        """This worker's sign of life."""
        return Presence(self.db, self.engine.owner, self.settings.lease)

    @cached_property
    def web_presence(self) -> Presence:
        """The same of a web process, which takes no tasks."""
        return Presence(self.db, self.engine.owner, self.settings.lease, kind="web")

    @cached_property
    def clock(self) -> Clock:
        """Rings what is due."""
        return Clock(self.engine, self.sweeper)
