"""Every provider there is, in the order they are offered. A new one is its file and a line here."""

from collections.abc import Callable

from app.domain.ports import Provider
from app.providers.simulated import kinds as simulated
from app.providers.sketch import SketchSettings, SketchSong


def _sketch_song() -> Provider | None:
    return SketchSong(SketchSettings())


# A factory gives None when its provider is not configured.
FACTORIES: tuple[Callable[[], Provider | None], ...] = (_sketch_song, *simulated.FACTORIES)


def configured() -> dict[str, Provider]:
    """The providers that can be used here, by id."""
    made = (factory() for factory in FACTORIES)
    return {provider.id: provider for provider in made if provider is not None}
