"""A task of Tripo's, in the engine's words."""

from collections.abc import Callable
from typing import Any

from app.domain.errors import ProviderFailed
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState

_STATES = {
    "queued": RemoteState.WAITING,
    "running": RemoteState.WORKING,
    "success": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "expired": RemoteState.FAILED,
    "banned": RemoteState.REJECTED,
    "cancelled": RemoteState.CANCELLED,
}
_NOT_ALLOWED = 2008
_BANNED = "It is against the content policy of who makes it."
_ENDED_BADLY = (RemoteState.FAILED, RemoteState.REJECTED)
# The best first: with materials, with colours, the bare shape.
_MODELS = ("pbr_model", "model", "base_model")
_GLB = "model/gltf-binary"


def check_of(said: dict[str, Any], *, clean: Callable[[str], str]) -> Check:
    """
    How far an order is. A word that nobody knows means that it goes on, until our own deadline.

    Raises `ProviderFailed` for what is no task at all, and for one of which they themselves do not
    know how it stands: ten such answers in a row, and it has failed.
    """
    status = said.get("status")
    if not isinstance(status, str) or status == "unknown":
        raise ProviderFailed(f"does not know how it stands: {clean(str(said))}")
    state = _STATES.get(status, RemoteState.WORKING)
    if said.get("error_code") == _NOT_ALLOWED and state is RemoteState.FAILED:
        state = RemoteState.REJECTED
    if state in _ENDED_BADLY:
        without_words = _BANNED if state is RemoteState.REJECTED else status
        return Check(state, reason=clean(str(said.get("error_msg") or without_words)))
    if state is RemoteState.DONE:
        return _done(said.get("output"))
    progress = _number(said.get("progress"))
    return Check(
        state,
        progress=None if progress is None else min(progress, 100) / 100,
        ahead=_number(said.get("queuing_num")) if state is RemoteState.WAITING else None,
    )


def _done(output: Any) -> Check:
    found = output if isinstance(output, dict) else {}
    urls = (found.get(name) for name in _MODELS)
    url = next((each for each in urls if isinstance(each, str) and each), None)
    if url is None:
        reason = "It was said to be done, and nothing came of it."
        return Check(RemoteState.FAILED, reason=reason)
    textured = bool(found.get("pbr_model") or found.get("model"))
    file = MadeFile("model.glb", _GLB, {"textured": textured})
    return Check(RemoteState.DONE, progress=1.0, files=(RemoteFile(url, file),))


def _number(said: Any) -> int | None:
    """Below zero it means that nobody knows."""
    is_number = isinstance(said, int) and not isinstance(said, bool)
    return said if is_number and said >= 0 else None
