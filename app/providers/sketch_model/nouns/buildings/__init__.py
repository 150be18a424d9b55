"""What is lived in, and what is looked at from far."""

from app.providers.sketch_model.nouns.buildings.homes import house, tent
from app.providers.sketch_model.nouns.buildings.lights import lighthouse
from app.providers.sketch_model.nouns.buildings.stone import bridge, castle, tower
from app.providers.sketch_model.nouns.buildings.swept import hanok, pagoda

NOUNS = {
    "house": house,
    "hanok": hanok,
    "pagoda": pagoda,
    "castle": castle,
    "lighthouse": lighthouse,
    "tower": tower,
    "bridge": bridge,
    "tent": tent,
}
