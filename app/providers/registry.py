"""Every provider there is, in the order they are offered. A new one is its file and a line here."""

from collections.abc import Callable, Mapping, Sequence

from app.domain.pricing import Price
from app.domain.providing import Priced, Provider
from app.providers.elevenlabs.settings import ElevenLabsSettings
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.meshy.settings import MeshySettings
from app.providers.mureka.settings import MurekaSettings
from app.providers.openai_images.settings import OpenAISettings
from app.providers.replicate.settings import ReplicateSettings
from app.providers.simulated import kinds as simulated
from app.providers.sketch import SketchPhoto, SketchSettings, SketchSong
from app.providers.sketch_model.provider import SketchModel
from app.providers.tripo.settings import TripoSettings


def _sketch_song() -> Provider | None:
    return SketchSong(SketchSettings())


def _sketch_photo() -> Provider | None:
    return SketchPhoto(SketchSettings())


def _sketch_model() -> Provider | None:
    return SketchModel(SketchSettings())


def _elevenlabs() -> Provider | None:
    settings = ElevenLabsSettings()
    if settings.api_key is None:
        return None
    # Imported late: whoever has no key need not load an HTTP client.
    from app.providers.elevenlabs.provider import ElevenLabs

    return ElevenLabs(settings)


def _mureka() -> Provider | None:
    settings = MurekaSettings()
    if settings.api_key is None:
        return None
    # Imported late, as above.
    from app.providers.mureka.provider import Mureka

    return Mureka(settings)


def _replicate() -> Provider | None:
    settings = ReplicateSettings()
    if settings.api_token is None:
        return None
    # Imported late, as above.
    from app.providers.replicate.provider import Replicate

    return Replicate(settings)


def _openai_images() -> Provider | None:
    settings = OpenAISettings()
    if settings.api_key is None:
        return None
    # Imported late, as above.
    from app.providers.openai_images.provider import OpenAIImages

    return OpenAIImages(settings)


def _meshy() -> Provider | None:
    settings = MeshySettings()
    if settings.api_key is None:
        return None
    # Imported late, as above.
    from app.providers.meshy.provider import Meshy

    return Meshy(settings)


def _tripo() -> Provider | None:
    settings = TripoSettings()
    if settings.api_key is None:
        return None
    # Imported late, as above.
    from app.providers.tripo.provider import Tripo

    return Tripo(settings)


def _hunyuan3d() -> Provider | None:
    settings = Hunyuan3DSettings()
    if settings.url is None:
        return None
    # Imported late, as above.
    from app.providers.hunyuan3d.provider import Hunyuan3D

    return Hunyuan3D(settings)


# A factory gives None when its provider is not configured.
FACTORIES: tuple[Callable[[], Provider | None], ...] = (
    _elevenlabs,
    _mureka,
    _replicate,
    _openai_images,
    _meshy,
    _tripo,
    _hunyuan3d,
    _sketch_song,
    _sketch_photo,
    _sketch_model,
    *simulated.FACTORIES,
)


def configured(order: Sequence[str] = ()) -> dict[str, Provider]:
    """The providers that can be used here, by id: those named in `order` first, in that order."""
    made = (factory() for factory in FACTORIES)
    found = {provider.id: provider for provider in made if provider is not None}
    first = [id_ for id_ in order if id_ in found]
    return {id_: found[id_] for id_ in dict.fromkeys([*first, *found])}


def prices(providers: Mapping[str, Provider]) -> dict[str, Price]:
    """Prices that operators set beside a provider's key, by `provider/model`."""
    return {
        f"{provider.id}/{model}": price
        for provider in providers.values()
        if isinstance(provider, Priced)
        for model in provider.models
        if (price := provider.price(model)) is not None
    }
