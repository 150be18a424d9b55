"""What an operator wants to know of a bucket before people do."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from app.adapters.s3_client import code_of, translated
from app.adapters.storage_s3 import S3Storage


@dataclass(frozen=True)
class Look:
    """A bucket, looked at from outside."""

    skew: timedelta
    """How far the store's clock is ahead of ours."""
    is_public: bool
    """Whether anybody reads it without a signature."""
    allows: bool | None
    """Whether pages of `origin` may read it by script; None when the store does not tell."""


def look(storage: S3Storage, key: str, *, origin: str) -> Look:
    """Look at the bucket and at one object in it. Raises `NotFound`, `StorageAway`."""
    with translated(storage.bucket):
        before = datetime.now(UTC)
        answer = storage.client.head_object(Bucket=storage.bucket, Key=storage.name(key))
        now = before + (datetime.now(UTC) - before) / 2
        told = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
        return Look(told - now, _is_public(storage, key), _allows(storage, origin))


def make(storage: S3Storage) -> bool:
    """Make the bucket where there is none; whether it was made. Raises `StorageAway`."""
    from botocore.exceptions import ClientError

    with translated(storage.bucket):
        try:
            storage.client.head_bucket(Bucket=storage.bucket)
        except ClientError as refusal:
            if code_of(refusal) not in {"404", "NoSuchBucket"}:
                raise
            storage.client.create_bucket(Bucket=storage.bucket)
            return True
    return False


def _is_public(storage: S3Storage, key: str) -> bool:
    """Whether an address without its signature opens the file."""
    import httpx

    params = {"Bucket": storage.bucket, "Key": storage.name(key)}
    signed = storage.client.generate_presigned_url("get_object", Params=params, ExpiresIn=60)
    return httpx.get(signed.partition("?")[0], timeout=10).is_success


def _allows(storage: S3Storage, origin: str) -> bool | None:
    from botocore.exceptions import ClientError

    try:
        answer = storage.client.get_bucket_cors(Bucket=storage.bucket)
    except ClientError as refusal:
        return False if code_of(refusal) == "NoSuchCORSConfiguration" else None
    rules: list[Any] = answer.get("CORSRules", [])
    return any(
        "GET" in rule["AllowedMethods"] and {"*", origin} & set(rule["AllowedOrigins"])
        for rule in rules
    )
