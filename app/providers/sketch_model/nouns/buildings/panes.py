"""What light falls through, and what keeps the rain out."""

from app.providers.sketch_model.paint import lamp, matt

GLASS = lamp("#ffdf9e", glow=0.45)


TILE = matt("#4b4f58", roughness=0.6)
