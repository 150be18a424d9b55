"""What holds things to drink, and flowers."""

from app.providers.sketch_model.nouns.vessels.drinking import cup, glass, kettle, mug, teapot
from app.providers.sketch_model.nouns.vessels.keeping import bottle, bowl, flowerpot, jar, vase

NOUNS = {
    "cup": cup,
    "mug": mug,
    "glass": glass,
    "teapot": teapot,
    "kettle": kettle,
    "vase": vase,
    "jar": jar,
    "bowl": bowl,
    "bottle": bottle,
    "flowerpot": flowerpot,
}
