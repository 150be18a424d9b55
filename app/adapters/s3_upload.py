"""
Sends a stream of unknown length to a bucket, with one part of it in memory at a time.

What fits into one part is one PUT. Every part carries its SHA-256 for stores that check it, and
afterwards the object is asked what it is: its size, its checksum and its ETag must be ours.
"""

import base64
import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import BadOutput, StorageAway
from app.domain.ports import Stored

log = logging.getLogger(__name__)

PART = 8 * 1024 * 1024
"""Bytes. Ten thousand parts, as many as S3 allows, are 84 GB."""
DIFFERS = "The store kept something else than what was sent."


@dataclass
class Upload:
    """One object on its way; used once."""

    client: Any
    bucket: str
    key: str
    content_type: str
    meta: Mapping[str, str]
    max_bytes: int
    size: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)
    _md5s: list[bytes] = field(default_factory=list)
    _sha256s: list[bytes] = field(default_factory=list)
    _parts: list[dict[str, Any]] = field(default_factory=list)
    _upload_id: str | None = None

    def send(self, chunks: Iterable[bytes]) -> Stored:
        """Raises `BadOutput` past the largest size, `StorageAway` when it is not whole there."""
        try:
            for part, is_last in _parts(self._counted(chunks)):
                self._add(part, is_last=is_last)
            if self._upload_id:
                self._finish()
        except BaseException:
            self._abort()
            raise
        return Stored(key=self.key, size=self.size, sha256=self._digest.hexdigest())

    def check(self, head: Mapping[str, Any]) -> None:
        """Compare what the store says of the object with what was sent. Raises `StorageAway`."""
        told = str(head.get("ChecksumSHA256") or "").partition("-")[0]
        # With some kinds of encryption an ETag is no MD5; then it says nothing.
        is_plain = "kms" not in str(head.get("ServerSideEncryption", ""))
        etag = str(head.get("ETag", "")).strip('"') if is_plain else ""
        if (
            head.get("ContentLength") != self.size
            or (told and told not in self._checksums())
            or (len(etag.partition("-")[0]) == 32 and etag != self._etag())
        ):
            raise StorageAway(DIFFERS)

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > self.max_bytes:
                raise BadOutput(f"the file is larger than {self.max_bytes // 1_000_000} MB")
            self._digest.update(chunk)
            yield chunk

    def _add(self, part: bytearray, *, is_last: bool) -> None:
        self._md5s.append(hashlib.md5(part, usedforsecurity=False).digest())
        if is_last and not self._parts:
            self._put(part)
            return
        self._upload_id = self._upload_id or self._begin()
        self._sha256s.append(hashlib.sha256(part).digest())
        number = len(self._parts) + 1
        answer = self.client.upload_part(
            Bucket=self.bucket,
            Key=self.key,
            UploadId=self._upload_id,
            PartNumber=number,
            Body=part,
            ChecksumAlgorithm="SHA256",
            ChecksumSHA256=_b64(self._sha256s[-1]),
        )
        kept = {"PartNumber": number, "ETag": answer["ETag"]}
        if told := answer.get("ChecksumSHA256"):
            kept["ChecksumSHA256"] = told
        self._parts.append(kept)

    def _put(self, body: bytearray) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=self.key,
            Body=body,
            ContentType=self.content_type,
            Metadata={**self.meta, "sha256": self._digest.hexdigest()},
            ChecksumAlgorithm="SHA256",
            ChecksumSHA256=_b64(self._digest.digest()),
        )

    def _begin(self) -> str:
        """The whole's checksum is not known yet, so this object's metadata goes without it."""
        answer = self.client.create_multipart_upload(
            Bucket=self.bucket,
            Key=self.key,
            ContentType=self.content_type,
            Metadata=dict(self.meta),
            ChecksumAlgorithm="SHA256",
        )
        return answer["UploadId"]

    def _finish(self) -> None:
        self.client.complete_multipart_upload(
            Bucket=self.bucket,
            Key=self.key,
            UploadId=self._upload_id,
            MultipartUpload={"Parts": self._parts},
        )
        self._upload_id = None

    def _abort(self) -> None:
        """Nothing stays behind; where even that fails, housekeeping finds it."""
        if self._upload_id is None:
            return
        try:
            self.client.abort_multipart_upload(
                Bucket=self.bucket, Key=self.key, UploadId=self._upload_id
            )
        except Exception as problem:  # noqa: BLE001 -- the first trouble is the one to tell
            log.warning("storage.not_aborted", extra={"problem": type(problem).__name__})

    def _checksums(self) -> set[str]:
        """What a store may say: the checksum of the whole, or of the checksums of its parts."""
        of_parts = hashlib.sha256(b"".join(self._sha256s)).digest()
        return {_b64(self._digest.digest())} | ({_b64(of_parts)} if self._parts else set())

    def _etag(self) -> str:
        """What S3 calls this object: the MD5 of it, or of its parts' MD5s."""
        if not self._parts:
            return self._md5s[0].hex()
        whole = hashlib.md5(b"".join(self._md5s), usedforsecurity=False)
        return f"{whole.hexdigest()}-{len(self._md5s)}"


def _parts(chunks: Iterable[bytes]) -> Iterator[tuple[bytearray, bool]]:
    """The same bytes in parts of one size; the last may be smaller, and is told."""
    part = bytearray()
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:
            if len(part) == PART:
                yield part, False
                part = bytearray()
            room = PART - len(part)
            part += rest[:room]
            rest = rest[room:]
    yield part, True


def _b64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
