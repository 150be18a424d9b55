"""Photos on their way to Replicate: there for a day, then gone by themselves."""

from collections.abc import Sequence
from typing import Any

from app.domain.errors import ProviderFailed
from app.providers.pictures import Picture
from app.providers.reach import Reach
from app.providers.replicate.answers import is_made_from
from app.providers.replicate.wire import ReplicateWire, before_buying


class Uploads:
    """
    Sends photos ahead.

    Always, though small ones would fit into an order: every answer repeats the order, and an
    address that was given once tells a lost order from all others.
    """

    def __init__(self, reach: Reach, wire: ReplicateWire) -> None:
        self._reach = reach
        self._wire = wire

    def send(self, photos: Sequence[Picture]) -> list[str]:
        """Where models find them. Raises a `ProviderProblem`; nothing is bought by it."""
        with before_buying():
            return [self._send(photo) for photo in photos]

    def order_made_from(self, url: str) -> str | None:
        """The order that was given the photo at this address, if it is among the newest."""
        with self._wire.asking():
            response = self._reach.client.get("predictions")
        self._wire.must_answer(response)
        listed = self._wire.content(response, otherwise=ProviderFailed).get("results")
        for each in listed if isinstance(listed, list) else ():
            if is_made_from(each, url):
                return id_of(each)
        return None

    def _send(self, photo: Picture) -> str:
        content = {"content": (f"photo.{photo.ending}", photo.data, photo.content_type)}
        with self._wire.buying():
            response = self._reach.client.post("files", files=content)
        self._wire.must_answer(response)
        said = self._wire.content(response, otherwise=ProviderFailed)
        urls = said.get("urls")
        url = urls.get("get") if isinstance(urls, dict) else None
        if not isinstance(url, str) or not url.startswith("http"):
            raise ProviderFailed("took a photo and did not say where it is")
        return url


def id_of(said: dict[str, Any]) -> str | None:
    """The id of a prediction, if it has one that fits into an address."""
    found = said.get("id")
    return found if isinstance(found, str) and found.isalnum() else None
