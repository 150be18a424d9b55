"""The three catalogues, each over real HTTP."""

from collections.abc import Iterator

import pytest

from app.settings import Settings
from tests.simulators.books import KEY
from tests.simulators.stage import Stage


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One process that plays all of them."""
    ledger = tmp_path_factory.mktemp("books") / "books.db"
    stage = Stage("tests.simulators.books:create", ledger).start()
    yield stage
    stage.kill()


@pytest.fixture
def config(catalogues: Stage) -> Settings:
    """Settings that lead to these catalogues."""
    return Settings.model_validate(addresses(catalogues.url))


def addresses(url: str) -> dict[str, str]:
    """Where the catalogues of this simulator are, and what opens them."""
    return {
        "OPEN_LIBRARY_URL": f"{url}/ol",
        "OPEN_LIBRARY_COVERS_URL": f"{url}/covers/",
        "KAKAO_URL": f"{url}/kakao/",
        "KAKAO_REST_KEY": KEY,
        "ALADIN_URL": f"{url}/aladin",
        "ALADIN_TTB_KEY": KEY,
    }
