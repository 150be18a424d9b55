"""Messages to apps on phones, by Firebase Cloud Messaging (HTTP v1)."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.adapters.fcm_settings import FcmSettings
from app.domain.delivering import Answer, Envelope, Trouble
from app.domain.telling.push import News

_SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
_TTL = "86400s"
_CHANNEL = "meanwhile"
"""The channel an Android app has to have, so that people can choose its sound there."""


class Fcm:
    """Writes messages, with a bearer token that is fetched anew before it ends."""

    def __init__(self, settings: FcmSettings, *, site: str) -> None:
        self._account = _account(settings)
        project = self._account["project_id"]
        self._url = f"{settings.url.rstrip('/')}/v1/projects/{project}/messages:send"
        self._site = site
        self._lock = threading.Lock()
        self._credentials: Any = None

    def envelope(self, token: str, news: News, *, id_: str) -> Envelope | Answer:
        """A message for the app with this token; or why none can be sent now. May block."""
        from google.auth.exceptions import GoogleAuthError, TransportError

        try:
            bearer = self._bearer()
        except TransportError as problem:
            return Answer(Trouble.UNREACHABLE, body=_short(problem))
        except (GoogleAuthError, ValueError) as problem:
            return Answer(Trouble.REFUSED, body=_short(problem))
        body = json.dumps({"message": self._message(token, news, id_)}, ensure_ascii=False)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"}
        return Envelope(self._url, headers, body.encode())

    def _bearer(self) -> str:
        from google.auth.transport.requests import Request
        from google.oauth2.service_account import Credentials

        with self._lock:
            if self._credentials is None:
                info = Credentials.from_service_account_info(self._account, scopes=[_SCOPE])
                self._credentials = info
            # Google's library asks for another one minutes before this one ends.
            if not self._credentials.valid:
                self._credentials.refresh(Request())
            return self._credentials.token

    def _message(self, token: str, news: News, id_: str) -> dict[str, Any]:
        image = {"image": f"{self._site}{news.image}"} if news.image else {}
        told = {"title": news.said.title, "body": news.said.body}
        return {
            "token": token,
            "notification": told | image,
            "data": _strings(news, site=self._site, id_=id_),
            # The same tag and id with every try: a phone that has it already shows it once.
            "android": {
                "priority": "HIGH",
                "ttl": _TTL,
                "notification": {"tag": id_, "channel_id": _CHANNEL},
            },
            "apns": {
                "headers": {"apns-priority": "10", "apns-collapse-id": id_},
                "payload": {"aps": {"sound": "default"}},
            },
        }


def _strings(news: News, *, site: str, id_: str) -> dict[str, str]:
    """What an app goes by; every value is a string."""
    told = {**news.data, "message_id": id_, "url": f"{site}{news.url}"}
    return {name: word for name, word in told.items() if word}


def _account(settings: FcmSettings) -> Mapping[str, Any]:
    """The service account's key. Raises `LookupError` when it cannot be read as one."""
    told = settings.service_account.get_secret_value() if settings.service_account else ""
    try:
        text = told if told.lstrip().startswith("{") else Path(told).read_text(encoding="utf-8")
        account = json.loads(text)
        if not isinstance(account, dict) or not account.get("project_id"):
            raise LookupError("FCM_SERVICE_ACCOUNT names no project_id.")
    except (OSError, ValueError):
        words = "FCM_SERVICE_ACCOUNT is neither the JSON of a service account nor a file with it."
        raise LookupError(words) from None
    return account


def _short(problem: Exception) -> str:
    return " ".join(str(problem).split())[:300]
