"""What stands in rooms."""

from app.providers.sketch_model.nouns.furniture.fittings import candle, clock, door, lamp_, umbrella
from app.providers.sketch_model.nouns.furniture.seats import bed, bench, chair, sofa, stool
from app.providers.sketch_model.nouns.furniture.tables import desk, shelf, table

NOUNS = {
    "chair": chair,
    "stool": stool,
    "table": table,
    "desk": desk,
    "bench": bench,
    "bed": bed,
    "sofa": sofa,
    "shelf": shelf,
    "lamp": lamp_,
    "clock": clock,
    "candle": candle,
    "door": door,
    "umbrella": umbrella,
}
