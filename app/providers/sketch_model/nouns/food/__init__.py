"""What is eaten."""

from app.providers.sketch_model.nouns.food.baked import bread, cake, donut, icecream, pizza
from app.providers.sketch_model.nouns.food.grown import apple, carrot, mushroom, pear, pumpkin

NOUNS = {
    "apple": apple,
    "pear": pear,
    "cake": cake,
    "bread": bread,
    "icecream": icecream,
    "donut": donut,
    "mushroom": mushroom,
    "pumpkin": pumpkin,
    "carrot": carrot,
    "pizza": pizza,
}
