"""What a genre is: its pace, its metre, its players and their habits."""

from dataclasses import dataclass

from app.media.song import Genre, Mood


@dataclass(frozen=True)
class Style:
    """The habits of a genre. Voices are listed from the most to the least usual."""

    tempo: tuple[int, int]
    melody: tuple[str, ...]
    chords: tuple[str, ...]
    pads: tuple[str, ...]
    bass: str
    comping: tuple[str, ...]
    bassline: str
    drums: str = ""
    sparkle: str = "bell"
    counter: tuple[str, ...] = ("strings",)
    beats: int = 4
    triplet: bool = False
    swing: float = 0.5
    reverb: float = 1.0
    density: float = 0.5
    usual_mood: Mood = Mood.CALM


STYLES: dict[Genre, Style] = {
    Genre.JAZZ: Style(
        (84, 168),
        ("saxophone", "trumpet", "piano", "vibraphone"),
        ("piano", "electric piano"),
        (),
        "upright bass",
        ("charleston", "jazz stabs"),
        "walking",
        "swing",
        counter=("vibraphone", "clarinet"),
        sparkle="vibraphone",
        swing=0.64,
        reverb=0.7,
        density=0.65,
        usual_mood=Mood.ROMANTIC,
    ),
    Genre.LOFI: Style(
        (68, 90),
        ("felt piano", "vibraphone", "nylon guitar", "soft lead"),
        ("electric piano", "felt piano"),
        ("pad",),
        "electric bass",
        ("lazy", "block"),
        "lazy",
        "lofi",
        counter=("music box", "flute"),
        swing=0.58,
        reverb=0.8,
        density=0.4,
        usual_mood=Mood.NOSTALGIC,
    ),
    Genre.CLASSICAL: Style(
        (72, 144),
        ("violin", "piano", "flute", "clarinet"),
        ("piano", "harp"),
        ("strings",),
        "cello",
        ("alberti", "arpeggio"),
        "roots",
        counter=("cello", "clarinet", "violin"),
        sparkle="harp",
        density=0.6,
        usual_mood=Mood.ROMANTIC,
        reverb=1.1,
    ),
    Genre.AMBIENT: Style(
        (50, 74),
        ("soft lead", "bell", "felt piano", "flute"),
        ("pad", "electric piano"),
        ("pad", "choir"),
        "sub bass",
        ("swell", "drift"),
        "drone",
        counter=("choir", "bell"),
        reverb=1.9,
        density=0.2,
        usual_mood=Mood.DREAMY,
    ),
    Genre.ELECTRONIC: Style(
        (112, 138),
        ("synth lead", "synth pluck", "soft lead"),
        ("synth pluck", "electric piano"),
        ("pad",),
        "synth bass",
        ("sequence", "offbeat"),
        "pulse",
        "four on the floor",
        counter=("synth pluck", "soft lead"),
        density=0.6,
        usual_mood=Mood.ENERGETIC,
    ),
    Genre.ROCK: Style(
        (96, 156),
        ("electric guitar", "organ", "synth lead"),
        ("electric guitar", "steel guitar"),
        ("organ",),
        "electric bass",
        ("drive", "strum"),
        "eighths",
        "rock",
        counter=("organ", "piano"),
        sparkle="piano",
        reverb=0.6,
        density=0.55,
        usual_mood=Mood.ENERGETIC,
    ),
    Genre.FOLK: Style(
        (80, 126),
        ("flute", "violin", "accordion", "steel guitar"),
        ("steel guitar", "nylon guitar"),
        ("strings",),
        "upright bass",
        ("strum", "picking"),
        "root fifth",
        "folk",
        counter=("violin", "accordion", "cello"),
        reverb=0.7,
        usual_mood=Mood.HOPEFUL,
    ),
    Genre.HIPHOP: Style(
        (76, 98),
        ("electric piano", "vibraphone", "soft lead", "flute"),
        ("electric piano", "piano"),
        ("pad",),
        "sub bass",
        ("lazy", "offbeat"),
        "eight-oh-eight",
        "boom bap",
        counter=("bell", "strings"),
        swing=0.57,
        reverb=0.6,
        density=0.4,
        usual_mood=Mood.ENERGETIC,
    ),
    Genre.BALLAD: Style(
        (60, 84),
        ("piano", "violin", "flute", "saxophone"),
        ("piano", "electric piano"),
        ("strings", "pad"),
        "electric bass",
        ("arpeggio", "broken"),
        "roots",
        "ballad",
        counter=("strings", "cello"),
        density=0.45,
        usual_mood=Mood.ROMANTIC,
    ),
    Genre.CINEMATIC: Style(
        (72, 132),
        ("strings", "brass", "violin", "piano"),
        ("short strings", "piano"),
        ("strings", "choir"),
        "cello",
        ("ostinato", "swell"),
        "roots",
        "cinematic",
        counter=("brass", "choir"),
        reverb=1.6,
        density=0.35,
        usual_mood=Mood.EPIC,
    ),
    Genre.BOSSA: Style(
        (112, 148),
        ("flute", "nylon guitar", "saxophone", "vibraphone"),
        ("nylon guitar", "electric piano"),
        ("strings",),
        "upright bass",
        ("bossa",),
        "bossa",
        "bossa",
        counter=("vibraphone", "piano"),
        reverb=0.7,
        density=0.5,
        usual_mood=Mood.ROMANTIC,
    ),
    Genre.WALTZ: Style(
        (88, 168),
        ("violin", "accordion", "clarinet", "music box"),
        ("piano", "accordion"),
        ("strings",),
        "cello",
        ("oom pah", "waltz arpeggio"),
        "waltz",
        "waltz",
        counter=("clarinet", "flute", "cello"),
        beats=3,
        density=0.5,
        usual_mood=Mood.ROMANTIC,
    ),
    Genre.FUNK: Style(
        (94, 118),
        ("saxophone", "synth lead", "trumpet", "electric piano"),
        ("electric piano", "electric guitar"),
        ("organ",),
        "electric bass",
        ("sixteenths", "offbeat"),
        "funk",
        "funk",
        counter=("brass", "organ"),
        sparkle="vibraphone",
        reverb=0.4,
        density=0.6,
        usual_mood=Mood.ENERGETIC,
        swing=0.53,
    ),
    Genre.GUGAK: Style(
        (48, 92),
        ("daegeum", "haegeum", "gayageum"),
        ("gayageum",),
        ("strings",),
        "cello",
        ("gayageum rolls",),
        "open fifth",
        "janggu",
        counter=("haegeum", "gayageum", "daegeum"),
        sparkle="gayageum",
        triplet=True,
        density=0.5,
        usual_mood=Mood.CALM,
        reverb=1.1,
    ),
}

MELODIC = frozenset({
    "piano", "felt piano", "electric piano", "bell", "music box", "vibraphone", "marimba", "nylon guitar",
    "steel guitar", "electric guitar", "harp", "gayageum", "flute", "daegeum", "haegeum", "clarinet", "saxophone",
    "trumpet", "accordion", "organ", "violin", "cello", "strings", "brass", "choir", "voice", "synth lead", "soft lead",
    "synth pluck",
})  # fmt: skip
"""Voices that may carry the tune when they are asked for."""

CHORDAL = frozenset({
    "piano", "felt piano", "electric piano", "vibraphone", "nylon guitar", "steel guitar", "electric guitar", "harp",
    "gayageum", "accordion", "organ", "synth pluck", "marimba", "music box",
})  # fmt: skip
"""Voices that may play chords when they are asked for."""

SINGLE_LINE = frozenset({
    "flute", "daegeum", "haegeum", "clarinet", "saxophone", "trumpet", "violin", "cello", "voice", "synth lead",
})  # fmt: skip
"""Voices that play one note at a time."""

HELD = frozenset({"strings", "pad", "choir", "organ", "brass"})
"""Voices that lie under everything when they are asked for."""
