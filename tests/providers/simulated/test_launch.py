"""`up --simulated`: simulators beside the product, found by its processes."""

from pathlib import Path

from app.host import simulated
from app.host.child import Child
from app.settings import Settings


def test_the_simulators_run_and_the_product_knows_where(tmp_path: Path) -> None:
    units = simulated.processes(Settings(data_dir=tmp_path), {"ANYTHING": "else"})

    first, second, *product = units
    assert [first.name, second.name] == ["simulated-async", "simulated-sync"]
    assert [unit.name for unit in product] == ["web", "worker", "render", "clock"]
    for unit in product:
        assert unit.environment["SIMULATED_ASYNC_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["SIMULATED_SYNC_URL"] != unit.environment["SIMULATED_ASYNC_URL"]
        assert unit.environment["ANYTHING"] == "else"

    children = [Child(unit) for unit in (first, second)]
    try:
        for child in children:
            child.wait_ready()
    finally:
        for child in children:
            child.stop()
