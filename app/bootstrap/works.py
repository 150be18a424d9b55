"""What people ask for, what they bring, and what they have of it."""

from datetime import timedelta
from functools import cached_property

from app.adapters.fuse import Fuse
from app.bootstrap.chosen import catalogues, cover_hosts
from app.bootstrap.ground import Ground
from app.services.albums.reporting import Reporting
from app.services.albums.returning import Albums
from app.services.books import BookSearch
from app.services.covers import Covers
from app.services.export import Export
from app.services.hints import Hints
from app.services.jobs import Jobs
from app.services.journeys.journeys import Journeys
from app.services.library import Library
from app.services.lyrics import LyricsHelp
from app.services.models import Models
from app.services.money import Money
from app.services.news import News
from app.services.playlists import Playlists
from app.services.renditions import Renditions
from app.services.shares import Shares
from app.services.storage_use import StorageUse
from app.services.streams import Streams
from app.services.trash import Trash
from app.services.uploads import Uploads


class Works(Ground):
    """What people ask for, have and show."""

    @cached_property
    def jobs(self) -> Jobs:
        """What people asked for."""
        return Jobs(self.engine)

    @cached_property
    def lyrics(self) -> LyricsHelp:
        """Help with words."""

        def wait(person_id: str) -> timedelta | None:
            most = self.settings.lyrics_per_hour
            quota = self.throttle.take("lyrics", person_id, most=most, minutes=60)
            if quota is None or not quota.is_spent:
                return None
            return timedelta(seconds=quota.resets_in_s)

        return LyricsHelp(self.providers, wait)

    @cached_property
    def covers(self) -> Covers:
        """Pictures of books."""
        return Covers(self.db, self.storage, cover_hosts(self.settings))

    @cached_property
    def books(self) -> BookSearch:
        """What can be read."""
        from app.adapters.shelf import RedisShelf

        def wait(person_id: str) -> timedelta | None:
            most = self.settings.books_per_minute
            quota = self.throttle.take("books", person_id, most=most)
            if quota is None or not quota.is_spent:
                return None
            return timedelta(seconds=quota.resets_in_s)

        shelf = RedisShelf(self.settings.redis_url or "", Fuse())
        return BookSearch(self.db, catalogues(self.settings), shelf, self.covers, wait)

    @cached_property
    def models(self) -> Models:
        """Things with a shape."""
        return Models(self.jobs)

    @cached_property
    def journeys(self) -> Journeys:
        """Books that are read to music."""
        chosen = tuple(self.settings.provider_order)
        return Journeys(self.jobs, first_choice=chosen or ("mureka",))

    @cached_property
    def uploads(self) -> Uploads:
        """What people bring."""
        return Uploads(self.engine, max_bytes=self.settings.upload_max_mb * 1_000_000)

    @cached_property
    def albums(self) -> Albums:
        """Albums, and the pictures that are taken for them."""
        return Albums(self.jobs)

    @cached_property
    def reporting(self) -> Reporting:
        """Which picture ended next."""
        return Reporting(self.engine)

    @cached_property
    def money(self) -> Money:
        """What became of their credits."""
        return Money(self.db)

    @cached_property
    def library(self) -> Library:
        """What they got."""
        return Library(self.engine)

    @cached_property
    def export(self) -> Export:
        """Everything of theirs, to take along."""
        return Export(self.db, self.storage)

    @cached_property
    def renditions(self) -> Renditions:
        """The same in other formats."""
        return Renditions(self.engine)

    @cached_property
    def playlists(self) -> Playlists:
        """What they put in order."""
        return Playlists(self.db)

    @cached_property
    def shares(self) -> Shares:
        """What they show to others."""
        return Shares(self.db, self.storage)

    @cached_property
    def trash(self) -> Trash:
        """What people let go."""
        return Trash(self.engine)

    @cached_property
    def storage_use(self) -> StorageUse:
        """How much room files take."""
        return StorageUse(self.engine)

    @cached_property
    def streams(self) -> Streams:
        """What those who follow their jobs are told next."""
        return Streams(self.engine)

    @cached_property
    def news(self) -> News:
        """What changes, as this process hears it."""
        return News(self.db, self.announcer, seats_per_person=self.settings.streams_per_person)

    @cached_property
    def hints(self) -> Hints:
        """Word that providers send."""
        return Hints(self.engine)
