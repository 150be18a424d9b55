"""Migrations go up and down with data in the tables, and say what the tables say."""

from collections.abc import Callable
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.db import migrations
from app.db.engine import make_engine
from app.db.schema import metadata
from tests.db.content import fill

SCRIPTS = Path(__file__).parents[2] / "alembic"


def revisions() -> list[str]:
    """From the first to the newest."""
    walk = ScriptDirectory(str(SCRIPTS)).walk_revisions()
    return [script.revision for script in reversed(list(walk))]


def test_the_tables_are_what_the_migrations_make(make_database: Callable[..., str]) -> None:
    engine = make_engine(make_database())
    migrations.migrate(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, metadata)
    current = migrations.current(engine)
    engine.dispose()

    assert difference == []
    assert current == migrations.head()


def test_every_migration_goes_up_and_down_on_data(make_database: Callable[..., str]) -> None:
    engine = make_engine(make_database())
    migrations.migrate(engine)
    with engine.begin() as connection:
        fill(connection)

    for revision in reversed(revisions()[:-1]):
        migrations.migrate(engine, to=revision)
    migrations.migrate(engine)

    with engine.connect() as connection:
        kept = connection.execute(text("SELECT title FROM jobs")).scalars().all()
    migrations.migrate(engine, to="base")
    with engine.connect() as connection:
        left = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ).scalars()
        assert set(left) == {"alembic_version"}
    engine.dispose()
    assert kept == ["Rain"]


def test_two_that_migrate_at_once_do_it_once(make_database: Callable[..., str]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    url = make_database()
    engines = [make_engine(url) for _ in range(3)]

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrations.migrate, engines))

    assert migrations.current(engines[0]) == migrations.head()
    for engine in engines:
        engine.dispose()
