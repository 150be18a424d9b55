"""Image edits by OpenAI: one call that lasts as long as the work and answers with the photo."""

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

import httpx

from app.domain.bounds import Bound
from app.domain.medium import Medium
from app.domain.pricing import Price
from app.domain.providing import MadeFile, TaskSpec, Traits, Workshop
from app.media.photo import PhotoParams
from app.providers.openai_images.decoding import photo_in
from app.providers.openai_images.models import MODELS, PHOTOS_MAX
from app.providers.openai_images.settings import OpenAISettings
from app.providers.openai_images.wire import OpenAIWire
from app.providers.pictures import PHOTOS, Picture, pictures_of
from app.providers.portraits import told
from app.providers.reach import Reach
from app.providers.wire import CONNECT_S

_FILES = {
    "jpeg": MadeFile("photo.jpg", "image/jpeg"),
    "png": MadeFile("photo.png", "image/png"),
}


class OpenAIImages:
    """Makes a photo from photos. An order cannot be repeated, found, or taken back."""

    id = "openai_images"
    title = "OpenAI"
    medium = Medium.PHOTO
    traits = Traits()

    def __init__(self, settings: OpenAISettings) -> None:
        if settings.api_key is None:
            raise LookupError("OPENAI_API_KEY is not set.")
        self.models: tuple[str, ...] = settings.models
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._settings = settings
        self._wire = OpenAIWire(settings.api_key)
        self._reach = Reach(str(settings.base_url), settings.api_key, answer_s=settings.answer_s)

    def model_title(self, model: str) -> str:
        """What OpenAI calls it."""
        return MODELS[model].title

    def bounds(self, model: str) -> Mapping[str, Bound]:
        """Older models know three shapes."""
        return MODELS[model].bounds

    def price(self, model: str) -> Price | None:
        """What the operator set beside the key."""
        del model
        return self._settings.price

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Order, and decode what comes into storage."""
        photos = pictures_of(spec, kinds=PHOTOS, most=PHOTOS_MAX)
        order = self._order(spec, PhotoParams.model_validate(spec.params))
        until = time.monotonic() + self.deadline.total_seconds()
        with self._wire.buying(), self._call(order, photos) as response:
            if not response.is_success:
                response.read()
            self._wire.must_sell(response)
            pieces = self._wire.whole(response, chunk_s=self._settings.chunk_s, until=until)
            workshop.put(self._file, photo_in(pieces))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """One photo."""
        del spec
        return (self._file,)

    @property
    def _file(self) -> MadeFile:
        return _FILES[self._settings.output_format]

    def _order(self, spec: TaskSpec, params: PhotoParams) -> dict[str, str]:
        """The fields of a form. It learns nothing of the person but what is to be seen."""
        model = MODELS[spec.model]
        order = {
            "model": spec.model,
            "prompt": told(params),
            "n": "1",
            "size": model.sizes[params.aspect],
            "quality": self._settings.quality,
            "output_format": self._settings.output_format,
        }
        return order | ({"input_fidelity": "high"} if model.says_fidelity else {})

    def _call(
        self, order: Mapping[str, str], photos: Sequence[Picture]
    ) -> AbstractContextManager[httpx.Response]:
        files = [
            ("image[]", (f"photo-{number}.{each.ending}", each.data, each.content_type))
            for number, each in enumerate(photos, start=1)
        ]
        patience = httpx.Timeout(self._settings.answer_s, connect=CONNECT_S)
        identity = {"Accept-Encoding": "identity"}
        return self._reach.client.stream(
            "POST", "images/edits", data=order, files=files, headers=identity, timeout=patience
        )
