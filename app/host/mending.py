"""What `meanwhile doctor --fix` does: safe whatever the reason was, and told in words."""

from pathlib import Path

from app.host import reaching
from app.host.doctor import Case
from app.host.troubles import HostTrouble


def close(path: Path, mode: int) -> str:
    """Let its owner alone reach it."""
    path.chmod(mode)
    return f"closed {path} to others"


def migrate(case: Case) -> str:
    """Bring the database to the newest shape; migrations only add (README, Upgrading)."""
    from app.db import migrations

    with reaching.engine(case) as engine:
        migrations.migrate(engine)
    return f"migrated to {migrations.head()}"


def build(case: Case) -> str:
    """Build the page from the sources that are here."""
    if case.build_page is None:
        raise HostTrouble("there is nothing here to build it with")
    case.build_page()
    return "built the page"
