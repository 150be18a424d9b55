"""Which instruments may take which role when the words ask for them."""

MELODIC = frozenset(
    {
        "piano",
        "felt piano",
        "electric piano",
        "bell",
        "music box",
        "vibraphone",
        "marimba",
        "nylon guitar",
        "steel guitar",
        "electric guitar",
        "harp",
        "gayageum",
        "flute",
        "daegeum",
        "haegeum",
        "clarinet",
        "saxophone",
        "trumpet",
        "accordion",
        "organ",
        "violin",
        "cello",
        "strings",
        "brass",
        "choir",
        "voice",
        "synth lead",
        "soft lead",
        "synth pluck",
    }
)
"""Voices that may carry the tune when they are asked for."""

CHORDAL = frozenset(
    {
        "piano",
        "felt piano",
        "electric piano",
        "vibraphone",
        "nylon guitar",
        "steel guitar",
        "electric guitar",
        "harp",
        "gayageum",
        "accordion",
        "organ",
        "synth pluck",
        "marimba",
        "music box",
    }
)
"""Voices that may play chords when they are asked for."""

SINGLE_LINE = frozenset(
    {
        "flute",
        "daegeum",
        "haegeum",
        "clarinet",
        "saxophone",
        "trumpet",
        "violin",
        "cello",
        "voice",
        "synth lead",
    }
)
"""Voices that play one note at a time."""

HELD = frozenset({"strings", "pad", "choir", "organ", "brass"})
"""Voices that lie under everything when they are asked for."""
