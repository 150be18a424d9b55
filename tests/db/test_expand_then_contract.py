"""Old and new versions run side by side during an upgrade: migrations widen, and narrow later."""

from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from alembic import op
from tests.db.narrowing import narrowing, verdict

SCRIPTS = Path(__file__).parents[2] / "alembic"
BEFORE_THE_RULE = "0020"


def migrations() -> list[ModuleType]:
    """Those that came after the rule."""
    walk = ScriptDirectory(str(SCRIPTS)).walk_revisions()
    return [each.module for each in walk if each.revision > BEFORE_THE_RULE]


def test_migrations_take_nothing_from_the_version_before() -> None:
    refused = {each.revision: found for each in migrations() if (found := verdict(each))}

    assert refused == {}, (
        "Leave it until no running version uses it; then the migration says so: "
        'contracts = "what it was for: nothing since version 1.2.0 uses it"'
    )


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE songs",
        "ALTER TABLE songs DROP COLUMN mood",
        "ALTER TABLE songs RENAME mood TO tone",
        "ALTER TABLE songs RENAME TO tunes",
        "ALTER TABLE songs ALTER COLUMN mood TYPE TEXT",
        "ALTER TABLE songs ALTER COLUMN mood SET NOT NULL",
        "ALTER TABLE songs ALTER COLUMN mood DROP DEFAULT",
        "ALTER TABLE songs ADD COLUMN mood VARCHAR NOT NULL",
        "ALTER TABLE songs ADD COLUMN a INTEGER, DROP COLUMN mood",
    ],
)
def test_what_old_code_stumbles_over_is_seen(sql: str) -> None:
    assert len(narrowing([sql])) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE songs ADD COLUMN mood VARCHAR",
        "ALTER TABLE songs ADD COLUMN mood VARCHAR DEFAULT '' NOT NULL",
        "ALTER TABLE songs ALTER COLUMN mood DROP NOT NULL",
        "ALTER TABLE songs DROP CONSTRAINT songs_mood",
        "CREATE INDEX songs_mood ON songs (mood)",
        "UPDATE songs SET mood = 'calm'",
    ],
)
def test_what_old_code_does_not_notice_is_let_through(sql: str) -> None:
    assert narrowing([sql]) == []


def test_a_table_of_its_own_is_shaped_freely() -> None:
    made = "CREATE TABLE tunes ( id VARCHAR NOT NULL )"

    assert narrowing([made, "ALTER TABLE tunes ALTER COLUMN id SET NOT NULL"]) == []


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [
        (None, True),
        ("it is in the way", True),
        ("moods are tones now: nothing since version 0.2.0 uses it", False),
    ],
)
def test_a_migration_narrows_once_it_says_since_when_it_may(
    reason: str | None, *, is_refused: bool
) -> None:
    migration = ModuleType("0099")
    if reason:
        vars(migration)["contracts"] = reason
    vars(migration)["upgrade"] = lambda: op.drop_column("songs", "mood")

    assert bool(verdict(migration)) is is_refused


def test_operations_are_read_as_the_sql_that_they_send() -> None:
    migration = ModuleType("0099")
    vars(migration)["upgrade"] = lambda: op.add_column(
        "songs", sa.Column("mood", sa.String(), nullable=False)
    )

    (found,) = verdict(migration)

    assert found.startswith("adds a column that old code does not fill: ALTER TABLE songs")
