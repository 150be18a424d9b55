"""Files that are no photo, or not that alone."""

import io
import struct
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from app.adapters.pictures import PillowPictures
from app.domain.errors import (
    BadPicture,
    BrokenPicture,
    NotAPicture,
    PictureTooLarge,
    PictureTooSmall,
    TooManyPixels,
)
from tests.adapters.pictures.making import (
    a_bomb,
    a_view,
    an_archive,
    as_file,
    as_heic,
    parts,
    png_chunk,
)

KINDS = {
    "jpeg": as_file(a_view()),
    "progressive": as_file(a_view(), progressive=True),
    "png": as_file(a_view(), "PNG"),
    "webp": as_file(a_view(), "WEBP"),
    "heic": as_heic(a_view()),
}
PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"


def refusal(data: bytes) -> BadPicture:
    with pytest.raises(BadPicture) as caught:
        PillowPictures().prepare([data])
    assert caught.value.status == 422
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg/>',
        PAGE,
        b"%PDF-1.7 and so on",
        an_archive(),
        as_file(a_view(), "GIF"),
        as_file(a_view(), "BMP"),
        as_file(a_view(), "TIFF"),
        as_file(a_view(), "AVIF"),
        b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42",
        b"plain words, named photo.jpg",
        b"\x00" * 5000,
        b"\xff\xd8",
    ],
)
def test_what_is_no_photo_is_told_by_its_content(data: bytes) -> None:
    assert refusal(data).code == "not_a_picture"


@pytest.mark.parametrize("behind", [an_archive(), PAGE, b"\n" * 99 + PAGE, b"%PDF-1.4\n%%EOF"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_is_also_something_else_is_refused(kind: str, behind: bytes) -> None:
    assert isinstance(refusal(KINDS[kind] + behind), NotAPicture)


@pytest.mark.parametrize("inside", [PAGE, b"%PDF-1.4", b"<?php system($_GET[0]);"])
def test_something_else_in_its_comment_is_found(inside: bytes) -> None:
    jpeg = KINDS["jpeg"]
    comment = b"\xff\xfe" + struct.pack(">H", len(inside) + 2) + inside

    assert refusal(jpeg[:2] + comment + jpeg[2:]).code == "not_a_picture"


def test_what_phones_put_behind_a_photo_does_no_harm_and_does_not_stay() -> None:
    moving = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 400

    for behind in (moving, KINDS["jpeg"], b"\x00" * 64):
        assert PillowPictures().prepare([KINDS["jpeg"] + behind]).data.endswith(b"\xff\xd9")


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_is_cut_short_is_never_half_a_photo(kind: str, tenth: int) -> None:
    whole = KINDS[kind]

    assert refusal(whole[: len(whole) * tenth // 10]).code in {"broken", "not_a_picture"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_end_is_missed(kind: str) -> None:
    assert isinstance(refusal(KINDS[kind][:-3]), BrokenPicture)


def test_an_empty_file_says_so() -> None:
    assert "empty" in refusal(b"").message


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (8000, 6400)])
def test_a_bomb_is_told_by_its_header_and_never_unpacked(size: tuple[int, int]) -> None:
    assert isinstance(refusal(a_bomb(*size)), TooManyPixels)


def test_a_jpeg_or_webp_that_says_it_is_vast_is_refused() -> None:
    jpeg, webp = (
        bytearray(KINDS["jpeg"]),
        bytearray(as_file(a_view(mode="RGBA"), "WEBP", exact=True)),
    )
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 65_000, 65_000)
    webp[12:16], webp[24:30] = b"VP8X", b"\xff" * 6

    assert isinstance(refusal(bytes(jpeg)), TooManyPixels)
    assert isinstance(refusal(bytes(webp)), TooManyPixels)


def test_a_second_header_does_not_smuggle_pixels_in() -> None:
    small = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 400, 400, 8, 2, 0, 0, 0))
    vast = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 9_000, 9_000, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(10_000))) + png_chunk(b"IEND", b"")

    refusal(b"\x89PNG\r\n\x1a\n" + small + vast + body)


def test_a_chunk_that_unpacks_without_end_is_not_followed() -> None:
    png = KINDS["png"]
    bomb = png_chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))

    assert isinstance(refusal(png[:33] + bomb + png[33:]), BrokenPicture)


def test_scans_that_only_keep_a_machine_busy_are_not_followed() -> None:
    jpeg = KINDS["progressive"]
    at = jpeg.rindex(b"\xff\xda")
    scan = jpeg[at:-2]

    assert isinstance(refusal(jpeg[:-2] + scan * 500 + b"\xff\xd9"), BrokenPicture)


def test_pixels_that_are_missing_are_missed() -> None:
    assert isinstance(refusal(a_bomb(400, 400)), BrokenPicture)


@pytest.mark.parametrize("size", [(255, 900), (900, 255), (1, 1), (260, 9000)])
def test_a_photo_that_is_too_small_says_how_large_it_has_to_be(size: tuple[int, int]) -> None:
    found = refusal(as_file(Image.new("RGB", size)))

    assert isinstance(found, PictureTooSmall)
    assert "256" in found.message


def test_two_hundred_megabytes_are_not_read_to_their_end() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        yield KINDS["jpeg"]
        for _ in range(200):
            read += 1
            yield bytes(1_000_000)

    with pytest.raises(PictureTooLarge, match="30 MB"):
        PillowPictures().prepare(endless())
    assert read <= 31


def test_limits_are_those_of_the_operator() -> None:
    strict = PillowPictures(max_bytes=5_000_000, max_pixels=100_000)

    with pytest.raises(TooManyPixels, match="megapixels"):
        strict.prepare([KINDS["jpeg"]])


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_byte_anywhere_is_a_picture_or_a_refusal(kind: str) -> None:
    whole = KINDS[kind]

    for step in range(16):
        data = bytearray(whole)
        data[len(data) * step // 16] ^= 0xFF
        try:
            found = PillowPictures().prepare([bytes(data)])
        except BadPicture:
            continue
        assert Image.open(io.BytesIO(found.data)).size == (found.width, found.height)
        assert not set(parts(found.data)) & {"E1", "E2", "EXIF", "ICCP"}
