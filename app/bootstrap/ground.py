"""The ground: settings, tables, storage, and the ways out of this house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from secrets import token_bytes
from typing import TYPE_CHECKING

from sqlalchemy import Engine as SqlEngine

from app.adapters import killpoint
from app.adapters.announcer import RedisAnnouncer
from app.adapters.ear import FfmpegEar
from app.adapters.fcm import Fcm
from app.adapters.fcm_settings import FcmSettings
from app.adapters.fuse import Fuse
from app.adapters.mail import SmtpMail
from app.adapters.mail_settings import MailSettings
from app.adapters.outbound import Outbound
from app.adapters.pictures import PillowPictures
from app.adapters.seal import Seal
from app.adapters.storage_disk import DiskStorage
from app.adapters.storage_s3 import S3Storage
from app.adapters.webpush import WebPush
from app.bootstrap.chosen import sender
from app.db.transaction import Database
from app.domain.delivering import POST_WITHIN, Channel
from app.domain.ports import Doorbell, Storage
from app.domain.providing import Provider
from app.providers import registry
from app.services.engine import Engine
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.throttle import RedisThrottle


@dataclass
class Ground:
    """What everything else stands on."""

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
    def keys(self) -> tuple[bytes, ...]:
        """What links are signed with, then what is accepted, too; this process's own if not set."""
        chosen, before = self.settings.secret_key, self.settings.key_before
        now = chosen.get_secret_value().encode() if chosen else token_bytes(32)
        return (now, before.encode()) if before else (now,)

    @cached_property
    def seal(self) -> Seal:
        """Keeps the secrets of webhooks."""
        key = self.settings.secret_key
        if key is None:
            raise LookupError("STUDIO_SECRET_KEY is not set; `./meanwhile up` sets it.")
        return Seal(key.get_secret_value(), before=self.settings.key_before)

    @cached_property
    def throttle(self) -> "RedisThrottle":
        """Who asks too often."""
        from app.adapters.throttle import RedisThrottle

        return RedisThrottle(self.settings.redis_url or "", Fuse())

    @cached_property
    def outbound(self) -> Outbound:
        """Posts to addresses that people chose."""
        return Outbound(may_be_private=self.settings.webhooks_allow_private, timeout=POST_WITHIN)

    @cached_property
    def pushes(self) -> WebPush | None:
        """Messages to browsers; none without a key for them."""
        key = self.settings.vapid_key
        return WebPush(key.get_secret_value(), contact=sender(self.settings)) if key else None

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
