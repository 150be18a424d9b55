"""
The tokens of the look, in one place. `stylesheet()` is what `assets/styles/tokens.css` holds;
a test keeps the two the same, and Tailwind reads the variables from there.
"""

PAPER = {
    "ground": "#FBF8F3",
    "surface": "#FFFFFF",
    "sunken": "#F4EFE6",
    "line": "#E9E2D7",
    "ink": "#211D18",
    "quiet": "#6B6358",
    "accent": "#9A6412",
    "on-accent": "#FFFFFF",
    "wash": "#F8EBD2",
    "song": "#9A6412",
    "photo": "#A8406A",
    "model": "#1F776F",
    "danger": "#A8321F",
    "moon-lit": "#DDA437",
    "moon-dark": "#E6DFD3",
    "moon-rim": "#A89C8A",
    "glow": "rgb(221 164 55 / 0.55)",
    "shadow": "0 12px 40px -12px rgb(60 45 20 / 0.28), 0 2px 6px rgb(60 45 20 / 0.06)",
}
"""Light: paper in the late afternoon."""

NIGHT = {
    "ground": "#12131A",
    "surface": "#1A1C26",
    "sunken": "#0D0E14",
    "line": "#2A2D3B",
    "ink": "#EDEAE3",
    "quiet": "#A3A0AD",
    "accent": "#E8B65A",
    "on-accent": "#1A1408",
    "wash": "#2B2618",
    "song": "#E8B65A",
    "photo": "#E58AAE",
    "model": "#6CC7BC",
    "danger": "#F08A78",
    "moon-lit": "#F0C871",
    "moon-dark": "#2B2E3D",
    "moon-rim": "#6E7186",
    "glow": "rgb(240 200 113 / 0.5)",
    "shadow": "0 16px 48px -12px rgb(0 0 0 / 0.65), 0 2px 6px rgb(0 0 0 / 0.3)",
}
"""Dark: the same desk after sunset."""

SIZES = (13, 15, 17, 21, 28, 40)
"""Every size of type, in CSS pixels at the default root size."""

SANS = '"Meanwhile Sans", "Pretendard Variable", system-ui, -apple-system, sans-serif'
SERIF = f'"Meanwhile Serif", "Meanwhile Serif KR", {SANS}'
"""Our own headings. Their Korean is cut to our words, so what people write is set in `SAID`."""
SAID = f'"Meanwhile Serif", {SANS}'

RAIL = "224px"
COLUMN = "1120px"


def _block(selector: str, values: dict[str, str]) -> str:
    lines = "\n".join(f"  {name}: {value};" for name, value in values.items())
    return f"{selector} {{\n{lines}\n}}\n"


def stylesheet() -> str:
    """The tokens as CSS variables, and the names by which Tailwind offers them."""
    paper = {f"--{name}": value for name, value in PAPER.items()}
    night = {f"--{name}": value for name, value in NIGHT.items()}
    colours = {
        f"--color-{name}": f"var(--{name})" for name in PAPER if name not in ("shadow", "glow")
    }
    theme = {
        "--color-*": "initial",
        "--color-transparent": "transparent",
        "--color-current": "currentColor",
        **colours,
        "--text-*": "initial",
        **{f"--text-{size}": f"{size / 16:g}rem" for size in SIZES},
        "--radius-*": "initial",
        "--radius-soft": "10px",
        "--radius-card": "16px",
        "--radius-full": "999px",
        "--shadow-*": "initial",
        "--shadow-float": "var(--shadow)",
        "--font-sans": SANS,
        "--font-serif": SERIF,
        "--font-said": SAID,
        "--ease-calm": "cubic-bezier(0.2, 0.7, 0.2, 1)",
    }
    shell = {"--rail": RAIL, "--column": COLUMN}
    return "\n".join(
        (
            "/* Written by app/ui/theme.py. Change the tokens there. */",
            _block(":root", {**shell, **paper}),
            _block(".dark", night),
            _block("@theme inline", theme),
        )
    )
