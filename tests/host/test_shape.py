"""A start that has nothing to migrate does not load the migrations."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from app.db import migrations
from app.host import shape
from tests.host.launching import ROOT


def test_it_agrees_with_the_migrations_about_the_newest_shape() -> None:
    assert shape._heads(ROOT / "alembic" / "versions") == {migrations.head()}


@pytest.mark.parametrize(("at", "expected"), [("b", True), ("a", False), (None, False)])
def test_only_the_newest_shape_needs_nothing(
    tmp_path: Path, make_database: Callable[[], str], at: str | None, *, expected: bool
) -> None:
    versions = tmp_path / "alembic" / "versions"
    versions.mkdir(parents=True)
    (versions / "a.py").write_text('revision = "a"\ndown_revision = None\n')
    (versions / "b.py").write_text('revision: str = "b"\ndown_revision: str | None = "a"\n')
    url = make_database()
    if at:
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE alembic_version AS SELECT %s AS version_num", [at])

    assert shape.is_newest(url, tmp_path) is expected
