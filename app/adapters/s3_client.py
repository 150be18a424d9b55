"""Connections to an S3-compatible store, and what its refusals mean. boto3 is loaded here, late."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.adapters.s3_settings import S3Settings
from app.domain.errors import NotFound, StorageAway

_CONNECT_S = 5
_READ_S = 60
_CONNECTIONS = 32
_SENTENCES = {
    "NoSuchBucket": "The bucket {bucket} does not exist: make it, or correct S3_BUCKET.",
    "InvalidAccessKeyId": "The store does not know this key: check S3_ACCESS_KEY_ID.",
    "SignatureDoesNotMatch": "The store refuses the signature: check S3_SECRET_ACCESS_KEY, "
    "S3_REGION and this machine's clock.",
    "AccessDenied": "The store refuses this key in bucket {bucket}: "
    "it needs to read, write, list and delete there.",
    "RequestTimeTooSkewed": "The clocks of this machine and of the store are too far apart.",
    "SlowDown": "The store asks for patience (SlowDown).",
    "BadDigest": "The bytes were damaged on their way to the store.",
    "XAmzContentSHA256Mismatch": "The bytes were damaged on their way to the store.",
    "PermanentRedirect": "The bucket {bucket} is in another region: correct S3_REGION.",
    "AuthorizationHeaderMalformed": "The bucket {bucket} is in another region: correct S3_REGION.",
    "403": "The store refuses this key in bucket {bucket}.",
}
_SENTENCES["InternalError"] = "The store has trouble of its own (InternalError)."
_MISSING = frozenset({"NoSuchKey", "404"})


def connect(settings: S3Settings, *, endpoint: str | None, attempts: int) -> Any:
    """A client: it tries again by itself what may be tried again, with growing pauses."""
    from boto3.session import Session
    from botocore.config import Config

    def plain(secret: Any) -> str | None:
        return secret.get_secret_value() if secret else None

    # Clients are safe to share between threads; the default session they come from is not.
    return Session().client(
        "s3",
        region_name=settings.region,
        endpoint_url=endpoint,
        aws_access_key_id=plain(settings.access_key_id),
        aws_secret_access_key=plain(settings.secret_access_key),
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": settings.addressing},
            connect_timeout=_CONNECT_S,
            read_timeout=_READ_S,
            max_pool_connections=_CONNECTIONS,
            retries={"mode": "standard", "total_max_attempts": attempts},
            # We send SHA-256 ourselves; the library's own choice is news to many stores.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextmanager
def translated(bucket: str) -> Iterator[None]:
    """Raise `NotFound` and `StorageAway`, each with a sentence, for what botocore raises."""
    from botocore.exceptions import BotoCoreError, ClientError
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ClientError as refusal:
        code = code_of(refusal)
        if code in _MISSING:
            raise NotFound("This file is not there any more.") from None
        words = _SENTENCES.get(code, "The store refuses ({code}).")
        raise StorageAway(words.format(bucket=bucket, code=code)) from None
    except (BotoCoreError, HTTPError) as trouble:
        raise StorageAway(_trouble(trouble)) from None


def code_of(refusal: Any) -> str:
    """The store's own word for why not."""
    return str(refusal.response.get("Error", {}).get("Code", "unknown"))


def _trouble(trouble: Exception) -> str:
    """Botocore's words may name the whole address; ours name the setting to look at."""
    name = type(trouble).__name__
    if "Credentials" in name:
        return "No key for the store was found: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."
    if "Endpoint" in name or "Connect" in name:
        return f"The store does not answer ({name}): check S3_ENDPOINT_URL, and that it runs."
    return f"The connection to the store broke ({name})."
