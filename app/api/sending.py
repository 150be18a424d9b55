"""Sends a stored file: from this disk, by a signed address, or through this process in ranges."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import Request, Response
from fastapi.responses import FileResponse, RedirectResponse, StreamingResponse

from app.domain.files import disposition
from app.services.handing import OpenFile

_FOR_EVER = "private, max-age=31536000, immutable"
_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
SENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in (
                "audio/mpeg",
                "audio/wav",
                "audio/flac",
                "audio/ogg",
                "image/png",
                "image/jpeg",
                "image/webp",
                "model/gltf-binary",
                "model/stl",
                "application/zip",
            )
        },
    },
    206: {"description": "The part of the file that `Range` asks for."},
    304: {"description": "What the browser holds is the file."},
    307: {"description": "The file is in a store of its own; a signed address for minutes."},
    416: {"description": "The file has no such range."},
}

ARCHIVE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An archive, made while it is sent.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def send_archive(chunks: Iterator[bytes], name: str) -> Response:
    """Send a ZIP under this name, once its beginning is there."""
    headers = {"Content-Disposition": disposition(name, download=True), "Cache-Control": "no-store"}
    return StreamingResponse(_begun(chunks), media_type="application/zip", headers=headers)


def send(file: OpenFile, request: Request, *, download: bool, keeps: str = _FOR_EVER) -> Response:
    """
    Answer with this file. A file never changes under its address, so browsers may keep it, unless
    it is said otherwise because the address itself may close.
    """
    if file.link is not None:
        return RedirectResponse(file.link, headers={"Cache-Control": "private, no-store"})
    headers = {
        "ETag": f'"{file.sha256}"',
        "Cache-Control": keeps,
        "Vary": "Cookie, Authorization",
    }
    if _has_it(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if file.path is None:
        return _through_us(file, request, headers, download=download)
    return FileResponse(
        file.path,
        media_type=file.content_type,
        filename=file.filename,
        content_disposition_type="attachment" if download else "inline",
        headers=headers,
    )


def _through_us(
    file: OpenFile, request: Request, headers: dict[str, str], *, download: bool
) -> Response:
    asked = request.headers.get("range", "")
    if request.headers.get("if-range", headers["ETag"]) != headers["ETag"]:
        asked = ""
    span = _span(asked, file.size)
    if span is None:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{file.size}"})
    start, stop = span
    is_part = (start, stop) != (0, file.size)
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Length": str(stop - start),
        "Content-Type": file.content_type,
        "Content-Disposition": disposition(file.filename, download=download),
    }
    if is_part:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    status = 206 if is_part else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    body = _begun(_cut(file.read(start=start), stop - start))
    return StreamingResponse(body, status_code=status, headers=headers)


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First byte and end of the one range that is asked for; None when there is no such range."""
    found = _ONE_RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        return 0, size  # nothing, or several at once: the whole is always a right answer
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) and size else None
    start, stop = int(first), min(size, int(last) + 1) if last else size
    if last and int(last) < start:
        return 0, size
    return (start, stop) if start < size else None


def _cut(chunks: Iterator[bytes], length: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[:length]
        length -= len(chunk)
        if length <= 0:
            return


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same, once its beginning is there: before that, a refusal can still be told."""
    return chain([next(chunks, b"")], chunks)


def _has_it(held: str, etag: str) -> bool:
    """Whether one of the versions the browser holds is this one."""
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return etag in tags or "*" in tags
