"""Chord progressions: a bar between strokes, two chords in a bar when it holds two numerals."""

from app.media.song import Genre

Pair = tuple[list[str], list[str]]
"""Progressions for major and for minor modes."""

PROGRESSIONS: dict[Genre, Pair] = {
    Genre.JAZZ: (
        [
            "IIm9|V13|Imaj9|VI7b9",
            "Imaj9 VIm7|IIm7 V13|IIIm7 VI7b9|IIm7 V9",
            "IIIm7|VI7b9|IIm9|V13",
            "Imaj7|IVmaj7|IIIm7 VI7|IIm7 V9",
            "IVmaj9|IVm6|IIIm7 VI7b9|IIm9 V13",
        ],
        [
            "Im9|IIm7b5 V7b9|Im6|Im9",
            "IVm9|bVII13|bIIImaj9|bVImaj7",
            "IIm7b5|V7b9|Im9|Im6",
            "Im9 VIm7b5|IIm7b5 V7b9|Im9 IVm9|IIm7b5 V7b9",
        ],
    ),
    Genre.LOFI: (
        [
            "IVmaj9|IIIm7|IIm9|Imaj9",
            "IIm9|V9|Imaj9|VIm9",
            "Imaj9|IIIm7|IVmaj9|IVm6",
            "IVmaj7 V7|IIIm7 VIm7|IIm9 V9|Imaj9",
        ],
        [
            "Im9|IVm9|bVImaj7|V7sus4",
            "bVImaj9|Vm7|IVm9|Im9",
            "Im9|bIIImaj7|IVm9|bVIImaj7",
            "IVm9|bVII9|bIIImaj9|bVImaj7",
        ],
    ),
    Genre.CLASSICAL: (
        [
            "I V|VIm IIIm|IV I|IV V",
            "I|V7|VIm|IIIm|IV|I|IIm|V7",
            "I IV|I V7|VIm IIm|V7 I",
            "VIm|IIm|V7|I",
            "IV|V7|IIIm|VIm|IIm|V7|I|V7",
        ],
        [
            "Im Vm|bVI bIII|IVm Im|IVm V7",
            "Im|IVm|bVII|bIII|bVI|IIm7b5|V7|Im",
            "Im V7|Im|IVm Im|V7",
            "bVI|bIII|IVm|V7",
        ],
    ),
    Genre.AMBIENT: (
        [
            "Iadd9|IVmaj7",
            "Imaj9|Vsus4|IVmaj9|Iadd9",
            "IVmaj9|Isus2|VIm9|Vsus4",
            "Isus2|IVadd9|VIm7|IVadd9",
        ],
        [
            "Im9|bVImaj7",
            "Imadd9|bIIImaj7|bVIIsus2|IVm7",
            "bVImaj9|bIIImaj7|IVm9|Im9",
            "Isus2|bVImaj7|IVm9|bVIIsus4",
        ],
    ),
    Genre.ELECTRONIC: (
        ["VIm|IV|I|V", "I|V|VIm|IV", "IVmaj7|V|IIIm7|VIm7", "IIm7|IV|VIm|V"],
        ["Im|bVI|bIII|bVII", "Im|bVII|bVI|bVII", "bVI|bVII|Im|bIII", "Im7|IVm7|bVImaj7|Vm7"],
    ),
    Genre.ROCK: (
        ["I|bVII|IV|I", "I|V|VIm|IV", "I7|V7|IV7|IV7|I7|V7|I7 IV7|I7 V7", "I|IV|I|V", "VIm|IV|I|V"],
        [
            "Im|bVII|bVI|bVII",
            "Im|bIII|bVII|IV",
            "Im7|Im7|IVm7|Im7|bVI7|V7|Im7|V7",
            "bVI|bVII|Im|Im",
        ],
    ),
    Genre.FOLK: (
        ["I|IV|I|V", "I|V|VIm|IV", "I IV|I V|IV I|V I", "VIm|IV|I|V", "IV|I|IIm|V"],
        ["Im|bVII|Im|bVII", "Im|bIII|bVII|Im", "Im|IVm|bVII|bIII", "bVI|bVII|Im|Vm"],
    ),
    Genre.HIPHOP: (
        ["IIm9|IIIm7|IVmaj7|IIIm7", "Imaj7|IVm6", "IVmaj9|IIIm7|VIm9|V", "VIm9|IIm9|IVmaj7|IIIm7"],
        [
            "Im9|bVImaj7",
            "Im7|IVm7|bVImaj7|V7",
            "bVImaj7|Vm7|Im9|Im9",
            "Im|bII|Im|bVII",
            "IVm9|Im9|bVImaj7|Vm7",
        ],
    ),
    Genre.BALLAD: (
        [
            "I|V|VIm7|IIIm7|IVmaj7|I|IIm7|V7sus4",
            "Iadd9|IIIm7|IVmaj7|V",
            "VIm7|IV|I|V",
            "IVmaj7|V|IIIm7|VIm7|IIm7|V|I|V7sus4",
            "IIm7|V|IIIm7|VIm7",
        ],
        [
            "Im|bVImaj7|bIII|bVII",
            "Im|bVII|bVImaj7|V7",
            "IVm7|bVII|bIIImaj7|bVImaj7|IIm7b5|V7|Im|V7",
            "bVImaj7|bVII|Im|bIII",
        ],
    ),
    Genre.CINEMATIC: (
        ["I|VIm|IV|V", "I|bVI|bVII|I", "I|IIIm|IV|IVm", "VIm|IV|I|V"],
        [
            "Im|bVI|bIII|bVII",
            "Im|Im|bVI|bVI|IVm|IVm|V|V",
            "Im|IVm|bVI|V",
            "bVI|bVII|Im|bIII",
            "Im|bVII|IV|bVI",
        ],
    ),
    Genre.BOSSA: (
        [
            "Imaj9|II9|IIm9|V13",
            "Imaj7|VIm7|IIm9|V7b9",
            "IIm9|V13|Imaj9|I69",
            "IVmaj9|bVII9|IIIm7 VI7b9|IIm9 V13",
        ],
        [
            "Im9|IIm7b5|V7b9|Im6",
            "Im9|IVm9|IIm7b5|V7b9",
            "IVm9|bVII13|bIIImaj9|V7b9",
            "bVImaj9|IIm7b5|V7b9|Im9",
        ],
    ),
    Genre.WALTZ: (
        [
            "I|I|V7|V7|V7|V7|I|I",
            "I|VIm|IIm|V7",
            "IV|IV|I|I|II7|II7|V7|V7",
            "I|IIIm|IV|I|IIm|I|V7|I",
        ],
        [
            "Im|Im|IVm|Im|IIm7b5|V7|Im|V7",
            "Im|bVI|IVm|V7",
            "bIII|bVII|Im|V7",
            "IVm|IVm|Im|Im|V7|V7|Im|Im",
        ],
    ),
    Genre.FUNK: (
        ["I9|I9|IV9|I9", "IIm9|V13|IIm9|V13", "IVmaj7|IIIm7|IIm9|V13", "I7|bVII9|IV9|I9"],
        ["Im9|Im9|IV9|IV9", "Im7|IVm9|Im7|V7", "bVImaj7|Vm7|Im9|Im9", "IVm9|bVII13|Im9|Im9"],
    ),
    Genre.GUGAK: (
        ["I5|I5|V5|I5", "I5|IV5|I5|V5", "Vsus4|I5|IV5|I5", "IV5|I5|V5|I5"],
        ["I5|I5|IV5|I5", "I5|IV5|I5|bVII5", "IV5|I5|bVII5|I5", "bVII5|IV5|I5|I5"],
    ),
}

COLOURS: dict[str, list[str]] = {
    "lydian": ["Imaj7|II|Imaj7|II", "I|II|VIm|IVmaj7"],
    "mixolydian": ["I|bVII|IV|I", "I|Vm7|bVII|IV"],
    "dorian": ["Im7|IV7|Im7|IV7", "Im7|IIm7|bIIImaj7|IV"],
    "phrygian": ["Im|bII|Im|bVII", "Im|bIImaj7|bIII|bII"],
    "harmonic minor": ["Im|V7|Im|IVm", "Im|bVI|V7|Im"],
}
"""What makes a mode that mode; heard in the contrasting sections."""

OWN_HARMONY = frozenset({Genre.JAZZ, Genre.BOSSA, Genre.GUGAK, Genre.WALTZ, Genre.CLASSICAL})
"""Genres whose idiom is in their chords: they keep them in every mode."""
