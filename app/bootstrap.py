"""The composition root: the one place that knows which adapter stands behind which port."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache
from secrets import token_bytes
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import Engine as SqlEngine

from app.adapters import killpoint
from app.adapters.announcer import RedisAnnouncer
from app.adapters.broker import ringing_broker
from app.adapters.ear import FfmpegEar
from app.adapters.fcm import Fcm
from app.adapters.fcm_settings import FcmSettings
from app.adapters.ffmpeg import Ffmpeg
from app.adapters.fuse import Fuse
from app.adapters.mail import SmtpMail
from app.adapters.mail_settings import MailSettings
from app.adapters.models3d.turntable import Turntable
from app.adapters.outbound import Outbound
from app.adapters.pictures import PillowPictures
from app.adapters.queue import DramatiqDoorbell
from app.adapters.s3_settings import S3Settings
from app.adapters.seal import Seal
from app.adapters.storage_disk import DiskStorage
from app.adapters.storage_s3 import S3Storage
from app.adapters.waveform import draw
from app.adapters.webpush import WebPush
from app.db.engine import make_engine
from app.db.transaction import Database
from app.domain.books import Books
from app.domain.delivering import POST_WITHIN, Channel
from app.domain.issuers import Issuer
from app.domain.medium import Medium
from app.domain.ports import Doorbell, Storage
from app.domain.providing import Provider
from app.providers import registry
from app.services.accounts import Accounts
from app.services.admission import Admission
from app.services.albums.reporting import Reporting
from app.services.albums.returning import Albums
from app.services.books import BookSearch
from app.services.checking import Checking
from app.services.clock import Clock
from app.services.converting import Converting
from app.services.courier import Courier
from app.services.covers import Covers
from app.services.deliveries import Deliveries
from app.services.devices import Devices
from app.services.engine import Engine
from app.services.export import Export
from app.services.figures import Figures
from app.services.health import Health
from app.services.hints import Hints
from app.services.identities import Identities, Rules
from app.services.jobs import Jobs
from app.services.journeys.journeys import Journeys
from app.services.library import Library
from app.services.lyrics import LyricsHelp
from app.services.mailboxes import Links, Mailboxes
from app.services.making import Making
from app.services.models import Models
from app.services.money import Money
from app.services.news import News
from app.services.notice_pictures import NoticePictures
from app.services.notices import Notices
from app.services.operations.office import Operations
from app.services.ordering import Ordering
from app.services.orphans import Orphans
from app.services.playlists import Playlists
from app.services.polling import Polling
from app.services.presence import Presence
from app.services.read_tokens import ReadTokens
from app.services.records import Records
from app.services.renditions import Renditions
from app.services.retention import Retention
from app.services.rotation import Rotation
from app.services.saving import Saving
from app.services.sent import Sent
from app.services.shares import Shares
from app.services.storage_use import StorageUse
from app.services.streams import Streams
from app.services.sweeper import Sweeper
from app.services.tokens import Tokens
from app.services.trash import Trash
from app.services.unsubscribing import Unsubscribing
from app.services.uploads import Uploads
from app.services.ways.devices import PhoneWay, PushWay
from app.services.ways.hooks import HookWay
from app.services.ways.mail import MailWay
from app.services.ways.way import Way
from app.services.webhooks import Webhooks
from app.settings import Settings, settings

if TYPE_CHECKING:
    from app.adapters.books.covers import Covers as CoverHosts
    from app.adapters.throttle import RedisThrottle


@dataclass
class Studio:
    """Everything a process can do, wired."""

    settings: Settings
    sql: SqlEngine
    doorbell: Doorbell
    announcer: RedisAnnouncer
    storage: Storage
    providers: Mapping[str, Provider] = field(default_factory=dict)

    @cached_property
    def db(self) -> Database:
        """Transactions."""
        return Database(self.sql, at=killpoint.from_environment())

    @cached_property
    def engine(self) -> Engine:
        """What the steps share."""
        return Engine(
            db=self.db,
            storage=self.storage,
            doorbell=self.doorbell,
            announcer=self.announcer,
            providers=self.providers,
            lease=self.settings.lease,
            limits=self.settings.limits,
            lifetimes=self.settings.lifetimes,
            ear=FfmpegEar(),
            pictures=self.pictures,
            spool=self._spool,
            prices=registry.prices(self.providers) | self.settings.prices,
            patience=self.settings.patience,
            channels=self.channels,
        )

    @cached_property
    def pictures(self) -> PillowPictures:
        """Who looks at pictures."""
        return PillowPictures(max_bytes=self.settings.upload_max_mb * 1_000_000)

    @property
    def _spool(self) -> Storage | None:
        """A directory of this machine, where files are kept on another one."""
        if not isinstance(self.storage, S3Storage):
            return None
        most = self.settings.file_max_mb * 1_000_000
        return DiskStorage(self.settings.data_dir / "spool", max_bytes=most)

    @cached_property
    def accounts(self) -> Accounts:
        """People and their sign-ins."""
        return Accounts(
            self.db,
            welcome_credits=self.settings.welcome_credits,
            session_days=self.settings.session_days,
            jobs=self.jobs,
            erases=(self.uploads.erase,),
        )

    @cached_property
    def tokens(self) -> Tokens:
        """Keys that people give to their programs."""
        return Tokens(self.db)

    @cached_property
    def read_tokens(self) -> ReadTokens:
        """Permissions to read one job."""
        return ReadTokens(self.db, self.keys)

    @cached_property
    def identities(self) -> Identities:
        """People whom an issuer vouches for."""
        from app.adapters.clerk import ClerkInbox  # workers never ask for people of an issuer

        config = self.settings
        secret = config.clerk_webhook_secret
        return Identities(
            self.db,
            issuer=_issuer(config),
            inbox=ClerkInbox(secret) if secret else None,
            rules=Rules(config.jwt_first_sight, config.jwt_links_email, config.welcome_credits),
            erase=self.accounts.erase,
        )

    @cached_property
    def throttle(self) -> "RedisThrottle":
        """Who asks too often."""
        from app.adapters.throttle import RedisThrottle

        return RedisThrottle(self.settings.redis_url or "", Fuse())

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
        return Covers(self.db, self.storage, _cover_hosts(self.settings))

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
        return BookSearch(self.db, _catalogues(self.settings), shelf, self.covers, wait)

    @cached_property
    def keys(self) -> tuple[bytes, ...]:
        """What links are signed with, then what is accepted, too; this process's own if not set."""
        chosen, before = self.settings.secret_key, self.settings.key_before
        now = chosen.get_secret_value().encode() if chosen else token_bytes(32)
        return (now, before.encode()) if before else (now,)

    @cached_property
    def jobs(self) -> Jobs:
        """What people asked for."""
        return Jobs(self.engine)

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
    def health(self) -> Health:
        """Whether work gets done."""
        return Health(self.db, self.announcer.is_alive)

    @cached_property
    def figures(self) -> Figures:
        """How the work goes, in numbers."""
        return Figures(self.db, self.health)

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
    def checking(self) -> Checking:
        """The step that looks at what they bring."""
        return Checking(self.engine, self.pictures)

    @cached_property
    def records(self) -> Records:
        """What only the queue needs to know."""
        return Records(self.db, self.settings.keeping)

    @cached_property
    def trash(self) -> Trash:
        """What people let go."""
        return Trash(self.engine)

    @cached_property
    def retention(self) -> Retention:
        """What leaves by its age."""
        return Retention(self.engine)

    @cached_property
    def storage_use(self) -> StorageUse:
        """How much room files take."""
        return StorageUse(self.engine)

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
    def streams(self) -> Streams:
        """What those who follow their jobs are told next."""
        return Streams(self.engine)

    @cached_property
    def news(self) -> News:
        """What changes, as this process hears it."""
        return News(self.db, self.announcer, seats_per_person=self.settings.streams_per_person)

    @cached_property
    def outbound(self) -> Outbound:
        """Posts to addresses that people chose."""
        return Outbound(may_be_private=self.settings.webhooks_allow_private, timeout=POST_WITHIN)

    @cached_property
    def seal(self) -> Seal:
        """Keeps the secrets of webhooks."""
        key = self.settings.secret_key
        if key is None:
            raise LookupError("STUDIO_SECRET_KEY is not set; `./meanwhile up` sets it.")
        return Seal(key.get_secret_value(), before=self.settings.key_before)

    @cached_property
    def rotation(self) -> Rotation:
        """Another key for what is sealed."""
        return Rotation(self.db, self.seal)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Addresses of people's own programs."""
        return Webhooks(
            self.engine,
            self.seal,
            self.outbound,
            may_be_private=self.settings.webhooks_allow_private,
        )

    @cached_property
    def pushes(self) -> WebPush | None:
        """Messages to browsers; none without a key for them."""
        key = self.settings.vapid_key
        return WebPush(key.get_secret_value(), contact=_sender(self.settings)) if key else None

    @cached_property
    def phones(self) -> Fcm | None:
        """Messages to apps; none without an account for them."""
        config = FcmSettings()
        return Fcm(config, site=self.settings.url) if config.service_account else None

    @cached_property
    def mail(self) -> SmtpMail | None:
        """Letters; none without a server for them."""
        config = MailSettings()
        return SmtpMail(config) if config.host else None

    @cached_property
    def channels(self) -> frozenset[Channel]:
        """Ways to people and programs that there are."""
        ways = {
            Channel.WEBHOOK: True,
            Channel.PUSH: self.pushes,
            Channel.FCM: self.phones,
            Channel.EMAIL: self.mail,
        }
        return frozenset(channel for channel, way in ways.items() if way)

    @cached_property
    def ways(self) -> Mapping[Channel, Way]:
        """How messages are made ready."""
        ways: dict[Channel, Way] = {Channel.WEBHOOK: HookWay(self.engine, self.seal)}
        picture = self.notice_pictures.path
        if self.pushes:
            ways[Channel.PUSH] = PushWay(Channel.PUSH, picture, self.pushes)
        if self.phones:
            ways[Channel.FCM] = PhoneWay(Channel.FCM, picture, self.phones)
        if self.mail:
            way = MailWay(self.settings.url, self.unsubscribing, Links(self.keys))
            ways[Channel.EMAIL] = way
        return ways

    @cached_property
    def courier(self) -> Courier:
        """Carries messages out."""
        deliveries = Deliveries(self.db, self.ways, self.engine.owner)
        return Courier(deliveries, self.outbound, self.mail)

    @cached_property
    def notices(self) -> Notices:
        """What people are told."""
        return Notices(self.engine)

    @cached_property
    def notice_pictures(self) -> NoticePictures:
        """What is shown beside it."""
        return NoticePictures(self.db, self.storage, self.keys, draw)

    @cached_property
    def devices(self) -> Devices:
        """Where they are told it while no page is open."""
        private = self.settings.webhooks_allow_private
        return Devices(self.engine, self.outbound, may_be_private=private)

    @cached_property
    def sent(self) -> Sent:
        """What was sent to them."""
        return Sent(self.db)

    @cached_property
    def mailboxes(self) -> Mailboxes:
        """Whether they read letters there."""
        return Mailboxes(self.engine, Links(self.keys))

    @cached_property
    def unsubscribing(self) -> Unsubscribing:
        """The way out of e-mails."""
        return Unsubscribing(self.db, self.keys)

    @cached_property
    def hints(self) -> Hints:
        """Word that providers send."""
        return Hints(self.engine)

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

    def close(self) -> None:
        """Give back connections and threads."""
        self.engine.leases.stop()
        if "courier" in vars(self):
            self.courier.stop()
        self.announcer.close()
        self.sql.dispose()


