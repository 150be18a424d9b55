"""
Tells what kind of picture some bytes are, how large, and where it ends, without unpacking it.

A file is what its content says and nothing else besides: one that is a picture and also an archive,
a page or a program is refused, whatever its name. What phones put behind a picture (a second
exposure, a moving one) is none of these and does no harm: it is not kept either.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import BrokenPicture, NotAPicture

_HEAD = 4096
_PAGE = re.compile(
    rb"<(?:!doctype|html|head|body|script|iframe|\?php|svg[\s>])|%PDF-", re.IGNORECASE
)
_BEHIND = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF", b"MZ", b"#!")
_SCANS = 200
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), 0xCD, 0xCE})
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_BOXES = frozenset(
    {
        b"ftyp",
        b"meta",
        b"mdat",
        b"idat",
        b"free",
        b"skip",
        b"uuid",
        b"moov",
        b"mpvd",
        b"sefd",
        b"etyp",
    }
)
_HEIF = frozenset({b"mif1", b"msf1", b"heif"})


class Kind(StrEnum):
    """What is taken."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"


@dataclass(frozen=True)
class Outline:
    """What the outside of a picture tells."""

    kind: Kind
    pixels: tuple[int, int] | None
    """As its header says; None where only the decoder can tell."""


def outline(data: bytes) -> Outline:
    """The kind and size of a picture. Raises `NotAPicture` or `BrokenPicture`."""
    if not data:
        raise BrokenPicture("This file is empty. Choose the photo again.")
    kind = _kind(data)
    if kind is None:
        raise NotAPicture("This is not a JPEG, PNG, WebP or HEIC photo. Choose another file.")
    try:
        pixels, end = _WALKS[kind](data)
    except (IndexError, ValueError) as error:
        raise BrokenPicture("This photo is cut short or damaged. Choose it again.") from error
    _refuse_others(data, end)
    return Outline(kind, pixels)


def _kind(data: bytes) -> Kind | None:
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp":
        size = int.from_bytes(data[:4], "big")
        brands = {data[at : at + 4] for at in (8, *range(16, min(size, 256), 4))}
        is_plain = data[8:12] in _HEIF and not brands & {b"avif", b"avis"}
        return Kind.HEIC if data[8:12] in _HEIC or (is_plain and brands & _HEIC) else None
    return None


def _refuse_others(data: bytes, end: int) -> None:
    """Raise `NotAPicture` when the same bytes are also something else."""
    is_page = _PAGE.search(data, 0, _HEAD) or _PAGE.search(data, end)
    if is_page or data.startswith(_BEHIND, end) or zipfile.is_zipfile(io.BytesIO(data)):
        raise NotAPicture("There is something else hidden in this photo. Save it anew and try.")


def _jpeg(data: bytes) -> tuple[tuple[int, int] | None, int]:
    pixels, at, scans = None, 2, 0
    while scans <= _SCANS:
        if data[at] != 0xFF:
            raise ValueError("no marker where one belongs")
        marker = data[at + 1]
        at += 1 if marker == 0xFF else 2
        if marker == 0xD9:
            return pixels, at
        if marker in {0xFF, 0x01, *range(0xD0, 0xD8)}:
            continue
        length = _number(data, at, 2)
        if marker in _FRAMES and pixels is None:
            pixels = (_number(data, at + 5, 2), _number(data, at + 3, 2))
        at += length
        if marker == 0xDA:
            scans += 1
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                raise ValueError("the scan never ends")
            at = found.end() - 2
    raise ValueError("so many scans only keep a machine busy")


def _png(data: bytes) -> tuple[tuple[int, int] | None, int]:
    if data[12:16] != b"IHDR":
        raise ValueError("no header")
    at = 8
    while True:
        length, name = _number(data, at, 4), data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            raise ValueError("a chunk is cut short")
        if name == b"IEND":
            return (_number(data, 16, 4), _number(data, 20, 4)), at


def _webp(data: bytes) -> tuple[tuple[int, int] | None, int]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) or end < 30:
        raise ValueError("cut short")
    body = data[20:30]
    match data[12:16]:
        case b"VP8X":
            size = (_little(body[4:7]) + 1, _little(body[7:10]) + 1)
        case b"VP8L":
            bits = _little(body[1:5])
            size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8 ":
            size = (_little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF)
        case _:
            raise ValueError("no frame")
    return size, end


def _heic(data: bytes) -> tuple[tuple[int, int] | None, int]:
    at, is_whole = 0, False
    while at < len(data):
        length, name = _number(data, at, 4), data[at + 4 : at + 8]
        if length == 1:
            length = _number(data, at + 8, 8)
        elif length == 0:
            length = len(data) - at
        if length < 8 or name not in _BOXES:
            break
        at += length
        is_whole = is_whole or name in {b"mdat", b"meta"}
        if at > len(data):
            raise ValueError("a box is cut short")
    if not is_whole:
        raise ValueError("no picture inside")
    return None, at


def _number(data: bytes, at: int, size: int) -> int:
    if at + size > len(data):
        raise ValueError("cut short")
    return int.from_bytes(data[at : at + size], "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


_WALKS = {Kind.JPEG: _jpeg, Kind.PNG: _png, Kind.WEBP: _webp, Kind.HEIC: _heic}
