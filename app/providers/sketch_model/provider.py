"""The built-in maker of 3D models: from words or from a picture, with no key and no network."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.errors import ProviderRejected
from app.domain.medium import Medium
from app.domain.providing import MadeFile, TaskSpec, Traits, Workshop
from app.media.model3d import ModelParams
from app.providers.sketch import SketchSettings

_CHUNK = 256 * 1024


class SketchModel:
    """Builds things out of forms, and solids out of pictures."""

    id = "sketch_model"
    title = "Sketch"
    medium = Medium.MODEL3D
    models = ("sketch",)
    traits = Traits(repeatable=True, cancels_free=True, reports_progress=True, cpu_bound=True)
    deadline = timedelta(minutes=15)

    def __init__(self, settings: SketchSettings) -> None:
        self.slots = settings.slots

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Build it and put one GLB. Raises `ProviderRejected` for a picture that cannot be read."""
        from app.providers.sketch_model.making import make_model

        params = ModelParams.model_validate(spec.params)
        picture = spec.references[0].read() if spec.references else b""
        try:
            model = make_model(params, seed=spec.seed, progress=workshop.progress, picture=picture)
        except OSError:
            raise ProviderRejected("The picture cannot be read. Try another one.") from None
        meta = {"facts": model.facts}
        workshop.put(MadeFile("model.glb", "model/gltf-binary", meta), _chunks(model.glb))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """Nothing: a sketch that was cut short is made again."""
        del spec
        return ()


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
