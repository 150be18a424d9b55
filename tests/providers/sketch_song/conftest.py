"""Songs are rendered once and listened to with libraries that know nothing of ours."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
import soundfile

from app.media.song import SongParams
from app.providers.sketch_song import RenderedSong, render_song


@dataclass(frozen=True)
class Heard:
    """A song after decoding."""

    song: RenderedSong
    samples: np.ndarray
    rate: int
    shares: tuple[float, ...]

    @property
    def mono(self) -> np.ndarray:
        return self.samples.mean(axis=1)


@cache
def _listened(prompt: str, seed: int, fields: tuple[tuple[str, object], ...]) -> Heard:
    shares: list[float] = []
    params = SongParams.model_validate({"prompt": prompt, "length_s": 12, **dict(fields)})
    song = render_song(params, seed=seed, progress=shares.append)
    samples, rate = soundfile.read(io.BytesIO(song.mp3), always_2d=True)
    return Heard(song, samples, rate, tuple(shares))


@pytest.fixture(scope="session")
def listen() -> Callable[..., Heard]:
    """Renders and decodes a song; the same question is rendered once."""

    def listening(prompt: str, *, seed: int = 1, **fields: object) -> Heard:
        return _listened(prompt, seed, tuple(sorted(fields.items())))

    return listening
