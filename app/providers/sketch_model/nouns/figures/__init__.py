"""Whoever has a face."""

from app.providers.sketch_model.nouns.figures.made import bell, ghost, robot, snowman
from app.providers.sketch_model.nouns.figures.people import doll, person

NOUNS = {
    "snowman": snowman,
    "robot": robot,
    "doll": doll,
    "person": person,
    "ghost": ghost,
    "bell": bell,
}
