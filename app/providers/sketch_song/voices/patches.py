"""All instruments by name, and where the drums sit."""

from app.providers.sketch_song.voices.held import HELD
from app.providers.sketch_song.voices.patch import Drum, Patch
from app.providers.sketch_song.voices.ringing import RINGING

PATCHES: dict[str, Patch] = {**RINGING, **HELD}

DRUM_SEATS: dict[str, Drum] = {
    "kick": Drum(0, room="dry"),
    "deep kick": Drum(1, room="dry"),
    "soft kick": Drum(-5, room="dry"),
    "snare": Drum(-4, 0.05),
    "soft snare": Drum(-6, 0.05),
    "clap": Drum(-7, -0.06),
    "rim": Drum(-9, 0.2),
    "hat": Drum(-16, 0.32),
    "open hat": Drum(-16, 0.32),
    "ride": Drum(-15, -0.35),
    "crash": Drum(-15, -0.25, "hall"),
    "brush": Drum(-13, 0.15),
    "shaker": Drum(-17, -0.4),
    "tom": Drum(-4, -0.2),
    "timpani": Drum(-3, 0.1, "hall"),
    "janggu low": Drum(-3, -0.12),
    "janggu high": Drum(-8, 0.15),
}