def build(config: Settings, *, providers: Mapping[str, Provider] | None = None) -> Studio:
    """A studio from settings. Raises `LookupError` when a server's address is missing."""
    if not config.database_url or not config.redis_url:
        raise LookupError("DATABASE_URL and REDIS_URL are not set; `./meanwhile up` sets them.")
    fuse = Fuse()
    return Studio(
        settings=config,
        sql=make_engine(config.database_url, pool_size=max(10, config.worker_threads)),
        doorbell=DramatiqDoorbell(ringing_broker(config.redis_url), fuse),
        announcer=RedisAnnouncer(config.redis_url, fuse=fuse),
        storage=_storage(config, S3Settings()),
        providers=(registry.configured(config.provider_order) if providers is None else providers),
    )


def _storage(config: Settings, bucket: S3Settings) -> Storage:
    """The bucket, where one is configured; otherwise this disk."""
    max_bytes = config.file_max_mb * 1_000_000
    if bucket.bucket:
        return S3Storage(bucket, max_bytes=max_bytes)
    return DiskStorage(config.files, max_bytes=max_bytes)


def _catalogues(config: Settings) -> tuple[Books, ...]:
    """Who is asked for books: Open Library, and those that there is a key for."""
    from app.adapters.books.aladin import Aladin
    from app.adapters.books.kakao import Kakao
    from app.adapters.books.open_library import OpenLibrary

    agent = _agent(config)
    found: list[Books] = []
    if config.kakao_rest_key:
        found.append(Kakao(config.kakao_url, config.kakao_rest_key, agent))
    if config.aladin_ttb_key:
        found.append(Aladin(config.aladin_url, config.aladin_ttb_key, agent))
    if config.open_library_url:
        covers = config.open_library_covers_url
        found.append(OpenLibrary(config.open_library_url, covers, agent))
    return tuple(found)


