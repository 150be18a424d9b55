"""What goes, swims and flies. The front is towards z."""

from app.providers.sketch_model.nouns.vehicles.rails import boat, train
from app.providers.sketch_model.nouns.vehicles.road import bicycle, bus, car
from app.providers.sketch_model.nouns.vehicles.sky import airplane, balloon, rocket

NOUNS = {
    "car": car,
    "bus": bus,
    "train": train,
    "boat": boat,
    "rocket": rocket,
    "airplane": airplane,
    "balloon": balloon,
    "bicycle": bicycle,
}
