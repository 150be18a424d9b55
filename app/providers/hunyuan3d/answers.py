"""
What the server says of an order, read from the beginning of its answer.

It says `processing` of whatever it does not know, and for ever where its work has failed. When it
says `completed`, the model is in the answer itself, in base64: a look reads no more of it than the
model's own header, and leaves the rest to the fetching.
"""

import re
from collections.abc import Callable

from app.domain.errors import ProviderFailed
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState
from app.providers.hunyuan3d import glb

HEAD = 1024
"""Bytes that tell everything."""

FILE = MadeFile("model.glb", "model/gltf-binary")
_STATUS = re.compile(rb'"status"\s*:\s*"(\w+)"')


def check_of(head: bytes, *, size: int | None, url: str, clean: Callable[[str], str]) -> Check:
    """
    How far an order is. `size`: bytes of the whole answer, when that was said.

    A model that is shorter than its header says is still being written. Raises `ProviderFailed`
    for what is no answer.
    """
    status = _STATUS.search(head)
    if status is None:
        words = clean(head.decode(errors="replace"))
        raise ProviderFailed(f"answered a question with nonsense: {words}")
    if status[1] != b"completed" or _is_half_written(head, size):
        return Check(RemoteState.WORKING)
    return Check(RemoteState.DONE, files=(RemoteFile(url, FILE),))


def _is_half_written(head: bytes, size: int | None) -> bool:
    begun = glb.BEGINNING.search(head)
    if begun is None:
        return False
    encoded = head[begun.end() : begun.end() + glb.HEADER_ENCODED]
    if b'"' in encoded:
        return True
    length = glb.length_of(encoded)
    return length is not None and size is not None and size < glb.encoded(length)
