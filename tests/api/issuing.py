"""An issuer of JWTs on this machine: its keys over HTTP, its tokens, and its messages."""

import json
import threading
import time
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from standardwebhooks.webhooks import Webhook

SECRET = "whsec_" + b64encode(b"a secret of twenty-four b").decode()
_KEYS = {name: rsa.generate_private_key(65537, 2048) for name in ("one", "two", "stranger")}


@dataclass
class Issuer:
    """Signs as Clerk does; publishes the keys that are in `published`."""

    server: ThreadingHTTPServer
    published: list[str] = field(default_factory=lambda: ["one"])
    is_down: bool = False
    fetches: int = 0

    @property
    def url(self) -> str:
        """Its `iss`."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def jwks(self) -> dict[str, Any]:
        """What it publishes, with keys of other kinds among it."""
        keys = [
            {**RSAAlgorithm.to_jwk(_KEYS[kid].public_key(), as_dict=True), "kid": kid, "use": "sig"}
            for kid in self.published
        ]
        return {"keys": [{"kty": "EC", "kid": "other"}, "?", *keys]}

    def sign(
        self,
        subject: str = "user_1",
        *,
        kid: str | None = "one",
        by: str | None = None,
        alg: str = "RS256",
        **claims: Any,
    ) -> str:
        """A session token of Clerk, version 2; a claim that is None is left out."""
        now = int(time.time())
        told: dict[str, Any] = {
            "iss": self.url,
            "sub": subject,
            "sid": "sess_1",
            "azp": "http://testserver",
            "iat": now,
            "nbf": now - 10,
            "exp": now + 600,
            "v": 2,
            "fva": [1, -1],
            "sts": "active",
            "pla": "u:free",
        } | claims
        told = {name: value for name, value in told.items() if value is not None}
        headers = {"kid": kid} if kid is not None else {}
        return jwt.encode(told, _KEYS[by or kid or "one"], algorithm=alg, headers=headers)

    def public_pem(self) -> bytes:
        """The public key as text, for those who would sign with it."""
        from cryptography.hazmat.primitives import serialization as to

        key = _KEYS["one"].public_key()
        return key.public_bytes(to.Encoding.PEM, to.PublicFormat.SubjectPublicKeyInfo)


def serve() -> Issuer:
    """An issuer that runs until its server is shut down."""
    issuer: Issuer

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.fetches += 1
            is_there = self.path == "/.well-known/jwks.json" and not issuer.is_down
            body = json.dumps(issuer.jwks()).encode() if is_there else b"away"
            self.send_response(200 if is_there else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    issuer = Issuer(ThreadingHTTPServer(("127.0.0.1", 0), Answer))
    threading.Thread(target=issuer.server.serve_forever, daemon=True).start()
    return issuer


def user(id_: str = "user_1", **values: Any) -> dict[str, Any]:
    """A user as Clerk tells it."""
    address = {
        "id": "idn_1",
        "email_address": "kim@example.com",
        "verification": {"status": "verified", "strategy": "email_code"},
    }
    return {
        "id": id_,
        "object": "user",
        "first_name": "Min-ji",
        "last_name": "Kim",
        "username": None,
        "email_addresses": [address],
        "primary_email_address_id": "idn_1",
        "updated_at": 1_760_000_000_000,
    } | values


def message(
    kind: str, data: dict[str, Any], *, id_: str = "msg_1", secret: str = SECRET, age_s: int = 0
) -> tuple[bytes, dict[str, str]]:
    """A body and the headers that Svix signs it with."""
    event = {"data": data, "object": "event", "type": kind, "timestamp": 1_760_000_000_000}
    body = json.dumps(event, ensure_ascii=False)
    at = int(time.time()) - age_s
    signature = Webhook(secret).sign(id_, datetime.fromtimestamp(at, UTC), body)
    headers = {"svix-id": id_, "svix-timestamp": str(at), "svix-signature": signature}
    return body.encode(), headers | {"Content-Type": "application/json"}
