"""A task of Mureka's, in the engine's words."""

from collections.abc import Callable
from typing import Any

from app.domain.errors import ProviderFailed
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState

_STATES = {
    "preparing": RemoteState.WAITING,
    "queued": RemoteState.WAITING,
    "running": RemoteState.WORKING,
    "streaming": RemoteState.WORKING,
    "reviewing": RemoteState.WORKING,
    "succeeded": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "timeouted": RemoteState.FAILED,
    "cancelled": RemoteState.CANCELLED,
}
_MP3 = ("audio/mpeg", "mp3")
_FLAC = ("audio/flac", "flac")
_SHORTEST_MS = 1000
"""Lengths are milliseconds; wrappers were seen that say seconds, and no song is this short."""
_ID_MAX = 100


def check_of(said: dict[str, Any], *, clean: Callable[[str], str]) -> Check:
    """
    How far an order is. A word that nobody knows means that it goes on, until our own deadline.

    Raises `ProviderFailed` for what is no task at all.
    """
    status = said.get("status")
    if not isinstance(status, str):
        raise ProviderFailed(f"answered a question with nonsense: {clean(str(said))}")
    state = _STATES.get(status, RemoteState.WORKING)
    if state is RemoteState.FAILED:
        return Check(state, reason=clean(str(said.get("failed_reason") or status)))
    if state is not RemoteState.DONE:
        return Check(state)
    files = files_of(said.get("choices"))
    if not files:
        return Check(RemoteState.FAILED, reason="It was said to be done, and nothing came of it.")
    return Check(state, files=files)


def files_of(choices: Any) -> tuple[RemoteFile, ...]:
    """
    One file for each take: the MP3, which every browser plays and is a fifth of the FLAC.

    A take without an address is a take that did not come.
    """
    listed = [each for each in choices if isinstance(each, dict)] if choices else []
    listed.sort(key=lambda each: index if isinstance(index := each.get("index"), int) else 0)
    found = [(each, address) for each in listed if (address := _address(each))]
    return tuple(
        RemoteFile(url, _file(number, choice, kind))
        for number, (choice, (url, kind)) in enumerate(found, start=1)
    )


def _address(choice: dict[str, Any]) -> tuple[str, tuple[str, str]] | None:
    for name, kind in (("url", _MP3), ("audio_url", _MP3), ("flac_url", _FLAC)):
        url = choice.get(name)
        if isinstance(url, str) and url:
            return url, kind
    return None


def _file(number: int, choice: dict[str, Any], kind: tuple[str, str]) -> MadeFile:
    content_type, ending = kind
    name = f"song.{ending}" if number == 1 else f"song-{number}.{ending}"
    meta: dict[str, Any] = {}
    if (seconds := _seconds(choice.get("duration"))) is not None:
        meta["duration_s"] = seconds
    if isinstance(song_id := choice.get("id"), str):
        meta["song_id"] = song_id[:_ID_MAX]
    if lyrics := _lyrics(choice.get("lyrics_sections")):
        meta["lyrics"] = lyrics
    return MadeFile(name, content_type, meta)


def _seconds(duration: Any) -> float | None:
    if isinstance(duration, bool) or not isinstance(duration, int | float) or duration <= 0:
        return None
    return duration / 1000 if duration >= _SHORTEST_MS else float(duration)


def _lyrics(sections: Any) -> str:
    """What is sung, as lines under the names of their parts."""
    parts = []
    for section in sections if isinstance(sections, list) else ():
        lines = section.get("lines") if isinstance(section, dict) else None
        texts = [str(line.get("text", "")) for line in lines or () if isinstance(line, dict)]
        if any(texts):
            # Some bring the name of the part as their first line.
            named = texts[0].lstrip().startswith("[")
            name = [] if named else [f"[{section.get('section_type', 'verse')}]"]
            parts.append("\n".join([*name, *texts]))
    return "\n\n".join(parts)
