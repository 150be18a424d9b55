"""The photo within an answer, decoded while it comes: it is never whole in memory."""

import binascii
import re
from collections.abc import Iterator
from itertools import chain

from app.domain.errors import BadOutput

# Within a string a quote has a backslash before it, so this is always the name of a field.
_BEGINS = re.compile(rb'"b64_json"\s*:\s*"')
_NAME_MAX = 64
"""Longest beginning of a name that may be cut in two by the network."""


def photo_in(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes of the first photo. Raises `BadOutput` when there is none, or not all of it."""
    left = b""
    for piece in chain([_after_the_name(pieces)], pieces):
        encoded, end, _ = piece.partition(b'"')
        # A slash may be written as `\/`; base64 itself has no backslash.
        encoded = left + encoded.replace(b"\\", b"")
        whole = len(encoded) // 4 * 4
        left = encoded[whole:]
        if whole:
            yield _decoded(encoded[:whole])
        if end:
            break
    else:
        raise BadOutput("the answer ended within the photo")
    if left:
        raise BadOutput("the photo is cut off")


def _after_the_name(pieces: Iterator[bytes]) -> bytes:
    seen = b""
    for piece in pieces:
        seen += piece
        if found := _BEGINS.search(seen):
            return seen[found.end() :]
        seen = seen[-_NAME_MAX:]
    raise BadOutput("there is no photo in the answer")


def _decoded(encoded: bytes) -> bytes:
    try:
        return binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error:
        raise BadOutput("what should be a photo is not encoded as one") from None
