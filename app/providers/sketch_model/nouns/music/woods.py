"""Woods that sound."""

from app.providers.sketch_model.paint import Paint, hexed

SPRUCE = Paint(hexed("#d9a866"), 0.3, texture="wood", tile=0.5)


DARK = Paint(hexed("#3f2a1d"), 0.4, texture="wood", tile=0.5)
