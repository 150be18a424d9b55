"""Everything an operator may set, read once from the environment and `.env`."""

import os
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.domain.lifetimes import Lifetimes
from app.domain.limits import Limits
from app.domain.pricing import Price
from app.domain.records import Keeping
from app.domain.retry import Patience


class Settings(BaseSettings):
    """Our own settings start with `STUDIO_`; addresses of shared servers keep their usual names."""

    model_config = SettingsConfigDict(
        env_prefix="STUDIO_", env_file=".env", extra="ignore", populate_by_name=True
    )

    data_dir: Path = Path(".meanwhile")
    """Where the embedded servers, files, logs and the secret key live."""
    host: str = "127.0.0.1"
    """Address the web process listens on."""
    port: int = Field(default=3000, ge=1, le=65535)
    """Port of the one URL."""
    public_url: str | None = None
    """Address people use, when a proxy stands before us. Default: the address we listen on."""
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    """PostgreSQL to use in place of the embedded one."""
    redis_url: str | None = Field(default=None, validation_alias="REDIS_URL")
    """Redis (or Valkey) to use in place of the embedded one: doorbells and announcements."""
    state_redis_url: str | None = Field(default=None, validation_alias="STATE_REDIS_URL")
    """Redis for page state; a database of its own. Default: database 1 of `REDIS_URL`."""
    secret_key: SecretStr | None = None
    """
    Signs short-lived links and seals the secrets of webhooks.

    Default: made on the first run and kept in the data directory. Several machines need the same.
    """
    vapid_key: SecretStr | None = None
    """
    Signs messages to browsers: 32 bytes as base64url. With another one, browsers subscribe anew.

    Default: made on the first run and kept in the data directory. Several machines need the same.
    """
    secret_key_before: SecretStr | None = None
    """Another key whose links and seals are accepted, while keys are changed. Default: none."""
    files_dir: Path | None = None
    """Where finished files are kept. Default: `files` in the data directory."""
    file_max_mb: int = Field(default=500, ge=1)
    """Largest single file that is stored, in MB."""
    upload_max_mb: int = Field(default=30, ge=1, le=1000)
    """Largest photo that somebody may bring, in MB."""
    worker_threads: int = Field(default=16, ge=1, le=256)
    """Threads of the worker that submits, polls and saves."""
    render_threads: int = Field(default=max(1, os.cpu_count() or 1), ge=1, le=64)
    """Threads of the worker that makes sketches, which burns processor time."""
    lease_s: float = Field(default=30, ge=1)
    """Seconds after which a silent worker's task is taken over."""
    provider_order: Annotated[tuple[str, ...], NoDecode] = ()
    """Providers, separated by commas: the first that is configured makes what nobody chose."""
    prices: dict[str, Price] = Field(default_factory=dict)
    """Prices instead of ours: `{"sketch_song/sketch": {"base": 0, "per_step": 1, "step": 60}}`."""
    welcome_credits: int = Field(default=100, ge=0)
    """Credits granted to each new person."""
    running_per_person: int = Field(default=8, ge=1)
    """Tasks of one person that may be at work at the same time."""
    waiting_per_person: int = Field(default=200, ge=1)
    """Tasks of one person that may wait in line."""
    longest_wait_min: int = Field(default=180, ge=1)
    """Minutes of estimated waiting above which a start is refused, with the estimate."""
    undo_s: float = Field(default=5, ge=0, le=60)
    """Seconds for which the page holds back an order that costs money, so it can be undone."""
    streams_per_person: int = Field(default=20, ge=1)
    """Streams of events that one person may have open on one web process."""
    webhooks_allow_private: bool = False
    """Let webhooks go over http and into private networks: for development and tests only."""
    retry_more: int = Field(default=2, ge=0, le=10)
    """Times that a busy provider is asked again after the first try."""
    retry_first_s: float = Field(default=30, ge=0.1, le=600)
    """Seconds before the second try; doubled for each one after it."""
    keep_completed_h: float = Field(default=2, gt=0)
    """Hours for which the queue's records of a completed task are kept."""
    keep_failed_h: float = Field(default=24, gt=0)
    """Hours for which the queue's records of a failed or cancelled task are kept."""
    keep_histories_days: int | None = Field(default=365, ge=1)
    """Days after its end for which the lines of a job's history are kept. Empty: for ever."""
    keep_deliveries_days: int = Field(default=30, ge=1)
    """Days after its end for which a message to the outside stays in the log."""
    trash_days: int = Field(default=30, ge=0, le=3650)
    """Days for which what was let go can be restored. 0: it goes at once."""
    keep_free_days: int | None = Field(default=None, ge=1)
    """Days after which songs of people without a plan leave, announced. Default: never."""
    keep_paid_days: int | None = Field(default=None, ge=1)
    """The same for people with a plan. Default: never."""
    keep_notice_days: int = Field(default=14, ge=14)
    """Days for which it is announced before a song leaves by itself."""
    storage_free_mb: int | None = Field(default=None, ge=1)
    """MB of files above which somebody without a plan starts nothing more. Default: no limit."""
    storage_paid_mb: int | None = Field(default=None, ge=1)
    """The same for somebody with a plan. Default: no limit."""
    orphans_every_h: float = Field(default=24, ge=0)
    """Hours between two searches for stored files that no row names. 0: never."""
    session_days: int = Field(default=60, ge=1)
    """Days after which an unused sign-in ends."""
    secure_cookies: bool | None = None
    """Send the session cookie over TLS only. Default: when the public address is https."""
    trusted_proxy_hops: int = Field(default=0, ge=0)
    """Proxies in front of us whose `X-Forwarded-For` is believed."""
    reads_per_minute: int = Field(default=1200, ge=0)
    """Requests of one person that only look, in a minute, over the API. 0: no limit."""
    changes_per_minute: int = Field(default=120, ge=0)
    """Requests of one person that start or change something, in a minute. 0: no limit."""
    address_per_minute: int = Field(default=3000, ge=0)
    """Requests from one address in a minute, this machine's own not counted. 0: no limit."""
    shared_per_minute: int = Field(default=300, ge=0)
    """Requests from one address for what others have shown, in a minute. 0: no limit."""
    lyrics_per_hour: int = Field(default=30, ge=0)
    """Lyrics that one person may have written in an hour; they cost no credits. 0: no limit."""
    jwt_issuer: str | None = None
    """Who signs the JWTs that the API accepts, exactly as in `iss`. Default: none are accepted."""
    jwt_jwks_url: str | None = None
    """Where its keys are. Default: `/.well-known/jwks.json` at the issuer."""
    jwt_parties: Annotated[tuple[str, ...], NoDecode] = ()
    """Sites whose tokens are accepted (`azp`), with commas between. Default: every site's."""
    jwt_audience: str | None = None
    """What `aud` must name. Default: it is not looked at, since Clerk sets none."""
    jwt_leeway_s: float = Field(default=5, ge=0, le=300)
    """Seconds by which the issuer's clock and ours may differ."""
    jwt_first_sight: bool = False
    """Whoever brings a good JWT becomes a person here. Default: only whom a webhook named."""
    jwt_links_email: bool = False
    """An address that the issuer verified opens the account that has it here; its password ends."""
    clerk_webhook_secret: SecretStr | None = Field(
        default=None, validation_alias="CLERK_WEBHOOK_SECRET"
    )
    """Secret (`whsec_…`) of the Clerk webhook that tells who came, changed and left."""
    contact: str | None = None
    """
    Address, e-mail or web, that book catalogues and push services are told.

    Default: the public address.
    """
    books_per_minute: int = Field(default=60, ge=0)
    """Searches for books that one person may send to the catalogues in a minute. 0: no limit."""
    open_library_url: str = Field(
        default="https://openlibrary.org", validation_alias="OPEN_LIBRARY_URL"
    )
    """Where Open Library is asked for books; a path is kept. Empty: it is not asked."""
    open_library_covers_url: str = Field(
        default="https://covers.openlibrary.org", validation_alias="OPEN_LIBRARY_COVERS_URL"
    )
    """Where its covers are; a path is kept."""
    kakao_rest_key: SecretStr | None = Field(default=None, validation_alias="KAKAO_REST_KEY")
    """REST key of a Kakao application. Default: Kakao's book search is not asked."""
    kakao_url: str = Field(default="https://dapi.kakao.com", validation_alias="KAKAO_URL")
    """Where Kakao's API is; a path is kept."""
    aladin_ttb_key: SecretStr | None = Field(default=None, validation_alias="ALADIN_TTB_KEY")
    """TTB key of Aladin. Default: Aladin is not asked."""
    aladin_url: str = Field(default="https://www.aladin.co.kr", validation_alias="ALADIN_URL")
    """Where Aladin's API is; a path is kept."""
    metrics_token: SecretStr | None = None
    """What Prometheus shows at `/metrics` (as a bearer). Default: there is no such page."""
    log_format: Literal["console", "json"] = "console"
    """How log lines are written."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Quietest level that is written."""

    @field_validator(
        "keep_free_days",
        "keep_paid_days",
        "keep_histories_days",
        "storage_free_mb",
        "storage_paid_mb",
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, given: object) -> object:
        return None if given == "" else given

    @field_validator("provider_order", mode="before")
    @classmethod
    def _separated(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        return tuple(word.strip() for word in given.split(",") if word.strip())

    @field_validator("jwt_parties", mode="before")
    @classmethod
    def _listed(cls, told: object) -> object:
        if not isinstance(told, str):
            return told
        return tuple(part.strip() for part in told.split(",") if part.strip())

    @property
    def files(self) -> Path:
        """Directory of finished files."""
        return self.files_dir or self.data_dir / "files"

    @property
    def lease(self) -> timedelta:
        """How long a claim lasts without a sign of life."""
        return timedelta(seconds=self.lease_s)

    @property
    def limits(self) -> Limits:
        """How much one person may ask for at once."""
        return Limits(
            running=self.running_per_person,
            waiting=self.waiting_per_person,
            longest_wait=timedelta(minutes=self.longest_wait_min),
            undo=timedelta(seconds=self.undo_s),
            storage_free=_bytes(self.storage_free_mb),
            storage_paid=_bytes(self.storage_paid_mb),
        )

    @property
    def lifetimes(self) -> Lifetimes:
        """How long what was made stays."""
        return Lifetimes(
            trash=timedelta(days=self.trash_days),
            notice=timedelta(days=self.keep_notice_days),
            free=_days(self.keep_free_days),
            paid=_days(self.keep_paid_days),
        )

    @property
    def orphans_every(self) -> timedelta | None:
        """How often litter in storage is looked for; None: never."""
        return timedelta(hours=self.orphans_every_h) or None

    @property
    def patience(self) -> Patience:
        """How often a busy provider is asked again."""
        return Patience(more=self.retry_more, first=timedelta(seconds=self.retry_first_s))

    @property
    def key_before(self) -> str | None:
        """The other key that is accepted; None when there is none."""
        other = self.secret_key_before
        return (other.get_secret_value() if other else "") or None

    @property
    def keeping(self) -> Keeping:
        """How long the queue's own records outlive their tasks."""
        return Keeping(
            completed=timedelta(hours=self.keep_completed_h),
            failed=timedelta(hours=self.keep_failed_h),
            histories=_days(self.keep_histories_days),
            deliveries=timedelta(days=self.keep_deliveries_days),
        )

    @property
    def url(self) -> str:
        """The address people use, without a trailing slash."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 -- compared, not bound
        return f"http://{host}:{self.port}"


def _days(days: int | None) -> timedelta | None:
    return None if days is None else timedelta(days=days)


def _bytes(megabytes: int | None) -> int | None:
    return None if megabytes is None else megabytes * 1_000_000


@lru_cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
