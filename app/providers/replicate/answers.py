"""A prediction of Replicate's, in the engine's words."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from app.domain.errors import ProviderFailed
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState

_STATES = {
    "starting": RemoteState.WAITING,
    "processing": RemoteState.WORKING,
    "succeeded": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "canceled": RemoteState.CANCELLED,
    # Only its deadline aborts one: it never began.
    "aborted": RemoteState.FAILED,
}
_CONTENT_RULES = re.compile(
    r"\bE005\b|\bNSFW\b|flagged|\bsensitive\b|content polic|moderat|prohibited", re.IGNORECASE
)
"""Failed for what was asked for; everything else that fails is theirs. `E005` is their code."""
_KINDS = {
    "jpg": ("jpg", "image/jpeg"),
    "jpeg": ("jpg", "image/jpeg"),
    "png": ("png", "image/png"),
    "webp": ("webp", "image/webp"),
}
_ID_MAX = 100
_NOTHING = "It was said to be done, and nothing came of it."
_REMOVED = "It was done, and its files were removed there before they were fetched."
_LATE = "It did not come within its time."


def check_of(said: dict[str, Any], *, clean: Callable[[str], str]) -> Check:
    """
    How far an order is. A word that nobody knows means that it goes on, until our own deadline.

    Raises `ProviderFailed` for what is no prediction at all.
    """
    status = said.get("status")
    if not isinstance(status, str):
        raise ProviderFailed(f"answered a question with nonsense: {clean(str(said))}")
    state = _STATES.get(status, RemoteState.WORKING)
    if state is RemoteState.FAILED:
        return _failed(said, clean=clean)
    if state is RemoteState.CANCELLED and _is_late(said):
        return Check(RemoteState.FAILED, reason=_LATE)
    if state is not RemoteState.DONE:
        return Check(state)
    files = files_of(said)
    if not files:
        reason = _REMOVED if said.get("data_removed") else _NOTHING
        return Check(RemoteState.FAILED, reason=reason)
    return Check(state, files=files)


def state_of(said: dict[str, Any]) -> RemoteState:
    """Where one order is. A word that nobody knows means that it goes on."""
    return _STATES.get(str(said.get("status")), RemoteState.WORKING)


def files_of(said: dict[str, Any]) -> tuple[RemoteFile, ...]:
    """One file for each address in the output, whatever its shape."""
    found = [*dict.fromkeys(addresses_in(said.get("output")))]
    return tuple(
        RemoteFile(url, _file(number, url, said)) for number, url in enumerate(found, start=1)
    )


def is_made_from(said: Any, url: str) -> bool:
    """Whether this prediction was given the file at this address."""
    given = said.get("input") if isinstance(said, dict) else None
    return url in addresses_in(given)


def _failed(said: dict[str, Any], *, clean: Callable[[str], str]) -> Check:
    words = clean(str(said.get("error") or ""))
    if _CONTENT_RULES.search(words):
        return Check(RemoteState.REJECTED, reason=words)
    late = said.get("status") == "aborted"
    return Check(RemoteState.FAILED, reason=words or (_LATE if late else "It failed there."))


def _is_late(said: dict[str, Any]) -> bool:
    """Whether it was their clock that ended it, at the time that we had set."""
    try:
        ended = datetime.fromisoformat(said["completed_at"])
        return ended >= datetime.fromisoformat(said["deadline"])
    except (KeyError, TypeError, ValueError):
        return False


def addresses_in(output: Any) -> Iterator[str]:
    """Every address in an input or an output, whatever its shape."""
    if isinstance(output, str):
        if output.startswith(("https://", "http://")):
            yield output
    elif isinstance(output, list):
        for each in output:
            yield from addresses_in(each)
    elif isinstance(output, dict):
        yield from addresses_in([*output.values()])


def _file(number: int, url: str, said: dict[str, Any]) -> MadeFile:
    given = said.get("input")
    asked = str(given.get("output_format", "")) if isinstance(given, dict) else ""
    ending = urlsplit(url).path.rpartition(".")[2].lower()
    ending, content_type = _KINDS.get(ending) or _KINDS.get(asked) or _KINDS["jpg"]
    name = f"photo.{ending}" if number == 1 else f"photo-{number}.{ending}"
    meta = {"prediction_id": str(said.get("id", ""))[:_ID_MAX]}
    return MadeFile(name, content_type, meta)
