"""The way out of e-mails: a signed link that asks for no sign-in and no question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.db import manners as rows
from app.db.tables.people import PersonRow
from app.db.transaction import Database
from app.domain.errors import NotFound
from app.services.signing import Signer

_SHAPE = re.compile(r"([0-9a-z]{26})\.([A-Za-z0-9_-]{43})", re.ASCII)


class Unsubscribing:
    """Signs links and keeps their promise."""

    def __init__(self, db: Database, keys: Sequence[bytes]) -> None:
        self._db = db
        self._signer = Signer(keys, b"meanwhile: no more e-mails")

    def token(self, person_id: str) -> str:
        """What ends the e-mails of this person. It does not expire: letters lie about for years."""
        ulid = person_id.removeprefix("person_")
        return f"{ulid}.{self._signer.sign(ulid)}"

    def stop(self, token: str) -> None:
        """Send this person no more e-mails; a second time does nothing. Raises `NotFound`."""
        found = _SHAPE.fullmatch(token)
        if found is None or not self._signer.is_right(found[2], found[1]):
            raise NotFound("This link is not one of ours, or was cut off on its way.")
        person_id = f"person_{found[1]}"
        with self._db.transaction() as tx:
            if tx.session.get(PersonRow, person_id) is None:
                return
            now = rows.of(tx.session, person_id)
            if now.email:
                rows.write(tx.session, person_id, replace(now, email=frozenset()))
