"""What a browser may do with our pages: nothing that they do not need."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.adapters.s3_settings import S3Settings

_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HSTS = "max-age=31536000"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


# The document's page writes its own beginning into itself.
_DOCS = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class Guarded:
    """Middleware: pages say which scripts are theirs, and everything says what it is."""

    def __init__(self, app: ASGIApp, *, policy: str, over_tls: bool) -> None:
        self._app = app
        self._policy = policy
        self._over_tls = over_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add headers to answers that lack them."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guard(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._over_tls:
                    headers.setdefault("Strict-Transport-Security", _HSTS)
                if headers.get("content-type", "").startswith("text/html"):
                    is_docs = scope["path"].startswith("/api/docs")
                    headers.setdefault(
                        "Content-Security-Policy", _DOCS if is_docs else self._policy
                    )
            await send(message)

        await self._app(scope, receive, guard)


def policy(pages: Path, *, files_at: Iterable[str] = ()) -> str:
    """
    The policy for the built pages in this directory.

    Reflex writes a few scripts into each page; those are named by their digests, so that no other
    runs. Styles may be inline: its components set them on elements.
    """
    files = " ".join(files_at)
    scripts = " ".join(f"'sha256-{digest}'" for digest in sorted(_digests(pages)))
    parts = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {files}",
        "media-src": f"'self' blob: {files}",
        "connect-src": f"'self' data: blob: {files}",
        "worker-src": "'self' blob:",
        "font-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}".strip() for name, value in parts.items())


def files_of(bucket: S3Settings) -> tuple[str, ...]:
    """Where browsers fetch files from, when not from us."""
    if not bucket.bucket or bucket.proxy:
        return ()
    address = bucket.public_endpoint_url or bucket.endpoint_url
    if not address:
        return ("https://*.amazonaws.com",)
    parts = urlsplit(address)
    return (f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{bucket.bucket}.{parts.netloc}")


def _digests(pages: Path) -> set[str]:
    return {
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for page in pages.rglob("*.html")
        for script in _INLINE.findall(page.read_bytes())
    }
