"""What is burnt onto clay."""

from app.providers.sketch_model.paint import MATERIALS, glossy, hexed, tinted

CELADON, PORCELAIN = MATERIALS["celadon"], MATERIALS["porcelain"]


BLUE = tinted(PORCELAIN, hexed("#4f7cae"))


GLAZES = (CELADON, PORCELAIN, BLUE, glossy("#c96f4a"), glossy("#37576b"))
