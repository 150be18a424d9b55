"""What a mood does to the music, whatever the genre."""

from dataclasses import dataclass

from app.media.song import Mood


@dataclass(frozen=True)
class MoodTraits:
    """Modes to choose from, and how lively, bright, busy and connected the playing is."""

    modes: dict[str, float]
    energy: float
    brightness: float
    density: float
    register: int
    legato: float


MOODS: dict[Mood, MoodTraits] = {
    Mood.CALM: MoodTraits({"ionian": 4, "lydian": 2, "mixolydian": 1}, 0.22, 0.42, 0.35, 0, 1.0),
    Mood.HAPPY: MoodTraits({"ionian": 4, "mixolydian": 2, "lydian": 1}, 0.68, 0.85, 0.65, 3, 0.8),
    Mood.SAD: MoodTraits({"aeolian": 4, "dorian": 2}, 0.2, 0.24, 0.35, -2, 1.0),
    Mood.DREAMY: MoodTraits({"lydian": 4, "ionian": 2}, 0.28, 0.5, 0.4, 3, 1.0),
    Mood.TENSE: MoodTraits({"phrygian": 3, "harmonic minor": 3}, 0.66, 0.52, 0.6, -1, 0.6),
    Mood.EPIC: MoodTraits({"aeolian": 4, "dorian": 2}, 0.72, 0.66, 0.5, 0, 0.95),
    Mood.ROMANTIC: MoodTraits({"ionian": 5, "lydian": 1}, 0.32, 0.46, 0.45, 0, 1.0),
    Mood.PLAYFUL: MoodTraits({"ionian": 3, "mixolydian": 3, "lydian": 2}, 0.62, 0.78, 0.8, 5, 0.55),
    Mood.DARK: MoodTraits(
        {"phrygian": 3, "aeolian": 2, "harmonic minor": 2}, 0.36, 0.22, 0.35, -5, 0.95
    ),
    Mood.HOPEFUL: MoodTraits({"ionian": 4, "lydian": 2}, 0.5, 0.66, 0.5, 1, 0.9),
    Mood.NOSTALGIC: MoodTraits(
        {"dorian": 3, "aeolian": 2, "mixolydian": 1}, 0.34, 0.38, 0.42, 0, 0.95
    ),
    Mood.ENERGETIC: MoodTraits(
        {"mixolydian": 3, "dorian": 3, "ionian": 1}, 0.9, 0.76, 0.75, 2, 0.7
    ),
}
