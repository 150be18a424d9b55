"""Voices that hold: band-limited wavetables, several players a little out of tune."""

from dataclasses import dataclass

import numpy as np

from app.providers.sketch_song.sound import RATE, Audio, seconds, shaped_noise

TABLE_BITS = 14
TABLE = 1 << TABLE_BITS
TURN = 1 << 32


@dataclass(frozen=True)
class Wave:
    """A held tone: its spectrum, its players, its swell and its breath."""

    slope: float = 1.0
    odd_only: bool = False
    cutoff_hz: float = 2_400.0
    players: int = 1
    detune_cents: float = 0.0
    attack_s: float = 0.05
    swell: float = 0.3
    vibrato_cents: float = 0.0
    vibrato_hz: float = 5.2
    breath: float = 0.0
    formants: tuple[tuple[float, float], ...] = ()
    falls_s: float = 0.0


def hold(
    wave: Wave, pitch_hz: float, *, hold_s: float, brightness: float, rng: np.random.Generator
) -> Audio:
    """One held note; stereo when several players share it."""
    count = int(hold_s * RATE)
    dull = _table(wave, pitch_hz, wave.cutoff_hz * (0.35 + 0.4 * brightness))
    bright = _table(wave, pitch_hz, wave.cutoff_hz * (0.7 + 0.9 * brightness))
    opening = _opening(wave, count)
    players = [
        _player(wave, pitch_hz, (dull, bright), opening=opening, detune=detune, rng=rng)
        for detune in np.linspace(-wave.detune_cents, wave.detune_cents, wave.players)
    ]
    if wave.breath:
        air = shaped_noise(rng, count, pitch_hz, pitch_hz * 3)
        players[0] += np.float32(wave.breath) * air * (0.4 + 0.6 * opening)
    envelope = _swelling(wave, count)
    return _seated(players) * envelope


def _table(wave: Wave, pitch_hz: float, cutoff_hz: float) -> Audio:
    order = np.arange(1, max(2, min(48, int(0.4 * RATE / pitch_hz))))
    hertz = order * pitch_hz
    level = order**-wave.slope / np.sqrt(1 + (hertz / cutoff_hz) ** 4)
    if wave.odd_only:
        level = np.where(order % 2 == 1, level, level * 0.08)
    if wave.formants:
        peaks = [gain / (1 + ((hertz - centre) / 110) ** 2) for centre, gain in wave.formants]
        level = level * (0.12 + np.sum(peaks, axis=0))
    spectrum = np.zeros(TABLE // 2 + 1, dtype=np.complex128)
    spectrum[order] = -1j * level * TABLE / 2
    return np.fft.irfft(spectrum, TABLE).astype(np.float32)


def _player(  # noqa: PLR0913  a player is what they play and how
    wave: Wave,
    pitch_hz: float,
    tables: tuple[Audio, Audio],
    *,
    opening: Audio,
    detune: float,
    rng: np.random.Generator,
) -> Audio:
    count = len(opening)
    # The phase is a 32-bit whole number: it wraps by itself, and its top bits are the place in
    # the table, which is long enough to need no interpolation.
    speed = round(pitch_hz * 2 ** (detune / 1200) / RATE * TURN)
    phase = np.arange(count, dtype=np.uint32) * np.uint32(speed) + np.uint32(rng.integers(TURN))
    if wave.vibrato_cents:
        phase += (_vibrato(wave, pitch_hz, count, rng) * TURN).astype(np.int64).astype(np.uint32)
    place = phase >> np.uint32(32 - TABLE_BITS)
    dull, bright = tables
    played = dull[place] + opening * (bright - dull)[place]
    return played.astype(np.float32, copy=False)


def _vibrato(wave: Wave, pitch_hz: float, count: int, rng: np.random.Generator) -> np.ndarray:
    now = seconds(count)
    speed = wave.vibrato_hz * float(rng.uniform(0.92, 1.08))
    depth = pitch_hz * wave.vibrato_cents / 1_731 / (2 * np.pi * speed)
    late = np.clip((now - 0.15) / 0.5, 0, 1)
    sway = depth * late * np.sin(2 * np.pi * speed * now + float(rng.uniform(0, 6.28)))
    return np.asarray(sway, dtype=np.float64)


def _opening(wave: Wave, count: int) -> Audio:
    """How open the sound is: 0 is dull, 1 is bright."""
    now = seconds(count)
    opened = np.minimum(1, now / max(2.0 * wave.attack_s, 0.03))
    if wave.falls_s:
        return opened * np.exp(-now / np.float32(wave.falls_s))
    return opened * np.float32(1 - wave.swell) + np.float32(wave.swell) * np.minimum(1, now / 2)


def _swelling(wave: Wave, count: int) -> Audio:
    now = seconds(count)
    rising = np.sin(np.minimum(1, now / max(wave.attack_s, 0.004)) * np.float32(np.pi / 2)) ** 2
    return (rising * (1 - wave.swell * 0.4 * np.exp(-now))).astype(np.float32)


def _seated(players: list[Audio]) -> Audio:
    """Players from left to right; one player alone stays mono."""
    if len(players) == 1:
        return players[0]
    seats = np.linspace(0.27, 0.73, len(players))
    left = sum(
        player * np.float32(np.cos(seat * np.pi / 2))
        for player, seat in zip(players, seats, strict=True)
    )
    right = sum(
        player * np.float32(np.sin(seat * np.pi / 2))
        for player, seat in zip(players, seats, strict=True)
    )
    return np.stack([left, right]).astype(np.float32)
