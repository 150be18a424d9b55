"""What an instrument and a drum are to the desk: a sound, a seat and a room."""

from dataclasses import dataclass

from app.providers.sketch_song.voices.plucked import Pluck
from app.providers.sketch_song.voices.struck import Bank, Fm
from app.providers.sketch_song.voices.sustained import Wave


@dataclass(frozen=True)
class Patch:
    """An instrument: its sound, its ring or release, its seat, and the pitches it is good at."""

    sound: Bank | Fm | Pluck | Wave
    ring_s: float = 3.0
    release_s: float = 0.12
    level_db: float = 0.0
    pan: float = 0.0
    room: str = "hall"
    low: int = 40
    high: int = 96


@dataclass(frozen=True)
class Drum:
    """A drum's loudness next to the others, its seat and its room."""

    level_db: float
    pan: float = 0.0
    room: str = "near"
