"""How tests are dealt to several processes at once. Each process has servers of its own."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Files that share what is too slow to start twice, and the longest first: whoever is done early
# takes from the many short files that follow.
_OPENAPI = "tests/api/test_openapi.py"
_LONGEST = (
    "tests/e2e/",
    "tests/chaos/test_kill_matrix.py",
    _OPENAPI,
    "tests/chaos/",
    "tests/bench/",
)
_ASUNDER = {_OPENAPI}
"""Files of few tests that take minutes each, and share nothing."""


class Dealing(LoadScopeScheduling):
    """A file is run by one process, from its first test to its last, so its fixtures are shared."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        # By the number of their tests, files would come in an order that says nothing about time.
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        if file in _ASUNDER:
            return nodeid
        return "the whole product" if file.startswith("tests/e2e/") else file


def longest_first(items: list[pytest.Item]) -> None:
    """Put what takes long at the front."""

    def turn(item: pytest.Item) -> int:
        places = [n for n, start in enumerate(_LONGEST) if item.nodeid.startswith(start)]
        return min(places, default=len(_LONGEST))

    items.sort(key=turn)
