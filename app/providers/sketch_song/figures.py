"""Figures of chord players.

A figure is one bar as strokes: when, how long, which notes of the chord, how strong. `all` plays
the chord together, a digit plays that note of it from the bottom, `up` and `down` spread it like
a hand across strings, `power` is root, fifth and octave. Each has variants to alternate.
"""

Stroke = tuple[float, float, str, float]
THIRD = 1 / 3


def _even(
    count: int, length: float, order: str, *, strengths: tuple[float, ...] = (0.75, 0.5)
) -> list[Stroke]:
    """A run of single notes; `order` names the notes of the chord, one digit each."""
    return [
        (place * length, length * 1.6, order[place % len(order)], strengths[min(place % 2, 1)])
        for place in range(count)
    ]


def _gallop(beat: int, note: str) -> list[Stroke]:
    return [(beat, 0.5, note, 0.75), (beat + 0.5, 0.3, note, 0.5), (beat + 0.75, 0.3, note, 0.55)]


FIGURES: dict[str, list[list[Stroke]]] = {
    "block": [[(0, 3.8, "all", 0.7)], [(0, 1.9, "all", 0.7), (2, 1.8, "all", 0.55)]],
    "lazy": [
        [(0, 2.4, "up", 0.7), (2.5, 1.3, "all", 0.5)],
        [(0, 1.4, "up", 0.7), (1.5, 2.2, "all", 0.55)],
        [(0, 3.7, "up", 0.7)],
    ],
    "charleston": [
        [(0, 1.0, "all", 0.7), (1.5, 0.6, "all", 0.6)],
        [(0.5, 0.5, "all", 0.55), (2.5, 0.9, "all", 0.65)],
        [(1.5, 0.5, "all", 0.6), (3.5, 0.8, "all", 0.6)],
    ],
    "jazz stabs": [
        [(1, 0.4, "all", 0.6), (3, 0.4, "all", 0.6)],
        [(0, 0.8, "all", 0.65), (2.5, 0.4, "all", 0.55), (3.5, 0.5, "all", 0.6)],
        [(1.5, 1.9, "all", 0.6)],
    ],
    "alberti": [_even(8, 0.5, "0212"), _even(8, 0.5, "0212"), _even(8, 0.5, "0121")],
    "arpeggio": [_even(8, 0.5, "01232101"), _even(8, 0.5, "01230123"), _even(8, 0.5, "02132132")],
    "broken": [
        [(0, 1.0, "0", 0.7), (0.5, 3.0, "1", 0.5), (1, 3.0, "2", 0.5), (2, 1.8, "all", 0.5)],
        _even(8, 0.5, "01232123"),
    ],
    "swell": [[(0, 4.2, "all", 0.6)]],
    "drift": [
        [(0, 4, "0", 0.6), (1, 3, "2", 0.5), (2.5, 2, "1", 0.45)],
        [(0, 4, "1", 0.55), (1.5, 3, "3", 0.5)],
    ],
    "sequence": [_even(16, 0.25, "0213021302130312"), _even(16, 0.25, "0012301200123213")],
    "offbeat": [
        [(place + 0.5, 0.4, "all", 0.65) for place in range(4)],
        [
            (0.5, 0.4, "all", 0.6),
            (1.5, 0.4, "all", 0.65),
            (2.5, 0.4, "all", 0.6),
            (3.25, 0.5, "all", 0.65),
        ],
    ],
    "drive": [
        [(place * 0.5, 0.45, "power", 0.8 if place % 4 == 0 else 0.6) for place in range(8)],
        [(0, 1.4, "power", 0.8), (1.5, 1.4, "power", 0.7), (3, 0.9, "power", 0.75)],
    ],
    "strum": [
        [
            (0, 1, "down", 0.8),
            (1, 0.5, "down", 0.6),
            (1.5, 1, "up", 0.5),
            (2.5, 0.5, "up", 0.5),
            (3, 0.5, "down", 0.65),
            (3.5, 0.5, "up", 0.5),
        ],
        [
            (0, 1, "down", 0.8),
            (1, 1, "down", 0.55),
            (2, 0.5, "down", 0.7),
            (2.5, 0.5, "up", 0.5),
            (3.5, 0.5, "up", 0.5),
        ],
    ],
    "picking": [_even(8, 0.5, "02130213"), _even(8, 0.5, "03120312")],
    "ostinato": [
        _even(8, 0.5, "00120012", strengths=(0.75, 0.55)),
        _even(8, 0.5, "02010201", strengths=(0.75, 0.55)),
    ],
    "gallop": [
        [stroke for beat in range(4) for stroke in _gallop(beat, "0121"[beat])],
        [stroke for beat in range(4) for stroke in _gallop(beat, "0212"[beat])],
    ],
    "bossa": [
        [
            (0, 1.2, "all", 0.68),
            (1.5, 0.5, "all", 0.4),
            (2, 1.2, "all", 0.64),
            (3.5, 0.5, "all", 0.5),
        ],
        [
            (0, 0.9, "all", 0.66),
            (1, 0.9, "all", 0.6),
            (2.5, 0.5, "all", 0.5),
            (3, 0.9, "all", 0.62),
        ],
    ],
    "oom pah": [[(1, 0.6, "all", 0.55), (2, 0.6, "all", 0.5)]],
    "waltz arpeggio": [_even(6, 0.5, "012321"), _even(6, 0.5, "013231")],
    "sixteenths": [
        [
            (0, 0.2, "all", 0.6),
            (0.75, 0.2, "all", 0.5),
            (1.5, 0.3, "all", 0.6),
            (2.75, 0.2, "all", 0.55),
            (3.25, 0.2, "all", 0.5),
        ],
        [
            (0.5, 0.2, "all", 0.55),
            (1.25, 0.2, "all", 0.5),
            (2.5, 0.3, "all", 0.6),
            (3.5, 0.2, "all", 0.55),
        ],
    ],
    "gayageum rolls": [
        [
            (0, 1.6, "0", 0.75),
            (1, 1.2, "1", 0.55),
            (1 + 2 * THIRD, 1.0, "2", 0.5),
            (2, 1.6, "3", 0.65),
            (3, 1, "2", 0.5),
            (3 + 2 * THIRD, 0.8, "1", 0.5),
        ],
        [
            (0, 2, "up", 0.7),
            (2, 1.2, "1", 0.55),
            (2 + 2 * THIRD, 1.0, "2", 0.5),
            (3, 1.2, "1", 0.5),
        ],
    ],
}
