"""Pictures, good ones and hostile ones, and what lies in a file, told without Pillow."""

import io
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
from PIL import Image

SIZE = (640, 480)


def a_view(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Red at the upper left, blue at the lower right, with detail everywhere."""
    width, height = size
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    noise = np.random.default_rng(1).integers(0, 12, (height, width))
    pixels = np.stack([230 * (1 - x), 60 + 60 * y, 230 * x * y], axis=-1) + noise[..., None]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert(mode)


def as_file(image: Image.Image, format_: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def as_heic(image: Image.Image, **options: Any) -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90, **options)
    return out.getvalue()


def with_place(orientation: int = 1) -> bytes:
    """EXIF that tells where it was taken, by what camera and which way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (126.0, 58.0, 41.0)})
    return exif.tobytes()


def an_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.html", "<script>alert(1)</script>")
    return out.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_bomb(width: int, height: int, *, is_whole: bool = False) -> bytes:
    """A few bytes that say they are very many pixels; whole, it keeps that word."""
    rows = (height * (width * 3 + 1)) if is_whole else 100_000
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(rows), 9))
    return b"\x89PNG\r\n\x1a\n" + header + body + png_chunk(b"IEND", b"")


def parts(data: bytes) -> list[str]:
    """Names of the segments or chunks of a JPEG, PNG or WebP, read by hand."""
    if data[:4] == b"RIFF":
        return _chunks(data, 12, ("<I", 4, 0))
    if data[:2] == b"\xff\xd8":
        return _segments(data)
    return _chunks(data, 8, (">I", 0, 4))


def _chunks(data: bytes, at: int, shape: tuple[str, int, int]) -> list[str]:
    order, length_at, name_at = shape
    names = []
    while at < len(data):
        (length,) = struct.unpack_from(order, data, at + length_at)
        names.append(data[at + name_at : at + name_at + 4].decode().strip())
        at += 8 + length + (length % 2 if order == "<I" else 4)
    return names


def _segments(data: bytes) -> list[str]:
    at, names = 2, []
    while data[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", data, at + 2)
        names.append(f"{data[at + 1]:02X}")
        at += 2 + length
    return names
