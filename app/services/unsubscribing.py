"""The way out of e-mails: a signed link that asks for no sign-in and no question."""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import replace

from app.db import manners as rows
from app.db.tables.people import PersonRow
from app.db.transaction import Database
from app.domain.errors import NotFound

_SHAPE = re.compile(r"([0-9a-z]{26})\.([A-Za-z0-9_-]{43})", re.ASCII)


class Unsubscribing:
    """Signs links and keeps their promise. The key must be the same on every machine."""

    def __init__(self, db: Database, key: bytes) -> None:
        self._db = db
        self._key = hmac.digest(key, b"meanwhile: no more e-mails", "sha256")

    def token(self, person_id: str) -> str:
        """What ends the e-mails of this person. It does not expire: letters lie about for years."""
        ulid = person_id.removeprefix("person_")
        return f"{ulid}.{self._signature(ulid)}"

    def stop(self, token: str) -> None:
        """Send this person no more e-mails; a second time does nothing. Raises `NotFound`."""
        found = _SHAPE.fullmatch(token)
        if found is None or not hmac.compare_digest(found[2], self._signature(found[1])):
            raise NotFound("This link is not one of ours, or was cut off on its way.")
        person_id = f"person_{found[1]}"
        with self._db.transaction() as tx:
            if tx.session.get(PersonRow, person_id) is None:
                return
            now = rows.of(tx.session, person_id)
            if now.email:
                rows.write(tx.session, person_id, replace(now, email=frozenset()))

    def _signature(self, told: str) -> str:
        digest = hmac.digest(self._key, told.encode(), "sha256")
        return urlsafe_b64encode(digest).rstrip(b"=").decode()
