"""What a migration takes from the version that still runs beside it."""

import io
import re
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations

REASON = re.compile(r".+: nothing since version \d+\.\d+\.\d+ uses it$")
"""What `contracts` has to say before a migration may narrow."""

_TABLE = r"(?:IF EXISTS )?(?:ONLY )?(?P<table>[\w\".]+)"
_ALTER = rf"ALTER TABLE {_TABLE} "
_NARROWING = {
    "drops a table": rf"DROP TABLE {_TABLE}",
    "drops a column": rf"{_ALTER}(?:.*, )?DROP COLUMN",
    "drops a type or a view": r"DROP (?:TYPE|VIEW|MATERIALIZED VIEW)(?P<table> )",
    "renames": rf"{_ALTER}(?:.*, )?RENAME",
    "changes a type": rf"{_ALTER}(?:.*, )?ALTER (?:COLUMN )?\S+ (?:SET DATA )?TYPE",
    "refuses NULL where it was taken": rf"{_ALTER}(?:.*, )?ALTER (?:COLUMN )?\S+ SET NOT NULL",
    "takes a default away": rf"{_ALTER}(?:.*, )?ALTER (?:COLUMN )?\S+ DROP DEFAULT",
    "adds a column that old code does not fill": (
        rf"{_ALTER}(?:.*, )?ADD COLUMN (?!.*\b(?:DEFAULT|GENERATED)\b).*\bNOT NULL"
    ),
}
_MADE = re.compile(rf"CREATE TABLE {_TABLE.replace('IF EXISTS', 'IF NOT EXISTS')}", re.IGNORECASE)


def statements(migration: ModuleType) -> list[str]:
    """The SQL that its upgrade would send, one statement a line."""
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written}
    )
    with Operations.context(context):
        migration.upgrade()
    parts = (" ".join(part.split()) for part in written.getvalue().split(";"))
    return [part for part in parts if part]


def narrowing(sql: list[str]) -> list[str]:
    """
    What code of the version before would stumble over, in words.

    Tables that the same migration makes are its own. Checks, keys and indexes are not looked at:
    a check is widened by dropping it and adding another.
    """
    own = {made["table"] for each in sql if (made := _MADE.match(each))}
    return [
        f"{words}: {each}"
        for each in sql
        for words, pattern in _NARROWING.items()
        if (found := re.match(pattern, each, re.IGNORECASE)) and found["table"] not in own
    ]


def verdict(migration: ModuleType) -> list[str]:
    """What is to be refused; empty when it widens, or says why it may narrow."""
    if REASON.match(getattr(migration, "contracts", "")):
        return []
    return narrowing(statements(migration))
