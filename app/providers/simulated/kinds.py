"""The simulated providers, each offered once its URL is set."""

from collections.abc import Callable

from app.domain.providing import Provider
from app.providers.simulated.settings import (
    AsyncSettings,
    BlindSettings,
    LookupSettings,
    SimulatedSettings,
    SyncSettings,
)


def keyed() -> Provider | None:
    """Takes orders under a key."""
    return _poller("simulated", "Simulated", AsyncSettings())


def looked_up() -> Provider | None:
    """Finds orders by our reference."""
    return _poller("simulated_lookup", "Simulated, looked up", LookupSettings())


def blind() -> Provider | None:
    """Neither."""
    return _poller("simulated_blind", "Simulated, blind", BlindSettings())


def at_once() -> Provider | None:
    """Answers with the bytes."""
    settings = SyncSettings()
    if settings.url is None:
        return None
    from app.providers.simulated.maker import SimulatedMaker

    return SimulatedMaker("simulated_sync", "Simulated, at once", settings)


def _poller(id_: str, title: str, settings: SimulatedSettings) -> Provider | None:
    if settings.url is None:
        return None
    # Imported late: whoever has no simulator need not load an HTTP client.
    from app.providers.simulated.poller import SimulatedPoller

    return SimulatedPoller(id_, title, settings)


FACTORIES: tuple[Callable[[], Provider | None], ...] = (keyed, looked_up, blind, at_once)
