"""Woods and cloths of a room."""

from app.providers.sketch_model.paint import MATERIALS, hexed, tinted

WOOD = MATERIALS["wood"]


DARK = MATERIALS["darkwood"]


OAK = tinted(WOOD, hexed("#c99a62"))


ASH = tinted(WOOD, hexed("#d8b98c"))


CLOTHS = tuple(
    tinted(MATERIALS["fabric"], hexed(code))
    for code in ("#8fa3a0", "#c98f6b", "#7d8aa8", "#d3b98f", "#a8656a")
)
