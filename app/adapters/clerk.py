"""Clerk's messages about people, signed as Svix does."""

import json
from collections.abc import Mapping

from pydantic import SecretStr
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app.domain.errors import Invalid, NotGenuine
from app.domain.issuers import Word, clerk_word

_ID_MAX = 200
_PARTS = ("id", "timestamp", "signature")


class ClerkInbox:
    """Opens messages that were signed with this secret (`whsec_…`) within five minutes."""

    def __init__(self, secret: SecretStr) -> None:
        self._webhook = Webhook(secret.get_secret_value())

    def open(self, headers: Mapping[str, str], body: bytes) -> Word:
        """What it says. Raises `NotGenuine`, and `Invalid` for a body that makes no sense."""
        signed = {
            f"webhook-{part}": headers.get(f"svix-{part}") or headers.get(f"webhook-{part}") or ""
            for part in _PARTS
        }
        try:
            self._webhook.verify(body, signed, json_parse=False)
        except (WebhookVerificationError, ValueError):
            raise NotGenuine("This message is not signed by Clerk, or it is too old.") from None
        try:
            event = json.loads(body)
        except (ValueError, RecursionError):
            raise Invalid("The body is not JSON.", field="body") from None
        return clerk_word(signed["webhook-id"][:_ID_MAX], event)
