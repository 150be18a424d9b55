"""Whether the database already has the newest shape, without loading what could change it."""

import re
from pathlib import Path

_REVISION = re.compile(r"^revision(?:: str)? = [\"'](\w+)[\"']", re.MULTILINE)
_BEFORE = re.compile(r"^down_revision(?:: .+?)? = [\"'](\w+)[\"']", re.MULTILINE)


def is_newest(database_url: str, root: Path) -> bool:
    """True only when sure; a start that need not migrate saves a second."""
    import psycopg

    heads = _heads(root / "alembic" / "versions")
    try:
        with psycopg.connect(database_url.replace("+psycopg", "", 1)) as connection:
            # Asked first: PostgreSQL logs a query of a missing table as an error.
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
                return False
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except psycopg.Error:
        return False
    return len(heads) == 1 and [row[0] for row in rows] == list(heads)


def _heads(versions: Path) -> set[str]:
    scripts = [path.read_text() for path in versions.glob("*.py")]
    revisions = {name for script in scripts for name in _REVISION.findall(script)}
    return revisions - {name for script in scripts for name in _BEFORE.findall(script)}
