"""Small things that are kept."""

from app.providers.sketch_model.nouns.treasures.halls import sculpture, shield, sword
from app.providers.sketch_model.nouns.treasures.jewels import crown, gem, heart, key, ring
from app.providers.sketch_model.nouns.treasures.keepsakes import (
    book,
    books,
    football,
    gift,
    hat,
    lantern,
)

NOUNS = {
    "book": book,
    "books": books,
    "crown": crown,
    "ring": ring,
    "heart": heart,
    "gem": gem,
    "key": key,
    "sword": sword,
    "shield": shield,
    "gift": gift,
    "ball": football,
    "hat": hat,
    "lantern": lantern,
    "sculpture": sculpture,
}
