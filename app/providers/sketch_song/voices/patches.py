"""Which instrument is which sound, and where it sits in the room."""

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


PATCHES: dict[str, Patch] = {
    "piano": Patch(
        Bank(
            harmonics=26,
            slope=1.25,
            stiffness=0.0004,
            hammer=0.125,
            ring_s=1.0,
            damping=0.22,
            knock=0.05,
        ),
        ring_s=4.0,
        release_s=0.18,
        pan=-0.12,
        low=33,
        high=93,
    ),
    "felt piano": Patch(
        Bank(
            harmonics=14,
            slope=1.9,
            stiffness=0.0003,
            hammer=0.125,
            ring_s=0.9,
            damping=0.3,
            knock=0.16,
        ),
        ring_s=3.5,
        release_s=0.25,
        pan=-0.1,
        low=36,
        high=88,
    ),
    "electric piano": Patch(
        Fm(ratio=1.0, index=1.25, index_decay_s=0.5, ring_s=1.4, tine=0.12, tremolo_hz=4.3),
        ring_s=4.0,
        release_s=0.15,
        pan=0.14,
        low=40,
        high=86,
    ),
    "bell": Patch(
        Bank(
            ratios=(0.5, 1.0, 1.19, 1.5, 2.0, 2.76, 4.1),
            levels=(0.3, 1.0, 0.3, 0.22, 0.4, 0.2, 0.08),
            ring_s=1.3,
            damping=0.45,
        ),
        ring_s=4.0,
        release_s=0.8,
        level_db=-4,
        pan=0.32,
        room="far",
        low=60,
        high=96,
    ),
    "music box": Patch(
        Bank(ratios=(1.0, 2.01, 3.9, 6.1), levels=(1.0, 0.25, 0.18, 0.06), ring_s=1.2, damping=0.4),
        ring_s=2.5,
        release_s=0.6,
        level_db=-2,
        pan=0.25,
        low=64,
        high=98,
    ),
    "vibraphone": Patch(
        Bank(ratios=(1.0, 3.98, 9.1), levels=(1.0, 0.2, 0.05), ring_s=1.8, damping=0.6),
        ring_s=3.5,
        release_s=0.4,
        pan=0.22,
        low=53,
        high=89,
    ),
    "marimba": Patch(
        Bank(
            ratios=(1.0, 3.93, 9.2), levels=(1.0, 0.22, 0.06), ring_s=0.38, damping=0.8, knock=0.1
        ),
        ring_s=1.5,
        release_s=0.2,
        pan=0.2,
        low=45,
        high=90,
    ),
    "nylon guitar": Patch(
        Pluck(ring_s=2.2, dullness=0.72, place=0.26, pick_hz=2_300),
        ring_s=2.6,
        release_s=0.12,
        pan=-0.22,
        room="near",
        low=40,
        high=84,
    ),
    "steel guitar": Patch(
        Pluck(ring_s=2.8, dullness=0.45, place=0.16, pick_hz=3_600),
        ring_s=2.8,
        release_s=0.1,
        pan=-0.25,
        room="near",
        low=40,
        high=84,
    ),
    "electric guitar": Patch(
        Pluck(ring_s=4.5, dullness=0.85, place=0.2, pick_hz=2_200, drive=3.0),
        ring_s=3.0,
        release_s=0.08,
        level_db=-2,
        pan=-0.28,
        room="near",
        low=40,
        high=84,
    ),
    "harp": Patch(
        Pluck(ring_s=3.2, dullness=0.6, place=0.42, pick_hz=3_000),
        ring_s=3.0,
        release_s=0.6,
        pan=0.25,
        low=40,
        high=96,
    ),
    "gayageum": Patch(
        Pluck(ring_s=2.4, dullness=0.5, place=0.1, pick_hz=3_200, vibrato=0.16),
        ring_s=2.8,
        release_s=0.3,
        pan=-0.1,
        low=43,
        high=84,
    ),
    "flute": Patch(
        Wave(slope=2.1, cutoff_hz=2_600, attack_s=0.07, vibrato_cents=14, breath=0.02),
        release_s=0.14,
        pan=0.1,
        low=60,
        high=93,
    ),
    "daegeum": Patch(
        Wave(
            slope=1.6, cutoff_hz=2_200, attack_s=0.1, vibrato_cents=34, vibrato_hz=4.6, breath=0.05
        ),
        release_s=0.2,
        pan=0.12,
        low=58,
        high=86,
    ),
    "haegeum": Patch(
        Wave(slope=0.95, cutoff_hz=1_900, attack_s=0.08, vibrato_cents=26, vibrato_hz=5.0),
        release_s=0.14,
        pan=0.12,
        low=57,
        high=84,
    ),
    "clarinet": Patch(
        Wave(
            slope=1.0, odd_only=True, cutoff_hz=1_700, attack_s=0.05, vibrato_cents=5, breath=0.01
        ),
        release_s=0.1,
        pan=0.1,
        low=50,
        high=88,
    ),
    "saxophone": Patch(
        Wave(
            slope=0.9,
            cutoff_hz=1_500,
            attack_s=0.05,
            vibrato_cents=16,
            breath=0.025,
            formants=((650, 1.0), (1_300, 0.6), (2_600, 0.3)),
        ),
        release_s=0.1,
        pan=0.08,
        low=49,
        high=82,
    ),
    "trumpet": Patch(
        Wave(slope=0.75, cutoff_hz=1_900, attack_s=0.04, vibrato_cents=8, swell=0.4),
        release_s=0.1,
        pan=0.1,
        low=54,
        high=84,
    ),
    "accordion": Patch(
        Wave(slope=0.9, cutoff_hz=2_100, players=2, detune_cents=7, attack_s=0.05),
        release_s=0.1,
        pan=0.1,
        low=50,
        high=86,
    ),
    "organ": Patch(
        Wave(slope=1.3, cutoff_hz=2_600, players=2, detune_cents=3, attack_s=0.02, swell=0.0),
        release_s=0.1,
        low=40,
        high=86,
    ),
    "violin": Patch(
        Wave(slope=0.95, cutoff_hz=2_500, attack_s=0.09, vibrato_cents=18),
        release_s=0.16,
        pan=-0.16,
        low=55,
        high=91,
    ),
    "cello": Patch(
        Wave(slope=0.95, cutoff_hz=1_500, attack_s=0.1, vibrato_cents=14),
        release_s=0.2,
        pan=0.18,
        low=36,
        high=72,
    ),
    "strings": Patch(
        Wave(
            slope=0.95, cutoff_hz=2_000, players=4, detune_cents=11, attack_s=0.28, vibrato_cents=9
        ),
        release_s=0.5,
        low=43,
        high=88,
    ),
    "short strings": Patch(
        Wave(
            slope=0.9,
            cutoff_hz=2_200,
            players=3,
            detune_cents=9,
            attack_s=0.02,
            swell=0,
            falls_s=0.25,
        ),
        release_s=0.1,
        low=40,
        high=86,
    ),
    "brass": Patch(
        Wave(slope=0.75, cutoff_hz=1_300, players=3, detune_cents=6, attack_s=0.12, swell=0.5),
        release_s=0.25,
        pan=0.1,
        low=40,
        high=79,
    ),
    "choir": Patch(
        Wave(
            slope=1.0,
            cutoff_hz=3_000,
            players=4,
            detune_cents=13,
            attack_s=0.35,
            vibrato_cents=14,
            formants=((620, 1.0), (1_050, 0.5), (2_700, 0.15)),
        ),
        release_s=0.5,
        room="far",
        low=45,
        high=84,
    ),
    "voice": Patch(
        Wave(
            slope=0.9,
            cutoff_hz=3_200,
            players=2,
            detune_cents=4,
            attack_s=0.08,
            vibrato_cents=22,
            formants=((520, 1.0), (1_000, 0.55), (2_650, 0.2)),
            breath=0.015,
        ),
        release_s=0.18,
        low=53,
        high=81,
    ),
    "pad": Patch(
        Wave(slope=1.1, cutoff_hz=1_100, players=4, detune_cents=12, attack_s=0.55, swell=0.5),
        release_s=0.9,
        room="far",
        low=43,
        high=84,
    ),
    "synth lead": Patch(
        Wave(
            slope=1.0, cutoff_hz=2_300, players=2, detune_cents=6, attack_s=0.015, vibrato_cents=8
        ),
        release_s=0.12,
        pan=0.06,
        low=52,
        high=91,
    ),
    "soft lead": Patch(
        Wave(
            slope=1.9, cutoff_hz=1_800, players=2, detune_cents=4, attack_s=0.04, vibrato_cents=10
        ),
        release_s=0.25,
        pan=0.08,
        room="far",
        low=55,
        high=91,
    ),
    "synth pluck": Patch(
        Wave(
            slope=1.0,
            cutoff_hz=2_800,
            players=2,
            detune_cents=7,
            attack_s=0.006,
            swell=0,
            falls_s=0.1,
        ),
        release_s=0.12,
        pan=0.2,
        low=45,
        high=91,
    ),
    "upright bass": Patch(
        Pluck(ring_s=1.7, dullness=0.92, place=0.3, pick_hz=700),
        ring_s=2.0,
        release_s=0.08,
        level_db=1,
        room="near",
        low=28,
        high=55,
    ),
    "electric bass": Patch(
        Fm(ratio=1.0, index=1.1, index_decay_s=0.22, ring_s=1.1, tine=0.0),
        ring_s=2.5,
        release_s=0.07,
        level_db=1,
        room="dry",
        low=28,
        high=55,
    ),
    "synth bass": Patch(
        Wave(slope=1.15, cutoff_hz=420, attack_s=0.008, swell=0.0, falls_s=0.35),
        release_s=0.06,
        room="dry",
        low=28,
        high=52,
    ),
    "sub bass": Patch(
        Fm(ratio=1.0, index=0.35, index_decay_s=0.3, ring_s=1.3, tine=0.0, pitch_drop=1.0),
        ring_s=3.0,
        release_s=0.12,
        level_db=2,
        room="dry",
        low=28,
        high=50,
    ),
}


@dataclass(frozen=True)
class Drum:
    """A drum's loudness next to the others, its seat and its room."""

    level_db: float
    pan: float = 0.0
    room: str = "near"


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
