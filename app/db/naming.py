"""
Which objects of storage rows name, and which a row may still come to name.

Whoever keeps a storage key in another table adds its column to `COLUMNS`: what is named there is
then never taken for litter, and is part of every copy of a studio.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session

COLUMNS = (
    ("assets", "key"),
    ("renditions", "key"),
    ("book_covers", "key"),
    ("uploads", "key"),
    ("uploads", "thumb_key"),
)
# S608: the parts are constants of this file.
_NAMED = text(
    " UNION ".join(f"SELECT {c} FROM {t} WHERE {c} = ANY(:keys)" for t, c in COLUMNS)  # noqa: S608
)
EVERY_KEY = " UNION ".join(
    f"SELECT {c} FROM {t} WHERE {c} IS NOT NULL"  # noqa: S608
    for t, c in COLUMNS
)
"""All keys that rows name at one moment: what a copy of a studio must hold."""

# A file's row is written in the transaction that ends its task: a task that has not ended may still
# name it, and one that has ended, or is gone, never will. The key carries the end of the task's id.
# A format's row is written before its object, and only while the asset is there. So is the row of
# what somebody brings, whose pieces and whatever comes of them lie in its folder.
_AWAITED = text("""
    SELECT k.key FROM unnest(CAST(:keys AS text[])) AS k(key)
    CROSS JOIN LATERAL regexp_split_to_table(k.key, '[_.]') AS part
    JOIN tasks t ON right(t.id, 10) = part
    WHERE t.state IN ('pending', 'submitting', 'generating', 'saving')
    UNION
    SELECT k.key FROM unnest(CAST(:keys AS text[])) AS k(key)
    JOIN assets a ON a.id = substring(k.key FROM '^formats/([^.]+)[.]')
    UNION
    SELECT k.key FROM unnest(CAST(:keys AS text[])) AS k(key)
    JOIN uploads u ON u.id = substring(k.key FROM '^uploads/(upload_[0-9a-z]{26})_')
    WHERE u.state IN ('receiving', 'checking')""")


def named(session: Session, keys: Sequence[str]) -> set[str]:
    """Those of these keys that some row names."""
    return set(session.execute(_NAMED, {"keys": list(keys)}).scalars())


def forsaken(session: Session, keys: Sequence[str]) -> list[str]:
    """Those of these keys that no row names and none ever will."""
    # In this order: what is not awaited any more got its row before that was seen, if ever.
    awaited = set(session.execute(_AWAITED, {"keys": list(keys)}).scalars())
    known = awaited | named(session, keys)
    return [key for key in keys if key not in known]
