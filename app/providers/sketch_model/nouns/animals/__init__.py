"""Animals: soft bodies with eyes that look at you. They face z."""

from app.providers.sketch_model.nouns.animals.birds import bird, duck, owl, penguin
from app.providers.sketch_model.nouns.animals.farm import cow, elephant, horse, pig, sheep
from app.providers.sketch_model.nouns.animals.soft import bear, cat, dog, rabbit
from app.providers.sketch_model.nouns.animals.water import fish, frog, turtle, whale
from app.providers.sketch_model.nouns.animals.winged import butterfly, dragon

NOUNS = {
    "cat": cat,
    "dog": dog,
    "rabbit": rabbit,
    "bear": bear,
    "horse": horse,
    "cow": cow,
    "sheep": sheep,
    "pig": pig,
    "elephant": elephant,
    "bird": bird,
    "duck": duck,
    "penguin": penguin,
    "owl": owl,
    "fish": fish,
    "whale": whale,
    "turtle": turtle,
    "butterfly": butterfly,
    "dragon": dragon,
    "frog": frog,
}
