"""
Cut the fonts to what our own words need, so that a first visit stays light.

    pip install fonttools brotli
    npm install pretendard @fontsource-variable/newsreader @fontsource/noto-serif-kr
    python -m app.ui.fonts node_modules

The result is committed in `assets/assets/fonts`. Everything else that people write comes from the
whole fonts, which npm brings cut by frequency: a browser fetches only the slices a page needs.
The cut fonts carry names of their own, as the Open Font License asks.
"""

import json
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Below `/assets/`, where browsers may keep files for ever: the names carry a digest.
OUT = ROOT / "assets" / "assets" / "fonts"
STYLES = ROOT / "assets" / "styles" / "fonts.css"
SLICES = "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css"
# (name, source, family, heaviness, which letters)
CUTS = (
    (
        "sans-latin",
        "pretendard/dist/web/variable/woff2/PretendardVariable.woff2",
        "Meanwhile Sans",
        (400, 600),
        "latin",
    ),
    (
        "sans-korean",
        "pretendard/dist/web/variable/woff2/PretendardVariable.woff2",
        "Meanwhile Sans",
        (400, 600),
        "korean",
    ),
    (
        "serif-latin",
        "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
        "Meanwhile Serif",
        (400, 600),
        "latin",
    ),
    (
        "serif-korean",
        "@fontsource/noto-serif-kr/files/noto-serif-kr-korean-600-normal.woff2",
        "Meanwhile Serif KR",
        None,
        "headings",
    ),
)
_HEADING = re.compile(
    r"title$|^hello\.|^home\.|^access\.(welcome|begin)|^song\.(asked|set|und|his|rec)"
    r"|^journey\.(thoughts|last_thoughts|story|reading_now|takes|again|settings|edit|missing)$"
    r"|^journey\.plan\.off$|^ops\.nav\.|^ops\.(standing|reasons|pace|tasks|story)$"
)
_LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·–—‘’“”…←→é×−♭♯"
_FREQUENT = (89, 90, 91)
# Syllables that most names are made of: a greeting is a heading too.
_NAMES = (
    "김이박최정강조윤장임한오서신권황안송류홍민준지우현영수진희은혜미선경아연주"
    "하도유나다라소예빈원호성재훈태석규님"
)


def letters(which: str, css: str) -> str:
    """The letters that a cut holds: those of our words, and the commonest Korean syllables."""
    if which == "latin":
        return _LATIN
    words: dict[str, str] = json.loads((ROOT / "app/ui/words/ko.json").read_text())
    if which == "headings":
        chosen = "".join(text for key, text in words.items() if _HEADING.search(key))
        return _hangul(chosen + _NAMES)
    return _hangul("".join(words.values()) + "한국어" + "".join(_frequent(css)))


def _hangul(text: str) -> str:
    return "".join(sorted({letter for letter in text if "가" <= letter <= "힣"}))


def _frequent(css: str) -> Iterable[str]:
    for slice_ in _FREQUENT:
        found = re.search(rf"/\* \[{slice_}\] \*/.*?unicode-range: ([^;]+);", css, re.DOTALL)
        for span in found.group(1).split(", ") if found else ():
            first, _, last = span.removeprefix("U+").partition("-")
            yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def _cut(source: Path, text: str, heaviness: tuple[int, int] | None, family: str) -> bytes:
    from fontTools import subset  # pyright: ignore[reportMissingImports]
    from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingImports]
    from fontTools.varLib import instancer  # pyright: ignore[reportMissingImports]

    font = TTFont(source)
    if heaviness:
        font = instancer.instantiateVariableFont(font, {"wght": heaviness})
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["kern", "liga", "tnum", "calt", "ccmp", "mark"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = family if record.nameID != 6 else family.replace(" ", "")
    font.flavor = "woff2"
    cut = BytesIO()
    font.save(cut)
    return cut.getvalue()


def _ranges(text: str) -> str:
    return ", ".join(f"U+{ord(letter):x}" for letter in sorted(set(text)))


def _face(name: str, family: str, text: str, heaviness: tuple[int, int] | None) -> str:
    weight = f"{heaviness[0]} {heaviness[1]}" if heaviness else "400 700"
    return (
        "@font-face {\n"
        f'  font-family: "{family}";\n'
        f"  font-weight: {weight};\n"
        "  font-display: swap;\n"
        f'  src: url("/assets/fonts/{name}") format("woff2");\n'
        f"  unicode-range: {_ranges(text)};\n"
        "}\n"
    )


def cut_fonts(script: str) -> list[str]:
    """Addresses of the cut fonts for `latin` or `korean`, for browsers to begin with."""
    return [f"/assets/fonts/{path.name}" for path in sorted(OUT.glob(f"*-{script}-*.woff2"))]


def main(modules: Path) -> None:
    """Cut every font and write the style sheet that names them."""
    css = (modules / SLICES).read_text()
    OUT.mkdir(parents=True, exist_ok=True)
    faces = ["/* Written by `python -m app.ui.fonts`. */\n"]
    for name, source, family, heaviness, which in CUTS:
        text = letters(which, css)
        cut = _cut(modules / source, text, heaviness, family)
        named = f"{name}-{sha256(cut).hexdigest()[:8]}.woff2"
        for old in OUT.glob(f"{name}-????????.woff2"):
            old.unlink()
        (OUT / named).write_bytes(cut)
        faces.append(_face(named, family, text, heaviness))
    STYLES.write_text("\n".join(faces))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
