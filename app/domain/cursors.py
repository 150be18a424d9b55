"""Where the next page starts: the moment and the id of the last thing shown."""

import base64
import binascii
from datetime import datetime

from app.domain.errors import Invalid


def encode(at: datetime, id_: str) -> str:
    """A cursor that fits in an address."""
    return base64.urlsafe_b64encode(f"{at.isoformat()}|{id_}".encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[datetime, str]:
    """The moment and the id in a cursor. Raises `Invalid`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        at, _, id_ = base64.urlsafe_b64decode(padded).decode().partition("|")
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError):
        raise Invalid("This page marker is not one of ours.", field="cursor") from None
    if moment.tzinfo is None or "\x00" in id_:
        raise Invalid("This page marker is not one of ours.", field="cursor")
    return moment, id_
