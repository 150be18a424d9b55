"""What things are painted with: a colour, how it shines, and the picture on it."""

from dataclasses import dataclass, replace

Colour = tuple[float, float, float]
"""Red, green and blue as written in a style sheet, 0 to 1."""


@dataclass(frozen=True)
class Paint:
    """A surface."""

    colour: Colour
    roughness: float = 0.6
    metallic: float = 0.0
    texture: str = ""
    """A name in `textures`; empty: none."""
    tile: float = 0.5
    """Metres that the picture covers before it repeats."""
    alpha: float = 1.0
    glow: float = 0.0
    """Share of its colour that it sends out by itself."""

    def shade(self, by: float) -> "Paint":
        """The same, lighter (above 0) or darker (below 0)."""
        towards = 1.0 if by > 0 else 0.0
        red, green, blue = (c + (towards - c) * abs(by) for c in self.colour)
        return replace(self, colour=(red, green, blue))


def hexed(code: str) -> Colour:
    """`#rrggbb`."""
    number = int(code.lstrip("#"), 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255


def matt(code: str, *, roughness: float = 0.75) -> Paint:
    """Of a colour that does not shine much."""
    return Paint(hexed(code), roughness)


def glossy(code: str) -> Paint:
    """Of a colour under varnish."""
    return Paint(hexed(code), 0.25)


def metal(code: str, *, roughness: float = 0.3) -> Paint:
    """Of a metal of this colour."""
    return Paint(hexed(code), roughness, 1.0)


def lamp(code: str, *, glow: float = 0.8) -> Paint:
    """Of something that shines."""
    return Paint(hexed(code), 0.5, glow=glow)


COLOURS: dict[str, Colour] = {
    name: hexed(code)
    for name, code in {
        "red": "#c8322b",
        "orange": "#e57a26",
        "yellow": "#f0c03a",
        "green": "#4a8f4c",
        "lime": "#9ac14a",
        "teal": "#2f8f8b",
        "blue": "#2f62ad",
        "sky": "#79b4dd",
        "navy": "#22335f",
        "purple": "#7a4fa3",
        "violet": "#9a86cf",
        "pink": "#ea9cb2",
        "brown": "#7a4e2f",
        "beige": "#dcc7a3",
        "cream": "#f3e8d0",
        "white": "#f1efea",
        "grey": "#8d8f92",
        "black": "#2a2a2d",
        "gold": "#d9ab45",
        "silver": "#c9ccd1",
    }.items()
}

MATERIALS: dict[str, Paint] = {
    "wood": Paint(hexed("#b07a48"), 0.55, texture="wood", tile=0.6),
    "darkwood": Paint(hexed("#5e3a22"), 0.5, texture="wood", tile=0.6),
    "bamboo": Paint(hexed("#c9b368"), 0.5, texture="wood", tile=0.3),
    "gold": metal("#e3b04b", roughness=0.22),
    "silver": metal("#d4d6da", roughness=0.2),
    "bronze": metal("#a8703f", roughness=0.34),
    "copper": metal("#c9764f", roughness=0.28),
    "iron": metal("#5b5d61", roughness=0.5),
    "steel": metal("#b8bcc2", roughness=0.25),
    "glass": Paint(hexed("#d9ecef"), 0.05, alpha=0.32),
    "ice": Paint(hexed("#bfe3f2"), 0.12, alpha=0.6),
    "crystal": Paint(hexed("#d8c8f0"), 0.06, alpha=0.5),
    "stone": Paint(hexed("#a19d95"), 0.9, texture="stone", tile=0.8),
    "marble": Paint(hexed("#ece9e4"), 0.22, texture="marble", tile=0.9),
    "jade": Paint(hexed("#7fb493"), 0.2, texture="jade", tile=0.6),
    "celadon": Paint(hexed("#9dbfae"), 0.16),
    "clay": Paint(hexed("#b9643f"), 0.85, texture="stone", tile=0.5),
    "porcelain": Paint(hexed("#f4f3ef"), 0.12),
    "brick": Paint(hexed("#a9563f"), 0.9, texture="brick", tile=1.6),
    "paper": Paint(hexed("#f2ebda"), 0.95, texture="paper", tile=0.4),
    "fabric": Paint(hexed("#8f9bb0"), 0.95, texture="fabric", tile=0.12),
    "leather": Paint(hexed("#7d4a2d"), 0.5, texture="leather", tile=0.25),
    "plastic": Paint(hexed("#d7dade"), 0.35),
    "rubber": Paint(hexed("#2c2c2e"), 0.85),
    "chocolate": Paint(hexed("#4b2a1a"), 0.3),
    "snow": Paint(hexed("#f5f7f9"), 0.85),
    "moss": Paint(hexed("#6d8a3f"), 0.95, texture="grass", tile=0.5),
}


def tinted(paint: Paint, colour: Colour) -> Paint:
    """The same material in another colour."""
    return replace(paint, colour=colour)
