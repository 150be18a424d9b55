"""Adapters that settings decide on."""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.adapters.s3_settings import S3Settings
from app.adapters.storage_disk import DiskStorage
from app.adapters.storage_s3 import S3Storage
from app.domain.books import Books
from app.domain.issuers import Issuer
from app.domain.ports import Storage
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.books.covers import Covers as CoverHosts


def storage(config: Settings, bucket: S3Settings) -> Storage:
    """The bucket, where one is configured; otherwise this disk."""
    max_bytes = config.file_max_mb * 1_000_000
    if bucket.bucket:
        return S3Storage(bucket, max_bytes=max_bytes)
    return DiskStorage(config.files, max_bytes=max_bytes)


def catalogues(config: Settings) -> tuple[Books, ...]:
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


def cover_hosts(config: Settings) -> "CoverHosts":
    """Where covers may come from."""
    from app.adapters.books.covers import Covers as CoverHosts

    bases = (config.open_library_covers_url, config.kakao_url, config.aladin_url)
    return CoverHosts(bases, _agent(config))


def sender(config: Settings) -> str:
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


def issuer(config: Settings) -> Issuer | None:
    """Who vouches for people besides us; None when nobody does."""
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
