"""Files in a bucket of any S3-compatible store."""

import base64
import hashlib
import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.adapters.s3_client import code_of, connect, translated
from app.adapters.s3_settings import S3Settings
from app.adapters.s3_upload import DIFFERS, Upload
from app.domain.errors import NotFound, StorageAway
from app.domain.files import disposition
from app.domain.ports import Listed, Stored

log = logging.getLogger(__name__)

_CHUNK = 256 * 1024
_REOPENS = 3
_UPLOAD_LIVES = timedelta(days=1)
_TIDY_EVERY_S = 3600.0
_META_MOST = 1000


class S3Storage:
    """
    Storage for any number of machines. The bucket stays private: addresses are signed.

    Nothing is loaded and nobody is asked before the first file.
    """

    def __init__(self, settings: S3Settings, *, max_bytes: int, attempts: int = 5) -> None:
        if not settings.bucket:
            raise LookupError("S3_BUCKET is not set.")
        self.settings = settings
        self.bucket = settings.bucket
        self._max = max_bytes
        self._attempts = attempts
        self._tidied_at: float | None = None

    @cached_property
    def client(self) -> Any:
        """The connection; made when it is first needed."""
        return connect(self.settings, endpoint=self.settings.endpoint_url, attempts=self._attempts)

    @cached_property
    def _signer(self) -> Any:
        """Signs for the address that browsers use; it asks nobody."""
        public = self.settings.public_endpoint_url
        if public is None:
            return self.client
        return connect(self.settings, endpoint=public, attempts=self._attempts)

    def put(
        self,
        key: str,
        chunks: Iterable[bytes],
        *,
        content_type: str,
        meta: Mapping[str, str] | None = None,
    ) -> Stored:
        """Send a file whole or not at all. Raises `BadOutput`, `StorageAway`."""
        upload = Upload(
            self.client,
            self.bucket,
            self.name(key),
            content_type=content_type,
            meta={name: _ascii(text) for name, text in (meta or {}).items()},
            max_bytes=self._max,
        )
        with translated(self.bucket):
            stored = upload.send(chunks)
        self._verify(upload, key)
        return Stored(key=key, size=stored.size, sha256=stored.sha256)

    def stat(self, key: str) -> Stored | None:
        """What is stored under the key; what was sent in parts is read once, for its checksum."""
        try:
            with translated(self.bucket):
                head = self._head(key)
        except NotFound:
            return None
        return Stored(key=key, size=head["ContentLength"], sha256=self._sha256(key, head))

    def read(self, key: str, *, start: int = 0) -> Iterator[bytes]:
        """Stream a file from a byte on; a connection that breaks is made again from there."""
        place, version, reopened = start, None, 0
        while True:
            try:
                with translated(self.bucket):
                    answer = self._get(key, place, version)
                    if answer is None:
                        return
                    version = answer["ETag"]
                    with closing(answer["Body"]) as body:
                        for chunk in body.iter_chunks(_CHUNK):
                            place += len(chunk)
                            yield chunk
                return
            except StorageAway:
                reopened += 1
                if reopened > _REOPENS:
                    raise

    def delete(self, key: str) -> None:
        """Remove a file; nothing happens when there is none."""
        with translated(self.bucket):
            self.client.delete_object(Bucket=self.bucket, Key=self.name(key))

    def path(self, key: str) -> Path | None:
        """Nothing of a bucket lies on this machine."""
        self.name(key)
        return None

    def link(
        self,
        key: str,
        *,
        filename: str,
        content_type: str,
        ttl: timedelta,
        download: bool = False,
    ) -> str | None:
        """A signed address, unless files are to go through the web process."""
        if self.settings.proxy:
            return None
        with translated(self.bucket):
            return self._signer.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.bucket,
                    "Key": self.name(key),
                    "ResponseContentType": content_type,
                    "ResponseContentDisposition": disposition(filename, download=download),
                },
                ExpiresIn=int(ttl.total_seconds()),
            )

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[Listed]:
        """Objects of our folder whose keys begin so, in order, from behind `after`."""
        ours = self.settings.prefix
        asked = {"Bucket": self.bucket, "Prefix": ours + prefix}
        if after:
            asked["StartAfter"] = ours + after
        pages = self.client.get_paginator("list_objects_v2").paginate(**asked)
        with translated(self.bucket):
            for each in (found for page in pages for found in page.get("Contents", ())):
                yield Listed(each["Key"].removeprefix(ours), each["Size"], each["LastModified"])

    def tidy(self) -> None:
        """Remove what writers that died left half-sent, a day after they began."""
        now = time.monotonic()
        if self._tidied_at is not None and now - self._tidied_at < _TIDY_EVERY_S:
            return
        self._tidied_at = now
        try:
            with translated(self.bucket):
                self._abort_old(before=datetime.now(UTC) - _UPLOAD_LIVES)
        except StorageAway as problem:
            log.warning("storage.not_tidied", extra={"problem": str(problem)})

    def _abort_old(self, *, before: datetime) -> None:
        pages = self.client.get_paginator("list_multipart_uploads").paginate(
            Bucket=self.bucket, Prefix=self.settings.prefix
        )
        for upload in (each for page in pages for each in page.get("Uploads", ())):
            if upload["Initiated"] < before:
                self.client.abort_multipart_upload(
                    Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                )

    def _verify(self, upload: Upload, key: str) -> None:
        """What is there must be what was sent; something else is not kept."""
        try:
            with translated(self.bucket):
                head = self._head(key)
            upload.check(head)
        except NotFound:
            raise StorageAway(DIFFERS) from None
        except StorageAway as problem:
            if str(problem) == DIFFERS:
                self.delete(key)
            raise

    def _head(self, key: str) -> dict[str, Any]:
        return self.client.head_object(
            Bucket=self.bucket, Key=self.name(key), ChecksumMode="ENABLED"
        )

    def _get(self, key: str, start: int, version: str | None) -> dict[str, Any] | None:
        """The rest of an object from a byte on; None when there is no rest."""
        from botocore.exceptions import ClientError

        asked: dict[str, Any] = {"Bucket": self.bucket, "Key": self.name(key)}
        if start:
            asked["Range"] = f"bytes={start}-"
        if version:
            asked["IfMatch"] = version
        try:
            return self.client.get_object(**asked)
        except ClientError as refusal:
            if code_of(refusal) in ("InvalidRange", "416"):
                return None
            raise

    def _sha256(self, key: str, head: dict[str, Any]) -> str:
        """Told at the upload, else by the store, else by the bytes."""
        if told := head.get("Metadata", {}).get("sha256"):
            return told
        of_whole = head.get("ChecksumSHA256")
        if of_whole and "-" not in of_whole and "-" not in head["ETag"]:
            return base64.b64decode(of_whole).hex()
        digest = hashlib.sha256()
        for chunk in self.read(key):
            digest.update(chunk)
        return digest.hexdigest()

    def name(self, key: str) -> str:
        """The object's name in the bucket. Keys are ours, and still none may leave the folder."""
        if not key or any(part in ("", ".", "..") for part in key.split("/")):
            raise ValueError(f"not a storage key: {key!r}")
        return self.settings.prefix + key


def _ascii(text: str) -> str:
    """Headers carry ASCII: other letters are percent-encoded, as in addresses."""
    return quote(text, safe=" !#$&'()*+,-./:;=?@_")[:_META_MOST]
