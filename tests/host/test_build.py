"""When the page is built again, and when not."""

from pathlib import Path

import pytest

from app.host import build


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "app/__init__.py": "",
        "app/app.py": "from app.ui.pages import home\nfrom app.api import rest\n",
        "app/ui/__init__.py": "",
        "app/ui/pages.py": "from app.media import song\nimport app.domain.words\n",
        "app/media/__init__.py": "",
        "app/media/song.py": "from app.media.parts import verse\n",
        "app/media/parts.py": "verse = 1\n",
        "app/domain/__init__.py": "",
        "app/domain/words.py": "",
        "app/api/__init__.py": "",
        "app/api/rest.py": "",
        "app/services/jobs.py": "",
        "assets/sw.js": "",
        "rxconfig.py": "from app.host import origins",
        "requirements.lock": "",
        "reflex.lock/package-lock.json": "{}",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def built(root: Path) -> None:
    result = root / ".web" / "build" / "client" / "404.html"
    result.parent.mkdir(parents=True, exist_ok=True)
    before = build.sources_without_lock(root)
    result.touch()
    build.finish(root, began_from=before)


@pytest.mark.parametrize(
    "name",
    [
        "app/app.py",
        "app/ui/pages.py",
        "app/media/song.py",
        "app/media/parts.py",
        "app/domain/words.py",
        "assets/sw.js",
        "rxconfig.py",
        "requirements.lock",
        "reflex.lock/package-lock.json",
    ],
)
def test_a_changed_source_makes_the_page_stale(root: Path, name: str) -> None:
    built(root)
    assert build.is_fresh(root)

    with (root / name).open("a") as file:
        file.write("\n# changed")

    assert not build.is_fresh(root)


@pytest.mark.parametrize("name", ["app/services/jobs.py", "app/api/rest.py", "README.md"])
def test_what_the_page_is_not_made_from_leaves_it_fresh(root: Path, name: str) -> None:
    built(root)

    with (root / name).open("a") as file:
        file.write("\n# changed")

    assert build.is_fresh(root)


def test_touching_a_file_changes_nothing(root: Path) -> None:
    built(root)

    (root / "app/ui/pages.py").touch()
    (root / "app/ui/__pycache__").mkdir()
    (root / "app/ui/__pycache__/pages.pyc").touch()

    assert build.is_fresh(root)


def test_added_and_removed_files_are_noticed(root: Path) -> None:
    built(root)
    (root / "app/ui/more.py").touch()
    assert not build.is_fresh(root)

    built(root)
    (root / "assets/sw.js").unlink()
    assert not build.is_fresh(root)


def test_a_build_that_is_edited_under_way_does_not_count(root: Path) -> None:
    built(root)
    before = build.sources_without_lock(root)
    build.begin(root, root / "home")
    (root / "app/ui/pages.py").write_text("# edited meanwhile")

    build.finish(root, began_from=before)

    assert not build.is_fresh(root)


def test_a_lost_result_is_built_again(root: Path) -> None:
    built(root)

    (root / ".web/build/client/404.html").unlink()

    assert not build.is_fresh(root)
