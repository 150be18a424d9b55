"""The formats in which a song is taken home."""

from enum import StrEnum


class Format(StrEnum):
    """What a song can be written as; also the ending of its file."""

    MP3 = "mp3"
    WAV = "wav"
    FLAC = "flac"
    OGG = "ogg"


class RenditionState(StrEnum):
    """How far a file in another format is."""

    PENDING = "pending"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


CONTENT_TYPES = {
    Format.MP3: "audio/mpeg",
    Format.WAV: "audio/wav",
    Format.FLAC: "audio/flac",
    Format.OGG: "audio/ogg",
}
_BY_CONTENT_TYPE = {content_type: format_ for format_, content_type in CONTENT_TYPES.items()}


def format_of(content_type: str) -> Format | None:
    """The format that a file has already; None when it is no song."""
    return _BY_CONTENT_TYPE.get(content_type)
