"""A song as a picture, for where no page draws it."""

from collections.abc import Sequence
from io import BytesIO

_WIDTH, _HEIGHT = 720, 360
_BARS = 60
_GROUND, _BAR = "#12131A", "#E8B65A"
_LEAST = 6


def draw(peaks: Sequence[int]) -> bytes:
    """A PNG, two to one, of a waveform with peaks of 0 to 100."""
    from PIL import Image, ImageDraw  # heavy, and few processes draw

    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    pen = ImageDraw.Draw(picture)
    step = _WIDTH / (_BARS + 2)
    for bar in range(_BARS):
        # The loudest of its share of the song.
        begin = bar * len(peaks) // _BARS
        share = peaks[begin : max(begin + 1, (bar + 1) * len(peaks) // _BARS)]
        height = max(_LEAST, round(min(100, max(share)) / 100 * _HEIGHT * 0.7))
        left, top = step * (bar + 1.2), (_HEIGHT - height) / 2
        pen.rounded_rectangle((left, top, left + step * 0.6, top + height), step * 0.3, fill=_BAR)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
