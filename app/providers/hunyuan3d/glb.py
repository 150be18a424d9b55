"""A GLB in base64 within JSON, decoded as it comes: never more of it in memory than a piece."""

import base64
import binascii
import re
import struct
from collections.abc import Iterator

from app.domain.errors import BadOutput, ProviderFailed

BEGINNING = re.compile(rb'"model_base64"\s*:\s*"')
HEADER_ENCODED = 16
"""Letters that hold the header of a GLB: magic, version, length of the whole."""
_HEADER = struct.Struct("<4sII")
_TAIL = 64
"""Longer than the beginning, of which a piece may hold only a part."""


def encoded(length: int) -> int:
    """Letters that so many bytes take."""
    return -(-length // 3) * 4


def length_of(header: bytes) -> int | None:
    """The length that an encoded header tells; None when it is no header of a GLB."""
    try:
        magic, _, length = _HEADER.unpack(base64.b64decode(header, validate=True))
    except (binascii.Error, struct.error):
        return None
    return length if magic == b"glTF" else None


def model_in(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """
    The model in an answer.

    Raises `ProviderFailed` for one that is not whole yet, `BadOutput` for one that never will be.
    """
    seen, header = 0, b""
    for piece in _decoded(_letters(pieces)):
        seen += len(piece)
        if len(header) < _HEADER.size:
            header += piece[: _HEADER.size - len(header)]
        yield piece
    if len(header) < _HEADER.size:
        raise ProviderFailed("the model is not there yet")
    magic, _, length = _HEADER.unpack(header)
    if magic == b"glTF" and seen < length:
        raise ProviderFailed(f"the model is not whole yet: {seen} of {length} bytes")
    if magic != b"glTF" or seen > length:
        raise BadOutput("the file is no GLB")


def _letters(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What stands between the quotes."""
    held = b""
    for piece in pieces:
        held += piece
        if begun := BEGINNING.search(held):
            held = held[begun.end() :]
            break
        held = held[-_TAIL:]
    else:
        raise ProviderFailed("the model is not there yet")
    while b'"' not in held:
        yield held
        held = next(pieces, b"")
        if not held:
            raise BadOutput("the answer ended within the model")
    yield held.partition(b'"')[0]


def _decoded(letters: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    try:
        for piece in letters:
            # JSON may write a slash with a backslash before it.
            rest += piece.replace(b"\\", b"")
            whole = len(rest) // 4 * 4
            yield base64.b64decode(rest[:whole], validate=True)
            rest = rest[whole:]
    except binascii.Error:
        raise BadOutput("the model is no base64") from None
    if rest:
        raise BadOutput("the model ends within a letter")