def _cover_hosts(config: Settings) -> "CoverHosts":
    from app.adapters.books.covers import Covers as CoverHosts

    bases = (config.open_library_covers_url, config.kakao_url, config.aladin_url)
    return CoverHosts(bases, _agent(config))


def _sender(config: Settings) -> str:
    """Who push services may write to about our messages."""
    contact = config.contact or config.url
    if "@" in contact:
        return f"mailto:{contact.removeprefix('mailto:')}"
    parts = urlsplit(contact)
    if parts.scheme == "https" and parts.port is None and "." in (parts.hostname or ""):
        return f"https://{parts.hostname}"
    return f"mailto:webmaster@{parts.hostname or 'localhost'}"


def _agent(config: Settings) -> str:
    return f"Meanwhile/1 (book search; {config.contact or config.url})"


def _issuer(config: Settings) -> Issuer | None:
    if not config.jwt_issuer:
        return None
    from app.adapters.jwks import Keys
    from app.adapters.jwt_issuer import JwtIssuer

    known = config.jwt_jwks_url or f"{config.jwt_issuer.rstrip('/')}/.well-known/jwks.json"
    return JwtIssuer(
        config.jwt_issuer,
        Keys(known),
        parties=config.jwt_parties,
        audience=config.jwt_audience,
        leeway=timedelta(seconds=config.jwt_leeway_s),
    )


@lru_cache
def studio() -> Studio:
    """The studio of this process, made when it is first needed."""
    return build(settings())
