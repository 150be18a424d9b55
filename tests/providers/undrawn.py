"""A studio that draws no models: drawing has tests of its own, and takes its time."""

from dataclasses import replace

from app.domain.medium import Medium
from tests.engine.conftest import House
from tests.engine.test_previews import Draughtsman


def undrawn(house: House) -> House:
    """The same, whose models are drawn by somebody who is quick about it."""
    converting = house.studio.converting
    drawing = {Medium.MODEL3D: Draughtsman()}
    house.studio.converting = replace(converting, converters={**converting.converters, **drawing})
    return house
