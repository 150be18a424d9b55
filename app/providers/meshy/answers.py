"""A task of Meshy's, in the engine's words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.domain.errors import ProviderFailed
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState
from app.providers.meshy.steps import Ordered, Step

_STATES = {
    "PENDING": RemoteState.WAITING,
    "IN_PROGRESS": RemoteState.WORKING,
    "SUCCEEDED": RemoteState.DONE,
    "FAILED": RemoteState.FAILED,
    "EXPIRED": RemoteState.FAILED,
    "CANCELED": RemoteState.CANCELLED,
}
_GLB = "model/gltf-binary"
# The shape is about as long in the making as its textures.
_SHARES = {Step.DRAFT: (0.0, 0.5), Step.DONE: (0.5, 0.5)}


def check_of(said: dict[str, Any], ordered: Ordered, *, clean: Callable[[str], str]) -> Check:
    """
    How far an order is. A word that nobody knows means that it goes on, until our own deadline.

    Raises `ProviderFailed` for what is no task at all.
    """
    status = said.get("status")
    if not isinstance(status, str):
        raise ProviderFailed(f"answered a question with nonsense: {clean(str(said))}")
    state = _STATES.get(status, RemoteState.WORKING)
    if state is RemoteState.FAILED:
        return Check(state, reason=clean(_reason(said) or status.lower()))
    if state is not RemoteState.DONE:
        ahead = said.get("preceding_tasks") if state is RemoteState.WAITING else None
        return Check(
            state,
            progress=_progress(said.get("progress"), ordered.step),
            ahead=ahead if isinstance(ahead, int) else None,
        )
    if ordered.step is Step.DRAFT:
        then = str(replace(ordered, step=Step.PAINT))
        return Check(RemoteState.WORKING, progress=sum(_SHARES[Step.DRAFT]), then=then)
    return _done(said, ordered)


def state_of(said: dict[str, Any]) -> RemoteState:
    """Where one order is. A word that nobody knows means that it goes on."""
    return _STATES.get(str(said.get("status")), RemoteState.WORKING)


def _done(said: dict[str, Any], ordered: Ordered) -> Check:
    urls = said.get("model_urls")
    url = urls.get("glb") if isinstance(urls, dict) else None
    if not isinstance(url, str) or not url:
        reason = "It was said to be done, and nothing came of it."
        return Check(RemoteState.FAILED, reason=reason)
    textures = said.get("texture_urls")
    meta = {"textured": ordered.step is not Step.SHAPE and bool(textures)}
    file = MadeFile("model.glb", _GLB, meta)
    return Check(RemoteState.DONE, progress=1.0, files=(RemoteFile(url, file),))


def _reason(said: dict[str, Any]) -> str:
    error = said.get("task_error")
    return str(error.get("message") or "") if isinstance(error, dict) else ""


def _progress(percent: Any, step: Step) -> float | None:
    """A true share of the whole, whichever step it is."""
    if isinstance(percent, bool) or not isinstance(percent, int | float):
        return None
    begins, lasts = _SHARES.get(step, (0.0, 1.0))
    return begins + lasts * min(max(percent, 0), 100) / 100
