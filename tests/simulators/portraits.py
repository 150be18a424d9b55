"""Real pictures: somebody drawn to be a reference, and what a simulated model makes of one."""

import hashlib
import io
import re
from colorsys import hls_to_rgb
from contextlib import suppress
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

_MARKERS = re.compile(r"\[sim:[^\]]*\]")
_CAPTION_MAX = 34
_FONTS = ("NotoSansCJK-Regular.ttc", "AppleSDGothicNeo.ttc", "NanumGothic.ttf")
_KINDS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SKINS = ((239, 205, 178), (201, 152, 116), (141, 93, 65))
_CLOTHES = ((38, 54, 84), (118, 44, 60), (52, 86, 70), (90, 76, 110))


@lru_cache(maxsize=16)
def somebody(who: str, *, size: tuple[int, int] = (640, 800), form: str = "jpg") -> bytes:
    """A drawn person from the chest up; another one for every name."""
    dice = hashlib.sha256(who.encode()).digest()
    width, height = size
    picture = Image.new("RGB", size, (214, 210, 200))
    draw = ImageDraw.Draw(picture)

    def oval(x: float, y: float, w: float, h: float, colour: tuple[int, int, int]) -> None:
        box = (width * (x - w), height * (y - h), width * (x + w), height * (y + h))
        draw.ellipse(box, fill=colour)

    skin = _SKINS[dice[0] % len(_SKINS)]
    hair = (30 + dice[1] % 60, 22 + dice[1] % 40, 20)
    oval(0.5, 1.02, 0.42, 0.26, _CLOTHES[dice[2] % len(_CLOTHES)])
    oval(0.5, 0.40, 0.25, 0.25, hair)
    oval(0.5, 0.74, 0.09, 0.12, skin)
    oval(0.5, 0.46, 0.20, 0.24, skin)
    for x in (0.42, 0.58):
        oval(x, 0.43, 0.035, 0.018, (250, 250, 248))
        oval(x, 0.43, 0.015, 0.015, (40, 30, 26))
    oval(0.5, 0.58, 0.07, 0.018, (176, 84, 84))
    return _encoded(picture, form)


def made_of(reference: bytes, *, words: str, order: str, size: tuple[int, int], form: str) -> bytes:
    """
    The same person in the colours of these words, which stand below; `order` makes it the only one.

    Raises `OSError` when the reference is no picture.
    """
    with Image.open(io.BytesIO(reference)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    plain = ImageOps.fit(upright, size, centering=(0.5, 0.4))
    caption = caption_of(words)
    picture = Image.blend(plain, _tinted(plain, caption), 0.45)
    _write(picture, f"{caption} - {order[-4:]}")
    return _encoded(picture, form)


def caption_of(words: str) -> str:
    """The beginning of what was asked for, without what scripts a simulator."""
    plain = " ".join(_MARKERS.sub(" ", words).split("\n")[0].split())
    first = re.split(r"[,.;:]", plain)[0].strip() or "untitled"
    return first[:_CAPTION_MAX]


def _tinted(plain: Image.Image, caption: str) -> Image.Image:
    hue = hashlib.sha256(caption.casefold().encode()).digest()[0] / 255
    dark, middle, light = (
        tuple(round(255 * each) for each in hls_to_rgb(hue, lightness, 0.55))
        for lightness in (0.12, 0.5, 0.92)
    )
    grey = ImageOps.autocontrast(ImageOps.grayscale(plain))
    return ImageOps.colorize(grey, black=dark, mid=middle, white=light)


def _write(picture: Image.Image, text: str) -> None:
    height = max(28, picture.height // 14)
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.rectangle((0, picture.height - height, *picture.size), fill=(0, 0, 0, 150))
    text, font = _written(text, height * 0.45)
    middle = (picture.width / 2, picture.height - height / 2)
    draw.text(middle, text, font=font, fill=(255, 255, 255, 235), anchor="mm")


def _written(text: str, size: float) -> tuple[str, ImageFont.ImageFont | ImageFont.FreeTypeFont]:
    """In letters that this machine has."""
    plain = text.encode("ascii", "ignore").decode()
    if plain != text:
        for name in _FONTS:
            with suppress(OSError):
                return text, ImageFont.truetype(name, size)
    return plain, ImageFont.load_default(size=size)


def _encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, _KINDS[form], quality=88)
    return out.getvalue()
