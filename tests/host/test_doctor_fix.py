"""`meanwhile doctor --fix` mends what is safe to mend, says so, and asks again."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.bootstrap import studio
from app.db import migrations
from app.db.engine import make_engine
from app.host import doctor, questions
from app.host.doctor import Answer, Case, bad, good
from app.host.roster import Roster
from app.host.screen import Screen
from app.host.up import build_page
from app.settings import Settings, settings
from tests.simulators.bucket import Bucket


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(Settings(), tmp_path, tmp_path, None, None)


def mended(ask: Callable[[Case], Answer], case: Case) -> tuple[str, Answer]:
    """What was red is mended; what was said, and the answer after it."""
    found = ask(case)
    assert not found.ok
    assert found.mend is not None
    return found.mend(), ask(case)


def test_an_open_data_directory_is_closed(case: Case) -> None:
    case.home.chmod(0o755)

    said, after = mended(questions.data_directory, case)

    assert said.startswith("closed")
    assert "open to everybody" not in after.words
    assert case.home.stat().st_mode & 0o777 == 0o700


def test_a_key_that_others_can_read_is_closed(case: Case) -> None:
    key = case.home / "secret.key"
    key.write_text("a key")
    key.chmod(0o644)

    said, after = mended(questions.secret, case)

    assert said == f"closed {key} to others"
    assert after.ok
    assert key.read_text() == "a key"


def test_a_missing_migration_is_made_up_for(case: Case, make_database: Callable[..., str]) -> None:
    behind = Case(case.settings, case.root, case.home, make_database(), None)

    said, after = mended(questions.migrated, behind)

    assert said == f"migrated to {migrations.head()}"
    assert after.ok


def test_a_database_of_a_newer_version_is_left_alone(
    case: Case, make_database: Callable[..., str]
) -> None:
    url = make_database()
    engine = make_engine(url)
    migrations.migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()

    answer = questions.migrated(Case(case.settings, case.root, case.home, url, None))

    assert not answer.ok
    assert answer.mend is None


def test_a_page_that_is_not_built_is_built(case: Case) -> None:
    def build() -> None:
        (case.root / "built").touch()

    said = questions.page(
        Case(case.settings, case.root, case.home, None, None, build_page=build)
    ).mend

    assert said is not None
    assert said() == "built the page"
    assert (case.root / "built").exists()


def test_no_page_is_built_beneath_a_launcher_that_runs(tmp_path: Path) -> None:
    out = io.StringIO()
    own = Settings(data_dir=tmp_path, database_url=None, redis_url=None)
    launcher = Roster(tmp_path)
    launcher.claim()

    page = Case(
        *(own, tmp_path, tmp_path, None, None),
        build_page=lambda: build_page(own, Screen(out), root=tmp_path),
    )
    is_well = doctor.settle("page", questions.page, page, Screen(out), fix=True)

    launcher.release()
    assert not is_well
    assert "! not mended: " in out.getvalue()


def test_a_missing_bucket_is_made(
    case: Case, s3_server: str, s3_configured: Callable[[str], None]
) -> None:
    there = Bucket.make(s3_server, "doctor-mends-another")
    s3_configured("doctor-mends")

    said, after = mended(questions.storage, case)

    assert said == "The bucket doctor-mends was made."
    assert after.ok
    assert there.objects() == []


@pytest.fixture
def s3_configured(
    s3_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Keep files in a bucket of this name."""

    def configure(name: str) -> None:
        for key, value in {
            "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "STUDIO_DATA_DIR": str(tmp_path),
            "S3_BUCKET": name,
            "S3_ENDPOINT_URL": s3_server,
            "S3_ACCESS_KEY_ID": "test",
            "S3_SECRET_ACCESS_KEY": "test",
        }.items():
            monkeypatch.setenv(key, value)
        settings.cache_clear()
        studio.cache_clear()

    yield configure
    settings.cache_clear()
    studio.cache_clear()


def test_without_the_word_nothing_is_touched(case: Case) -> None:
    out, touched = io.StringIO(), []

    def ask(_: Case) -> Answer:
        return bad("broken", "Mend it.", mend=lambda: touched.append(1) or "mended it")

    is_well = doctor.settle("thing", ask, case, Screen(out), fix=False)

    assert not is_well
    assert touched == []


def test_what_was_done_is_said_and_the_question_asked_again(case: Case) -> None:
    out, touched = io.StringIO(), []

    def ask(_: Case) -> Answer:
        if touched:
            return good("whole")
        return bad("broken", "Mend it.", mend=lambda: touched.append(1) or "mended it")

    is_well = doctor.settle("thing", ask, case, Screen(out), fix=True)

    assert is_well
    assert [line.split()[0] for line in out.getvalue().splitlines()] == ["x", "→", "!", "+"]
