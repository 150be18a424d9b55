"""What files are called and how their kind is told from their first bytes."""

import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import quote

from app.domain.medium import Medium

FOLDERS = {Medium.SONG: "music", Medium.PHOTO: "photos", Medium.MODEL3D: "models"}
_NAME_MAX = 60
_WAV = slice(8, 12)
_MPEG_SYNC, _MPEG_MASK = 0xFF, 0xE0


def sanitized(title: str, *, fallback: str = "untitled") -> str:
    """A title as a file name: letters and digits of any script, joined by underscores."""
    text = unicodedata.normalize("NFC", title)
    return re.sub(r"[^\w]+", "_", text).strip("_")[:_NAME_MAX].strip("_") or fallback


def file_key(medium: Medium, created_at: datetime, *, title: str, task_id: str, name: str) -> str:
    """
    The one key under which this file of this task lives, so that a repeat overwrites itself.

    `music/2026-09-01T00-45-30-123Z_My_Awesome_Song_x7k2m9q4bd.mp3`
    """
    stamp = created_at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")[:-3] + "Z"
    stem, _, ending = name.rpartition(".")
    extra = "" if stem in ("song", "photo", "model") else f"_{sanitized(stem)}"
    return f"{FOLDERS[medium]}/{stamp}_{sanitized(title)}_{task_id[-10:]}{extra}.{ending}"


def thumb_key(key: str) -> str:
    """Where the small picture of a picture is kept."""
    return f"{key.rpartition('.')[0]}_thumb.webp"


_OURS = re.compile(
    rf"(?:{'|'.join(FOLDERS.values())})/\d{{4}}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{{3}}Z_\w+\.\w+"
    r"|formats/asset_[0-9a-z]{26}\.\w+"
    r"|uploads/upload_[0-9a-z]{26}_[0-9a-f]{32}/\w+\.\w+"
)


def is_ours(key: str) -> bool:
    """Whether a key looks like one that we gave: everything else in a storage is left alone."""
    return _OURS.fullmatch(key) is not None


def disposition(filename: str, *, download: bool) -> str:
    """`Content-Disposition` for a name in any script, with one in ASCII for old programs."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", filename).strip("_")
    plain = f"file{plain}" if plain.startswith(".") else plain or "file"
    kind = "attachment" if download else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def kind_of(head: bytes) -> str | None:
    """The content type that the first bytes of a file show; None when it is none of ours."""
    if head.startswith(b"ID3") or (
        len(head) > 1 and head[0] == _MPEG_SYNC and head[1] & _MPEG_MASK == _MPEG_MASK
    ):
        return "audio/mpeg"
    if head.startswith(b"RIFF"):
        return {b"WAVE": "audio/wav", b"WEBP": "image/webp"}.get(head[_WAV])
    for magic, content_type in _MAGIC.items():
        if head.startswith(magic):
            return content_type
    return None


_MAGIC = {
    b"\xff\xd8\xff": "image/jpeg",
    b"fLaC": "audio/flac",
    b"OggS": "audio/ogg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"glTF": "model/gltf-binary",
}
