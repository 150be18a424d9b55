"""What grows."""

from app.providers.sketch_model.nouns.plants.blooms import cactus, flower, tulip
from app.providers.sketch_model.nouns.plants.trees import bamboo, bush, palm, pine, stump, tree

NOUNS = {
    "tree": tree,
    "pine": pine,
    "palm": palm,
    "bamboo": bamboo,
    "flower": flower,
    "tulip": tulip,
    "cactus": cactus,
    "bush": bush,
    "stump": stump,
}
