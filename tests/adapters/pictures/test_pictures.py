"""What becomes of a photo that somebody hands in."""

import base64
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from app.adapters.pictures import PillowPictures
from app.domain.ports import Prepared
from tests.adapters.pictures.making import a_view, as_file, as_heic, parts, with_place


def prepared(data: bytes) -> Prepared:
    return PillowPictures().prepare([data])


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def difference(one: Image.Image, other: Image.Image) -> float:
    a, b = (np.asarray(each.convert("RGB"), dtype=float) for each in (one, other))
    return float(np.abs(a - b).mean())


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (as_file(a_view(), quality=95), "image/jpeg"),
        (as_file(a_view(), progressive=True, quality=95), "image/jpeg"),
        (as_file(a_view(), "PNG"), "image/jpeg"),
        (as_file(a_view(mode="RGBA"), "PNG"), "image/jpeg"),
        (as_file(a_view(), "WEBP", quality=95), "image/webp"),
        (as_file(a_view(), "WEBP", lossless=True), "image/webp"),
        (as_heic(a_view()), "image/jpeg"),
        (as_file(a_view(mode="CMYK"), quality=95), "image/jpeg"),
    ],
    ids=["jpeg", "progressive", "png", "opaque", "webp", "lossless", "heic", "cmyk"],
)
def test_every_kind_that_is_taken_keeps_its_looks(data: bytes, content_type: str) -> None:
    found = prepared(data)

    assert (found.content_type, found.width, found.height) == (content_type, 640, 480)
    assert opened(found.data).size == (640, 480)
    assert opened(found.data).get_format_mimetype() == content_type
    assert difference(opened(found.data), a_view()) < 8


def test_transparency_stays() -> None:
    view = a_view(mode="RGBA")
    view.putalpha(Image.linear_gradient("L").resize(view.size))

    found = prepared(as_file(view, "PNG"))

    assert found.content_type == "image/png"
    assert opened(found.data).getchannel("A").getextrema() == (0, 255)


def test_grey_palettes_and_sixteen_bits_are_pictures_too() -> None:
    grey = np.asarray(a_view(mode="L"))
    deep = Image.fromarray(grey.astype(np.uint16) * 257)
    palette = a_view().quantize(64)

    assert difference(opened(prepared(as_file(deep, "PNG")).data), a_view(mode="L")) < 4
    assert difference(opened(prepared(as_file(palette, "PNG")).data), a_view()) < 20
    assert difference(opened(prepared(as_file(a_view(mode="L"))).data), a_view(mode="L")) < 4


def test_of_a_moving_picture_the_first_moment_stays() -> None:
    black = Image.new("RGB", (640, 480))
    moving = as_file(a_view(), "WEBP", save_all=True, append_images=[black, black], quality=95)

    found = prepared(moving)

    assert "ANIM" in parts(moving)
    assert "ANIM" not in parts(found.data)
    assert difference(opened(found.data), a_view()) < 8


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_it_is_held_upright_whichever_way_the_camera_was(format_: str, orientation: int) -> None:
    # What each value says about where the first row and column belong, as the standard puts it.
    stored: dict[int, Callable[[np.ndarray], np.ndarray]] = {
        1: lambda a: a,
        2: np.fliplr,
        3: lambda a: np.rot90(a, 2),
        4: np.flipud,
        5: lambda a: a.swapaxes(0, 1),
        6: lambda a: np.rot90(a, 1),
        7: lambda a: np.rot90(a, 2).swapaxes(0, 1),
        8: lambda a: np.rot90(a, -1),
    }
    lying = Image.fromarray(np.ascontiguousarray(stored[orientation](np.asarray(a_view()))))

    found = prepared(as_file(lying, format_, exif=with_place(orientation), quality=95))

    assert (found.width, found.height) == (640, 480)
    assert difference(opened(found.data), a_view()) < 8
    assert opened(found.thumb).size == (480, 360)


def test_a_photo_of_a_phone_is_held_upright_once() -> None:
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(np.asarray(a_view()))))

    found = prepared(as_heic(lying, exif=with_place(6)))

    assert (found.width, found.height) == (640, 480)
    assert difference(opened(found.data), a_view()) < 8


