"""The formats in which a thing is taken home, and the pictures that show it in a list."""

from enum import StrEnum

from app.domain.medium import Medium


class Format(StrEnum):
    """What a song or a model can be written as, and how a model is shown before it is loaded."""

    MP3 = "mp3"
    WAV = "wav"
    FLAC = "flac"
    OGG = "ogg"
    GLB = "glb"
    OBJ = "obj"
    """In a ZIP, with its materials and pictures beside it."""
    STL = "stl"
    """The bare shape, in millimetres."""
    THUMBNAIL = "thumbnail"
    """A picture of a model."""
    TURNTABLE = "turntable"
    """A model that turns around once."""


class RenditionState(StrEnum):
    """How far a file in another format is."""

    PENDING = "pending"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


FORMATS = {
    Medium.SONG: (Format.MP3, Format.WAV, Format.FLAC, Format.OGG),
    Medium.MODEL3D: (Format.GLB, Format.OBJ, Format.STL, Format.THUMBNAIL, Format.TURNTABLE),
}
"""What the files of a medium can be written as."""
PREVIEWS = (Format.THUMBNAIL, Format.TURNTABLE)
"""Made of every thing that has them, as soon as it is there; nobody asks for them."""
CONTENT_TYPES = {
    Format.MP3: "audio/mpeg",
    Format.WAV: "audio/wav",
    Format.FLAC: "audio/flac",
    Format.OGG: "audio/ogg",
    Format.GLB: "model/gltf-binary",
    Format.OBJ: "application/zip",
    Format.STL: "model/stl",
    Format.THUMBNAIL: "image/webp",
    Format.TURNTABLE: "image/webp",
}
_BY_CONTENT_TYPE = {CONTENT_TYPES[each]: each for each in Format if each not in PREVIEWS}
_ENDINGS = {Format.OBJ: "zip", Format.THUMBNAIL: "webp", Format.TURNTABLE: "webp"}


def format_of(content_type: str) -> Format | None:
    """The format that a file has already; None when it is a thing without others."""
    return _BY_CONTENT_TYPE.get(content_type)


def ending(format_: Format) -> str:
    """What the name of such a file ends with, without its dot."""
    return _ENDINGS.get(format_, format_.value)


def previews(medium: Medium) -> tuple[Format, ...]:
    """What is made of every such thing without being asked for."""
    return tuple(each for each in FORMATS.get(medium, ()) if each in PREVIEWS)
