"""Instruments that hold their notes: blown, bowed, sung and electronic."""

from app.providers.sketch_song.voices.patch import Patch
from app.providers.sketch_song.voices.sustained import Wave

HELD: dict[str, Patch] = {
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
        Wave(slope=1.1, cutoff_hz=1_100, attack_s=0.1, vibrato_cents=12),
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
    "synth bass": Patch(
        Wave(slope=1.15, cutoff_hz=420, attack_s=0.008, swell=0.0, falls_s=0.35),
        release_s=0.06,
        room="dry",
        low=28,
        high=52,
    ),
}