@pytest.mark.parametrize(
    ("format_", "allowed"),
    [
        ("JPEG", {"E0", "DB", "C0", "C2", "C4"}),
        ("PNG", {"IHDR", "IDAT", "IEND"}),
        ("WEBP", {"VP8"}),
    ],
)
def test_nothing_that_the_camera_wrote_is_left(format_: str, allowed: set[str]) -> None:
    view = a_view(mode="RGBA" if format_ == "PNG" else "RGB")
    if format_ == "PNG":
        view.putpixel((0, 0), (255, 0, 0, 0))
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>SecretName</rdf:RDF></x:xmpmeta>'
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = as_file(view, format_, exif=with_place(), xmp=xmp, icc_profile=profile)

    found = prepared(told)

    assert not set(parts(told)) <= allowed
    assert set(parts(found.data)) <= allowed
    for data in (found.data, found.thumb, base64.b64decode(found.blur.partition(",")[2])):
        assert not any(word in data for word in (b"Exif", b"Secret", b"xmp", b"ICC", b"iCCP"))


def test_colours_of_another_space_look_the_same_in_ours() -> None:
    rgb = Image.new("RGB", (300, 300), (200, 90, 60))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = _swapped(srgb.tobytes())

    plain = opened(prepared(as_file(rgb, icc_profile=srgb.tobytes())).data).getpixel((9, 9))
    turned = opened(prepared(as_file(rgb, icc_profile=swapped)).data).getpixel((9, 9))
    wrong = opened(prepared(as_file(rgb, icc_profile=lab.tobytes())).data).getpixel((9, 9))
    broken = opened(prepared(as_file(rgb, icc_profile=b"nothing" * 40)).data).getpixel((9, 9))

    assert plain == wrong == broken == pytest.approx((200, 90, 60), abs=3)
    assert turned != pytest.approx((200, 90, 60), abs=40)


def _swapped(profile: bytes) -> bytes:
    """A profile in which red and blue have changed places."""
    return profile.replace(b"rXYZ", b"tttt").replace(b"bXYZ", b"rXYZ").replace(b"tttt", b"bXYZ")


def test_a_large_one_is_made_smaller_and_a_small_one_is_not_made_larger() -> None:
    large = prepared(as_file(a_view((1200, 600)).resize((6000, 3000)), quality=50))
    small = prepared(as_file(a_view((300, 256))))

    assert (large.width, large.height) == (4096, 2048)
    assert opened(large.thumb).size == (480, 240)
    assert (small.width, small.height) == (300, 256)
    assert opened(small.thumb).size == (300, 256)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_blur_is_a_tiny_picture_of_the_same_shape(mode: str) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (600, 400, 4), dtype=np.uint8)
    image = Image.fromarray(noise).resize((400, 600)).convert(mode)

    found = prepared(as_file(image, "PNG"))

    assert len(found.blur) <= 400
    kind, _, words = found.blur.partition(",")
    assert kind == "data:image/webp;base64"
    assert opened(base64.b64decode(words)).size == (11, 16)


def test_a_finished_picture_is_looked_at_as_it_is() -> None:
    lying = a_view((1600, 1200))

    seen = PillowPictures().see([as_file(lying, exif=with_place(6))])
    tiny = PillowPictures().see([as_file(a_view((64, 20)))])

    assert (seen.width, seen.height) == (1200, 1600)
    assert opened(seen.thumb).size == (360, 480)
    assert (tiny.width, tiny.height) == (64, 20)


def test_it_comes_in_pieces_and_a_storage_that_fails_says_so_itself() -> None:
    data = as_file(a_view())

    def cut() -> Iterator[bytes]:
        yield data[:1000]
        raise OSError("storage is away")

    whole = PillowPictures().prepare(data[at : at + 777] for at in range(0, len(data), 777))

    assert (whole.width, whole.height) == (640, 480)
    with pytest.raises(OSError, match="storage is away"):
        PillowPictures().prepare(cut())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the most")
def test_the_largest_photo_takes_a_bounded_room() -> None:
    program = """
from pathlib import Path
from tests.adapters.pictures.making import a_bomb
from app.adapters.pictures import PillowPictures
print(PillowPictures().prepare([a_bomb(8000, 6000, is_whole=True)]).width)
print(*[each.split()[1] for each in Path("/proc/self/status").open() if "VmHWM" in each])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    width, most = map(int, done.stdout.split())
    assert width == 4096
    assert most < 600_000
