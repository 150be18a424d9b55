"""The built-in sketch providers: real things from words, with no key, no model and no network."""

import os
from collections.abc import Iterator
from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.bounds import Bound
from app.domain.medium import Medium
from app.domain.providing import MadeFile, TaskSpec, Traits, Workshop
from app.media.photo import PhotoParams
from app.media.song import OutputFormat, SongParams
from app.providers.pictures import PHOTOS, picture_of

_CHUNK = 256 * 1024
_FORMATS = (OutputFormat.MP3_44100_192, OutputFormat.MP3_44100_128)
_BOUNDS = {
    "instrumental": Bound(choices=(True,), why="plays, but does not sing."),
    "lyrics": Bound(most=0, why="plays, but does not sing."),
    "output_format": Bound(choices=_FORMATS),
}


class SketchSettings(BaseSettings):
    """How much of this machine the sketch providers may use."""

    model_config = SettingsConfigDict(env_prefix="SKETCH_", env_file=".env", extra="ignore")

    slots: int = Field(default=max(1, os.cpu_count() or 1), ge=1)
    """Sketches made at the same time over all workers."""


class SketchSong:
    """Composes and plays a song itself."""

    id = "sketch_song"
    title = "Sketch"
    medium = Medium.SONG
    models = ("sketch",)
    traits = Traits(repeatable=True, cancels_free=True, reports_progress=True, cpu_bound=True)
    deadline = timedelta(minutes=15)

    def __init__(self, settings: SketchSettings) -> None:
        self.slots = settings.slots

    def bounds(self, model: str) -> dict[str, Bound]:
        """It plays, in MP3."""
        del model
        return _BOUNDS

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Compose, play, encode and put one MP3."""
        from app.providers.sketch_song import render_song

        params = SongParams.model_validate(spec.params)
        song = render_song(params, seed=spec.seed, progress=workshop.progress, title=spec.title)
        meta = {"duration_s": song.duration_s, "peaks": song.peaks, "facts": song.facts}
        workshop.put(MadeFile("song.mp3", "audio/mpeg", meta), _chunks(song.mp3))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """Nothing: a sketch that was cut short is made again."""
        del spec
        return ()


class SketchPhoto:
    """Makes a picture of a photo itself; whoever is on it stays who they are."""

    id = "sketch_photo"
    title = "Sketch"
    medium = Medium.PHOTO
    models = ("sketch",)
    # A picture that is being made when its set is cancelled is finished, and kept.
    traits = Traits(repeatable=True, reports_progress=True, cpu_bound=True)
    deadline = timedelta(minutes=5)

    def __init__(self, settings: SketchSettings) -> None:
        self.slots = settings.slots

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Read the first photo, treat it as its style says, and put one JPEG."""
        from app.providers.sketch_photo import make_photo, treatment_for

        params = PhotoParams.model_validate(spec.params)
        word = treatment_for(params.style, params.prompt, seed=spec.seed)
        photo = picture_of(spec, kinds=PHOTOS)
        made = make_photo(
            photo.data,
            word,
            aspect=params.aspect,
            seed=spec.seed,
            progress=workshop.progress,
        )
        facts = {"style": params.style, "treatment": word, "likeness": made.likeness}
        meta = {"width": made.width, "height": made.height, "facts": facts}
        workshop.put(MadeFile("photo.jpg", "image/jpeg", meta), _chunks(made.jpeg))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """Nothing: a sketch that was cut short is made again."""
        del spec
        return ()


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
