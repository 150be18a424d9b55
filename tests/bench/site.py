"""The whole page and its routes, with providers of no cost."""

from functools import partial

from app.providers import registry
from tests.bench.provider import providers

registry.FACTORIES = tuple(partial(providers().get, id_) for id_ in providers())

from app.app import app  # noqa: E402 -- the registry is read when the first request comes

__all__ = ["app"]
